"""How often pages with little to go by are turned upside down, by Upright and by Tesseract's orientation, on the same pictures.

    dotnet build -c Release src/Upright.Cli
    python3 evaluation/flips/count.py .cache/flips --data ../shared/data [--model FILE]

Draws the pages first, if .cache/flips has none (draw.py), and turns the screenshots among the data folder's validation pictures
as well. Needs what training/write_pages.py needs, and tesseract-ocr with osd. Writes evaluation/results/flips.csv, a line a picture, and
prints a table. Upright's answers are its turns and leaves at the default threshold; Tesseract's are those of a confidence of 14
or more, from which OCRmyPDF turns a page; what it says below that is counted apart. Upside down: off by more than 135 degrees.
"""
import argparse
import csv
import os
import random
import re
import subprocess
import sys

import cv2

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
from draw import draw, draw_turn, turned  # noqa: E402 (after the folder)
from exact import share  # noqa: E402
from tool import add_arguments, answers  # noqa: E402

SCREENSHOTS = ("msdocs-sharepoint",)
SURE = 14


def screenshots(data, folder):
    """The real ones, turned by whole quarters."""
    rng = random.Random(70708)
    for row in csv.DictReader(open(os.path.join(data, "photos/manifest.csv"))):
        if row["split"] == "val" and row["source"] in SCREENSHOTS:
            quarter = draw_turn(rng)[0]
            name = row["file"].replace("/", "-").replace(".webp", ".png")
            cv2.imwrite(os.path.join(folder, name), turned(cv2.imread(os.path.join(data, "photos", row["file"])), quarter, [255] * 3))
            yield name, "screenshot (real)", "en", "%d" % ((quarter + 180) % 360 - 180)


def by_tesseract(path):
    """Degrees clockwise and confidence; None where it finds too few characters."""
    said = subprocess.run(["tesseract", path, "-", "--psm", "0", "--dpi", "150"], capture_output=True, text=True, errors="replace",
                          env={**os.environ, "OMP_THREAD_LIMIT": "1"}).stdout
    turn, sure = re.search(r"Rotate: (\d+)", said), re.search(r"Orientation confidence: ([\d.]+)", said)
    return (int(turn[1]), float(sure[1])) if turn and sure else None


def off(angle, truth):
    return abs((float(angle) - float(truth) + 180) % 360 - 180)


def show(rows):
    print("| kind | pictures | Upright answers | of these upside down | of these on a side | of these right to 0.1 degrees | Tesseract answers | of these upside down | of all that Tesseract says upside down |")
    print("|" + " --- |" * 9)
    for kind in [*dict.fromkeys(row["kind"] for row in rows), "all"]:
        of = [row for row in rows if kind in (row["kind"], "all")]
        ours = [off(row["angle"], row["turn"]) for row in of if row["decision"] in ("turn", "leave")]
        said = [row for row in of if row["osd_turn"] != ""]
        sure = [off(row["osd_turn"], row["turn"]) for row in said if float(row["osd_confidence"]) >= SURE]
        every = [off(row["osd_turn"], row["turn"]) for row in said]
        print("| " + " | ".join([
            kind, str(len(of)), share(len(ours), len(of)), share(sum(e > 135 for e in ours), len(ours)), share(sum(45 < e <= 135 for e in ours), len(ours)),
            share(sum(e <= 0.1 for e in ours), len(ours)), share(len(sure), len(of)), share(sum(e > 135 for e in sure), len(sure)), share(sum(e > 135 for e in every), len(every))]) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pictures")
    add_arguments(parser)
    parser.add_argument("--data", help="folder with photos/ and their manifest; without it there are no real screenshots")
    parser.add_argument("--count", type=int, default=40, help="how many pages of each kind are drawn")
    parser.add_argument("--seed", type=int, default=70707, help="of the drawing")
    parser.add_argument("--alone", action="store_true", help="ask Upright alone: a sixth of the time, for many pictures")
    parser.add_argument("--csv", default=os.path.join(HERE, "../results/flips.csv"), help="where the table goes, a line a picture")
    args = parser.parse_args()
    manifest = os.path.join(args.pictures, "manifest.csv")
    if not os.path.exists(manifest):
        rows = draw(args.pictures, args.count, args.seed) + (list(screenshots(args.data, args.pictures)) if args.data else [])
        with open(manifest, "w", newline="") as file:  # last: it says that all is there
            csv.writer(file).writerows(rows)
    rows = list(csv.DictReader(open(manifest)))
    paths = [os.path.join(args.pictures, row["file"]) for row in rows]
    by_file = answers(args, paths)
    columns = ["file", "kind", "language", "turn", "angle", "confidence", "decision", "osd_turn", "osd_confidence"]
    with open(args.csv, "w", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writeheader()
        for row, path in zip(rows, paths):
            answer = by_file[path]
            row.update({name: answer[name] for name in ("angle", "confidence", "decision")})
            row["osd_turn"], row["osd_confidence"] = (None if args.alone else by_tesseract(path)) or ("", "")
            table.writerow(row)
            file.flush()
    show(rows)


if __name__ == "__main__":
    main()
