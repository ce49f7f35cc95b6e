#!/usr/bin/env python3
"""Upright's text lines against Leptonica and the Fourier method, on the same pages in one run.

    apt-get install libleptonica-dev python3-numpy python3-pil python3-pikepdf poppler-utils \\
        texlive-humanities-doc texlive-science-doc
    python3 evaluation/textlines/compare.py CACHE SHARED_DATA

CACHE keeps the sets made here; SHARED_DATA holds pages/ and photos/. Writes evaluation/results/textlines-*.csv: every
picture and method in textlines-rendered, -real, -turned, -photos and -enlarged (photographs); a line for each kind and method in -summary; and in
-again how far the answers for a page, before and after a known turn, disagree with that turn: a method's own noise.
"""
import csv
import io
import platform
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image

import derived_sets
import fourier
import render_pages

HERE = Path(__file__).resolve().parent
RESULTS = HERE.parent / "results"
FOURIER_EVERY = {"rendered": 4, "real": 2, "turned": 2}  # it takes seconds a page


def tool(folder, kinds, methods="upright+leptonica"):
    command = ["dotnet", HERE / "bin/Release/net10.0/Upright.TextLines.Compare.dll", folder, kinds, methods]
    out = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return list(csv.DictReader(io.StringIO(out)))


def by_fourier(folder, rows, every):
    for row in [r for r in rows if r["method"] == "upright"][::every]:
        grey = np.asarray(Image.open(folder / row["file"]).convert("L"))
        start = time.perf_counter()
        degrees = fourier.skew(grey)
        took = 1000 * (time.perf_counter() - start)
        blank = dict.fromkeys(("spread", "confidence", "lead", "edges", "sharpness"), "")
        yield {**row, **blank, "method": "fourier", "answered": 1, "degrees": f"{degrees:.4f}", "ms": f"{took:.1f}"}


def error(row):
    """Degrees off, modulo a quarter turn; pages without a measured angle are upright by eye."""
    return abs((float(row["degrees"]) - float(row["truth"] or 0) + 45) % 90 - 45)


def summary(name, rows):
    groups = defaultdict(list)
    for row in rows:
        kind = row["kind"] if name not in ("photos", "enlarged") else row["kind"].split(":")[1]
        groups[name, kind, row["method"]].append(row)
    for key, group in sorted(groups.items()):
        errors = sorted(error(row) for row in group)
        given = sorted(error(row) for row in group if int(row["answered"]))
        fine = [e for e in given if e <= 2]
        show = lambda values, of: f"{of(values):.4f}" if values else ""
        yield (*key, len(group), len(given), sum(e > 2 for e in given), show(fine, statistics.mean),
               show(given, statistics.median), show(given, max), show(errors, statistics.mean), show(errors, max),
               f"{statistics.median(float(row['ms']) for row in group):.1f}")


def again(real, turned, manifest):
    """Disagreement of the answers before and after a known turn, where both were given."""
    before = {(row["file"], row["method"]): row for row in real if int(row["answered"])}
    turns = {row["file"]: (row["page"], float(row["turned"])) for row in manifest}
    groups = defaultdict(list)
    for row in turned:
        page, turn = turns[row["file"]]
        first = before.get((page, row["method"]))
        if first and int(row["answered"]):
            off = abs((float(row["degrees"]) - float(first["degrees"]) - turn + 45) % 90 - 45)
            groups[row["kind"].split(":")[0], row["method"]].append(off)
    for key, values in sorted(groups.items()):
        values.sort()
        yield (*key, len(values), *(f"{values[int(q * (len(values) - 1))]:.4f}" for q in (0.5, 0.9, 1)))


def write(name, header, rows):
    machine = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    with open(RESULTS / f"textlines-{name}.csv", "w", newline="") as file:
        file.write(f"# python3 evaluation/textlines/compare.py CACHE SHARED_DATA, {time.strftime('%Y-%m-%d')}\n")
        file.write(f"# {machine}, {platform.system()}, one thread; times are milliseconds a page without decoding\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(cache, data):
    subprocess.run(["dotnet", "build", "-c", "Release", "-v", "q", HERE], check=True, stdout=subprocess.DEVNULL)
    if not (cache / "rendered/manifest.csv").exists():
        render_pages.main(cache / "rendered")
    for name, make in (("turned", derived_sets.turned), ("enlarged", derived_sets.enlarged)):
        if not (cache / name / "manifest.csv").exists():
            make(data, cache / name)
    totals, measured = [], {}
    sets = (("rendered", cache / "rendered", ""), ("real", data / "pages", ""), ("turned", cache / "turned", ""),
            ("photos", data / "photos", ":val"), ("enlarged", cache / "enlarged", ":val"))
    for name, folder, kinds in sets:
        measured[name] = rows = tool(folder, kinds)
        if name in FOURIER_EVERY:
            rows.extend(list(by_fourier(folder, rows, FOURIER_EVERY[name])))
        write(name, list(rows[0]), [list(row.values()) for row in rows])
        totals += summary(name, rows)
    header = ("set", "kind", "method", "pictures", "answered", "answered_off_by_2", "mean_error", "median_error",
              "worst_error", "mean_error_of_all", "worst_error_of_all", "ms_median")
    write("summary", header, totals)
    with open(cache / "turned/manifest.csv") as file:
        repeated = list(again(measured["real"], measured["turned"], csv.DictReader(file)))
    header_again = ("kind", "method", "pages", "median", "p90", "worst")
    write("again", header_again, repeated)
    for line in [header, *totals, header_again, *repeated]:
        print(",".join(str(cell) for cell in line))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
