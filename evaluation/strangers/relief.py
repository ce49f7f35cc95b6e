"""How paper lies: a height for every place of it, from flat to crumpled, on a coarse grid over the page."""
import cv2
import numpy as np

GRID = 192


def _places():
    at = np.linspace(-1, 1, GRID, dtype=np.float32)
    return np.meshgrid(at, at)


def smooth(rng, cells):
    """Noise without any edge, about -1 to 1. cells: bumps from side to side."""
    noise = rng.standard_normal((cells + 3, cells + 3)).astype(np.float32)
    field = cv2.resize(noise, (GRID, GRID), interpolation=cv2.INTER_CUBIC)
    return field / (np.abs(field).max() + 1e-6)


def folds(rng, count, anywhere):
    """Folds across the whole page. anywhere: at any angle; else along the sides, as a letter or a map is folded."""
    x, y = _places()
    height = np.zeros_like(x)
    for n in range(count):
        a = rng.uniform(0, np.pi) if anywhere else np.pi / 2 * rng.integers(2) + rng.normal(0, 0.015)
        along = (
            np.cos(a) * x
            + np.sin(a) * y
            - (rng.uniform(-0.7, 0.7) if anywhere else (2 * (n + 1) / (count + 1) - 1) + rng.normal(0, 0.04))
        )
        sign = rng.choice([-1, 1])
        height += sign * rng.uniform(0.5, 1) * np.sqrt(along**2 + 0.0008)
    return height / max(1, count)


def crumpled(rng, facets):
    """A ball of paper opened again: flat facets that meet in sharp edges."""
    x, y = _places()
    x, y = x + 0.05 * smooth(rng, 6), y + 0.05 * smooth(rng, 6)
    layers = []
    for _ in range(3):
        slopes = rng.normal(0, 1, (facets, 2)).astype(np.float32)
        centres = rng.uniform(-1.1, 1.1, (facets, 2)).astype(np.float32)
        away = np.stack([(x - cx) ** 2 + (y - cy) ** 2 for cx, cy in centres])
        plane = np.stack([sx * (x - cx) + sy * (y - cy) for (sx, sy), (cx, cy) in zip(slopes, centres)])
        weight = np.exp(-away * facets * 2.5)
        layers.append((plane * weight).sum(0) / (weight.sum(0) + 1e-6) + 0.35 * np.sort(away, 0)[0] * facets**0.5)
    height = sum(layers)
    height = cv2.GaussianBlur(height, (0, 0), 0.5)
    return height / (np.abs(height).max() + 1e-6)


def curled(rng, along_long_side):
    """Paper that wants back into its roll, or a page of an open book."""
    x, y = _places()
    t = y if along_long_side else x
    bend, off = rng.uniform(0.3, 1.0), rng.uniform(-0.5, 0.5)
    height = bend * (t - off) ** 2
    if rng.random() < 0.3:
        height = bend * np.sin(t * rng.uniform(1, 3) + off)
    return height + 0.1 * smooth(rng, 3)
