"""A quick look at the validation split while training; the figures that count come from evaluation/, whose pictures are
turned by the product's own imaging code."""
import os

import numpy as np
import torch

from looks import Packed, draw
from samples import centre_of_text, to_input

SIZE = 160
# Sources in which every picture is another scene; in the others a validation picture has brothers in training.
DIVERSE = ("coco2017", "imagenet1k", "nips2017", "osie", "bsds500", "openstax", "feedme", "duane", "poem", "flickrr")


def is_diverse(source):
    return source in DIVERSE or source.startswith("gal_")


def validation_looks(cache, count=320):
    """Fixed looks of held-out pictures with a trusted label: name -> (bytes [N, S, S, 3], angles [N]).

    Photos are those of diverse sources, "alike" the others.
    """
    looks = {}
    for name in ("photos", "alike", "pages", "rendered", "written"):
        folder = os.path.join(cache, "photos" if name == "alike" else name)
        if not os.path.exists(os.path.join(folder, "index.jsonl")):
            continue
        pictures = Packed(folder, "val")
        rng = np.random.default_rng(11)
        chosen = [i for i in range(len(pictures)) if 0 < pictures.rows[i]["sigma"] <= 2]
        if name in ("photos", "alike"):
            chosen = [i for i in chosen if is_diverse(pictures.rows[i]["source"]) == (name == "photos")]
        drawn = []
        for i in chosen[::max(1, len(chosen) // count)]:
            picture, row = pictures[i]
            angle = rng.uniform(-180, 180)
            drawn.append((draw(picture, row, SIZE, angle, rng, 0.85 if row["group"] == "photo" else 1.0)[0], angle + row["angle"]))
        if drawn:
            looks[name] = tensors(drawn)
    return looks | readings(cache, count)


def readings(cache, count):
    """Tiles of held-out pages at reading size: are letters told from letters upside down? And the same tiles in a mirror."""
    drawn, flipped = [], []
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
            flipped.append((np.ascontiguousarray(look[:, ::-1]), -angle - row["angle"]))
    return {"reading": tensors(drawn), "mirrored": tensors(flipped)} if drawn else {}


def looks_of(batches, count):
    """The same of a store's held-out pictures, drawn on its device by plain Batches; only the sets that have arrived."""
    sets = [name for name in batches.recipe["mix"] if name != "control" and (name == "reading" or (name, "val") in batches.store.table.members)]
    drawn = {name: batches.batch(SIZE, count if name in ("photos", "reading") else count // 3, name) for name in sets}
    return {name: (batch["look"], batch["angle"].cpu()) for name, batch in drawn.items()}


def tensors(drawn):
    return torch.from_numpy(np.stack([look for look, _ in drawn])), torch.tensor([angle for _, angle in drawn])


@torch.no_grad()
def report(network, looks):
    """For each set: median error, share within 5 degrees, share wrong by over 45 degrees (one look, the mode);
    for tiles at reading size the share, too, that is told rightly to be mirrored or not."""
    row = []
    device = next(network.parameters()).device
    for name, (pictures, angles) in looks.items():
        outputs = [network(to_input(part.to(device))) for part in pictures.split(64)]
        modes = torch.cat([direction.argmax(1).cpu() for direction, _, _, _ in outputs])
        error = ((modes - angles + 180) % 360 - 180).abs()
        row += [name, round(error.median().item(), 2), round((error <= 5).float().mean().item(), 3),
                round((error > 45).float().mean().item(), 3)]
        if name in ("reading", "mirrored"):
            seen = torch.cat([logit.cpu() for _, _, _, logit in outputs]) > 0
            row.append(round((seen == (name == "mirrored")).float().mean().item(), 3))
    return row
