"""Draw the kinds of picture that strangers bring, each with its truth, in halves to fit on and to test on.

    apt-get install gir1.2-pangocairo-1.0 python3-gi-cairo iso-codes python3-opencv fonts-noto-core fonts-noto-cjk
    /usr/bin/python3 evaluation/strangers/make.py .cache/strangers --sets cards crumpled --count 300

Writes SET/*.jpg and SET/manifest.csv: file, kind, source, truth (degrees clockwise that make it upright), trust
(1: exact, 12: the quarter alone), part (fit or test). Any picture is the same however many are drawn.
"""
import argparse
import csv
import os
import random
import sys

import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
for folder in ("..", "../../training"):
    sys.path.insert(0, os.path.join(HERE, folder))
import real  # noqa: E402 (needs the folders above)
import sets  # noqa: E402
from stock import Stock  # noqa: E402
from words import Dictionary  # noqa: E402

HEADER = ("file", "kind", "source", "truth", "trust", "part")


def jpeg(path, picture, rng):
    cv2.imwrite(path, picture, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(72, 90)])


def drawn(name, count, data):
    """The pictures of a drawn set: rows of its manifest, and pictures."""
    dictionary, stocks = Dictionary(), {part: Stock(data, part) for part in ("fit", "test")}
    for number in range(count):
        part = "fit" if number % 2 == 0 else "test"
        seed = "%s %s %d" % (name, part, number)
        rng, nrng = random.Random(seed), np.random.default_rng(list(seed.encode()))
        kind, source, shot = sets.DRAWN[name](dictionary, stocks[part], rng, nrng)
        yield ("%s-%04d.jpg" % (kind, number), kind, source, "%.3f" % shot.truth, shot.trust, part), shot.picture, rng


def write(folder, pictures):
    os.makedirs(folder, exist_ok=True)
    count = 0
    with open(os.path.join(folder, "manifest.csv"), "w", newline="") as manifest:
        rows = csv.writer(manifest)
        rows.writerow(HEADER)
        for row, picture, rng in pictures:
            jpeg(os.path.join(folder, row[0]), picture, rng)
            rows.writerow(row)
            manifest.flush()
            count += 1
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--sets", nargs="*", default=[*sets.DRAWN, *real.SETS], choices=[*sets.DRAWN, *real.SETS])
    parser.add_argument("--count", type=int, default=300, help="pictures of each drawn set")
    parser.add_argument("--data", default=os.path.join(HERE, "../../../shared/data"))
    args = parser.parse_args()
    cv2.setNumThreads(1)
    for name in args.sets:
        pictures = drawn(name, args.count, args.data) if name in sets.DRAWN else real.SETS[name](args.data)
        print(name, write(os.path.join(args.out, name), pictures), flush=True)


if __name__ == "__main__":
    main()
