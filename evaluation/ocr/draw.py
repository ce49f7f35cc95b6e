"""Draw what OCR gets from phones and scanners: slips, receipts, forms, letters; dim, folded, on a desk, turned.

Called by judge.py. Writes JPEG pictures and manifest.csv: file, level (the same picture before it was turned), kind, language, turn
(degrees clockwise that the picture needs), case, words.
`written` pages are our own (training/write_pages.py, another seed than training's), laid out at 200 dpi; their words are known.
`real` pages are those of the data folder that training never saw, enlarged twice; their words are what Tesseract reads
from the page as it is, upright: so 100 % means that nothing was lost, and nothing else.
Cases: `clean` scans; `dim`: underexposed, uneven light, folds, noise, a desk around the paper; `real`. Turns: a third each within 15
degrees, a quarter turn with a small tilt, anywhere. Everything is turned once, by OpenCV; the corners get the paper's colour: black or white ones, or those of a
desk, would decide how Tesseract separates ink from paper, and judge that in place of the angle.
"""
import csv
import os
import random
import sys

import cv2
import numpy as np

from words import read

for folder in ("..", "../../training"):
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), folder))
from looks import light, on_a_desk  # noqa: E402 (training is no package)
from turning import paper, turned  # noqa: E402
from write_pages import fonts_of, vocabulary, write  # noqa: E402

LANGUAGES = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa"}
KINDS = ("receipt", "form", "table", "letter")
REAL = {"sroie": "eng", "tabledet": "eng", "gallic17": "fra", "gallic18": "fra", "tickets_ar": "spa"}
LEAST_WORDS = 20  # a real page of which Tesseract reads less, upright, is no page to judge by
SCALE = 2.0


def dim(picture, rng):
    """A phone's picture in poor light: exposure, shadow and folds, a desk, noise."""
    picture = on_a_desk(light(picture, rng, 1.0), None, rng)[0]
    exposed = picture.astype(np.float32) * rng.uniform(0.25, 0.6) + rng.uniform(0, 15)
    exposed = cv2.GaussianBlur(exposed, (0, 0), rng.uniform(0.3, 1.0))
    return np.clip(exposed + rng.normal(0, rng.uniform(1, 5), exposed.shape), 0, 255).astype(np.uint8)


def draw_turn(rng):
    kind = rng.integers(3)
    turn = rng.uniform(-15, 15) if kind == 0 else 90 * rng.integers(1, 4) + rng.normal(0, 3) if kind == 1 else rng.uniform(-180, 180)
    return float((turn + 180) % 360 - 180)


def written(count, rng):
    """Our own pages, clean and dim: kind, language, case, picture, words."""
    words = random.Random(90210)  # another seed than training's
    known = {language: (vocabulary(language), fonts_of(language)) for language in LANGUAGES}
    number = 0
    while number < count:
        language = words.choice(list(LANGUAGES))
        kind, page = write(language, *known[language], words, SCALE)
        picture = page.picture()
        if kind not in KINDS or picture.mean() < 128:
            continue
        case = "dim" if number % 3 else "clean"
        yield kind, LANGUAGES[language], case, dim(picture, rng) if case == "dim" else picture, " ".join(page.said)
        number += 1


def real(data, folder):
    """Pages of the data folder's validation part, in which Tesseract can read: as `written`."""
    for row in csv.DictReader(open(os.path.join(data, "pages/manifest.csv"))):
        if row["split"] != "val" or row["source"] not in REAL:
            continue
        page = cv2.imread(os.path.join(data, "pages", row["file"]))
        page = cv2.resize(turned(page, -float(row["angle_to_upright"] or 0), paper(page)), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        path = os.path.join(folder, "upright.png")
        cv2.imwrite(path, page)
        words = read(path, REAL[row["source"]])
        os.remove(path)
        if len(words.split()) >= LEAST_WORDS:
            yield row["source"], REAL[row["source"]], "real", page, " ".join(words.split())


def draw(folder, count, data):
    os.makedirs(folder, exist_ok=True)
    rng = np.random.default_rng(90210)
    rows = [("file", "level", "kind", "language", "turn", "case", "words")]
    pages = list(written(count, rng)) + (list(real(data, folder)) if data else [])
    for number, (kind, language, case, picture, words) in enumerate(pages):
        turn = draw_turn(rng)
        name, level = "%03d-%s.jpg" % (number, case), "%03d-%s-level.jpg" % (number, case)
        for file, shown in ((name, turned(picture, turn, paper(picture))), (level, picture)):
            cv2.imwrite(os.path.join(folder, file), shown, [cv2.IMWRITE_JPEG_QUALITY, 85])
        rows.append((name, level, kind, language, "%.3f" % turn, case, words))
    with open(os.path.join(folder, "manifest.csv"), "w", newline="", encoding="utf-8") as file:  # last: it says that all is there
        csv.writer(file).writerows(rows)
