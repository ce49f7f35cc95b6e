"""One training look: a round crop of a picture, turned by a known angle, without the traces that turning leaves.

The crop is a circle inside the picture, so that its shape and size do not depend on the angle; it is drawn at twice
the look's size or more and scaled down after, with varying kernels; noise and JPEG (at a random grid offset) come after.
Angles: degrees CLOCKWISE by which the look must be turned to stand upright.
"""
import json
import os

import cv2
import numpy as np

cv2.setNumThreads(1)
KERNELS = [cv2.INTER_LINEAR, cv2.INTER_CUBIC]


class Packed:
    """Pictures of one folder written by pack.py."""

    def __init__(self, folder, split):
        rows = [json.loads(line) for line in open(os.path.join(folder, "index.jsonl"))]
        self.rows = [row for row in rows if row["split"] == split]
        self.path = os.path.join(folder, "pixels.bin")
        self.pixels = None

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, i):
        if self.pixels is None:  # opened in the worker that reads
            self.pixels = np.memmap(self.path, np.uint8, "r")
        row = self.rows[i]
        n = row["width"] * row["height"] * 3
        return self.pixels[row["offset"]:row["offset"] + n].reshape(row["height"], row["width"], 3), row


def disc(size):
    """Mask of the round look: 1 inside the inscribed circle, at pixel centres."""
    at = np.arange(size) + 0.5 - size / 2
    return (at[:, None] ** 2 + at[None] ** 2 <= (size / 2) ** 2).astype(np.float32)


def text_mask(row, width, height):
    """Where lines of text are, 0 or 255 at a picture's (possibly reduced) size."""
    mask = np.zeros((height, width), np.uint8)
    sx, sy = width / row["width"], height / row["height"]
    for x0, y0, x1, y1 in row["boxes"]:
        cv2.rectangle(mask, (int(x0 * sx), int(y0 * sy)), (int(np.ceil(x1 * sx)) - 1, int(np.ceil(y1 * sy)) - 1), 255, -1)
    return mask


