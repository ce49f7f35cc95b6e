"""When may a photo's residual be corrected? Rules compared on the calibration half, as a Markdown table.

    python3 evaluation/tilts.py [RESULTS] [--threshold 0.95]

For answered pictures without lines of text: how many would be straightened, how many of those stand better after than before, and how
many stood within a degree of a quarter turn and are off by more than a degree after (harmed). A rule is a dead band in degrees, or how
much the looks must believe that the picture is tilted at all (`tilted` in the estimates).
"""
import argparse
import csv
import pathlib


def residual(degrees):
    return (degrees + 45) % 90 - 45


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("results", nargs="?", type=pathlib.Path, default=pathlib.Path("evaluation/results"))
    parser.add_argument("--threshold", type=float, default=0.95)
    args = parser.parse_args()
    print("| set | rule | answered photos | straightened | better after | harmed |\n| --- | --- | --- | --- | --- | --- |")
    for name in ("photos-upright", "photos-mix"):
        path = args.results / ("estimates-%s.csv" % name)
        rows = [row for row in csv.DictReader(path.open()) if row["use"] == "calibrate" and row["text_lines"] == "" and row["error"] != ""
                and float(row["confidence"]) >= args.threshold] if path.exists() else []
        rules = [("dead band %g°" % band, lambda row, band=band: abs(residual(float(row["angle"]))) > band) for band in (1, 2, 3, 4, 5)]
        rules += [("tilted ≥ %g" % least, lambda row, least=least: float(row["tilted"]) >= least) for least in (0.8, 0.9, 0.95, 0.98, 0.985, 0.99)]
        for rule, straightens in rules:
            moved = [(abs(residual(float(row["truth"]))), float(row["error"])) for row in rows if straightens(row)]
            print("| %s | %s | %d | %d | %d | %d |" % (name, rule, len(rows), len(moved), sum(after < before for before, after in moved),
                                                     sum(before <= 1 < after for before, after in moved)))


if __name__ == "__main__":
    main()
