"""Upright photos that no training set holds: how many are turned all the same, and a sheet of these to be judged by eye.

    dotnet build -c Release src/Upright.Cli
    python3 evaluation/harm.py .cache/harm [--data ../shared/data] [--model FILE]      # Debian: python3-opencv

Draws the validation photos upright into OUT/photos: whole frames at their own size, and of the round ones the square inside the circle
at one and a half times its size, so that nothing of how they were stored lies along the axes. Writes OUT/harm.csv, a line a photo, and
OUT/turned-N.jpg: each photo that is turned by more than 5 degrees, as it is and as it would be left. A label can be wrong (a photographer
who leans); the eye decides. OUT holds pictures of others and must not be committed.
"""
import argparse
import csv
import glob
import os
import sys

import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "strangers"))
from real import square_at  # noqa: E402 (after the folder)
from tool import add_arguments, answers  # noqa: E402
from worst import labelled, sheet, turned  # noqa: E402

HARM = 5  # degrees
AT_ONCE, ON_A_SHEET = 200, 40


def draw(data, folder):
    for kind in ("frames", "photos"):
        for row in csv.DictReader(open(os.path.join(data, kind, "manifest.csv"))):
            if row["split"] != "val" or row["use"] != "exact":
                continue
            picture = cv2.imread(os.path.join(data, kind, row["file"]))
            if kind == "photos":
                large = square_at(picture, -float(row["angle"]))
                picture = cv2.resize(large, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
            cv2.imwrite(os.path.join(folder, "%s-%s.jpg" % (kind, os.path.splitext(row["file"])[0].replace("/", "-"))), picture, [cv2.IMWRITE_JPEG_QUALITY, 85])


def cell(row):
    picture, angle = cv2.imread(row["file"]), float(row["angle"])
    text = "%s %.0f, %s" % (os.path.basename(row["file"])[:34], angle, row["confidence"])
    return labelled(np.hstack([turned(picture, 0), turned(picture, angle)]), text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--data", default=os.path.join(HERE, "../../shared/data"))
    add_arguments(parser)
    args = parser.parse_args()
    folder = os.path.join(args.out, "photos")
    if not os.path.isdir(folder):
        os.makedirs(folder)
        draw(args.data, folder)
    paths, rows = sorted(glob.glob(os.path.join(folder, "*.jpg"))), []
    for i in range(0, len(paths), AT_ONCE):
        rows += answers(args, paths[i : i + AT_ONCE]).values()
    with open(os.path.join(args.out, "harm.csv"), "w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    acted = [row for row in rows if row["decision"] == "turn" and abs(float(row["angle"])) > HARM]
    for kind in ("frames", "photos"):
        of = [row for row in rows if os.path.basename(row["file"]).startswith(kind)]
        answered = sum(row["decision"] in ("turn", "leave") for row in of)
        print("%s: %d, answered %.1f %%, turned by more than %d degrees %d" % (kind, len(of), 100 * answered / len(of), HARM, sum(row in of for row in acted)))
    for i in range(0, len(acted), ON_A_SHEET):
        cv2.imwrite(os.path.join(args.out, "turned-%d.jpg" % (i // ON_A_SHEET + 1)), sheet([cell(row) for row in acted[i : i + ON_A_SHEET]]))


if __name__ == "__main__":
    main()
