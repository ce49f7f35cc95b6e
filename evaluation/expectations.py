"""What to expect of the angles: the realistic mix judged under each --expect, on the same pictures, as a Markdown table.

    /usr/bin/python3 evaluation/expectations.py models/upright.onnx any=FOLDER camera=FOLDER scan=FOLDER      # Debian: python3-onnx

The folders are those that training/calibrate.py was given. The confidence is read off the model's own curves, so that runs made before
they were fitted can be used; only pictures of the reported half that all folders have count.
"""
import argparse
import csv
import os
import pathlib
import statistics
import sys

import numpy as np
import onnx

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../training"))
from calibrate import KEY  # noqa: E402

SETS = ["photos-mix", "pages-mix", "rendered-mix", "written-mix"]
THRESHOLD = 0.95


def curves(model):
    return {entry.key[len(KEY):]: [tuple(map(float, knot.split(":"))) for knot in entry.value.split()]
            for entry in onnx.load(model).metadata_props if entry.key.startswith(KEY)}


def reported(folder, name):
    path = pathlib.Path(folder) / ("estimates-%s.csv" % name)
    return {(row["file"], row["truth"]): row for row in csv.DictReader(path.open()) if row["use"] == "report"} if path.exists() else {}


def confidence(row, expectation, knots):
    curve = knots["%s.%s" % (expectation, "text" if row["text_lines"] else "picture")]
    return np.interp(float(row["score"]), [score for score, _ in curve], [value for _, value in curve])


def share(values):
    return "%.1f %%" % (100 * sum(values) / len(values))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("results", nargs="+", help="EXPECTATION=FOLDER")
    args = parser.parse_args()
    knots = curves(args.model)
    folders = dict(argument.split("=", 1) for argument in args.results)
    print("| set | expected | pictures | median | within 5° | on its side | upside down | answered | of these off by over 5° |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in SETS:
        rows = {expectation: reported(folder, name) for expectation, folder in folders.items()}
        common = set.intersection(*(set(of) for of in rows.values()))
        for expectation, of in rows.items():
            chosen = [of[key] for key in sorted(common)]
            errors = [float(row["error"]) for row in chosen]
            answered = [confidence(row, expectation, knots) >= THRESHOLD for row in chosen]
            print("| %s | `%s` | %d | %.2f° | %s | %s | %s | %s | %d |" % (
                name, expectation, len(chosen), statistics.median(errors), share([e <= 5 for e in errors]), share([45 < e <= 135 for e in errors]),
                share([e > 135 for e in errors]), share(answered), sum(a and e > 5 for a, e in zip(answered, errors))))


if __name__ == "__main__":
    main()
