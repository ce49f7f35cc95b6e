"""Report pages at 300 dpi: how many are found to half a degree, at a scanner's skew and over the whole circle.

    apt-get download texlive-science-doc texlive-humanities-doc; for d in texlive-*.deb; do dpkg -x $d .cache/debs; done
    dotnet build -c Release src/Upright.Cli
    python3 evaluation/reports.py .cache/reports --pdfs .cache/debs [--seed N --csv FILE] [--model FILE]

Pages of those manuals, which training never saw, are drawn by poppler at exact angles (textlines/render_pages.py: the drawing is turned, no
pixel is): `skew` within 15 degrees in the page's own frame, `circle` anywhere, in a frame that holds the whole page. The whole tool
answers. Writes evaluation/results/reports.csv (or FILE), a line a page, and prints a table. Needs poppler-utils, python3-pikepdf, python3-pil.
"""
import argparse
import csv
import math
import os
import random
import sys
from itertools import islice
from pathlib import Path

import pikepdf
from PIL import Image

from exact import share
from tool import add_arguments, answers

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "textlines"))
from render_pages import draw, plain_pages  # noqa: E402 (after the folder)


def framed(pdf, number):
    """Gives the page a square frame that holds it at every angle."""
    page = pdf.pages[number]
    x0, y0, x1, y1 = (float(v) for v in page.get("/CropBox", page.MediaBox))
    cx, cy, half = (x0 + x1) / 2, (y0 + y1) / 2, math.hypot(x1 - x0, y1 - y0) / 2
    page.MediaBox = page.CropBox = pikepdf.Array([cx - half, cy - half, cx + half, cy + half])


def render(folder, pdfs, count, seed):
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    files = sorted(str(path) for path in pdfs.rglob("*.pdf"))
    rows = [("file", "set", "source", "page", "turn")]
    for file, pdf, number in islice(plain_pages(files, rng), count):
        name = "skew" if len(rows) % 2 else "circle"
        turn = round(rng.uniform(-15, 15) if name == "skew" else rng.uniform(-180, 180), 3)
        if name == "circle":
            framed(pdf, number)
        drawn, kept = (folder / ("%03d.%s" % (len(rows), ending)) for ending in ("pgm", "png"))
        draw(pdf, number, turn, drawn)
        Image.open(drawn).save(kept, compress_level=1)
        drawn.unlink()
        rows.append((kept.name, name, Path(file).name, number + 1, turn))
    with open(folder / "manifest.csv", "w", newline="") as file:
        csv.writer(file).writerows(rows)


def show(rows):
    print("| pages | within 0.05° | within 0.5° | answered | of these within 0.5° | upside down | of the answered upside down |")
    print("|" + " --- |" * 7)
    for name in ("skew", "circle"):
        of = [row for row in rows if row["set"] == name]
        error = [abs((float(row["angle"]) - float(row["turn"]) + 180) % 360 - 180) for row in of]
        given = [e for e, row in zip(error, of) if row["decision"] != "unsure"]
        print("| " + " | ".join(["%s (%d)" % (name, len(of)), share(sum(e <= 0.05 for e in error), len(of)), share(sum(e <= 0.5 for e in error), len(of)), share(len(given), len(of)),
                                 share(sum(e <= 0.5 for e in given), len(given)), share(sum(e > 135 for e in error), len(of)), share(sum(e > 135 for e in given), len(given))]) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--pdfs", type=Path, required=True, help="a folder of PDFs")
    add_arguments(parser)
    parser.add_argument("--count", type=int, default=200, help="how many pages are drawn, half for each set")
    parser.add_argument("--seed", type=int, default=300, help="which pages")
    parser.add_argument("--csv", default=os.path.join(HERE, "results/reports.csv"), help="where the answers are written")
    args = parser.parse_args()
    if not (args.pictures / "manifest.csv").exists():
        render(args.pictures, args.pdfs, args.count, args.seed)
    rows = list(csv.DictReader(open(args.pictures / "manifest.csv")))
    paths = [str(args.pictures / row["file"]) for row in rows]
    by_file = answers(args, paths)
    with open(args.csv, "w", newline="") as file:
        table = csv.DictWriter(file, ["file", "set", "source", "page", "turn", "angle", "confidence", "decision"])
        table.writeheader()
        for row, path in zip(rows, paths):
            row.update({name: by_file[path][name] for name in ("angle", "confidence", "decision")})
            table.writerow(row)
    show(rows)


if __name__ == "__main__":
    main()
