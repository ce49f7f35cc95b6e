"""Draw what OCR gets from phones and scanners: slips, receipts, forms, letters; dim, folded, on a desk, turned.

    python3 evaluation/ocr/draw.py .cache/ocr --count 120        needs what training/write_pages.py needs

Writes JPEG pictures and manifest.csv: file, kind, language, turn (degrees clockwise that the picture needs), case, words.
Cases: `clean` scans; `dim`: underexposed, uneven light, folds, noise, a desk around the paper. Turns: a third each within 15
degrees, a quarter turn with a small tilt, anywhere. Pages are laid out at 200 dpi and turned once, by OpenCV.
"""
import argparse
import csv
import os
import random
import sys

import cv2
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../training"))
from looks import light, on_a_desk  # noqa: E402 (training is no package)
from write_pages import fonts_of, vocabulary, write  # noqa: E402

LANGUAGES = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa"}
KINDS = ("receipt", "form", "table", "letter")
SCALE = 2.0


def dim(picture, rng):
    """A phone's picture in poor light: exposure, shadow and folds, a desk, noise."""
    picture = on_a_desk(light(picture, rng, 1.0), None, rng)[0]
    exposed = picture.astype(np.float32) * rng.uniform(0.25, 0.6) + rng.uniform(0, 15)
    exposed = cv2.GaussianBlur(exposed, (0, 0), rng.uniform(0.3, 1.0))
    return np.clip(exposed + rng.normal(0, rng.uniform(1, 5), exposed.shape), 0, 255).astype(np.uint8)


def turned(picture, angle, fill):
    """Turned counter-clockwise by the angle, nothing cut off: it then needs the angle clockwise."""
    h, w = picture.shape[:2]
    c, s = abs(np.cos(np.deg2rad(angle))), abs(np.sin(np.deg2rad(angle)))
    size = (int(w * c + h * s) + 1, int(w * s + h * c) + 1)
    matrix = cv2.getRotationMatrix2D(((w - 1) / 2, (h - 1) / 2), angle, 1)
    matrix[:, 2] += ((size[0] - w) / 2, (size[1] - h) / 2)
    return cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_CUBIC, borderValue=fill)


def draw_turn(rng):
    kind = rng.integers(3)
    return rng.uniform(-15, 15) if kind == 0 else 90 * rng.integers(1, 4) + rng.normal(0, 3) if kind == 1 else rng.uniform(-180, 180)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--count", type=int, default=120)
    args = parser.parse_args()
    words, rng = random.Random(90210), np.random.default_rng(90210)  # another seed than training's
    os.makedirs(args.out, exist_ok=True)
    known = {language: (vocabulary(language), fonts_of(language)) for language in LANGUAGES}
    with open(os.path.join(args.out, "manifest.csv"), "w", newline="") as file:
        manifest = csv.writer(file)
        manifest.writerow(["file", "kind", "language", "turn", "case", "words"])
        number = 0
        while number < args.count:
            language = words.choice(list(LANGUAGES))
            kind, page = write(language, *known[language], words, SCALE)
            picture = page.picture()
            if kind not in KINDS or picture.mean() < 128:
                continue
            case = "dim" if number % 3 else "clean"
            turn = float((draw_turn(rng) + 180) % 360 - 180)
            picture = turned(dim(picture, rng) if case == "dim" else picture, turn, [int(v) for v in rng.choice([0, 255], 1).repeat(3)])
            name = "%03d-%s.jpg" % (number, case)
            cv2.imwrite(os.path.join(args.out, name), picture, [cv2.IMWRITE_JPEG_QUALITY, 85])
            manifest.writerow([name, kind, LANGUAGES[language], "%.3f" % turn, case, " ".join(page.said)])
            number += 1


if __name__ == "__main__":
    main()