def perspective_of_a_page(w, h, rng):
    """A page of w x h pixels photographed: the size (W, H) of a desk around it and the homography from page to desk."""
    m = rng.uniform(0.02, 0.35)
    W, H = int(w * (1 + m)) + 8, int(h * (1 + m)) + 8
    x, y = rng.uniform(0, W - w), rng.uniform(0, H - h)
    jitter = rng.normal(0, rng.choice([0.0, 0.01, 0.025]) * min(w, h), (4, 2))
    jitter -= jitter.mean(0)
    # Perspective must not turn the page: what rotation the jitter holds is taken out again.
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float64)
    centre = corners.mean(0)
    a, b = corners - centre, corners + jitter - centre
    turned = np.arctan2((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum(), (a * b).sum())
    c, s = np.cos(-turned), np.sin(-turned)
    target = b @ np.array([[c, s], [-s, c]]) + centre + [x, y]
    return (W, H), cv2.getPerspectiveTransform(corners.astype(np.float32), target.astype(np.float32))


def on_a_desk(page, mask, rng):
    """A page photographed: a border of desk around it, slight perspective; or a scanner's black edge."""
    (W, H), M = perspective_of_a_page(page.shape[1], page.shape[0], rng)
    colour = rng.integers(0, 256, 3) if rng.random() < 0.6 else np.full(3, rng.integers(0, 40))
    desk = np.empty((H, W, 3), np.float32)
    desk[:] = colour
    if rng.random() < 0.6:  # grain
        n = cv2.resize(rng.normal(0, rng.uniform(3, 25), (H // 8 + 1, rng.integers(2, W // 2 + 3), 1)).astype(np.float32), (W, H))
        if rng.random() < 0.5 and H == W:
            n = n.T
        desk += n[:, :, None]
    desk = np.clip(desk, 0, 255).astype(np.uint8)
    out = cv2.warpPerspective(page, M, (W, H), desk, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)
    return out, None if mask is None else cv2.warpPerspective(mask, M, (W, H))


def light(picture, rng, strength):
    """Uneven light: a gradient, a soft shadow edge, glare, folds."""
    h, w = picture.shape[:2]
    y, x = np.mgrid[-1:1:24j, -1:1:24j].astype(np.float32)
    a = rng.uniform(0, 2 * np.pi)
    t = x * np.cos(a) + y * np.sin(a)
    gain = 1 + strength * rng.uniform(-0.5, 0.5) * t
    if rng.random() < 0.4 * strength:
        gain *= 1 - rng.uniform(0.1, 0.5) / (1 + np.exp(-(t - rng.uniform(-0.7, 0.7)) * rng.uniform(3, 40)))
    if rng.random() < 0.3 * strength:  # a fold: one side lighter than the other, a dark line between
        f = t - rng.uniform(-0.6, 0.6)
        gain *= 1 + 0.12 * np.sign(f) * np.exp(-np.abs(f) * 4)
    if rng.random() < 0.15 * strength:
        cx, cy = rng.uniform(-1, 1, 2)
        gain += rng.uniform(0.2, 0.9) * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / rng.uniform(0.02, 0.3))
    gain = cv2.resize(gain.astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)
    return np.clip(picture * gain[:, :, None], 0, 255).astype(np.uint8)


def degrade(look, rng):
    """Camera and file: colour, contrast, blur, noise, JPEG; on the finished look."""
    size = look.shape[0]
    x = look.astype(np.float32)
    if rng.random() < 0.8:
        gain = rng.uniform(0.7, 1.3) * (1 + rng.normal(0, 0.05, 3))
        x = (x - 128) * gain + 128 + rng.normal(0, 18)
    if rng.random() < 0.3:
        x = 255 * (np.clip(x, 0, 255) / 255) ** np.exp(rng.normal(0, 0.35))
    if rng.random() < 0.12:
        x = np.repeat(x.mean(2, keepdims=True), 3, 2)
    if rng.random() < 0.02:
        x = 255 - x
    if rng.random() < 0.25:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.3, 1.4))
    if rng.random() < 0.5:
        x += rng.uniform(0.5, 10) * rng.standard_normal((size, size, 1 if rng.random() < 0.5 else 3), np.float32)
    x = np.clip(x, 0, 255).astype(np.uint8)
    if rng.random() < 0.7:
        dx, dy = rng.integers(0, 8, 2)
        x = cv2.copyMakeBorder(x, dy, 8, dx, 8, cv2.BORDER_REFLECT)
        x = cv2.imdecode(cv2.imencode(".jpg", x, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 98))])[1], cv2.IMREAD_COLOR)
        x = x[dy:dy + size, dx:dx + size]
    return x


def reduced(picture, mask, scale):
    """Both scaled down by area, if the scale is under 1; before turning, so that turning does not alias."""
    if scale >= 1:
        return np.ascontiguousarray(picture), mask
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    return (cv2.resize(picture, size, interpolation=cv2.INTER_AREA),
            None if mask is None else cv2.resize(mask, size, interpolation=cv2.INTER_AREA))


def turn(angle, scale):
    """Matrices [..., 2, 2] from a look's pixels, counted from its centre, to the picture's: turned clockwise by degrees, scaled."""
    c, s = np.cos(np.deg2rad(angle)) * scale, np.sin(np.deg2rad(angle)) * scale
    return np.stack([np.stack([c, -s], -1), np.stack([s, c], -1)], -2)


def turn_about_centre(square, size, angle):
    """Matrix from a pixel of a look at twice its size to the square picture: turned clockwise by the angle, about both centres."""
    diameter, big = square.shape[0], 2 * size
    matrix = np.concatenate([turn(angle, diameter / big), np.zeros((2, 1))], 1)
    matrix[:, 2] = np.full(2, (diameter - 1) / 2) - matrix[:, :2] @ np.full(2, (big - 1) / 2)
    return matrix


