"""Fit the confidence: how often answers with a score were within 5 degrees, and write the knots into the model.

    python3 training/calibrate.py evaluation/results models/upright.onnx

Answers whose lines of text were measured and answers without have a curve each: their scores mean different things.
Uses the rows marked "calibrate" of the estimates that evaluation/ wrote, never those that are reported; pictures without
an up count as wrong. Isotonic regression (pool adjacent violators) over bins of equal count: Zadrozny & Elkan, KDD 2002.
"""
import argparse
import csv
import os

import numpy as np
import onnx

# One view of each picture: the same pictures in every set would count one error many times.
SETS = ["photos-uniform", "photos-mix", "pages-frame", "rendered-frame", "rendered-uniform", "controls"]
KEYS = {False: "upright.calibration", True: "upright.text_calibration"}  # by whether lines of text were measured


def answers(folder, text):
    """Scores and whether the answer was right, of the answers with or without lines of text."""
    scores, right = [], []
    for name in SETS:
        path = os.path.join(folder, "estimates-%s.csv" % name)
        for row in csv.DictReader(open(path)) if os.path.exists(path) else []:
            if row["use"] == "calibrate" and (row["text_lines"] != "") == text:
                scores.append(float(row["score"]))
                right.append(row["error"] != "" and float(row["error"]) <= 5)
    return np.array(scores), np.array(right, float)


def knots(scores, right, bins=14):
    """Rising (score, confidence) pairs."""
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
    parser.add_argument("results")
    parser.add_argument("onnx")
    args = parser.parse_args()
    model = onnx.load(args.onnx)
    kept = [entry for entry in model.metadata_props if entry.key not in KEYS.values()]
    del model.metadata_props[:]
    model.metadata_props.extend(kept)
    for text, key in KEYS.items():
        scores, right = answers(args.results, text)
        entry = model.metadata_props.add()
        entry.key, entry.value = key, " ".join("%.5f:%.5f" % knot for knot in knots(scores, right))
        print("%s: %d answers, %.1f %% within 5 degrees; %s" % (key, len(scores), 100 * right.mean(), entry.value))
    onnx.save(model, args.onnx)


if __name__ == "__main__":
    main()
