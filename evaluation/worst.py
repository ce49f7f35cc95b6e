"""Contact sheets of what is answered worst: for each set the pictures with the largest errors, the surest of them first.

    python3 evaluation/worst.py OUT [RESULTS] [--data ../shared/data] [--made .cache] [--count 40]      # Debian: python3-opencv

Each is drawn as it was shown (turned by its truth) beside how the answer would leave it, with the confidence and the error.
The sheets hold pictures of others: OUT must not be committed.
"""
import argparse
import csv
import os
import pathlib

import cv2
import numpy as np

SIDE, COLUMNS, LABEL = 200, 5, 18


def turned(picture, degrees):
    """A square thumbnail of the picture turned clockwise, nothing cut off."""
    height, width = picture.shape[:2]
    scale = SIDE / np.hypot(height, width)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, scale)
    matrix[:, 2] += SIDE / 2 - np.array([width, height]) / 2
    return cv2.warpAffine(picture, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA, borderValue=(128, 128, 128))


def cell(row, args):
    folder, name = row["file"].split("/", 1)
    made = {"rendered": "pages", "written": "written"}.get(folder)
    path = os.path.join(args.made, made, name) if made else os.path.join(args.data, row["file"])
    picture = cv2.imread(path) if os.path.exists(path) else None
    if picture is None:
        return None
    truth, angle = float(row["truth"]), float(row["angle"])
    # The truth is what undoes the turn; so shown it stood at minus the truth.
    pair = np.hstack([turned(picture, -truth), turned(picture, angle - truth)])
    return labelled(pair, "%s  %.2f  off by %.1f" % (row["source"], float(row["confidence"]), float(row["error"])))


def labelled(pair, text):
    """Two thumbnails beside each other, with a line of text below."""
    label = np.full((LABEL, pair.shape[1], 3), 255, np.uint8)
    cv2.putText(label, text, (4, 13), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 1, cv2.LINE_AA)
    return np.vstack([pair, label])


def sheet(cells):
    """Cells of one size in rows of five, the last row filled up with white."""
    cells = cells + [np.full_like(cells[0], 255)] * (-len(cells) % COLUMNS)
    return np.vstack([np.hstack(cells[i:i + COLUMNS]) for i in range(0, len(cells), COLUMNS)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("results", nargs="?", type=pathlib.Path, default=pathlib.Path("evaluation/results"))
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--made", default=".cache", help="where the rendered and written pages are")
    parser.add_argument("--count", type=int, default=40)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(args.results.glob("estimates-*.csv")):
        rows = [row for row in csv.DictReader(path.open()) if row["error"] and float(row["error"]) > 5]
        rows.sort(key=lambda row: -float(row["confidence"]))
        cells = [made for made in (cell(row, args) for row in rows[:args.count]) if made is not None]
        if cells:
            cv2.imwrite(str(args.out / ("worst-%s.jpg" % path.stem.removeprefix("estimates-"))), sheet(cells))


if __name__ == "__main__":
    main()
