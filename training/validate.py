"""A quick look at the validation split while training; the figures that count come from evaluation/, whose pictures are
turned by the product's own imaging code."""
import os

import numpy as np
import torch

from looks import Packed, draw
from samples import centre_of_text, to_input

SIZE = 160


def validation_looks(cache, count=320):
    """Fixed looks of held-out pictures with a trusted label: name -> (bytes [N, S, S, 3], angles [N])."""
    looks = {}
    for name in ("photos", "pages", "rendered", "written"):
        folder = os.path.join(cache, name)
        if not os.path.exists(os.path.join(folder, "index.jsonl")):
            continue
        pictures = Packed(folder, "val")
        rng = np.random.default_rng(11)
        chosen = [i for i in range(len(pictures)) if 0 < pictures.rows[i]["sigma"] <= 2]
        drawn = []
        for i in chosen[::max(1, len(chosen) // count)]:
            picture, row = pictures[i]
            angle = rng.uniform(-180, 180)
            drawn.append((draw(picture, row, SIZE, angle, rng, 0.85 if row["group"] == "photo" else 1.0)[0], angle + row["angle"]))
        if drawn:
            looks[name] = tensors(drawn)
    return looks | readings(cache, count)


def readings(cache, count):
    """Tiles of held-out pages at reading size: are letters told from letters upside down?"""
    drawn = []
    for name in ("pages", "rendered", "written"):
        folder = os.path.join(cache, name)
        if not os.path.exists(os.path.join(folder, "index.jsonl")):
            continue
        pictures = Packed(folder, "val")
        rng = np.random.default_rng(12)
        for i in range(0, len(pictures), max(1, 3 * len(pictures) // count)):
            picture, row = pictures[i]
            angle, short = 90 * rng.integers(4), min(picture.shape[:2])
            diameter = min(SIZE, short)
            look = draw(picture, row, SIZE, angle, rng, diameter / short, centre_of_text(picture, row, diameter, rng))[0]
            drawn.append((look, angle + row["angle"]))
    return {"reading": tensors(drawn)} if drawn else {}


def tensors(drawn):
    return torch.from_numpy(np.stack([look for look, _ in drawn])), torch.tensor([angle for _, angle in drawn])


@torch.no_grad()
def report(network, looks):
    """For each set: median error, share within 5 degrees, share wrong by over 45 degrees (one look, the mode)."""
    row = []
    device = next(network.parameters()).device
    for name, (pictures, angles) in looks.items():
        modes = torch.cat([network(to_input(part.to(device)))[0].argmax(1).cpu() for part in pictures.split(64)])
        error = ((modes - angles + 180) % 360 - 180).abs()
        row += [name, round(error.median().item(), 2), round((error <= 5).float().mean().item(), 3),
                round((error > 45).float().mean().item(), 3)]
    return row
