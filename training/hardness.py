"""How hard each training photo is for a network: what it does not give to the right quarter of the circle.

    python3 training/hardness.py models/upright.pt .cache/packed/photos

Each photo is drawn as in training, turned at random, at its four quarter turns, each spoilt by itself; the four answers are
averaged as the product averages looks. One process for each core; seven minutes on two cores for 24,000 photos. Writes
hardness.npy into the folder: float32, a number from 0 to 1 for each picture of the training split, in the order of its index;
0 where the label is none.
A recipe's `hard` is the share of photos that are drawn in proportion to it (samples.py).
"""
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

import numpy as np
import torch

from looks import Packed, degrade, draw
from network import Upright
from samples import to_input

SIZE = 96
AT_A_TIME = 16  # pictures
PART = 500  # of them, for a process


def looks_of(picture, row, rng):
    """Four looks, uint8 [4, S, S, 3], and the degrees clockwise that the first needs; each further one 90 more than the one before."""
    angle = rng.uniform(-180, 180)
    look, _ = draw(picture, row, SIZE, angle, rng, 0.9)
    return np.stack([degrade(np.ascontiguousarray(np.rot90(look, quarter)), rng) for quarter in range(4)]), angle + row["angle"]


def right_quarter(logits, angle):
    """Probability within 45 degrees of the angle, of answers [N, 360] to looks that are 90 degrees apart."""
    turned_back = [logits[i].log_softmax(0).roll(-90 * i) for i in range(len(logits))]
    answer = torch.stack(turned_back).mean(0).softmax(0)
    distance = ((torch.arange(360) - angle + 180) % 360 - 180).abs()
    return answer[distance <= 45].sum().item()


@torch.no_grad()
def hardness_of(weights, folder, part):
    """Numbers of the pictures with these indices."""
    torch.set_num_threads(1)
    network = Upright().eval()
    network.load_state_dict(torch.load(weights, map_location="cpu")["weights"])
    network = network.to(memory_format=torch.channels_last)
    pictures, rng = Packed(folder, "train"), np.random.default_rng(part[0])
    numbers = []
    for start in range(0, len(part), AT_A_TIME):
        drawn = [looks_of(*pictures[i], rng) for i in part[start:start + AT_A_TIME]]
        logits = network(to_input(torch.from_numpy(np.concatenate([looks for looks, _ in drawn]))))[0].view(len(drawn), 4, -1)
        numbers += [1 - right_quarter(own, angle) for own, (_, angle) in zip(logits, drawn)]
    return numbers


def main(weights, folder):
    rows = Packed(folder, "train").rows
    labelled = [i for i in range(len(rows)) if rows[i]["sigma"] > 0]
    parts = [labelled[start:start + PART] for start in range(0, len(labelled), PART)]
    hardness = np.zeros(len(rows), np.float32)
    with ProcessPoolExecutor() as pool:
        for done, (part, numbers) in enumerate(zip(parts, pool.map(hardness_of, repeat(weights), repeat(folder), parts)), 1):
            hardness[part] = numbers
            print(f"{done} of {len(parts)}", flush=True)
    np.save(os.path.join(folder, "hardness.npy"), hardness)
    print("%d photos, %.1f %% over a half" % (len(labelled), 100 * (hardness[labelled] > 0.5).mean()))


if __name__ == "__main__":
    main(*sys.argv[1:])
