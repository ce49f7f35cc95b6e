"""Fit the confidence: how often answers with a score were within 5 degrees, and write the knots into the model.

    python3 training/calibrate.py models/upright.onnx any=evaluation/results camera=... scan=...

One folder of results for each expectation (evaluation --expect); answers whose lines of text were measured and answers
without have a curve each: their scores mean different things.
Uses the rows marked "calibrate" of the estimates that evaluation/ wrote, never those that are reported; pictures without
an up count as wrong. Isotonic regression (pool adjacent violators) over bins of equal count: Zadrozny & Elkan, KDD 2002.
"""
import argparse
import csv
import os

import numpy as np
import onnx

# One view of each picture: the same pictures in every set would count one error many times.
SETS = {
    "any": ["photos-uniform", "photos-mix", "pages-frame", "rendered-frame", "rendered-uniform", "written-uniform", "controls"],
    "camera": ["photos-mix", "pages-mix", "rendered-mix", "written-mix", "controls"],
    "scan": ["photos-mix", "pages-mix", "rendered-mix", "written-mix", "controls"],
}
KEY = "upright.calibration."  # followed by what is expected, a dot, and picture or text; or by mirrored
MIRRORED = ["pages-mirrored", "rendered-mirrored", "written-mirrored"]  # half of their pages are seen in a mirror


def answers(folder, sets, text):
    """Scores and whether the answer was right, of the answers with or without lines of text."""
    scores, right = [], []
    for name in sets:
        path = os.path.join(folder, "estimates-%s.csv" % name)
        for row in csv.DictReader(open(path)) if os.path.exists(path) else []:
            if row["use"] == "calibrate" and (row["text_lines"] != "") == text:
                scores.append(float(row["score"]))
                right.append(row["error"] != "" and float(row["error"]) <= 5)
    return np.array(scores), np.array(right, float)


def mirrors(folder):
    """Scores that letters are seen in a mirror, and whether they were."""
    scores, mirrored = [], []
    for name in MIRRORED:
        path = os.path.join(folder, "estimates-%s.csv" % name)
        for row in csv.DictReader(open(path)) if os.path.exists(path) else []:
            if row["use"] == "calibrate" and row["mirrored_score"]:
                scores.append(float(row["mirrored_score"]))
                mirrored.append(row["mirrored_truth"] == "True")
    return np.array(scores), np.array(mirrored, float)


def knots(scores, right):
    """Rising (score, confidence) pairs, of bins of 25 answers or more: in smaller ones half an error alone would cap the confidence."""
    bins = min(14, max(3, len(scores) // 25))
    order = np.argsort(scores)
    pools = []
    for part in np.array_split(order, bins):
        # Half an error and half a hit more than seen: no bin is certain.
        pools.append([scores[part].mean(), (right[part].sum() + 0.5) / (len(part) + 1), len(part)])
        while len(pools) > 1 and pools[-2][1] >= pools[-1][1]:
            (s1, c1, n1), (s2, c2, n2) = pools.pop(-2), pools.pop(-1)
            pools.append([(s1 * n1 + s2 * n2) / (n1 + n2), (c1 * n1 + c2 * n2) / (n1 + n2), n1 + n2])
    return [(s, c) for s, c, _ in pools]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("onnx")
    parser.add_argument("results", nargs="+", help="EXPECTATION=FOLDER")
    args = parser.parse_args()
    model = onnx.load(args.onnx)
    kept = [entry for entry in model.metadata_props if not entry.key.startswith(KEY)]
    del model.metadata_props[:]
    model.metadata_props.extend(kept)
    for expectation, folder in (argument.split("=", 1) for argument in args.results):
        for text in (False, True):
            scores, right = answers(folder, SETS[expectation], text)
            entry = model.metadata_props.add()
            entry.key = KEY + expectation + (".text" if text else ".picture")
            entry.value = " ".join("%.5f:%.5f" % knot for knot in knots(scores, right))
            print("%s: %d answers, %.1f %% within 5 degrees; %s" % (entry.key, len(scores), 100 * right.mean(), entry.value))
        scores, mirrored = mirrors(folder) if expectation == "any" else ([], [])
        if len(scores):
            entry = model.metadata_props.add()
            entry.key = KEY + "mirrored"
            entry.value = " ".join("%.5f:%.5f" % knot for knot in knots(scores, mirrored))
            print("%s: %d pages, %.1f %% mirrored; %s" % (entry.key, len(scores), 100 * mirrored.mean(), entry.value))
    onnx.save(model, args.onnx)


if __name__ == "__main__":
    main()
