"""Render pages of Debian's documentation PDFs: exactly zero skew, with the boxes of their text lines.

    apt-get download texlive-publishers-doc ...; dpkg -x ...   (any folder of PDFs will do)
    python3 training/render_pages.py --pdfs .cache/debs --out .cache/pages --count 3000

Needs poppler-utils. Writes WebP pages and manifest.jsonl (file, source, kind, split, width, height, boxes), one line a page,
as it goes. The split is by document, never by page. texlive-science-doc and -humanities-doc are kept for testing.
"""
import argparse
import hashlib
import json
import os
import random
import re
import subprocess

import cv2
import numpy as np

PAGES_PER_DOCUMENT = 6
LONG_SIDE = 1150


def page_count(pdf):
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, timeout=20).stdout
    found = re.search(r"^Pages:\s+(\d+)", info, re.M)
    return int(found.group(1)) if found else 0


def text_lines(pdf, page, width, height):
    """Boxes of the page's text lines in pixels of a rendering of width x height; None where the text stands upright lines on end."""
    xml = subprocess.run(["pdftotext", "-bbox-layout", "-f", str(page), "-l", str(page), pdf, "-"],
                         capture_output=True, text=True, timeout=30, errors="replace").stdout
    paper = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', xml)
    if not paper:
        return None
    sx, sy = width / float(paper.group(1)), height / float(paper.group(2))
    boxes, tall = [], 0
    for found in re.finditer(r'<line xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</line>', xml, re.S):
        x0, y0, x1, y1 = (float(v) for v in found.groups()[:4])
        letters = len(re.sub(r"<[^>]*>|\s", "", found.group(5)))
        tall += letters > 4 and y1 - y0 > 2 * (x1 - x0)
        boxes.append([round(v, 1) for v in (x0 * sx, y0 * sy, x1 * sx, y1 * sy)])
    return None if tall > 0.1 * len(boxes) else boxes


def render(pdf, page, colour, out):
    command = ["pdftoppm", "-f", str(page), "-l", str(page), "-singlefile", "-scale-to", str(LONG_SIDE), "-png"]
    subprocess.run([*command, *([] if colour else ["-gray"]), pdf, out], capture_output=True, timeout=60)
    picture = cv2.imread(out + ".png")
    if os.path.exists(out + ".png"):
        os.remove(out + ".png")
    return picture


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pdfs", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    os.makedirs(args.out, exist_ok=True)
    pdfs = sorted(os.path.join(d, f) for d, _, files in os.walk(args.pdfs) for f in files if f.endswith(".pdf"))
    rng.shuffle(pdfs)
    done = 0
    with open(os.path.join(args.out, "manifest.jsonl"), "w") as manifest:
        for number, pdf in enumerate(pdfs):
            pages = page_count(pdf)
            for page in sorted(rng.sample(range(1, pages + 1), min(pages, PAGES_PER_DOCUMENT))):
                name = "pdf-%05d-%04d" % (number, page)
                try:
                    picture = render(pdf, page, rng.random() < 0.3, os.path.join(args.out, name))
                    boxes = None if picture is None else text_lines(pdf, page, picture.shape[1], picture.shape[0])
                except subprocess.TimeoutExpired:  # a drawing of a million strokes
                    continue
                if picture is None or np.mean(picture < 128) < 0.0005:
                    continue
                height, width = picture.shape[:2]
                if not boxes:
                    continue
                cv2.imwrite(os.path.join(args.out, name + ".webp"), picture, [cv2.IMWRITE_WEBP_QUALITY, 90])
                source = os.path.relpath(pdf, args.pdfs)
                held_out = int(hashlib.sha256(source.encode()).hexdigest(), 16) % 20 == 0
                manifest.write(json.dumps(dict(file=name + ".webp", source=source, kind="page", split="val" if held_out else "train",
                                               width=width, height=height, boxes=boxes)) + "\n")
                manifest.flush()
                done += 1
                if done >= args.count:
                    return


if __name__ == "__main__":
    main()
