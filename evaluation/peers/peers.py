"""The programs that are compared: each answers a list of pictures.

An answer is the degrees clockwise that make a picture upright (None: no guess at all), and whether the program would
act on it.
"""
import csv
import functools
import io
import math
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Callable

from measure import measured

HERE = os.path.dirname(os.path.abspath(__file__))
OCRMYPDF_THRESHOLD = 14.0  # its --rotate-pages-threshold


class Skipped(Exception):
    """The program is not on this machine and cannot be had."""


@dataclass
class Answers:
    angles: list = field(default_factory=list)  # one a picture, or None
    answered: list = field(default_factory=list)  # whether the program would act on it
    seconds: float = 0.0  # of the processor, all pictures
    megabytes: float = 0.0  # the most that any of its processes took


@dataclass
class Peer:
    name: str
    link: str  # its home
    answer: Callable  # paths -> Answers


def _found(program, package):
    if shutil.which(program) is None:
        raise Skipped("no %s here: apt-get install %s" % (program, package))


def _one_by_one(paths, run, read):
    """A process for each picture. run: path -> Measured; read: what it said -> angle, answered."""
    answers = Answers()
    for path in paths:
        said = run(path)
        angle, answered = read(said.output)
        answers.angles.append(angle)
        answers.answered.append(answered)
        answers.seconds += said.seconds
        answers.megabytes = max(answers.megabytes, said.megabytes)
    return answers


@functools.lru_cache(maxsize=None)
def _osd(path):
    """Asked once for all who use it."""
    return measured(["tesseract", path, "-", "--psm", "0"])


def upright(command, options):
    def answer(paths):
        run = measured([*command, "detect", *paths, "--csv", "--jobs", "1", "--threads", "1", *options])
        rows = {
            row["file"]: row for row in csv.DictReader(line for line in io.StringIO(run.output) if line.count(",") >= 8)
        }
        if not rows:
            raise Skipped("the tool says: " + run.output.strip().split("\n")[-1][:150])
        found = [rows.get(path) or {"angle": "", "decision": ""} for path in paths]
        return Answers(
            [float(row["angle"]) if row["angle"] else None for row in found],
            [row["decision"] in ("turn", "leave") for row in found],
            run.seconds,
            run.megabytes,
        )

    return answer


def tesseract(threshold):
    """Tesseract's orientation and script detection. threshold: the confidence below which nobody acts on it."""

    def read(output):
        turn = re.search(r"Rotate: (\d+)", output)
        sure = re.search(r"Orientation confidence: ([\d.]+)", output)
        return (float(turn.group(1)), float(sure.group(1)) >= threshold) if turn and sure else (None, False)

    def answer(paths):
        _found("tesseract", "tesseract-ocr tesseract-ocr-osd")
        return _one_by_one(paths, _osd, read)

    return answer


def imagemagick(paths):
    """Its tilt alone: it knows no quarters."""
    _found("convert", "imagemagick")

    def read(output):
        angle = re.search(r"-?\d+(\.\d+)?", output)
        return (float(angle.group()), True) if angle else (None, False)

    command = ["-deskew", "40%", "-format", "%[deskew:angle]", "info:"]
    return _one_by_one(paths, lambda path: measured(["convert", path, *command]), read)


def unpaper(folder):
    """Its tilt alone, within 5 degrees; it reads grey PNM, which is written for it and not timed."""
    given, written = os.path.join(folder, "unpaper.pgm"), os.path.join(folder, "unpaper-out.pgm")

    def run(path):
        subprocess.run(["convert", path, "-colorspace", "Gray", given], check=True)
        return measured(["unpaper", "-vv", "--overwrite", given, written])

    def read(output):
        turn = re.search(r"^rotate \([^)]*\): (-?[\d.]+)", output, re.M)
        # Turned counter-clockwise, in radians.
        return (-math.degrees(float(turn.group(1))), "NO ROTATING" not in output) if turn else (None, False)

    def answer(paths):
        _found("unpaper", "unpaper")
        _found("convert", "imagemagick")
        return _one_by_one(paths, run, read)

    return answer


def worker(script, *arguments):
    """A program of this folder that reads paths and writes lines of "angle,sure"; one process for all pictures."""

    def answer(paths):
        run = measured([sys.executable, os.path.join(HERE, script), *arguments], "\n".join(paths))
        if run.failed:
            raise Skipped(run.output.strip().split("\n")[-1][:150])
        lines = [line.split(",") for line in run.output.split("\n") if re.match(r"^(-?[\d.]+|None),[01]$", line)]
        return Answers(
            [None if angle == "None" else float(angle) for angle, _ in lines],
            [sure == "1" for _, sure in lines],
            run.seconds,
            run.megabytes,
        )

    return answer


def package(name, folder):
    """A package of PyPI, put into a folder of its own."""

    def answer(paths):
        target = os.path.join(folder, name)
        if not os.path.isdir(target):
            got = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--retries",
                    "0",
                    "--timeout",
                    "5",
                    "--target",
                    target,
                    name,
                ],
                capture_output=True,
                text=True,
            )
            if got.returncode:
                shutil.rmtree(target, ignore_errors=True)
                raise Skipped(
                    "PyPI is out of reach, or has no %s" % name
                    if "No module named pip" not in got.stderr
                    else "no pip here"
                )
        return worker("packages.py", name, target)(paths)

    return answer


def all_peers(tool, options, network, packages, scratch):
    """Every program, Upright first.

    network: the file of PP-LCNet; packages: where pip installs; scratch: for files that are not kept.
    """
    return [
        Peer("Upright", "", upright(tool, options)),
        Peer("Tesseract OSD", "https://github.com/tesseract-ocr/tesseract", tesseract(0)),
        Peer("OCRmyPDF's way (OSD from 14)", "https://github.com/ocrmypdf/OCRmyPDF", tesseract(OCRMYPDF_THRESHOLD)),
        Peer("Leptonica", "http://www.leptonica.org", worker("leptonica.py")),
        Peer("PP-LCNet alone", "https://github.com/PaddlePaddle/PaddleOCR", worker("lcnet.py", network)),
        Peer("ImageMagick -deskew", "https://imagemagick.org", imagemagick),
        Peer("unpaper", "https://github.com/unpaper/unpaper", unpaper(scratch)),
        Peer("docangle", "https://pypi.org/project/docangle", package("docangle", packages)),
        Peer("occular-deskew", "https://pypi.org/project/occular-deskew", package("occular-deskew", packages)),
        Peer("jdeskew", "https://pypi.org/project/jdeskew", package("jdeskew", packages)),
    ]
