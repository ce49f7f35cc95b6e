"""Fit how surely letters are seen in a mirror, and write the curve into the model.

    python3 training/calibrate.py models/upright.onnx evaluation/results

Uses the rows marked "calibrate" of the mirrored sets that evaluation/ wrote, never those that are reported. Isotonic
regression (pool adjacent violators) over bins of equal count: Zadrozny & Elkan, KDD 2002.
"""
import argparse
import csv
import os

import numpy as np
import onnx

KEY = "upright.calibration."
MIRRORED = ["pages-mirrored", "rendered-mirrored", "written-mirrored"]  # half of their pages are seen in a mirror
LEAST_SCORE = 0.1


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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("onnx")
    parser.add_argument("results")
    args = parser.parse_args()
    scores, mirrored = mirrors(args.results)
    model = onnx.load(args.onnx)
    kept = [entry for entry in model.metadata_props if not entry.key.startswith(KEY)]
    del model.metadata_props[:]
    model.metadata_props.extend(kept)
    entry = model.metadata_props.add()
    entry.key, entry.value = KEY + "mirrored", " ".join("%.5f:%.5f" % knot for knot in knots(scores, mirrored))
    onnx.save(model, args.onnx)
    print("%d pages; %s" % (len(scores), entry.value))


if __name__ == "__main__":
    main()
