"""A document scanned: turned, on white, grey or black, its dirt, its few shades; never bent."""
import cv2
import numpy as np

from camera import Photograph
from turning import paper, turned


def scan(page, angle, long_side, rng, nrng):
    """A picture of the page (BGR bytes) that needs the angle to stand upright.

    long_side: of the page in pixels, less than it is drawn at.
    """
    ground = rng.choices([paper(page), [255] * 3, [0] * 3, [rng.randint(120, 230)] * 3], [5, 2, 1, 1])[0]
    margin = int(rng.choice([0, 0, 0.02, 0.05]) * max(page.shape[:2]))
    page = cv2.copyMakeBorder(page, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=ground)
    picture = turned(page, angle, ground)
    if rng.random() < 0.4:  # the scanner's glass is as large as the page, and cuts its corners off
        quarter = round(angle / 90) % 2
        height, width = page.shape[1 if quarter else 0], page.shape[0 if quarter else 1]
        y, x = max(0, (picture.shape[0] - height) // 2), max(0, (picture.shape[1] - width) // 2)
        picture = picture[y : y + height, x : x + width]
    scale = long_side / max(page.shape[:2])
    x = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.float32)
    if rng.random() < 0.35:
        x = np.repeat(x.mean(2, keepdims=True), 3, 2)
    if rng.random() < 0.5:
        x = (x - 255) * rng.uniform(0.5, 1.2) + 255 - rng.uniform(0, 25)
    if rng.random() < 0.3:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.3, 1.0))
    if rng.random() < 0.5:
        x += rng.uniform(1, 8) * nrng.standard_normal((*x.shape[:2], 1), np.float32)
    if rng.random() < 0.1:  # a fax
        x = 255.0 * (x > x.mean() - rng.uniform(10, 60))
    return Photograph(np.clip(x, 0, 255).astype(np.uint8), (angle + 180) % 360 - 180, 1)
