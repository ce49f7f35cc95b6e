"""OCR as the judge: the share of words that Tesseract reads before, after Upright, and after Tesseract's own correction.

    python3 evaluation/ocr/judge.py .cache/ocr --upright 'dotnet src/Upright.Cli/bin/Release/net10.0/Upright.Cli.dll'

Needs tesseract-ocr (eng, deu, fra, spa, osd) and ocrmypdf, whose --rotate-pages --deskew is Tesseract's orientation and
Leptonica's skew. Words are compared without case, as multisets, so that their order does not matter; a word has two letters
or digits at least. Writes evaluation/results/ocr.csv, a line a picture, and prints the shares.
"""
import argparse
import collections
import csv
import os
import re
import shlex
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def words(text):
    return collections.Counter(re.findall(r"[^\W_]{2,}", text.lower()))


def read(path, language):
    """What Tesseract reads, in its fully automatic mode without orientation."""
    return subprocess.run(["tesseract", path, "-", "-l", language, "--dpi", "200"], capture_output=True, text=True, errors="replace").stdout


def after_upright(path, command, folder, threshold):
    out = os.path.join(folder, "upright.png")
    arguments = ["--threshold", threshold] if threshold else []
    subprocess.run([*command, "fix", path, "-o", out, "--report", "--quiet", *arguments], check=True, capture_output=True)
    return out, float(open(os.path.join(folder, "upright_angle.txt")).read())


def after_ocrmypdf(path, language, folder):
    """What Tesseract reads once OCRmyPDF has turned and levelled the page its way."""
    sidecar = os.path.join(folder, "sidecar.txt")
    subprocess.run(["ocrmypdf", "--rotate-pages", "--deskew", "-l", language, "--image-dpi", "200", "--sidecar", sidecar, "--output-type", "pdf",
                    "--optimize", "0", "--jobs", "1", path, os.path.join(folder, "out.pdf")], check=True, capture_output=True)
    return open(sidecar, encoding="utf-8").read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pictures")
    parser.add_argument("--upright", required=True)
    parser.add_argument("--most", type=int, default=10 ** 6)
    args = parser.parse_args()
    command = shlex.split(args.upright)
    columns = ["before", "upright", "upright_always", "ocrmypdf"]
    table = csv.writer(open(os.path.join(HERE, "../results/ocr.csv"), "w", newline=""))
    table.writerow(["file", "kind", "case", "turn", "angle", "words", *columns])
    sums = collections.defaultdict(lambda: [0] * (1 + len(columns)))
    for row in list(csv.DictReader(open(os.path.join(args.pictures, "manifest.csv"))))[:args.most]:
        path, expected = os.path.join(args.pictures, row["file"]), words(row["words"])
        with tempfile.TemporaryDirectory() as folder:
            sure, angle = after_upright(path, command, folder, None)
            texts = [read(path, row["language"]), read(sure, row["language"])]
            always, angle = after_upright(path, command, folder, "0")
            texts += [read(always, row["language"]), after_ocrmypdf(path, row["language"], folder)]
        found = [(expected & words(text)).total() for text in texts]
        table.writerow([row["file"], row["kind"], row["case"], row["turn"], "%.3f" % angle, expected.total(), *found])
        for group in (row["case"], "all"):
            sums[group] = [a + b for a, b in zip(sums[group], [expected.total(), *found])]
    for group, (total, *found) in sums.items():
        print("%-6s %6d words:" % (group, total), ", ".join("%s %.1f %%" % (name, 100 * n / total) for name, n in zip(columns, found)))


if __name__ == "__main__":
    main()
