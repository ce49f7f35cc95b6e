"""Endless stream of training looks, in batches of one size, from a mix of packed folders."""
import os

import numpy as np
import torch
from torch.utils.data import IterableDataset

from looks import Packed, control, degrade, disc, draw


class Samples(IterableDataset):
    """Yields dicts of tensors for one batch each.

    look: uint8 [N, S, S, 3]; angle: float [N], degrees clockwise to upright; sigma: float [N], how far the label can be
    trusted in degrees, 0 = has no up; text: float [N, 64, 64]; text_weight: float [N], 0 where text is not known.
    recipe["mix"]: folder -> weight; recipe["sizes"]: size -> weight.
    """

    def __init__(self, recipe, cache, seed):
        self.recipe, self.seed = recipe, seed
        mix = {k: v for k, v in recipe["mix"].items() if k != "control" and os.path.exists(os.path.join(cache, k, "index.jsonl"))}
        self.sets = {k: Packed(os.path.join(cache, k), "train") for k in mix}
        self.names = [*mix, "control"]
        weights = np.array([*mix.values(), recipe["mix"]["control"]], float)
        self.weights = weights / weights.sum()

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        rng = np.random.default_rng((self.seed, worker.id if worker else 0))
        sizes = np.array([int(s) for s in self.recipe["sizes"]])
        share = np.array(list(self.recipe["sizes"].values()), float)
        while True:
            size = int(rng.choice(sizes, p=share / share.sum()))
            yield self.batch(size, max(1, int(self.recipe["batch"] * (144 / size) ** 2)), rng)

    def batch(self, size, count, rng):
        looks = np.empty((count, size, size, 3), np.uint8)
        angle, sigma, weight = (np.zeros(count, np.float32) for _ in range(3))
        text = np.zeros((count, 64, 64), np.float32)
        for i in range(count):
            name = self.names[rng.choice(len(self.names), p=self.weights)]
            if name == "control":
                looks[i], weight[i] = control(size, rng), 1
            else:
                pictures = self.sets[name]
                looks[i], angle[i], sigma[i], mask = self.sample(pictures, int(rng.integers(len(pictures))), size, rng)
                if mask is not None:
                    text[i], weight[i] = mask / 255.0, 1
        return dict(look=torch.from_numpy(looks), angle=torch.from_numpy(angle), sigma=torch.from_numpy(sigma),
                    text=torch.from_numpy(text), text_weight=torch.from_numpy(weight))

    def sample(self, pictures, i, size, rng):
        picture, row = pictures[i]
        base = row["angle"]
        if row["group"] == "photo" and rng.random() < 0.5:
            picture, base = picture[:, ::-1], -base
        angle = rng.uniform(-180, 180)
        if rng.random() < self.recipe["near_quarter"]:  # what cameras and scanners give; and small residuals for the corners
            angle = 90 * rng.integers(4) + rng.normal(0, 8)
        look, mask = draw(picture, row, size, angle, rng, self.zoom(picture, row, size, rng))
        if rng.random() < self.recipe["degraded"]:
            look = degrade(look, rng)
        return look, angle + base, row["sigma"], mask

    def zoom(self, picture, row, size, rng):
        """Diameter of the look's circle as a share of the short side: photos mostly whole, pages often at reading size."""
        if row["group"] == "photo":
            return 1 - (1 - self.recipe["zoom"]) * rng.random() ** 2
        least = min(1.0, 1.4 * size / min(picture.shape[:2]))
        return least + (1 - least) * rng.random() ** (3 if rng.random() < 0.6 else 1)


def to_input(look):
    """Bytes [N, S, S, 3] -> network input [N, 3, S, S], round, zero outside the circle."""
    x = look.permute(0, 3, 1, 2).float() / 127.5 - 1
    return (x * torch.from_numpy(disc(x.shape[2])).to(x.device)).contiguous(memory_format=torch.channels_last)
