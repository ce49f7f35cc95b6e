"""Counts by format which files of a folder are read, which are refused, and of those which another program reads.

    apt-get source --download-only pillow kimageformats … ; for each of them: dpkg-source -x …, or tar -x
    python3 evaluation/corpora.py FOLDER --tool src/Upright.Cli/bin/Release/net10.0/Upright.Cli [--list refused.txt] [--jobs 2]

A file counts by its ending. Judges of what is refused: what each format's own library prints (opj_decompress, djxl,
heif-convert, tiffinfo…) would take a program for each, so it is ImageMagick's `identify -regard-warnings` and a full decode by
`convert`; where it reads without complaint what the tool refuses, the file is in --list, to be looked at.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import subprocess

FORMATS = {
    "JPEG": ".jpg .jpeg .jpe", "PNG": ".png", "WebP": ".webp", "TIFF": ".tif .tiff", "GIF": ".gif", "AVIF": ".avif", "HEIC": ".heic .heif .hif",
    "BMP": ".bmp .dib", "JPEG 2000": ".jp2 .j2k .j2c .jpc .jpx .jpf", "JPEG XL": ".jxl", "PNM": ".pbm .pgm .ppm .pnm .pam", "PSD": ".psd .psb", "ICO": ".ico",
    "raw": ".dng .cr2 .nef .nrw .arw .sr2 .pef .srw .raf",
}


def files(folder):
    endings = {ending: name for name, all_of in FORMATS.items() for ending in all_of.split()}
    for where, _, names in os.walk(folder):
        for name in sorted(names):
            path = os.path.join(where, name)
            if (format_of := endings.get(os.path.splitext(name)[1].lower())) and os.path.isfile(path) and os.path.getsize(path):
                yield format_of, path


def answers(tool, paths):
    """The tool's row of each file: its error, or none."""
    listed = "\0".join(paths)
    run = subprocess.run([tool, "detect", "--list", "-", "-0", "--json", "--effort", "quick", "-q"], input=listed.encode(), stdout=subprocess.PIPE, check=False, start_new_session=True)
    found = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        row = json.loads(line)
        found[row["file"]].append(row.get("error"))
    return found


def all_answers(tool, paths, jobs):
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        parts = pool.map(lambda start: answers(tool, paths[start::jobs]), range(jobs))
        return {path: errors for part in parts for path, errors in part.items()}


def other_reads(path):
    try:
        return subprocess.run(["convert", "-regard-warnings", f"{path}[0]", "null:"], capture_output=True, timeout=60, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--tool", required=True)
    parser.add_argument("--list")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=FORMATS, default=list(FORMATS), metavar="FORMAT")
    chosen = parser.parse_args()
    every = [one for one in files(chosen.folder) if one[0] in chosen.only]
    found = all_answers(chosen.tool, [path for _, path in every], chosen.jobs)
    read, refused, doubtful = collections.Counter(), collections.defaultdict(collections.Counter), []
    for format_of, path in every:
        errors = found.get(path)
        if errors is None:
            doubtful.append((format_of, path, "no row"))
        elif error := next((error for error in errors if error), None):
            refused[format_of][error] += 1
            if other_reads(path):
                doubtful.append((format_of, path, error))
        else:
            read[format_of] += 1

    print("| format | files | read | refused | of those ImageMagick reads |\n| --- | --- | --- | --- | --- |")
    for name in FORMATS:
        if total := sum(one == name for one, _ in every):
            reasons = ", ".join(f"{count} {error}" for error, count in refused[name].most_common())
            print(f"| {name} | {total} | {read[name]} | {reasons} | {sum(one == name for one, _, _ in doubtful)} |")
    if chosen.list:
        with open(chosen.list, "w", encoding="utf-8") as target:
            target.writelines(f"{name}\t{error}\t{path}\n" for name, path, error in doubtful)


if __name__ == "__main__":
    main()
