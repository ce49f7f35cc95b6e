"""The table of a results folder, as Markdown for the model card and the README.

    python3 evaluation/tables.py evaluation/results [SET...]
"""
import csv
import os
import sys


def percent(text):
    value = 100 * float(text or 0)
    return "–" if text == "" else "%.0f %%" % value if value >= 9.95 or value == 0 else "%.1f %%" % value


def main(folder, sets):
    print("| set | pictures | median error | within 1° | within 5° | on its side | upside down | answered | of these within 5° | in the right quarter | upright ones wrongly changed |")
    print("|" + " --- |" * 11)
    for row in csv.DictReader(open(os.path.join(folder, "summary.csv"))):
        if not sets or row["set"] in sets:
            median = "–" if row["median_error"] == "" else "%.2f°" % float(row["median_error"])
            print("|", " | ".join([row["set"], row["pictures"], median, *(percent(row[key]) for key in (
                "within_1", "within_5", "quarter_wrong", "half_wrong", "answered", "answered_within_5", "answered_right_quarter", "wrongly_changed"))]), "|")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
