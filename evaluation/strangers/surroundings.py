"""What is around a document: desks, other papers, a window behind it, a hand."""
import cv2
import numpy as np

SKIN = [(150, 175, 225), (120, 150, 205), (95, 125, 180), (70, 95, 140), (45, 60, 95), (165, 190, 235)]


def _noise(nrng, height, width, cells_y, cells_x):
    noise = nrng.standard_normal((max(2, cells_y), max(2, cells_x), 1)).astype(np.float32)
    return cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]


def wood(width, height, nrng):
    """Long grain, with boards."""
    side = max(width, height)
    base = np.sort([nrng.uniform(30, 130), nrng.uniform(60, 160), nrng.uniform(90, 200)]).astype(
        np.float32
    )  # blue least, red most
    grain = (
        _noise(nrng, side, side, int(side / nrng.uniform(2, 8)), 4) * nrng.uniform(4, 16)
        + _noise(nrng, side, side, 12, 3) * 12
    )
    picture = base + grain
    if nrng.random() < 0.5:
        for y in np.arange(nrng.uniform(0, 200), side, nrng.uniform(120, 400)):
            picture[int(y) : int(y) + 3] *= 0.6
    return picture[:height, :width] if nrng.random() < 0.5 else picture.transpose(1, 0, 2)[:height, :width]


def cloth(width, height, nrng):
    base = nrng.uniform(20, 230, 3).astype(np.float32)
    weave = (np.indices((height, width)).sum(0) % max(2, int(nrng.integers(3, 14))) < 2)[:, :, None] * nrng.uniform(
        0, 25
    )
    return base + weave + 14 * _noise(nrng, height, width, 6, 6)


def plain(width, height, nrng):
    grey = nrng.random() < 0.5
    base = np.full(3, nrng.uniform(10, 245)) if grey else nrng.uniform(10, 245, 3)
    return base.astype(np.float32) + nrng.uniform(0, 12) * _noise(
        nrng, height, width, int(height / 6) + 2, int(width / 6) + 2
    )


def papers(picture, nrng):
    """Other sheets below the one that counts, with lines of their own at other angles."""
    height, width = picture.shape[:2]
    for _ in range(nrng.integers(1, 4)):
        centre = (nrng.uniform(0, width), nrng.uniform(0, height))
        box = cv2.boxPoints(
            (centre, (width * nrng.uniform(0.3, 0.8), height * nrng.uniform(0.3, 0.8)), nrng.uniform(0, 90))
        )
        cv2.fillPoly(picture, [np.int32(box)], [float(v) for v in np.full(3, nrng.uniform(170, 245))], cv2.LINE_AA)
        for k in np.linspace(0.1, 0.9, nrng.integers(4, 20)):
            a, b = box[0] + k * (box[1] - box[0]), box[3] + k * (box[2] - box[3])
            b = a + (b - a) * nrng.uniform(0.4, 0.9)
            a = a + (b - a) * 0.08
            cv2.line(
                picture, (int(a[0]), int(a[1])), (int(b[0]), int(b[1])), (90, 90, 90), max(1, width // 400), cv2.LINE_AA
            )
    return picture


def desk(width, height, rng, nrng, stock):
    """Something a document lies on; drawn at half its size, for it is not what the camera looks at."""
    w, h = width // 2 + 1, height // 2 + 1
    kind = rng.choices(["wood", "cloth", "plain", "texture"], [3, 1, 2, 4])[0]
    picture = (
        stock.texture(w, h, rng).astype(np.float32)
        if kind == "texture"
        else dict(wood=wood, cloth=cloth, plain=plain)[kind](w, h, nrng)
    )
    picture = np.ascontiguousarray(picture, np.float32)
    if rng.random() < 0.15:
        picture = papers(picture, nrng)
    return cv2.resize(np.clip(picture, 0, 255), (width, height), interpolation=cv2.INTER_LINEAR)


def window(width, height, rng, nrng, stock):
    """A bright, blurred place behind a document that is held up."""
    small = cv2.resize(
        stock.level("scene", rng, width / height) if rng.random() < 0.6 else stock.texture(160, 160, rng), (160, 160)
    ).astype(np.float32)
    small = cv2.GaussianBlur(small, (0, 0), nrng.uniform(3, 16))
    small = 255 * (small / 255) ** nrng.uniform(0.25, 0.7) + nrng.uniform(0, 60)
    return cv2.resize(np.clip(small, 0, 255), (width, height), interpolation=cv2.INTER_CUBIC)


def hand(picture, corners, finger, nrng):
    """Fingers over an edge of the document.

    corners: its four, in order; finger: thickness as a share of the document's width and height together.
    """
    height, width = picture.shape[:2]
    skin = np.array(SKIN[nrng.integers(len(SKIN))], np.float32) * nrng.uniform(0.7, 1.1)
    centre = corners.mean(0)
    edge = nrng.integers(4)
    thick = np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[1])
    thick *= finger * nrng.uniform(0.8, 1.2)
    for n in range(nrng.integers(1, 4)):
        t = nrng.uniform(0.25, 0.75) if n == 0 else np.clip(t + nrng.choice([-1, 1]) * 0.2, 0.05, 0.95)
        at = corners[edge] + t * (corners[(edge + 1) % 4] - corners[edge])
        inwards = (centre - at) / (np.linalg.norm(centre - at) + 1e-6)
        tip = at + inwards * thick * nrng.uniform(0.0, 0.9)
        root = at - inwards * thick * 30 + nrng.normal(0, 8 * thick, 2)
        # At a quarter of the size: fingers are out of focus, and blurring them is what takes time.
        mask = np.zeros((height // 4 + 1, width // 4 + 1), np.float32)
        cv2.line(
            mask, tuple(int(v / 4) for v in tip), tuple(int(v / 4) for v in root), 1, max(1, int(thick / 4)), cv2.LINE_8
        )
        blurs = [
            cv2.blur(cv2.blur(mask, (size, size)), (size, size))
            for size in (3, 2 * int(thick / 50) + 3, 2 * int(thick / 20) + 3)
        ]
        mask, soft, shadow = (cv2.resize(v, (width, height), interpolation=cv2.INTER_LINEAR) for v in blurs)
        shade = 0.55 + 0.45 * soft
        picture *= (1 - 0.35 * shadow * (1 - mask))[:, :, None]
        picture += mask[:, :, None] * (skin * shade[:, :, None] - picture)
    return picture
