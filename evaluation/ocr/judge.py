"""OCR as the judge: the share of words that Tesseract reads before, after Upright, and after Tesseract's own correction.

    dotnet build -c Release src/Upright.Cli
    python3 evaluation/ocr/judge.py .cache/ocr --data ../shared/data [--model FILE]

Draws the pictures first, if .cache/ocr has none (draw.py). Needs what training/write_pages.py needs, tesseract-ocr (eng, deu,
fra, spa, osd) and ocrmypdf, whose --rotate-pages --deskew is Tesseract's orientation and Leptonica's skew. Writes
evaluation/results/ocr.csv, a line a picture as it goes, and prints the shares with 95 % bootstrap intervals over the pictures.
A picture that Upright left as it was is not read again: its words are those before.
"""
import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile

import numpy as np

from draw import draw
from words import ONE_THREAD, read, words

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import tool  # noqa: E402 (after the folder)

COLUMNS = ["before", "level", "upright", "upright_always", "ocrmypdf"]
WITHOUT_US = ["before", "level", "ocrmypdf"]
DRAWS = 2000


def after_upright(path, args, folder, *options):
    """The picture Upright wrote, and its report."""
    out = os.path.join(folder, "upright.png")
    tool.run(args, "fix", path, "-o", out, "--report", "--quiet", *options)
    return out, json.load(open(os.path.join(folder, "upright_meta.json")))


def after_ocrmypdf(path, language, folder):
    """What Tesseract reads once OCRmyPDF has turned and levelled the page its way."""
    sidecar = os.path.join(folder, "sidecar.txt")
    subprocess.run(["ocrmypdf", "--rotate-pages", "--deskew", "-l", language, "--image-dpi", "200", "--sidecar", sidecar, "--output-type", "pdf",
                    "--optimize", "0", "--jobs", "1", path, os.path.join(folder, "out.pdf")], check=True, capture_output=True, env=ONE_THREAD)
    return open(sidecar, encoding="utf-8").read()


def judge(row, args, known):
    """Of one picture: Upright's angle, its decision, how many words it has, and how many of them were read each time.

    known: the row of an earlier run, whose readings without Upright are taken over; or None.
    """
    path, language, expected = os.path.join(args.pictures, row["file"]), row["language"], words(row["words"])

    def found(text):
        return (expected & words(text)).total()

    with tempfile.TemporaryDirectory() as folder:
        others = [int(known[name]) for name in WITHOUT_US] if known else [
            found(read(path, language)), found(read(os.path.join(args.pictures, row["level"]), language)), found(after_ocrmypdf(path, language, folder))]
        before = others[0]
        out, report = after_upright(path, args, folder)
        sure = before if report["rotation_method"] == "none" else found(read(out, language))
        if report["decision"] == "unsure":
            out, forced = after_upright(path, args, folder, "--threshold", "0")
            always = before if forced["rotation_method"] == "none" else found(read(out, language))
        else:
            always = sure
    counts = dict(zip(WITHOUT_US, others), upright=sure, upright_always=always)
    return report["predicted_angle"], report["decision"], expected.total(), [counts[name] for name in COLUMNS]


def show(rows):
    """The shares of each case and of all as a Markdown table."""
    draws = np.random.default_rng(1)
    print("| case | pictures | words | " + " | ".join(COLUMNS) + " |\n" + "|" + " --- |" * (3 + len(COLUMNS)))
    for case in [*sorted({row[0] for row in rows}), "all"]:
        chosen = [row for row in rows if case in (row[0], "all")]
        total, found = np.array([row[1] for row in chosen]), np.array([row[2] for row in chosen])
        drawn = draws.integers(0, len(chosen), (DRAWS, len(chosen)))
        low, high = np.quantile(100 * found[drawn].sum(1) / total[drawn].sum(1)[:, None], [0.025, 0.975], axis=0)
        shares = 100 * found.sum(0) / total.sum()
        print("| %s | %d | %d | " % (case, len(chosen), total.sum()) + " | ".join("%.1f %% (%.1f to %.1f)" % v for v in zip(shares, low, high)) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pictures")
    tool.add_arguments(parser)
    parser.add_argument("--data", help="folder with pages/ and their manifest; without it there are no real pages")
    parser.add_argument("--count", type=int, default=60, help="how many pages are written")
    parser.add_argument("--most", type=int, default=10 ** 6)
    parser.add_argument("--keep", help="an earlier ocr.csv of the same pictures: only what Upright changes is read again")
    args = parser.parse_args()
    kept = {row["file"]: row for row in csv.DictReader(open(args.keep))} if args.keep else {}
    if not os.path.exists(os.path.join(args.pictures, "manifest.csv")):
        draw(args.pictures, args.count, args.data)
    rows = []
    with open(os.path.join(HERE, "../results/ocr.csv"), "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "kind", "case", "turn", "angle", "decision", "words", *COLUMNS])
        listed = list(csv.DictReader(open(os.path.join(args.pictures, "manifest.csv"), encoding="utf-8")))
        random.Random(1).shuffle(listed)  # so that what is done when a run is stopped is a sample of all
        for row in listed[:args.most]:
            angle, decision, total, found = judge(row, args, kept.get(row["file"]))
            table.writerow([row["file"], row["kind"], row["case"], row["turn"], angle, decision, total, *found])
            file.flush()
            rows.append((row["case"], total, found))
    show(rows)


if __name__ == "__main__":
    main()
