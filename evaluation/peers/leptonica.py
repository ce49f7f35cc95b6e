"""Leptonica's own way, through the library: black and white, levelled over 180 degrees, then where ascenders point.

Reads paths from standard input, writes "angle,sure" for each. Made for Latin letters at 150 to 300 dpi.
"""
import ctypes
import ctypes.util
import math
import sys

LEAST_SKEW_CONFIDENCE = 3.0  # pixDeskew turns nothing below this
UNKNOWN, UP, LEFT, DOWN, RIGHT = range(5)  # L_TEXT_ORIENT_*
TURNS = {UP: 0, LEFT: 90, DOWN: 180, RIGHT: 270}  # clockwise, to stand upright
SAMPLED, IN_WHITE = 3, 1  # L_ROTATE_SAMPLING, L_BRING_IN_WHITE

library = ctypes.CDLL(ctypes.util.find_library("lept") or ctypes.util.find_library("leptonica") or "liblept.so.5")
for name in ("pixRead", "pixConvertTo8", "pixConvertTo1Adaptive", "pixRotate"):
    getattr(library, name).restype = ctypes.c_void_p
library.setMsgSeverity(6)  # says nothing
number, whole, pointer = ctypes.c_float, ctypes.c_int, ctypes.c_void_p


def destroy(*pictures):
    for picture in pictures:
        library.pixDestroy(ctypes.byref(pointer(picture)))


def answer(path):
    colour = library.pixRead(path.encode())
    if not colour:
        return None, False
    grey = library.pixConvertTo8(pointer(colour), 0)
    binary = library.pixConvertTo1Adaptive(pointer(grey))
    angle, confidence = number(), number()
    failed = library.pixFindSkewOrthogonalRange(
        pointer(binary),
        ctypes.byref(angle),
        ctypes.byref(confidence),
        4,
        2,
        number(47),
        number(1),
        number(0.03),
        number(0),
    )
    skew = angle.value if not failed and confidence.value >= LEAST_SKEW_CONFIDENCE else 0.0
    level = library.pixRotate(pointer(binary), number(math.radians(skew)), SAMPLED, IN_WHITE, 0, 0)
    up, left, orientation = number(), number(), whole()
    library.pixOrientDetect(pointer(level), ctypes.byref(up), ctypes.byref(left), 0, 0)
    library.makeOrientDecision(up, left, number(0), number(0), ctypes.byref(orientation), 0)
    destroy(colour, grey, binary, level)
    if orientation.value != UNKNOWN:
        return skew + TURNS[orientation.value], True
    likely = max((up.value, 0), (left.value, 90), (-up.value, 180), (-left.value, 270))[1]
    return skew + likely, False


for line in sys.stdin:
    found, sure = answer(line.rstrip("\n"))
    print("None,0" if found is None else "%.3f,%d" % (found, sure), flush=True)
