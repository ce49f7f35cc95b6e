#!/usr/bin/env python3
"""Fits the constants of TextEvidence.Confidence and shows what they are worth. Arguments as for compare.py, run that first.

Pages against photographs by logistic regression, both weighing the same; fitted on `train` and the `science` pages,
shown on `val` and `humanities`. Receipts (tickets_ar) take no part: their angle is not known.
"""
import sys
from pathlib import Path

import numpy as np

import compare

ENOUGH_EDGES = 40
MARGINS = (0, 0.7, 1.5)


def features(row):
    return [1, float(row["lead"]), np.log(min(float(row["edges"]), ENOUGH_EDGES) + 1), np.log(max(float(row["sharpness"]), 0.1))]


def main(cache, data):
    pages = [row for folder in (cache / "rendered", cache / "turned", data / "pages") for row in compare.tool(folder, "", "upright")]
    pages = [row for row in pages if "tickets" not in row["kind"]]
    photos = compare.tool(cache / "enlarged", "", "upright") + compare.tool(data / "photos", "", "upright")[::10]
    held_out = lambda row: row["kind"].endswith(":val") or row["kind"] == "humanities"
    fitted = [(features(row), 1.0) for row in pages if not held_out(row)] + [(features(row), 0.0) for row in photos if not held_out(row)]
    x, y = np.array([f for f, _ in fitted]), np.array([label for _, label in fitted])
    x, y = x[x[:, 2] > 0], y[x[:, 2] > 0]  # without edges there is no answer to weigh
    share = np.where(y == 1, 0.5 / y.sum(), 0.5 / (1 - y).sum()) * len(y)
    weights = np.zeros(x.shape[1])
    for _ in range(80):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (x * (share * p * (1 - p))[:, None]) + np.eye(len(weights))
        weights += np.linalg.solve(slope, x.T @ (share * (y - p)) - weights)
    for margin in MARGINS:
        show(weights, margin, pages, photos, held_out)


def show(weights, margin, pages, photos, held_out):
    print("constant, lead, edges, sharpness:", (weights - [margin, 0, 0, 0]).round(2), "of which margin", margin)
    for name, rows in (("pages", pages), ("photographs", photos)):
        for part, chosen in (("fitted", False), ("held out", True)):
            some = [row for row in rows if held_out(row) == chosen]
            given = [row for row in some if np.dot(features(row), weights) > margin and int(row["edges"]) > 0]
            off = sum(compare.error(row) > 2 for row in given)
            print(f"{name}, {part}: {len(given)} of {len(some)} answered, {off} off by more than 2 degrees")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
