"""A document photographed: lying or held, flat or bent, seen at a slant, lit unevenly, a little out of focus.

The truth is taken from the geometry itself: the median direction that the document's level lines have in the picture.
"""
from dataclasses import dataclass
from typing import Callable, Optional

import cv2
import numpy as np

import relief
import surroundings
from looks import light

LARGE = 1.6  # pictures are drawn so many times as large as they end
# Beyond these (degrees) no single angle is the document's, and its quarter alone is known.
MOST_SPREAD, MOST_SHEAR = 2.5, 7.0


@dataclass
class Look:
    """How documents of a kind are photographed; a pair is drawn from evenly."""

    share: tuple = (0.6, 1.0)  # of the frame, along the side that is filled most
    tilt: tuple = (0, 15)  # degrees between the document's plane and the camera's
    sides: tuple = (700, 1600)  # long side of the picture, pixels
    height: Optional[Callable] = None  # nrng -> height field of the paper
    depth: tuple = (0.0, 0.0)  # of the height field, as a share of the page's short side
    shade: tuple = (0.0, 0.0)
    held: float = 0.0  # share of pictures with fingers
    finger: float = 0.05  # its thickness as a share of the document's width and height together
    window: float = 0.0  # share against the light
    glare: float = 0.1
    blur: float = 1.0  # most, in pixels of the finished picture
    light: float = 0.8
    follows: float = 0.7  # share of frames as long as the document lies; the rest square or across it


@dataclass
class Photograph:
    picture: np.ndarray
    truth: float
    trust: int


def _corners(width, height, angle, tilt, nrng):
    """The page's corners as a camera sees them: turned counter-clockwise about the origin, tilted about any axis."""
    a, axis, slant = np.deg2rad(angle), nrng.uniform(0, 2 * np.pi), np.deg2rad(tilt)
    x, y = np.array([-1, 1, 1, -1]) * width / 2, np.array([-1, -1, 1, 1]) * height / 2
    x, y = x * np.cos(a) + y * np.sin(a), -x * np.sin(a) + y * np.cos(a)
    along, across = x * np.cos(axis) + y * np.sin(axis), -x * np.sin(axis) + y * np.cos(axis)
    distance = nrng.uniform(1.6, 4) * max(width, height)
    near = distance / (distance + across * np.sin(slant))
    along, across = along * near, across * np.cos(slant) * near
    return np.stack([along * np.cos(axis) - across * np.sin(axis), along * np.sin(axis) + across * np.cos(axis)], 1)


def _frame(corners, look, rng, nrng):
    """Width and height of the large picture, and the corners put into it."""
    extent = np.ptp(corners, axis=0)
    tall = extent[1] >= extent[0]
    if rng.random() > look.follows:
        tall = not tall
    aspect = rng.choice([4 / 3, 4 / 3, 3 / 2, 16 / 9, 1.0])
    long_side = rng.uniform(*look.sides) * LARGE
    size = np.array([long_side / aspect, long_side] if tall else [long_side, long_side / aspect])
    share = look.share[0] + (look.share[1] - look.share[0]) * rng.random() ** 0.6
    scale = share * (size / extent).min()
    placed = (corners - corners.min(0)) * scale
    rest = size - extent * scale
    middle = np.clip(nrng.normal(0.5, 0.2, 2), 0, 1) * rest
    return (int(size[0]), int(size[1])), placed + middle


def _angles(to_picture, width, height, shift):
    """Where the page's level and upright lines point in the picture, degrees counter-clockwise, at places all over it.

    shift: [2, GRID, GRID], by how many pixels of the page what is seen lies off, in x and y.
    """
    n = relief.GRID
    step_x, step_y = width / (n - 1), height / (n - 1)
    dxx, dxy = np.gradient(shift[0], step_x, axis=1), np.gradient(shift[0], step_y, axis=0)
    dyx, dyy = np.gradient(shift[1], step_x, axis=1), np.gradient(shift[1], step_y, axis=0)
    determinant = (1 + dxx) * (1 + dyy) - dxy * dyx
    level = np.stack([1 + dyy, -dyx]) / determinant
    upright = np.stack([dxy, -(1 + dxx)]) / determinant
    y, x = np.mgrid[0:n, 0:n]
    x, y = x * step_x, y * step_y
    m = to_picture
    w = m[2, 0] * x + m[2, 1] * y + m[2, 2]
    px, py = (m[0, 0] * x + m[0, 1] * y + m[0, 2]) / w, (m[1, 0] * x + m[1, 1] * y + m[1, 2]) / w
    jacobian = (
        (m[0, 0] - px * m[2, 0]) / w,
        (m[0, 1] - px * m[2, 1]) / w,
        (m[1, 0] - py * m[2, 0]) / w,
        (m[1, 1] - py * m[2, 1]) / w,
    )

    def direction(v):
        return np.rad2deg(
            np.arctan2(-(jacobian[2] * v[0] + jacobian[3] * v[1]), jacobian[0] * v[0] + jacobian[1] * v[1])
        )[4:-4:4, 4:-4:4]

    return direction(level), direction(upright)


