"""Ask page networks about strangers' pages: which mean of PaddlePaddle's weights and those trained further to ship.

    python3 evaluation/strangers/make.py .cache/strangers --count 240
    python3 training/compare_pages.py ../shared/data/backbones/pp_lcnet_x1_0_doc_ori.onnx .cache/runs/page/checkpoint.pt \\
        .cache/strangers/{cards,crumpled,receipts,screens,slips,samples} --shares 0 0.65 1

Pages of the part that fusion is fitted on, straightened by the truth, shown as the product shows them (src/Upright/Estimation/TextRegion.cs,
of the whole picture): its squares, its four parts. Prints for each folder and share the right quarters in per cent, the mean negative
log-likelihood of the truth, and how many wrong ones were sure (0.9).
"""
import argparse
import csv
import os

import cv2
import numpy as np
import torch

import looks
import page_network
from page_network import SIZE

SEEN, ELONGATED, PART, OFFSET = 224 / 256, 1.1, 0.5, 0.21  # as in TextRegion.cs
OVERSAMPLING = 2
SHORT_SIDE = 900  # pixels, about what the product reads pages at
SURE = 0.9


def square(page, x, y, side, turned):
    """A grey view [SIZE, SIZE] of a square of the page."""
    return cv2.resize(looks.square_of(page, np.array([x, y]), side, turned, SIZE * OVERSAMPLING), (SIZE, SIZE), interpolation=cv2.INTER_AREA)


def views(page, turned):
    """The squares, and the parts."""
    height, width = page.shape
    short, x, y = min(height, width), max(0, width - height) / 2, max(0, height - width) / 2
    centres = [(0, 0), (x, y), (-x, -y)] if max(height, width) > ELONGATED * short else [(0, 0)]
    parts = [(i * OFFSET * width, j * OFFSET * height) for i in (-1, 1) for j in (-1, 1)]
    return ([square(page, width / 2 + u, height / 2 + v, SEEN * short, turned) for u, v in centres],
            [square(page, width / 2 + u, height / 2 + v, PART * short, turned) for u, v in parts])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("checkpoint")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--shares", nargs="+", type=float, default=[0, 0.5, 1])
    parser.add_argument("--limit", type=int, default=60)
    args = parser.parse_args()
    torch.set_num_threads(1)
    networks = {}
    for share in args.shares:
        networks[share] = page_network.load(args.source).eval()
        before, after = networks[share].state_dict(), torch.load(args.checkpoint, map_location="cpu")["ema"]
        networks[share].load_state_dict({name: torch.lerp(before[name], value.float(), share) for name, value in after.items()})
    for folder in args.folders:
        with open(os.path.join(folder, "manifest.csv")) as manifest:
            rows = [row for row in csv.DictReader(manifest) if row["part"] == "fit"][:args.limit]
        found = {}
        for row in rows:
            page = cv2.imread(os.path.join(folder, row["file"]), cv2.IMREAD_GRAYSCALE)
            scale = min(1, SHORT_SIDE / min(page.shape))
            page = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            squares, parts = views(page, float(row["truth"]))
            for share, network in networks.items():
                for name, seen in (("squares", squares), ("parts", parts)):
                    told = np.mean([page_network.log_quarters(network, view) for view in seen], axis=0)
                    told -= np.log(np.exp(told).sum())
                    found.setdefault((share, name), []).append((told.argmax() == 0, -told[0], told.argmax() != 0 and told.max() > np.log(SURE)))
        for (share, name), answers in found.items():
            right, likelihood, sure = np.mean(answers, axis=0)
            print("%-12s %.2f %-8s %5.1f %%  %.3f  %d" % (os.path.basename(os.path.normpath(folder)), share, name, 100 * right, likelihood, round(sure * len(answers))), flush=True)


if __name__ == "__main__":
    main()
