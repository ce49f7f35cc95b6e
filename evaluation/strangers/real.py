"""Sets of the real pictures in ../shared/data: receipts and reports, and photographs turned as cameras turn them."""
import csv
import os
import random
import zlib

import cv2
import numpy as np

from turning import paper, turned

# Of README.md there: in the first a validation picture has brothers in training; in the second every picture is
# another scene.
ALIKE = {"houses", "lschen", "openalpr", "camvid", "ccp", "labelmefacade", "utkml"}
DIVERSE = {"coco2017", "imagenet1k", "nips2017", "osie", "bsds500", "openstax", "feedme", "duane", "poem", "flickrr"}
PHOTOS_A_SET = 225


def _rows(data, folder):
    return list(csv.DictReader(open(os.path.join(data, folder, "manifest.csv"))))


def _part(name):
    """By the source picture, so that no set shows in one part what another shows in the other."""
    return "fit" if zlib.crc32(name.encode()) % 2 == 0 else "test"


def _name(kind, row):
    return "%s-%s.jpg" % (kind, os.path.splitext(row["file"])[0].replace("/", "-"))


def _inside(width, height, angle):
    """Size of the largest upright box of the same shape in a picture turned by less than 45 degrees."""
    c, s = abs(np.cos(np.deg2rad(angle))), abs(np.sin(np.deg2rad(angle)))
    scale = min(width / (width * c + height * s), height / (width * s + height * c))
    return int(width * scale), int(height * scale)


def _turned_large(picture, quarters, tilt, fill):
    """At twice its size turned by quarters and tilted; fill None cuts the corners off."""
    large = cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    if tilt:
        height, width = large.shape[:2]
        large = turned(large, tilt, fill or paper(picture))
        if fill is None:
            w, h = _inside(width, height, tilt)
            y, x = (large.shape[0] - h) // 2, (large.shape[1] - w) // 2
            large = large[y : y + h, x : x + w]
    return np.ascontiguousarray(np.rot90(large, quarters))  # counter-clockwise, as the tilt


def _reduced(large, rng):
    scale = 0.5 * rng.uniform(0.72, 0.95)
    return cv2.resize(large, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _wrapped(angle):
    return "%.3f" % ((angle + 180) % 360 - 180)


def paper_set(sources, kind, most, count):
    """Real pages of these sources, turned by any quarter and a tilt. most: degrees of tilt."""

    def pictures(data):
        rows = [row for row in _rows(data, "pages") if row["source"] in sources]
        rows = sorted(rows, key=lambda row: (row["split"] != "val", zlib.crc32(row["file"].encode())))[:count]
        for row in rows:
            rng = random.Random(row["file"])
            picture = cv2.imread(os.path.join(data, "pages", row["file"]))
            quarters, tilt = rng.randrange(4), rng.uniform(-most, most)
            scanned = row["source"] != "tickets_ar"
            large = _turned_large(picture, quarters, tilt, paper(picture) if scanned or rng.random() < 0.3 else None)
            # What the networks were trained on may be fitted on, but validation's own pictures are for testing alone.
            part = "test" if row["split"] == "val" else _part(row["file"])
            yield (
                (
                    _name(kind, row),
                    kind,
                    row["source"],
                    _wrapped(90 * quarters + tilt + float(row["angle_to_upright"] or 0)),
                    1 if scanned else 12,
                    part,
                ),
                _reduced(large, rng),
                rng,
            )

    return pictures


def _resemblance(source):
    return "alike" if source in ALIKE else "diverse" if source in DIVERSE or source.startswith("gal_") else "other"


def _whole(draw):
    """Whole frames. draw: rng -> quarter turns, tilt."""

    def shot(picture, _, rng):
        quarters, tilt = draw(rng)
        return _reduced(_turned_large(picture, quarters, tilt, None), rng), 90 * quarters + tilt

    return shot


def realistic(rng):
    """Mostly upright within a degree, some tilted, some on a side, few anywhere."""
    chance = rng.random()
    if chance < 0.75:
        return 0, rng.uniform(-1, 1)
    if chance < 0.85:
        return 0, rng.uniform(-10, 10)
    return (rng.randint(1, 3), 0.0) if chance < 0.95 else (rng.randrange(4), rng.uniform(-45, 45))


def square(picture, angle, rng):
    """The square inside the circle inside the frame, at any angle. angle: what the picture needs as it is."""
    further = rng.uniform(-180, 180)
    return _reduced(square_at(picture, further), rng), angle + further


def square_at(picture, further):
    """The square inside the circle inside the frame at twice its size, turned counter-clockwise by degrees."""
    large = cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    height, width = large.shape[:2]
    side = int(min(height, width) * 0.98 / np.sqrt(2))
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), further, 1)
    matrix[:, 2] += ((side - width) / 2, (side - height) / 2)
    return cv2.warpAffine(large, matrix, (side, side), flags=cv2.INTER_CUBIC)


def photo_set(name, shot, folder="frames", count=PHOTOS_A_SET):
    def pictures(data):
        rows = [row for row in _rows(data, folder) if row["split"] == "val" and row["use"] != "none"]
        rows = sorted(rows, key=lambda row: zlib.crc32((name + row["file"]).encode()))[:count]
        for row in rows:
            rng = random.Random(name + row["file"])
            picture, angle = shot(cv2.imread(os.path.join(data, folder, row["file"])), float(row["angle"]), rng)
            yield (
                (
                    _name(name, row),
                    "%s-%s" % (name, _resemblance(row["source"])),
                    row["source"],
                    _wrapped(angle),
                    1 if row["use"] == "exact" else 12,
                    _part(row["file"]),
                ),
                picture,
                rng,
            )

    return pictures


SETS = {
    "receipts-real": paper_set({"tickets_ar"}, "receipt-real", 6, 400),
    "receipts-scanned": paper_set({"sroie"}, "receipt-scanned", 6, 200),
    "reports-scanned": paper_set({"tabledet"}, "report-scanned", 6, 170),
    "photos-upright": photo_set("upright", _whole(lambda rng: (0, 0.0))),
    "photos-quarter": photo_set("quarter", _whole(lambda rng: (rng.randint(1, 3), 0.0))),
    "photos-mix": photo_set("mix", _whole(realistic)),
    "photos-uniform": photo_set("uniform", square),
    "photos-round": photo_set("round", square, "photos"),
}
