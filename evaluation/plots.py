"""Draws how right the confidence is, what is wrong of the answered, and the errors, from the estimates in evaluation/results.

python3 evaluation/plots.py [RESULTS [IMAGES]]      # Debian: python3-matplotlib; IMAGES is .cache/curves without

Only the half of the pictures that calibration never saw ("report") is drawn.
"""
import csv
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as pyplot
import numpy

PHOTOS = ("photos-uniform", "photos-upright", "photos-quarter", "photos-mix")
# What is drawn: of which sets, by which number, and right up to how many degrees.
GROUPS = {
    "photos": (PHOTOS, "confidence", 5),
    "pages": (("pages-", "rendered-", "written-"), "confidence", 5),
    "photos, the quarter": (PHOTOS, "quarter_confidence", 45),
}
COLOURS = {"photos": "#c1440e", "pages": "#1f5f8b", "photos, the quarter": "#7a9a01"}


def read(results):
    """Confidence, error, and whether that is right, of every reported picture, by group."""
    found = {}
    for group, (prefixes, number, reach) in GROUPS.items():
        rows = [
            row
            for path in sorted(results.glob("estimates-*.csv"))
            if path.stem.removeprefix("estimates-").startswith(prefixes)
            for row in csv.DictReader(path.open())
            if row["use"] == "report" and row["error"] and row.get(number)
        ]
        if rows:
            error = numpy.array([float(row["error"]) for row in rows])
            found[group] = numpy.array([float(row[number]) for row in rows]), error, error <= reach
    return found


def reliability(axes, found):
    """Of the pictures that were said to be so sure, how many were right. Bins of equally many pictures."""
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--")
    for group, (confidence, _, is_right) in found.items():
        order = numpy.argsort(confidence, kind="stable")
        bins = [part for part in numpy.array_split(order, min(10, max(1, len(order) // 10))) if len(part)]
        said = [confidence[part].mean() for part in bins]
        right = numpy.array([is_right[part].mean() for part in bins])
        spread = [numpy.sqrt(share * (1 - share) / len(part)) for share, part in zip(right, bins)]
        axes.errorbar(said, right, yerr=spread, color=COLOURS[group], marker="o", markersize=3, linewidth=1, capsize=2, label=f"{group} ({len(is_right)})")
    axes.set(xlabel="confidence", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1))


def risk_coverage(axes, found):
    """If only the surest are answered: how many of those answers are wrong."""
    for group, (confidence, _, is_right) in found.items():
        wrong = ~is_right[numpy.argsort(-confidence, kind="stable")]
        coverage = numpy.arange(1, len(wrong) + 1) / len(wrong)
        axes.plot(100 * coverage, 100 * numpy.cumsum(wrong) / numpy.arange(1, len(wrong) + 1), color=COLOURS[group], linewidth=1.2, label=group)
    axes.set(xlabel="answered, % of pictures, the surest first", ylabel="wrong, % of the answered", xlim=(0, 100), ylim=(0, None))


def errors(axes, found):
    """How many pictures are within how many degrees."""
    for group, (_, error, _) in found.items():
        if GROUPS[group][1] != "confidence":
            continue  # the same pictures once more
        axes.plot(numpy.maximum(numpy.sort(error), 0.01), 100 * numpy.arange(1, len(error) + 1) / len(error), color=COLOURS[group], linewidth=1.2, label=group)
    axes.set(xscale="log", xlabel="error, degrees", ylabel="pictures within it, %", xlim=(0.01, 180), ylim=(0, 100))


def main():
    results = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "evaluation/results")
    images = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".cache/curves")
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
