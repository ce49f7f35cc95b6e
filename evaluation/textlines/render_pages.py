#!/usr/bin/env python3
"""Draws pages of documents at an exactly known angle, for compare.py.

The page's own drawing commands get a rotation matrix in front (pikepdf), and poppler draws the result at 300 dpi: no
pixel is ever resampled, so the angle is exact. The frame keeps its size, as a scanner's does. `six-point` pages are
written here, in Times at 6 points, in one column and in two.

    apt-get install poppler-utils python3-pikepdf texlive-humanities-doc texlive-science-doc
    python3 render_pages.py OUT
"""
import csv
import io
import math
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pikepdf

SETS = {"science": ("texlive-science-doc", 100), "humanities": ("texlive-humanities-doc", 130)}
WORDS = "the measure of a page lies in its lines and each of them is set by hand upon quoins jig frame depth type".split()


def angle(rng, i):
    """Degrees clockwise that level the page: an eighth exact zero, the rest near zero, tilted, or anywhere in ±45."""
    if i % 8 == 0:
        return 0.0
    return round(rng.uniform(-1, 1) * (1, 15, 45, 45)[i % 4], 3)


def turn(page, degrees):
    """Turns the drawing counter-clockwise about the middle of the frame, so that a clockwise turn levels it."""
    x0, y0, x1, y1 = (float(v) for v in page.get("/CropBox", page.MediaBox))
    cx, cy, c, s = (x0 + x1) / 2, (y0 + y1) / 2, math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    matrix = f"q {c:.9f} {s:.9f} {-s:.9f} {c:.9f} {cx - c * cx + s * cy:.6f} {cy - s * cx - c * cy:.6f} cm\n"
    page.contents_add(matrix.encode(), prepend=True)
    page.contents_add(b"\nQ")
    if "/Annots" in page:
        del page.Annots  # link boxes are drawn outside the page's own coordinates


def six_point(rng, columns):
    """A page of 6-point Times, ragged right."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman"))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    parts, width = [b"BT /F1 6 Tf"], 470 / columns - (columns - 1) * 10
    for column in range(columns):
        for row in range(rng.randrange(30, 95)):
            words = " ".join(rng.choice(WORDS) for _ in range(int(width / 12 * rng.uniform(0.6, 1))))
            parts.append(f"1 0 0 1 {62 + column * (width + 20):.1f} {770 - row * 7.2:.1f} Tm ({words}) Tj".encode())
    pdf_page = pikepdf.Page(page)
    pdf_page.contents_add(b"\n".join(parts) + b"\nET")
    return pdf


def draw(pdf, number, degrees, target):
    single = pikepdf.new()
    single.pages.append(pdf.pages[number])
    page = single.pages[0]
    turn(page, degrees)
    document = io.BytesIO()
    single.save(document)
    subprocess.run(["pdftoppm", "-gray", "-r", "300", "-singlefile", "-cropbox", "-", target.with_suffix("")],
                   input=document.getvalue(), check=True, stderr=subprocess.DEVNULL)


def letters(path, number):
    out = subprocess.run(["pdftotext", "-f", str(number + 1), "-l", str(number + 1), path, "-"], capture_output=True)
    return len(out.stdout.decode("utf8", "ignore").split())


def plain_pages(files, rng):
    """Shuffles the files and goes through them three times, each time for one page at random: about as large as paper, not turned, with 60
    words or more. Yields the file, the open document and the page's index."""
    rng.shuffle(files)
    for file in files * 3:
        try:
            pdf = pikepdf.open(file)
        except pikepdf.PdfError:
            continue
        number = rng.randrange(len(pdf.pages))
        box = [float(v) for v in pdf.pages[number].MediaBox]
        big = 400 < box[2] - box[0] < 700 and 500 < box[3] - box[1] < 900
        if big and not int(pdf.pages[number].get("/Rotate", 0)) and letters(file, number) >= 60:
            yield file, pdf, number


def main(out):
    out.mkdir(parents=True, exist_ok=True)
    rng, rows = random.Random(5), []

    def add(kind, pdf, number, i, source):
        degrees = angle(rng, i)
        name = f"{kind}-{i:03d}.pgm"
        draw(pdf, number, degrees, out / name)
        rows.append((name, kind, source, number + 1, degrees))

    for kind, (package, wanted) in SETS.items():
        listed = subprocess.run(["dpkg", "-L", package], capture_output=True, check=True).stdout.decode().split("\n")
        files = sorted({str(Path(f).resolve()) for f in listed if f.endswith(".pdf")})
        for i, (file, pdf, number) in enumerate(islice(plain_pages(files, rng), wanted)):
            add(kind, pdf, number, i, Path(file).name)
    for i in range(30):
        add("six-point", six_point(rng, 1 + i % 2), 0, i, "written here")
    with open(out / "manifest.csv", "w", newline="") as file:
        csv.writer(file).writerows([("file", "kind", "source", "page", "angle"), *rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
