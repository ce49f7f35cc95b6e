"""Photographs from ../shared/data/photos for boxes of leaflets and cards, and as textures of desks."""
import csv
import os
import zlib

import cv2
import numpy as np

SUBJECTS = {
    "portrait": ["18f", "roweb3"],
    "product": ["ikea", "magento", "smartstore", "webtemplates", "saleor", "clothing"],
    "food": ["feedme"],
    "scene": ["coco2017", "nips2017", "openstax", "osie", "bsds500", "imagenet1k", "gal_claire", "allwyn"],
}


class Stock:
    """Half of training's photos to fit with, validation's to test with, which no network was trained on.

    part: fit or test.
    """

    def __init__(self, data, part):
        self.folder = os.path.join(data, "photos")
        rows = [
            row
            for row in csv.DictReader(open(os.path.join(self.folder, "manifest.csv")))
            if (row["split"] == "train" and zlib.crc32(row["file"].encode()) % 2 == 0 if part == "fit" else row["split"] == "val")
        ]
        self.all = rows
        self.subjects = {
            name: [row for row in rows if row["source"] in sources and row["use"] != "none"]
            for name, sources in SUBJECTS.items()
        }

    def level(self, subject, rng, aspect=1.0):
        """An upright photo, cut inside its circle to the given width over height."""
        row = rng.choice(self.subjects[subject])
        picture = cv2.imread(os.path.join(self.folder, row["file"]))
        side = picture.shape[0]
        centre = ((side - 1) / 2, (side - 1) / 2)
        large = 2 * side
        matrix = cv2.getRotationMatrix2D(centre, -float(row["angle"]), 2)
        matrix[:, 2] += (large - side) / 2
        turned = cv2.warpAffine(picture, matrix, (large, large), flags=cv2.INTER_CUBIC)
        half_height = 0.96 * side / np.hypot(1, aspect)
        half_width = half_height * aspect
        x, y = int(side - half_width), int(side - half_height)
        return turned[y : large - y, x : large - x]

    def texture(self, width, height, rng):
        """A piece of any photo at any angle, so much enlarged that it is no scene any more, continued by mirrors."""
        row = rng.choice(self.all)
        picture = cv2.imread(os.path.join(self.folder, row["file"]))
        side = picture.shape[0]
        r = int(side * 0.35)
        square = picture[side // 2 - r : side // 2 + r, side // 2 - r : side // 2 + r]
        piece = rng.randint(r // 4, r)
        x, y = rng.randint(0, 2 * r - piece), rng.randint(0, 2 * r - piece)
        square = square[y : y + piece, x : x + piece]
        scale = max(width, height) / piece / rng.choice([1, 1, 2, 3])
        large = cv2.resize(square, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        large = cv2.copyMakeBorder(
            large, 0, max(0, height - large.shape[0]), 0, max(0, width - large.shape[1]), cv2.BORDER_REFLECT
        )
        return large[:height, :width]
