"""Draw the same circles by looks.py and by batches.py; print the mean difference inside the circles, in grey levels of 255.

    python3 training/compare_looks.py PIECES

PIECES: a folder of pieces.py's files. For the test that the two draw alike.
"""
import glob
import os
import sys

import cv2
import numpy as np
import torch

from batches import Batches
from looks import disc, sample, turn, turn_about_centre
from store import Store

SIZE = 96


def main(folder):
    store = Store(torch.device("cpu"), 40_000_000)
    for path in sorted(glob.glob(os.path.join(folder, "*.tar"))):
        store.add(path, threads=1)
    recipe = dict(mix={"photos": 1.0}, near_quarter=0.0, zoom=0.8, mirrored=0.0)
    batches = Batches(recipe, store, 1, plain=True)
    table, rng, differences = store.table, np.random.default_rng(2), []
    for i in table.members[("photos", "train")]:
        w, h = int(table.width[i]), int(table.height[i])
        diameter, angle = min(w, h) - 8, float(rng.uniform(-180, 180))
        left, top = int(rng.integers(0, w - diameter + 1)), int(rng.integers(0, h - diameter + 1))
        plan = batches.plan(SIZE, 1)
        told = dict(offset=table.offset[i], level_width=w, level_height=h, to_level=[1, 1], inner=[w, h], flipped=False,
                    centre=[left + diameter / 2, top + diameter / 2], turn=turn(angle, diameter / (2 * SIZE)))
        plan.update({k: torch.tensor(np.array([v]), dtype=plan[k].dtype) for k, v in told.items()})
        here = batches.draw(plan, SIZE)[0][0].permute(1, 2, 0).numpy()
        picture = store.pixels[table.offset[i]:table.offset[i] + w * h].view(torch.uint8).view(h, w, 4)[..., :3].numpy()
        square = np.ascontiguousarray(picture[top:top + diameter, left:left + diameter])
        there = cv2.resize(sample(square, turn_about_centre(square, SIZE, angle), SIZE, cv2.INTER_LINEAR), (SIZE, SIZE), interpolation=cv2.INTER_AREA)
        differences.append(np.abs(here - there)[disc(SIZE) > 0].mean())
    print("%.3f" % max(differences))


if __name__ == "__main__":
    main(*sys.argv[1:])
