"""Train the page orientation network further, on pages of our own.

    python3 training/write_pages.py --out .cache/written --count 6000
    apt-get download gimp-help-en gnucash-docs   # dpkg -x each; their PNG files of 180 pixels and more, as .cache/screens/*.webp
    python3 training/train_page.py ../shared/data/backbones/pp_lcnet_x1_0_doc_ori.onnx --start models/page.pt --written .cache/written --screens .cache/screens --out .cache/runs/page

Written pages, real ones (.cache/packed/pages, except the sources that evaluation asks about) and pictures of programs' windows,
crumpled, photographed and spoilt, straightened to about a degree, each at its four quarter turns. Photos (.cache/packed/photos) are among them,
so that the network does not speak surely of what is no page. Writes OUT/checkpoint.pt (resumable) every hundred steps, and OUT/log.csv.
"""
import argparse
import copy
import csv
import glob
import json
import os
import time

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

import looks
import page_network
from page_network import CLASSES, SIZE
from train import follow, save

HERE = os.path.dirname(os.path.abspath(__file__))
ASKED = ("tickets_ar", "sroie", "tabledet")  # evaluation/strangers asks about these: the network must not know them
OVERSAMPLING = 2
REAL_SHARE, SCREEN_SHARE, PHOTO_SHARE = 0.1, 0.15, 0.15
EMA = 0.995
HELD = 300  # views that are not trained on


