"""Endless stream of training looks, in batches of one size, from a mix of packed folders."""
import functools
import os

import numpy as np
import torch
from torch.utils.data import IterableDataset

from looks import Packed, control, degrade, disc, draw


class Samples(IterableDataset):
    """Yields dicts of tensors for one batch each.

    look: uint8 [N, S, S, 3]; angle: float [N], degrees clockwise to upright; sigma: float [N], how far the label can be
    trusted in degrees, 0 = has no up; text: float [N, 64, 64]; text_weight: float [N], 0 where text is not known;
    mirrored: float [N], 1 where letters are seen in a mirror; mirrored_weight: float [N], 0 where letters cannot be read.
    recipe["mix"]: folder, "reading" or "control" -> weight; recipe["sizes"]: size -> weight; recipe["hard"], if it is there: share of
    the photos that are drawn in proportion to hardness.py's numbers, the others evenly.
    """

    def __init__(self, recipe, cache, seed):
        self.recipe, self.seed = recipe, seed
        mix = {k: v for k, v in recipe["mix"].items() if k not in ("reading", "control") and os.path.exists(os.path.join(cache, k, "index.jsonl"))}
        self.sets = {k: Packed(os.path.join(cache, k), "train") for k in mix}
        self.readable = [v for k, v in self.sets.items() if k in ("pages", "rendered", "written", "scripts", "rare")]
        self.hard = recipe.get("hard", 0)
        # The sum of hardness up to each photo: a place in it drawn evenly is a photo drawn by its hardness.
        self.up_to = np.cumsum(np.load(os.path.join(cache, "photos", "hardness.npy")), dtype=float) if self.hard else None
        others = ["reading", "control"] if self.readable else ["control"]
        self.names = [*mix, *others]
        weights = np.array([*mix.values(), *(recipe["mix"].get(k, 0.0) for k in others)], float)
        self.weights = weights / weights.sum()

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        rng = np.random.default_rng((self.seed, worker.id if worker else 0))
        sizes = np.array([int(s) for s in self.recipe["sizes"]])
        share = np.array(list(self.recipe["sizes"].values()), float)
        while True:
            size = int(rng.choice(sizes, p=share / share.sum()))
            yield self.batch(size, max(1, int(self.recipe["batch"] * (144 / size) ** 2)), rng)

    def batch(self, size, count, rng=np.random.default_rng(0)):
        """Each look comes at its four exact quarter turns, so that what differs within the four is nothing but up (Gidaris et al.,
        ICLR 2018, found this better than one turn of four times as many pictures); each is spoilt by itself, after turning."""
        groups = -(-count // 4)
        looks = np.empty((4 * groups, size, size, 3), np.uint8)
        angle, sigma, weight, mirrored, readable = (np.zeros(4 * groups, np.float32) for _ in range(5))
        text = np.zeros((4 * groups, 64, 64), np.float32)
        for i in range(0, 4 * groups, 4):
            name = self.names[rng.choice(len(self.names), p=self.weights)]
            look, base, trust, mask = self.one(name, size, rng)
            if name == "reading":
                few = self.recipe["mirrored"]
                mirrored[i:i + 4] = rng.random() < few
                readable[i:i + 4] = 0.5 / few if mirrored[i] else 0.5 / (1 - few)  # both count alike, though few are mirrored
            if mirrored[i]:
                look, base, mask = look[:, ::-1], -base, None if mask is None else mask[:, ::-1]
            for quarter in range(4):
                looks[i + quarter] = self.spoilt(np.ascontiguousarray(np.rot90(look, quarter)), rng)
                angle[i + quarter], sigma[i + quarter] = base + 90 * quarter, trust
                if mask is not None:
                    text[i + quarter], weight[i + quarter] = np.rot90(mask, quarter) / 255.0, 1
        return dict(look=torch.from_numpy(looks), angle=torch.from_numpy(angle), sigma=torch.from_numpy(sigma),
                    text=torch.from_numpy(text), text_weight=torch.from_numpy(weight),
                    mirrored=torch.from_numpy(mirrored), mirrored_weight=torch.from_numpy(readable))

    def one(self, name, size, rng):
        """A look, the degrees clockwise it needs, how far to trust that (0: has no up), its text mask or None."""
        if name == "control":
            return control(size, rng), 0.0, 0.0, np.zeros((64, 64), np.uint8)
        pictures = self.readable[rng.integers(len(self.readable))] if name == "reading" else self.sets[name]
        draw_one = self.reading if name == "reading" else self.sample
        return draw_one(pictures, self.any_of(name, pictures, rng), size, rng)

    def any_of(self, name, pictures, rng):
        """The index of a picture."""
        if name == "photos" and rng.random() < self.hard:
            return int(np.searchsorted(self.up_to, rng.uniform(0, self.up_to[-1]), side="right"))
        return int(rng.integers(len(pictures)))

    def sample(self, pictures, i, size, rng):
        picture, row = pictures[i]
        base = row["angle"]
        if row["group"] == "photo" and rng.random() < 0.5:
            picture, base = picture[:, ::-1], -base
        angle = rng.uniform(-45, 45)
        if rng.random() < self.recipe["near_quarter"]:  # what cameras and scanners give; and small residuals for the corners
            angle = rng.normal(0, 8)
        look, mask = draw(picture, row, size, angle, rng, self.zoom(picture, row, size, rng))
        return look, angle + base, row["sigma"], mask

    def reading(self, pictures, i, size, rng):
        """A tile of a page so close that letters can be told apart, its lines all but level or on end: as ReadingViews asks."""
        picture, row = pictures[i]
        angle = rng.normal(0, 3)
        diameter = min(rng.uniform(0.65, 1.5) * size, *picture.shape[:2])
        look, mask = draw(picture, row, size, angle, rng, diameter / min(picture.shape[:2]), centre_of_text(picture, row, diameter, rng))
        return look, angle + row["angle"], row["sigma"], mask

    def spoilt(self, look, rng):
        """Some looks stay clean: scans and screenshots are."""
        if rng.random() < self.recipe["degraded"]:
            look = degrade(look, rng)
        return look

    def zoom(self, picture, row, size, rng):
        """Diameter of the look's circle as a share of the short side: photos mostly whole, pages often at reading size."""
        if row["group"] == "photo":
            return 1 - (1 - self.recipe["zoom"]) * rng.random() ** 2
        least = min(1.0, 1.4 * size / min(picture.shape[:2]))
        return least + (1 - least) * rng.random() ** (3 if rng.random() < 0.6 else 1)


def centre_of_text(picture, row, diameter, rng):
    """A place of a page with something to read: in a known line of text, or else the most restless of a few places."""
    if row["boxes"]:
        x0, y0, x1, y1 = row["boxes"][rng.integers(len(row["boxes"]))]
        scale = picture.shape[1] / row["width"]
        return rng.uniform(x0, x1) * scale, rng.uniform(y0, y1) * scale
    h, w = picture.shape[:2]
    r = diameter / 2
    places = [(rng.uniform(r, w - r), rng.uniform(r, h - r)) for _ in range(5)]
    tile = [picture[int(y - r / 2):int(y + r / 2):2, int(x - r / 2):int(x + r / 2), 1].astype(np.int16) for x, y in places]
    return places[int(np.argmax([np.abs(np.diff(t, axis=0)).mean() if t.size else 0 for t in tile]))]


def to_input(look):
    """Bytes [N, S, S, 3] -> network input [N, 3, S, S], round, zero outside the circle."""
    x = look.permute(0, 3, 1, 2).float() / 127.5 - 1
    return (x * disc_on(x.device, x.shape[2])).contiguous(memory_format=torch.channels_last)


@functools.lru_cache(maxsize=None)
def disc_on(device, size):
    return torch.from_numpy(disc(size)).to(device)
