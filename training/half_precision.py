"""How far half precision moves the small network's answers: what each layer gives is rounded to float16, the sums stay float32, as in tensor cores.

    python3 training/half_precision.py PICTURE…
"""
import sys

import cv2
import numpy as np
import torch

import export
import looks
from network import Upright

SIZE = 160
ANGLES = (0, 45, 170, 263)
LEAST = -7  # logarithm of a probability below which it says nothing
UPRIGHT = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.sqrt(0.5)


def views(path):
    picture = cv2.imread(path)
    side = min(picture.shape[:2])
    y, x = (picture.shape[0] - side) // 2, (picture.shape[1] - side) // 2
    square, _ = looks.reduced(picture[y:y + side, x:x + side], None, min(1, 800 / side))
    drawn = [looks.sample(square, looks.turn_about_centre(square, SIZE, angle), SIZE, cv2.INTER_LINEAR) for angle in ANGLES]
    small = [look.astype(np.float32).reshape(SIZE, 2, SIZE, 2, 3).mean((1, 3))[:, :, ::-1] / 127.5 - 1 for look in drawn]
    return torch.tensor(np.stack([(look * looks.disc(SIZE)[:, :, None]).transpose(2, 0, 1) for look in small]))


def turn(corners):
    at = UPRIGHT + corners.reshape(4, 2)
    return np.rad2deg(np.arctan2((at[:, 0] * UPRIGHT[:, 1] - at[:, 1] * UPRIGHT[:, 0]).sum(), (at * UPRIGHT).sum()))


def main():
    weights = torch.load("models/upright.pt", map_location="cpu")["weights"]
    network = Upright()
    network.load_state_dict({name: value.float() if value.is_floating_point() else value for name, value in weights.items()})
    network = export.fold(network.eval())
    rounding = [False]
    rounded = lambda value: tuple(map(rounded, value)) if isinstance(value, tuple) else value.half().float()
    for layer in network.modules():
        layer.register_forward_hook(lambda _, __, output: rounded(output) if rounding[0] else None)
    logarithms, angles = [], []
    with torch.no_grad():
        for path in sys.argv[1:]:
            batch = views(path)
            rounding[0] = False
            single = network(batch)
            rounding[0] = True
            half = network(rounded(batch))
            for i in range(len(batch)):
                one, other = torch.log_softmax(single[0][i], 0), torch.log_softmax(half[0][i], 0)
                logarithms.append(float((one - other)[one > LEAST].abs().max()))
                if abs((int(one.argmax()) + 180) % 360 - 180) <= 45:  # corners are asked of views that stand nearly upright
                    angles.append(abs(turn(single[1][i].numpy()) - turn(half[1][i].numpy())))
    print("%d views: log-probability at most %.4f apart; %d nearly upright: corners at most %.4f degrees, median %.4f"
          % (len(logarithms), max(logarithms), len(angles), max(angles), np.median(angles)))


if __name__ == "__main__":
    main()
