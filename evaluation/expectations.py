"""What to expect of the angles: the realistic mix judged under each --expect, on the same pictures, as a Markdown table.

    python3 evaluation/expectations.py any=FOLDER camera=FOLDER scan=FOLDER

The folders are of evaluation runs with --expect and a calibrated model. Only pictures of the reported half that all folders have count.
"""
import argparse
import csv
import pathlib
import statistics

SETS = ["photos-mix", "pages-mix", "rendered-mix", "written-mix"]


def reported(folder, name):
    path = pathlib.Path(folder) / ("estimates-%s.csv" % name)
    return {(row["file"], row["truth"]): row for row in csv.DictReader(path.open()) if row["use"] == "report"} if path.exists() else {}


def share(values):
    return "%.1f %%" % (100 * sum(values) / len(values))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("results", nargs="+", help="EXPECTATION=FOLDER")
    args = parser.parse_args()
    folders = dict(argument.split("=", 1) for argument in args.results)
    print("| set | expected | pictures | median | within 5° | on its side | upside down | answered | of these off by over 5° | in a wrong quarter |")
    print("|" + " --- |" * 10)
    for name in SETS:
        rows = {expectation: reported(folder, name) for expectation, folder in folders.items()}
        common = set.intersection(*(set(of) for of in rows.values()))
        for expectation, of in rows.items():
            chosen = [of[key] for key in sorted(common)]
            errors = [float(row["error"]) for row in chosen]
            answered = [row["decision"] != "Unsure" for row in chosen]
            print("| %s | `%s` | %d | %.2f° | %s | %s | %s | %s | %d | %d |" % (
                name, expectation, len(chosen), statistics.median(errors), share([e <= 5 for e in errors]), share([45 < e <= 135 for e in errors]),
                share([e > 135 for e in errors]), share(answered), *(sum(a and e > limit for a, e in zip(answered, errors)) for limit in (5, 45))))


if __name__ == "__main__":
    main()