def square_of(page, centre, side, turned, size):
    """A square [size, size] of a page: its centre and side in the page's pixels, turned clockwise by degrees."""
    angle = np.deg2rad(turned)
    linear = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * size / side
    matrix = np.column_stack([linear, np.array([size / 2, size / 2]) - linear @ centre])
    return cv2.warpAffine(page, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def sample(square, matrix, size, kernel):
    """The square picture seen through the matrix, at twice the look's size."""
    flags = kernel | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(square, matrix, (2 * size, 2 * size), flags=flags, borderMode=cv2.BORDER_REFLECT)


def anywhere(width, height, diameter, rng):
    return rng.uniform(0, width), rng.uniform(0, height)


def anywhere_in_circle(width, height, diameter, rng):
    """Centre of a circle of a diameter, anywhere within the circle inscribed in the picture: a photo is stored as one."""
    reach, a = (min(width, height) - diameter) / 2 * rng.random() ** 0.5, rng.uniform(0, 2 * np.pi)
    return width / 2 + reach * np.cos(a), height / 2 + reach * np.sin(a)


def draw(picture, row, size, angle, rng, zoom, centre=None):
    """The look and its text mask (or None).

    picture: [H, W, 3] bytes; size: pixels of the look; angle: what must be turned back, apart from the picture's own;
    zoom: diameter of the circle as a share of the picture's short side; centre: of the circle, moved inside if need be,
    in the picture's pixels (x, y); anywhere without.
    """
    mask = None if row["boxes"] is None else text_mask(row, picture.shape[1], picture.shape[0])
    if row["group"] == "page" and zoom > 0.8 and rng.random() < 0.5:
        picture, mask = on_a_desk(*reduced(picture, mask, 3 * size / min(picture.shape[:2])), rng)
    h, w = picture.shape[:2]
    diameter = int(zoom * min(h, w))
    x, y = centre or (anywhere_in_circle if row["group"] == "photo" else anywhere)(w, h, diameter, rng)
    left, top = (int(np.clip(at - diameter / 2, 0, n - diameter)) for at, n in ((x, w), (y, h)))
    at = np.s_[top:top + diameter, left:left + diameter]
    picture, mask = reduced(picture[at], None if mask is None else mask[at], 2.5 * size / diameter)
    if row["group"] == "page" and rng.random() < 0.6:
        picture = light(picture, rng, 1.0)
    elif row["group"] == "photo" and rng.random() < 0.5:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 1.1))
    to_picture = turn_about_centre(picture, size, angle)
    look = sample(picture, to_picture, size, KERNELS[rng.integers(2)])
    if rng.random() < 0.3:
        look = cv2.resize(cv2.GaussianBlur(look, (0, 0), rng.uniform(0.8, 1.6)), (size, size), interpolation=KERNELS[rng.integers(2)])
    else:
        look = cv2.resize(look, (size, size), interpolation=cv2.INTER_AREA)
    if mask is not None:
        mask = cv2.warpAffine(mask, to_picture, (2 * size, 2 * size), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        mask = cv2.resize(mask, (64, 64), interpolation=cv2.INTER_AREA)
    return look, mask


def control(size, rng):
    """A look with no up: noise, a texture or a plain gradient."""
    kind = rng.integers(4)
    if kind == 0:
        x = rng.normal(128, rng.uniform(2, 60), (size, size, 3))
    elif kind == 1:
        x = cv2.resize(rng.normal(128, 60, (rng.integers(3, size // 2),) * 2 + (3,)), (size, size))
    elif kind == 2:
        x = cv2.GaussianBlur(rng.normal(128, 400, (size, size, 3)), (0, 0), rng.uniform(1, 8)) + rng.normal(0, 3, (size, size, 3))
    else:
        x = np.full((size, size, 3), rng.uniform(0, 255, 3)) + rng.normal(0, rng.uniform(0, 4), (size, size, 3))
    return np.clip(x, 0, 255).astype(np.uint8)
