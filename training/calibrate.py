"""Fit the confidence: how often answers with a score were within 5 degrees, or in the right quarter, and write the knots into the model.

    python3 training/calibrate.py models/upright.onnx any=evaluation/results camera=... scan=...

One folder of results for each expectation (evaluation --expect); answers whose lines are surely text, answers of which only
words were read, and all others have curves of their own: their scores mean different things.
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
LEAST_SCORE = 0.1
KEY = "upright.calibration."  # followed by what is expected, a dot, and picture, quarter or text; or by read, read-quarter or mirrored
MIRRORED = ["pages-mirrored", "rendered-mirrored", "written-mirrored"]  # half of their pages are seen in a mirror


def kind(row):
    """What an answer rests on: lines that are surely text, few lines of words that were read, words alone, or the picture."""
    if row["text_lines"]:
        return "few lines" if row["quarter_score"] else "text"
    return "words" if int(row["reading_looks"]) else "picture"


def answers(folder, sets, of, score="score", reach=5):
    """Scores and whether the answer was off by no more degrees than reach, of the answers of some kinds."""
    scores, right = [], []
    for name in sets:
        path = os.path.join(folder, "estimates-%s.csv" % name)
        for row in csv.DictReader(open(path)) if os.path.exists(path) else []:
            if row["use"] == "calibrate" and kind(row) in of:
                scores.append(float(row[score]))
                right.append(row["error"] != "" and float(row["error"]) <= reach)
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
        pools.append(np.array([scores[part].sum(), right[part].sum(), len(part)]))
        while len(pools) > 1 and confidence(pools[-2]) >= confidence(pools[-1]):
            pools.append(pools.pop() + pools.pop())
    pairs = [(pool[0] / pool[2], confidence(pool)) for pool in pools]
    # Where hardly anything was seen nothing is promised: the lowest bin's share must not hold for every score below it.
    return pairs if pairs[0][0] < LEAST_SCORE else [(0.0, 0.0), *pairs]


def confidence(pool):
    """The share of right answers in a pool; half an error and half a hit more than seen, so that none is certain."""
    _, right, count = pool
    return (right + 0.5) / (count + 1)


def write(model, name, scores, right):
    if not len(scores):
        return
    entry = model.metadata_props.add()
    entry.key, entry.value = KEY + name, " ".join("%.5f:%.5f" % knot for knot in knots(scores, right))
    print("%s: %d answers, %.1f %% right; %s" % (entry.key, len(scores), 100 * right.mean(), entry.value))


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
        sets = SETS[expectation]
        write(model, expectation + ".picture", *answers(folder, sets, ["picture"]))
        write(model, expectation + ".quarter", *answers(folder, sets, ["picture"], "quarter_score", reach=45))
        write(model, expectation + ".text", *answers(folder, sets, ["text"]))
        if expectation == "any":
            write(model, "read", *answers(folder, sets, ["words"]))
            write(model, "read-quarter", *answers(folder, sets, ["words", "few lines"], "quarter_score", reach=45))
            write(model, "mirrored", *mirrors(folder))
    onnx.save(model, args.onnx)


if __name__ == "__main__":
    main()