def crumpled(page, rng):
    """Creased paper: moved by up to two pixels in a hundred, lighter where it faces the light."""
    height, width = page.shape[:2]
    relief = np.zeros((height, width), np.float32)
    for cells, strength in ((3, 1.0), (int(rng.integers(5, 14)), rng.uniform(0, 0.5)), (int(rng.integers(14, 50)), rng.uniform(0, 0.12))):
        relief += strength * cv2.resize(rng.standard_normal((cells, cells)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    steep_x, steep_y = cv2.Sobel(relief, cv2.CV_32F, 1, 0), cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    steepest = max(np.percentile(np.abs(steep_x), 95), np.percentile(np.abs(steep_y), 95), 1e-6)
    moved = rng.uniform(0, 0.02) * min(height, width) / max(np.abs(relief).max(), 1e-6)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    a, b = rng.uniform(0, 2 * np.pi, 2)
    bent = cv2.remap(page, x + np.float32(moved * np.cos(a)) * relief, y + np.float32(moved * np.sin(a)) * relief, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    shade = 1 + rng.uniform(0, 0.3) * np.clip((np.cos(b) * steep_x + np.sin(b) * steep_y) / steepest, -2, 2)
    return np.clip(bent * shade[:, :, None], 0, 255).astype(np.uint8)


class Pages(IterableDataset):
    """Grey views [SIZE, SIZE] of pages that stand upright."""

    def __init__(self, written, packed, photos, screens, split, seed):
        self.written = [(folder, row) for folder in written for row in map(json.loads, open(os.path.join(folder, "manifest.jsonl"))) if row["split"] == split]
        self.real = looks.Packed(packed, split)
        self.chosen = [i for i, row in enumerate(self.real.rows) if row["source"] not in ASKED]
        self.photos = looks.Packed(photos, split)
        self.labelled = [i for i, row in enumerate(self.photos.rows) if row["use"] == "exact"]
        self.screens = [path for i, path in enumerate(sorted(glob.glob(os.path.join(screens, "*.webp")))) if (i % 20 == 0) == (split == "val")]
        self.seed = seed

    def __iter__(self):
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        while True:
            yield self.view(rng)

    def view(self, rng):
        big = SIZE * OVERSAMPLING
        if rng.random() < PHOTO_SHARE:
            view = self.photo(big, rng)
        else:
            view = self.page(big, rng)
        view = looks.degrade(looks.light(view, rng, 1.0), rng) if rng.random() < 0.7 else view
        return cv2.cvtColor(cv2.resize(view, (SIZE, SIZE), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)

    def photo(self, big, rng):
        """A square within a photo's circle."""
        picture, row = self.photos[self.labelled[rng.integers(len(self.labelled))]]
        height, width = picture.shape[:2]
        diameter = min(height, width) * rng.uniform(0.5, 1)
        centre = np.array(looks.anywhere_in_circle(width, height, diameter, rng))
        return looks.square_of(picture, centre, diameter / np.sqrt(2), row["angle"] + rng.normal(0, 1), big)

    def page(self, big, rng):
        level, kind = 0.0, rng.random()
        is_screen = REAL_SHARE <= kind < REAL_SHARE + SCREEN_SHARE
        if kind < REAL_SHARE:
            page, row = self.real[self.chosen[rng.integers(len(self.chosen))]]
            level = row["angle"]
        elif is_screen:
            page = cv2.imread(self.screens[rng.integers(len(self.screens))])
        else:
            folder, row = self.written[rng.integers(len(self.written))]
            page = cv2.imread(os.path.join(folder, row["file"]))
        # The whole page, a part of it, or much around it.
        side = min(page.shape[:2]) * np.exp(rng.uniform(np.log(0.45), np.log(1.5)))
        if side > big:
            page = cv2.resize(page, None, fx=big / side, fy=big / side, interpolation=cv2.INTER_AREA)
            side = big
        if rng.random() < (0.05 if is_screen else 0.5):
            page = crumpled(page, rng)
        (height, width), mask = page.shape[:2], np.zeros(page.shape[:2], np.uint8)
        if rng.random() < (0.2 if is_screen else 0.8):
            page = looks.on_a_desk(page, mask, rng)[0]
        short = min(height, width)
        # Of a long one any part.
        spare_x, spare_y = (max(0.15 * short, abs(n - side) / 2 if n > short else 0) for n in (page.shape[1], page.shape[0]))
        centre = np.array([page.shape[1] / 2 + rng.uniform(-1, 1) * spare_x, page.shape[0] / 2 + rng.uniform(-1, 1) * spare_y])
        return looks.square_of(page, centre, side, level + rng.normal(0, 1), big)


def at_quarters(grey):
    """Views [N, SIZE, SIZE] at their four quarter turns [4 N, 1, SIZE, SIZE], and by how many each is turned clockwise."""
    turned = torch.cat([torch.rot90(grey, -k, (1, 2)) for k in range(CLASSES)])
    return turned[:, None].float(), torch.arange(CLASSES).repeat_interleave(len(grey))


@torch.no_grad()
def right(network, views):
    told = [page_network.log_quarters(network.eval(), view) for view in views]
    return np.mean([values.argmax() == 0 for values in told]), -np.mean([values[0] - np.log(np.exp(values).sum()) for values in told])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("--written", nargs="+", required=True)
    parser.add_argument("--packed", default=os.path.join(HERE, "../.cache/packed/pages"))
    parser.add_argument("--photos", default=os.path.join(HERE, "../.cache/packed/photos"))
    parser.add_argument("--screens", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--start", help="weights to go on from (models/page.pt), where OUT has no checkpoint; otherwise PaddlePaddle's")
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--batch", type=int, default=24, help="pages, each at four turns")
    parser.add_argument("--rate", type=float, default=3e-4)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    network = page_network.load(args.source)
    path = os.path.join(args.out, "checkpoint.pt")
    state = torch.load(path) if os.path.exists(path) else None
    step = state["step"] if state else 0
    if args.start and not state:
        network.load_state_dict({name: value.float() for name, value in torch.load(args.start)["ema"].items()})
    ema = copy.deepcopy(network)
    if state:
        network.load_state_dict(state["network"])
        ema.load_state_dict(state["ema"])
    network.freeze()
    network.train()
    trained = {name: p for name, p in network.named_parameters() if p.requires_grad}
    optimizer = torch.optim.AdamW(trained.values(), weight_decay=0.01)
    if state:
        optimizer.load_state_dict(state["optimizer"])
    views = iter(DataLoader(Pages(args.written, args.packed, args.photos, args.screens, "train", 7 + step), batch_size=args.batch, num_workers=1, prefetch_factor=4))
    held = Pages(args.written, args.packed, args.photos, args.screens, "val", 1)
    rng = np.random.default_rng(5)
    held = [held.view(rng) for _ in range(HELD)]
    log, began, losses = csv.writer(open(os.path.join(args.out, "log.csv"), "a", buffering=1)), time.time(), []
    while True:
        if step % 100 == 0 or step == args.steps:
            row = [step, int(time.time() - began), round(float(np.mean(losses or [0])), 4), *(round(float(v), 4) for v in right(ema, held))]
            print(*row, flush=True)
            log.writerow(row)
            losses = []
            save(path, step=step, network=network.state_dict(), ema=ema.state_dict(), optimizer=optimizer.state_dict())
        if step == args.steps:
            break
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(1, (step + 1) / 50) * 0.5 * (1 + np.cos(np.pi * step / args.steps))
        pictures, turns = at_quarters(next(views))
        loss = F.cross_entropy(network(pictures), turns)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained.values(), 2.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        step += 1
        follow(ema, network, min(EMA, step / (9 + step)))


if __name__ == "__main__":
    main()