def _middle(angles):
    """Median and robust deviation of angles that lie about each other."""
    mean = np.rad2deg(np.arctan2(np.sin(np.deg2rad(angles)).mean(), np.cos(np.deg2rad(angles)).mean()))
    off = (angles - mean + 180) % 360 - 180
    median = np.median(off)
    return mean + median, 1.48 * np.median(np.abs(off - median))


def rounded(width, height, radius):
    """The page's shape, 0 to 255, with round corners."""
    mask = np.zeros((height, width), np.uint8)
    r = int(radius * max(width, height))
    cv2.rectangle(mask, (r, 0), (width - 1 - r, height - 1), 255, -1)
    cv2.rectangle(mask, (0, r), (width - 1, height - 1 - r), 255, -1)
    for x in (r, width - 1 - r):
        for y in (r, height - 1 - r):
            cv2.circle(mask, (x, y), r, 255, -1, cv2.LINE_AA)
    return mask


def _maps(to_page, size, width, height, shift):
    """For every pixel of the picture its place on the page and in the relief; worked out at a quarter of the size."""
    w, h = size[0] // 4 + 2, size[1] // 4 + 2
    x, y = np.meshgrid(np.arange(w, dtype=np.float32) * 4 + 1.5, np.arange(h, dtype=np.float32) * 4 + 1.5)
    m = to_page
    z = m[2, 0] * x + m[2, 1] * y + m[2, 2]
    u, v = ((m[0, 0] * x + m[0, 1] * y + m[0, 2]) / z).astype(np.float32), (
        (m[1, 0] * x + m[1, 1] * y + m[1, 2]) / z
    ).astype(np.float32)
    gx, gy = u / width * (relief.GRID - 1), v / height * (relief.GRID - 1)
    off = [cv2.remap(s.astype(np.float32), gx, gy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for s in shift]
    return [
        cv2.resize(a, (4 * w, 4 * h), interpolation=cv2.INTER_LINEAR)[: size[1], : size[0]]
        for a in (u + off[0], v + off[1], gx, gy)
    ]


def photograph(page, radius, angle, look, stock, rng, nrng):
    """A picture of the page (BGR bytes) that needs about the angle to stand upright; and what it needs exactly."""
    height, width = page.shape[:2]
    size, corners = _frame(_corners(width, height, angle, rng.uniform(*look.tilt), nrng), look, rng, nrng)
    smaller = 1.25 * np.linalg.norm(corners[1] - corners[0]) / width
    if smaller < 1:  # before it is seen through a map, so that fine print does not alias
        page = cv2.resize(page, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA)
        height, width = page.shape[:2]
    to_picture = cv2.getPerspectiveTransform(
        np.float32([[0, 0], [width, 0], [width, height], [0, height]]), np.float32(corners)
    )
    paper = look.height(nrng) if look.height else np.zeros((relief.GRID, relief.GRID), np.float32)
    slant = nrng.uniform(0, 2 * np.pi)
    depth = rng.uniform(*look.depth) * min(width, height)
    shift = np.stack([paper * depth * np.cos(slant), paper * depth * np.sin(slant)])
    level, upright = _angles(to_picture, width, height, shift)
    (truth, spread), (stand, _) = _middle(level), _middle(upright)
    shear = abs((stand - 90 - truth + 180) % 360 - 180)
    map_x, map_y, gx, gy = _maps(np.linalg.inv(to_picture), size, width, height, shift)

    against = rng.random() < look.window
    behind = (surroundings.window if against else surroundings.desk)(size[0], size[1], rng, nrng, stock)
    alpha = cv2.remap(
        rounded(width, height, radius), map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    ) / np.float32(255)
    seen = cv2.remap(page, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    slope_y, slope_x = np.gradient(paper)
    a = nrng.uniform(0, 2 * np.pi)
    slope = slope_x * np.cos(a) + slope_y * np.sin(a)
    shading = 1 + rng.uniform(*look.shade) * np.clip(slope / (np.percentile(np.abs(slope), 95) + 1e-6), -1.6, 1.2)
    seen *= cv2.remap(shading.astype(np.float32), gx, gy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[:, :, None]
    if against:
        seen = seen * rng.uniform(0.25, 0.6) + rng.uniform(0, 40)
    elif rng.random() < 0.8:  # its shadow on the desk
        off = nrng.normal(0, 0.008 * max(size), 2)
        moved = cv2.warpAffine(alpha, np.float32([[1, 0, off[0]], [0, 1, off[1]]]), size)
        behind *= (1 - rng.uniform(0.2, 0.6) * cv2.blur(moved, (2 * int(0.006 * max(size)) + 1,) * 2))[:, :, None]
    picture = behind + alpha[:, :, None] * (seen - behind)
    if rng.random() < look.held:
        picture = surroundings.hand(picture, corners, look.finger, nrng)
    picture = cv2.resize(picture, (round(size[0] / LARGE), round(size[1] / LARGE)), interpolation=cv2.INTER_AREA)
    picture = light(np.clip(picture, 0, 255).astype(np.uint8), nrng, look.light)
    return Photograph(
        exposed(glared(picture, corners / LARGE, look.glare, nrng), look.blur, nrng),
        (truth + 180) % 360 - 180,
        1 if spread < MOST_SPREAD and shear < MOST_SHEAR else 12,
    )


def glared(picture, corners, share, nrng):
    """A lamp or a window mirrored in what shines."""
    if nrng.random() >= share:
        return picture
    height, width = picture.shape[:2]
    patch = np.zeros((height // 4, width // 4), np.float32)
    weights = nrng.dirichlet(np.ones(4))
    at = (weights @ corners) / 4
    reach = np.linalg.norm(corners[2] - corners[0]) / 4 * nrng.uniform(0.04, 0.22)
    cv2.ellipse(
        patch,
        tuple(int(v) for v in at),
        (max(1, int(reach)), max(1, int(reach * nrng.uniform(0.15, 1)))),
        nrng.uniform(0, 180),
        0,
        360,
        1,
        -1,
    )
    patch = cv2.resize(cv2.GaussianBlur(patch, (0, 0), reach * nrng.uniform(0.1, 0.5) + 0.5), (width, height))
    return np.clip(picture + 255 * nrng.uniform(0.3, 1.0) * patch[:, :, None], 0, 255).astype(np.uint8)


def exposed(picture, blur, nrng):
    """Focus, white balance, contrast, noise and sharpening of a phone."""
    x = picture.astype(np.float32)
    sigma = nrng.uniform(0, blur) ** 1.5
    if nrng.random() < 0.15 and blur > 0.5:  # the hand moved
        length = int(nrng.integers(2, 3 + int(4 * blur)))
        kernel = np.zeros((length, length), np.float32)
        a = nrng.uniform(0, np.pi)
        c = (length - 1) / 2
        cv2.line(
            kernel,
            (round(c - c * np.cos(a)), round(c - c * np.sin(a))),
            (round(c + c * np.cos(a)), round(c + c * np.sin(a))),
            1,
        )
        x = cv2.filter2D(x, -1, kernel / kernel.sum())
    elif sigma > 0.2:
        x = cv2.GaussianBlur(x, (0, 0), sigma)
    x = (x - 128) * nrng.uniform(0.7, 1.2) + 128 + nrng.normal(0, 14)
    x *= 1 + nrng.normal(0, 0.05, 3).astype(np.float32)
    if nrng.random() < 0.1:
        x = np.repeat(x.mean(2, keepdims=True), 3, 2)
    x += nrng.uniform(0.5, 7) * nrng.standard_normal((*x.shape[:2], 1 if nrng.random() < 0.5 else 3), np.float32)
    if nrng.random() < 0.4:
        x += nrng.uniform(0.3, 1.2) * (x - cv2.GaussianBlur(x, (0, 0), 1.2))
    return np.clip(x, 0, 255).astype(np.uint8)
