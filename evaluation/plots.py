"""Draws what docs/confidence.md shows, from the estimates in evaluation/results.

python3 evaluation/plots.py [RESULTS [IMAGES]]      # Debian: python3-matplotlib

Only the half of the pictures that calibration never saw ("report") is drawn.
"""
import csv
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as pyplot
import numpy

GROUPS = {
    "photos": ("photos-uniform", "photos-upright", "photos-quarter", "photos-mix"),
    "pages": ("pages-", "rendered-", "written-"),
}
COLOURS = {"photos": "#c1440e", "pages": "#1f5f8b"}
RIGHT_DEGREES = 5


def read(results):
    """Confidence and error of every reported picture, by group."""
    found = {}
    for group, prefixes in GROUPS.items():
        rows = [
            row
            for path in sorted(results.glob("estimates-*.csv"))
            if path.stem.removeprefix("estimates-").startswith(prefixes)
            for row in csv.DictReader(path.open())
            if row["use"] == "report" and row["error"]
        ]
        if rows:
            found[group] = (
                numpy.array([float(row["confidence"]) for row in rows]),
                numpy.array([float(row["error"]) for row in rows]),
            )
    return found


def reliability(axes, found):
    """Of the pictures that were said to be so sure, how many were right. Bins of equally many pictures."""
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--")
    for group, (confidence, error) in found.items():
        order = numpy.argsort(confidence, kind="stable")
        bins = [part for part in numpy.array_split(order, min(10, max(1, len(order) // 10))) if len(part)]
        said = [confidence[part].mean() for part in bins]
        right = numpy.array([(error[part] <= RIGHT_DEGREES).mean() for part in bins])
        spread = [numpy.sqrt(share * (1 - share) / len(part)) for share, part in zip(right, bins)]
        axes.errorbar(said, right, yerr=spread, color=COLOURS[group], marker="o", markersize=3, linewidth=1, capsize=2, label=f"{group} ({len(error)})")
    axes.set(xlabel="confidence", ylabel=f"share within {RIGHT_DEGREES}°", xlim=(0, 1), ylim=(0, 1))


def risk_coverage(axes, found):
    """If only the surest are answered: how many of those answers are wrong."""
    for group, (confidence, error) in found.items():
        wrong = error[numpy.argsort(-confidence, kind="stable")] > RIGHT_DEGREES
        coverage = numpy.arange(1, len(wrong) + 1) / len(wrong)
        axes.plot(100 * coverage, 100 * numpy.cumsum(wrong) / numpy.arange(1, len(wrong) + 1), color=COLOURS[group], linewidth=1.2, label=group)
    axes.set(xlabel="answered, % of pictures, the surest first", ylabel=f"wrong by more than {RIGHT_DEGREES}°, % of the answered", xlim=(0, 100), ylim=(0, None))


def errors(axes, found):
    """How many pictures are within how many degrees."""
    for group, (_, error) in found.items():
        axes.plot(numpy.maximum(numpy.sort(error), 0.01), 100 * numpy.arange(1, len(error) + 1) / len(error), color=COLOURS[group], linewidth=1.2, label=group)
    axes.set(xscale="log", xlabel="error, degrees", ylabel="pictures within it, %", xlim=(0.01, 180), ylim=(0, 100))


def main():
    results = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "evaluation/results")
    images = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "docs/images")
    images.mkdir(parents=True, exist_ok=True)
    found = read(results)
    # The same file from the same numbers, so that a diff means something.
    pyplot.rcParams.update({"svg.hashsalt": "upright", "font.size": 9, "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})
    for name, draw in {"reliability": reliability, "risk-coverage": risk_coverage, "errors": errors}.items():
        figure, axes = pyplot.subplots(figsize=(4.4, 3.4), layout="constrained")
        draw(axes, found)
        axes.legend(frameon=False)
        figure.savefig(images / f"{name}.svg", metadata={"Date": None})
        pyplot.close(figure)
        print(images / f"{name}.svg")


if __name__ == "__main__":
    main()
