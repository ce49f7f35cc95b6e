"""How far the summary's numbers could be off by the choice of pictures: 95 % bootstrap intervals, as a Markdown table.

python3 evaluation/intervals.py [RESULTS]      # Debian: python3-numpy

The pictures of the reported half are drawn again, with replacement, 2000 times. Turns of one source picture are drawn together.
"""
import csv
import pathlib
import sys

import numpy

DRAWS = 2000
SEED = 1


def shares(rows):
    """The measured numbers of one set, each as a value per picture."""
    error = numpy.array([float(row["error"]) for row in rows])
    truth = numpy.array([float(row["truth"]) for row in rows])
    answered = numpy.array([row["decision"] != "Unsure" for row in rows])
    turned = numpy.array([row["decision"] == "Turn" for row in rows])
    # Upright pictures that are turned and stand wrong by more than a degree after.
    wrong = turned & (error > 1) if numpy.all(numpy.abs(truth) < 1e-9) else numpy.full(len(rows), numpy.nan)
    return {
        "within 1°": error <= 1,
        "within 5°": error <= 5,
        "half turn": error > 135,
        "answered": answered,
        "upright ones wrongly changed": wrong,
    }


def interval(values, groups, random):
    """The share and the middle 95 % of the shares of resampled pictures."""
    names = sorted(set(groups))
    of = {name: [value for value, group in zip(values, groups) if group == name] for name in names}
    sums = numpy.array([numpy.sum(of[name]) for name in names], dtype=float)
    counts = numpy.array([len(of[name]) for name in names], dtype=float)
    chosen = random.integers(0, len(names), (DRAWS, len(names)))
    drawn = sums[chosen].sum(axis=1) / counts[chosen].sum(axis=1)
    low, high = numpy.quantile(drawn, [0.025, 0.975])
    if sums.sum() in (0, counts.sum()):
        # None was seen, which says nothing about the next one: the exact (Clopper-Pearson) bound for so many pictures.
        bound = 1 - 0.025 ** (1 / len(names))
        low, high = (0, bound) if sums.sum() == 0 else (1 - bound, 1)
    return f"{100 * sums.sum() / counts.sum():.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def main():
    results = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "evaluation/results")
    header = None
    for path in sorted(results.glob("estimates-*.csv")):
        rows = [row for row in csv.DictReader(path.open()) if row["use"] == "report" and row["error"]]
        if not rows:
            continue
        random = numpy.random.default_rng(SEED)
        columns = shares(rows)
        if header is None:
            header = list(columns)
            print("| set | pictures | " + " | ".join(header) + " |")
            print("|" + " --- |" * (len(header) + 2))
        cells = ["–" if numpy.any(numpy.isnan(numpy.asarray(values, float))) else interval(values, [row["file"] for row in rows], random) for values in columns.values()]
        print(f"| {path.stem.removeprefix('estimates-')} | {len(rows)} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
