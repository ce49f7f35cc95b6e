"""Pictures turned by a known angle, for evaluations in Python."""
import cv2
import numpy as np


def turned(picture, angle, fill):
    """Turned counter-clockwise by the angle, nothing cut off: it then needs the angle clockwise."""
    h, w = picture.shape[:2]
    c, s = abs(np.cos(np.deg2rad(angle))), abs(np.sin(np.deg2rad(angle)))
    size = (int(w * c + h * s) + 1, int(w * s + h * c) + 1)
    matrix = cv2.getRotationMatrix2D(((w - 1) / 2, (h - 1) / 2), angle, 1)
    matrix[:, 2] += ((size[0] - w) / 2, (size[1] - h) / 2)
    return cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_CUBIC, borderValue=fill)


def paper(picture):
    """The picture's middle colour: of a page that of its paper."""
    return [int(v) for v in np.median(picture[::4, ::4].reshape(-1, picture.shape[2]), 0)]
