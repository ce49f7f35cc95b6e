"""What the network in PyTorch answers about raw pictures, for the test that training and C# agree.

    python3 training/answer.py models/upright.pt PICTURES SIZE ANGLE ANSWERS

PICTURES: any number of square pictures of 256 x 256 RGB bytes; each is looked at as a circle that touches its sides,
turned by ANGLE degrees, at SIZE pixels. ANSWERS: float32, for each picture 360 log-probabilities and 8 corner offsets.
"""
import sys

import cv2
import numpy as np
import torch

from looks import sample, turn_about_centre
from network import Upright
from samples import to_input

SIDE = 256


def main(weights, pictures, size, angle, answers):
    network = Upright().eval()
    network.load_state_dict(torch.load(weights, map_location="cpu")["weights"])
    squares = np.fromfile(pictures, np.uint8).reshape(-1, SIDE, SIDE, 3)
    looks = []
    for square in squares:
        large = sample(square.astype(np.float32), turn_about_centre(square, size, -angle), size, cv2.INTER_LINEAR)
        looks.append(cv2.resize(large, (size, size), interpolation=cv2.INTER_AREA))
    with torch.no_grad():
        direction, corners, _, _ = network(to_input(torch.from_numpy(np.stack(looks))))
    np.concatenate([direction.log_softmax(1).numpy(), corners.flatten(1).numpy()], 1).astype(np.float32).tofile(answers)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), sys.argv[5])
