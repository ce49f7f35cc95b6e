"""Does a network read how a training picture was stored? The same photos from whole frames and as training has them.

    apt-get install python3-torch python3-opencv
    /usr/bin/python3 evaluation/leak.py models/upright.pt

Training's photos are small circles, each stored turned by an angle of its own; a network that learns the traces of that
(the grid of the compression, the resampling) is better on them than on pictures of strangers. Here the photos of the
validation split that ../shared/data/frames holds as whole frames are seen once each: the same circle at the same angle
and size, drawn from the frame at its own size and from the circle; where in its frame a circle was cut is found by
matching. Prints the share within 5 degrees of both and the difference with its standard error; ends with 1 where they
are further apart than --most points and than chance explains. Photos better: the network reads how training's circles
are stored. Frames better: it reads the upright grid of their compression, or wants sharper pictures than training's; so
the frames reduced to the circles' size before they are turned are shown as well.
"""
import argparse
import csv
import os
import sys
import zlib

import cv2
import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../training"))
from looks import sample, turn_about_centre  # noqa: E402 (training is no package)
from network import Upright  # noqa: E402
from samples import to_input  # noqa: E402

CHANCE = 2.0  # standard errors
INSIDE = 0.69  # side of the square inside a circle, as a share of its diameter, with a margin
ALIKE = 0.9  # correlation from which a circle is found in its frame


def rows(data, folder):
    return {row["file"]: row for row in csv.DictReader(open(os.path.join(data, folder, "manifest.csv")))}


def grey_level(circle, angle):
    """The largest level square in the circle, upright, in grey."""
    side = circle.shape[0]
    matrix = cv2.getRotationMatrix2D(((side - 1) / 2, (side - 1) / 2), -angle, 1)
    level = cv2.warpAffine(cv2.cvtColor(circle, cv2.COLOR_BGR2GRAY), matrix, (side, side), flags=cv2.INTER_LINEAR)
    cut = int(side * (1 - INSIDE) / 2)
    return level[cut : side - cut, cut : side - cut]


def found(frame, circle, angle):
    """Where in its frame the circle was cut: centre, diameter, and how alike both are."""
    reduced = cv2.resize(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    square = grey_level(circle, angle)
    best = (-1.0, None, 0.0)
    for share in np.arange(0.70, 1.03, 0.02):
        diameter = share * min(reduced.shape)
        side = int(diameter * square.shape[0] / circle.shape[0])
        if side >= min(reduced.shape):
            continue
        piece = cv2.resize(square, (side, side), interpolation=cv2.INTER_AREA)
        _, alike, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(reduced, piece, cv2.TM_CCOEFF_NORMED))
        best = max(best, (alike, (2 * x + side, 2 * y + side), 2 * diameter), key=lambda match: match[0])
    return best


def view(picture, centre, diameter, angle, size):
    """A circle of the picture turned so that it needs the angle, as training sees it; encoded last."""
    side = int(diameter)
    at = np.clip(np.array(centre) - side / 2, 0, np.array(picture.shape[1::-1]) - side).astype(int)
    square = np.ascontiguousarray(picture[at[1] : at[1] + side, at[0] : at[0] + side])
    scale = 2.5 * size / side
    if scale < 1:
        square = cv2.resize(square, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    large = sample(square, turn_about_centre(square, size, angle), size, cv2.INTER_LINEAR)
    look = cv2.resize(large, (size, size), interpolation=cv2.INTER_AREA)
    coded = cv2.imencode(".jpg", look, [cv2.IMWRITE_JPEG_QUALITY, 85])[1]
    return cv2.imdecode(coded, cv2.IMREAD_COLOR)[:, :, ::-1]


@torch.no_grad()
def errors(network, views, needed):
    """Degrees by which the network's mode is off, for each view."""
    modes = [network(to_input(part))[0].argmax(1) for part in torch.from_numpy(np.stack(views)).split(32)]
    return np.abs((torch.cat(modes).numpy() - needed + 180) % 360 - 180)


def loaded(path):
    network = Upright().eval()
    network.load_state_dict(torch.load(path, map_location="cpu")["weights"])
    return network


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("--data", default=os.path.join(HERE, "../../shared/data"))
    parser.add_argument("--size", type=int, default=160, help="pixels of a view")
    parser.add_argument("--zoom", type=float, default=0.9, help="share of the circle that is seen")
    parser.add_argument("--turns", type=int, default=1, help="angles at which each photo is seen")
    parser.add_argument("--most", type=float, default=2.0, help="points that both may be apart")
    args = parser.parse_args()
    frames, circles = rows(args.data, "frames"), rows(args.data, "photos")
    names = [name for name, row in frames.items() if row["use"] == "exact" and name in circles]
    views, needed, used = {"frames": [], "reduced": [], "photos": []}, [], 0
    for name in names:
        frame, circle = (cv2.imread(os.path.join(args.data, folder, name)) for folder in ("frames", "photos"))
        stored, side = float(circles[name]["angle"]), circle.shape[0]
        alike, centre, diameter = found(frame, circle, stored)
        if alike < ALIKE:
            continue
        used += 1
        smaller = side / diameter
        reduced = cv2.resize(frame, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA)
        for angle in np.random.default_rng(zlib.crc32(name.encode())).uniform(-180, 180, args.turns):
            needed.append(angle)
            views["frames"].append(view(frame, centre, args.zoom * diameter, angle, args.size))
            views["reduced"].append(view(reduced, np.array(centre) * smaller, args.zoom * side, angle, args.size))
            views["photos"].append(view(circle, (side / 2, side / 2), args.zoom * side, angle - stored, args.size))
    network = loaded(args.weights)
    off = {folder: errors(network, seen, np.array(needed)) for folder, seen in views.items()}
    print("%d of %d photos found in their frames, %d views of %d pixels" % (used, len(names), len(needed), args.size))
    for folder, error in off.items():
        near, far = (error <= 5).mean(), (error > 45).mean()
        shares = tuple(100 * share for share in (near, 1 - near - far, far))
        print("%s: within 5 degrees %.1f %%, 5 to 45 %.1f %%, further %.1f %%" % (folder, *shares))
    apart = ((off["photos"] <= 5).astype(float) - (off["frames"] <= 5)).reshape(used, -1).mean(1) * 100
    points, standard_error = apart.mean(), apart.std(ddof=1) / np.sqrt(used)
    print("photos above frames by %.1f points, standard error %.1f" % (points, standard_error))
    sys.exit(int(abs(points) > max(args.most, CHANCE * standard_error)))


if __name__ == "__main__":
    main()
