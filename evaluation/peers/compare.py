"""Upright and others on the same pictures, one thread each: how often right, how exact, how fast, how large.

    apt-get install tesseract-ocr tesseract-ocr-osd liblept5 imagemagick unpaper python3-opencv
    dotnet build -c Release src/Upright.Cli
    /usr/bin/python3 evaluation/peers/compare.py .cache/strangers/samples .cache/strangers/cards --csv .cache/peers.csv

Each folder holds pictures and the manifest.csv of evaluation/strangers. Prints a Markdown table for each, and at the end
the table of README.md: all pictures of all folders, a row for each program. docangle, occular-deskew and jdeskew are
fetched by pip where PyPI is in reach. What is not there is told as skipped.
"""
import argparse
import collections
import csv
import os
import platform
import shlex
import statistics
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
from peers import Answers, Skipped, all_peers  # noqa: E402 (needs the folder above)
from tool import BUILT  # noqa: E402

NETWORK = os.path.join(HERE, "../../../shared/data/backbones/pp_lcnet_x1_0_doc_ori.onnx")
HEAD = [
    "program",
    "best guess right",
    "right",
    "wrong",
    "unanswered",
    "within 5°",
    "median error",
    "ms a picture",
    "peak MB",
]


def pictures(folder, part, limit):
    rows = [row for row in csv.DictReader(open(os.path.join(folder, "manifest.csv"))) if part in ("all", row["part"])]
    step = max(1, len(rows) // limit) if limit else 1
    rows = rows[::step][: limit or None]
    return [os.path.join(folder, row["file"]) for row in rows], rows


def off(angle, truth):
    return abs((angle - truth + 180) % 360 - 180)


def summary(rows, answers):
    """The cells of a table's row.

    right + wrong + unanswered is all; within 5 degrees and the median error are of those whose truth is exact.
    """
    errors = [None if angle is None else off(angle, float(row["truth"])) for row, angle in zip(rows, answers.angles)]
    right = [error is not None and error < 45 for error in errors]
    exact = [(error, sure) for row, error, sure in zip(rows, errors, answers.answered) if row["trust"] == "1"]
    near = [error for error, _ in exact if error is not None and error < 45]
    count = len(rows)

    def share(flags, of=count):
        return "%.1f %%" % (100 * sum(flags) / of) if of else "–"

    return [
        share(right),
        share(r and a for r, a in zip(right, answers.answered)),
        share(not r and a for r, a in zip(right, answers.answered)),
        share(not a for a in answers.answered),
        share((error is not None and error < 5 and sure for error, sure in exact), len(exact)),
        "%.3f°" % statistics.median(near) if near else "–",
        "%.0f" % (1000 * answers.seconds / count),
        "%.0f" % answers.megabytes,
    ]


def together(peers, skipped, found):
    """README's table: what each program did with all pictures. found: name -> [(rows, answers)], one for each folder."""
    lines = ["| program | right | wrong | unanswered | ms a picture | peak MB |", "| --- | --- | --- | --- | --- | --- |"]
    for peer in peers:
        name = "[%s](%s)" % (peer.name, peer.link) if peer.link else "**%s**" % peer.name
        if peer.name in skipped:
            lines.append("| %s | skipped: %s | | | | |" % (name, skipped[peer.name]))
            continue
        rows = [row for rows, _ in found[peer.name] for row in rows]
        answers = Answers(
            [angle for _, answers in found[peer.name] for angle in answers.angles],
            [answered for _, answers in found[peer.name] for answered in answers.answered],
            sum(answers.seconds for _, answers in found[peer.name]),
            max(answers.megabytes for _, answers in found[peer.name]),
        )
        _, right, wrong, unanswered, _, _, time, memory = summary(rows, answers)
        lines.append("| %s |" % " | ".join((name, right, wrong, unanswered, time, memory)))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--part", choices=["fit", "test", "all"], default="test")
    parser.add_argument("--limit", type=int, default=0, help="so many pictures of each folder, evenly over it")
    parser.add_argument("--only", nargs="*", help="names of programs, or beginnings of them")
    parser.add_argument("--upright", default=BUILT, help="the tool's command")
    parser.add_argument("--options", default="", help="further options for the tool")
    parser.add_argument("--network", default=NETWORK, help="PP-LCNet's file")
    parser.add_argument("--packages", default=".cache/peers", help="where pip puts packages")
    parser.add_argument("--csv", help="writes every answer: folder, file, program, truth, trust, angle, answered")
    args = parser.parse_args()
    model = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    print("%s; one thread; milliseconds are the processor's, start of the program and decoding included." % model)
    written, found, skipped = [], collections.defaultdict(list), {}
    with tempfile.TemporaryDirectory() as folder:
        peers = all_peers(shlex.split(args.upright), shlex.split(args.options), args.network, args.packages, folder)
        chosen = [
            peer
            for peer in peers
            if not args.only or any(peer.name.lower().startswith(name.lower()) for name in args.only)
        ]
        for source in args.folders:
            paths, rows = pictures(source, args.part, args.limit)
            print(
                "\n**%s** (%d pictures)\n\n| %s |\n|%s"
                % (os.path.basename(os.path.normpath(source)), len(rows), " | ".join(HEAD), " --- |" * len(HEAD))
            )
            for peer in chosen:
                try:
                    answers = peer.answer(paths)
                    print("| %s | %s |" % (peer.name, " | ".join(summary(rows, answers))), flush=True)
                    found[peer.name].append((rows, answers))
                except Skipped as reason:
                    skipped[peer.name] = reason
                    print("| %s | skipped: %s |%s" % (peer.name, reason, " |" * (len(HEAD) - 2)), flush=True)
                    continue
                written += [
                    (source, row["file"], peer.name, row["truth"], row["trust"], angle, answered)
                    for row, angle, answered in zip(rows, answers.angles, answers.answered)
                ]
    print("\n**All pictures**\n\n%s" % together(chosen, skipped, found))
    if args.csv:
        with open(args.csv, "w", newline="") as file:
            csv.writer(file).writerows([("folder", "file", "program", "truth", "trust", "angle", "answered"), *written])


if __name__ == "__main__":
    main()
