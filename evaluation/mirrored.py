"""How often mirrored letters are noticed, and how often letters as they are written are called mirrored, as a Markdown table.

python3 evaluation/mirrored.py [RESULTS]      # Debian: python3-numpy

Of all sets that evaluation/ wrote, the reported half. "Said" means with a confidence of 0.95, at which --unmirror exchanges the sides.
Exact (Clopper-Pearson) 95 % intervals. The last columns are of mirrored pages: the angle, found from their mirror image.
"""
import csv
import pathlib
import sys

from exact import share

SURE = 0.95


def main():
    results = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "evaluation/results")
    print("| set | letters judged | mirrored, and said so | not mirrored, and said to be | mirrored within 5° | mirrored upside down |")
    print("|" + " --- |" * 6)
    for path in sorted(results.glob("estimates-*.csv")):
        rows = [row for row in csv.DictReader(path.open()) if row["use"] == "report" and "mirrored_truth" in row]
        mirrored = [row for row in rows if row["mirrored_truth"] == "True"]
        straight = [row for row in rows if row["mirrored_truth"] == "False"]
        said = [row["mirrored"] == "True" and float(row["mirrored_confidence"]) >= SURE for row in rows]
        if not rows:
            continue
        noticed = sum(s for s, row in zip(said, rows) if row["mirrored_truth"] == "True")
        print("| " + " | ".join([
            path.stem.removeprefix("estimates-"), f"{sum(row['mirrored'] != '' for row in rows)} of {len(rows)}",
            share(noticed, len(mirrored)), share(sum(said) - noticed, len(straight)),
            share(sum(float(row["error"]) <= 5 for row in mirrored), len(mirrored)),
            share(sum(float(row["error"]) > 135 for row in mirrored), len(mirrored))]) + " |")


if __name__ == "__main__":
    main()
