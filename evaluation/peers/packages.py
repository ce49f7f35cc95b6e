"""Packages of PyPI: docangle, occular-deskew, jdeskew.

    python3 packages.py NAME FOLDER < paths      writes "angle,sure" for each

Which way a package counts is found out, not believed: a page of letters turned by a known angle is shown to it first.
"""
import sys
import tempfile

import cv2
import numpy as np

name, folder = sys.argv[1:3]
sys.path.insert(0, folder)
cv2.setNumThreads(1)


def docangle():
    from docangle import get_pipeline

    pipeline = get_pipeline()

    def answer(path):
        result = pipeline.predict(path)
        return result.angle, not result.needs_review

    return answer


def occular_deskew():
    from occular_deskew import detect_angle

    return lambda path: (detect_angle(path), True)


def jdeskew():
    from jdeskew.estimator import get_angle

    return lambda path: (get_angle(cv2.imread(path)), True)


def counts_clockwise(answer):
    """Whether its angle is the clockwise turn that a page needs."""
    page = np.full((900, 900, 3), 255, np.uint8)
    for y in range(240, 680, 34):
        cv2.putText(
            page,
            "The quick brown fox jumps over the lazy dog"[: 20 + y % 23],
            (200, y),
            cv2.FONT_HERSHEY_DUPLEX,
            0.75,
            (0, 0, 0),
            1,
            cv2.LINE_AA,
        )
    needs = 8.0
    page = cv2.warpAffine(
        page, cv2.getRotationMatrix2D((450, 450), needs, 1), (900, 900), borderValue=(255, 255, 255)
    )  # counter-clockwise
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        cv2.imwrite(file.name, page)
        said = answer(file.name)[0]
    return abs((said - needs + 45) % 90 - 45) <= abs((said + needs + 45) % 90 - 45)


ask = {"docangle": docangle, "occular-deskew": occular_deskew, "jdeskew": jdeskew}[name]()
sign = 1 if counts_clockwise(ask) else -1
for line in sys.stdin:
    angle, sure = ask(line.rstrip("\n"))
    print("%.3f,%d" % (sign * angle, sure), flush=True)
