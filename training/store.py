"""Pictures as pyramids of pixels in the memory of the device that trains, filled piece by piece while training goes on."""
import glob
import json
import os
import tarfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import torch

from looks import text_mask

cv2.setNumThreads(1)
LEVELS = 5        # each half as wide and high as the one before
LEAST_SIDE = 64   # pixels; no smaller level than that
CELL = 32         # pixels; where a page without known lines of text is searched for them


def sizes(width, height):
    """Widths and heights of the levels of a picture's pyramid."""
    return [(width >> k, height >> k) for k in range(LEVELS) if k == 0 or min(width, height) >> k >= LEAST_SIDE]


def restless(grey):
    """Squares of a page, [N, 4] as x0, y0, x1, y1, where most changes from row to row: its lines of text, most likely."""
    h, w = grey.shape[0] // CELL, grey.shape[1] // CELL
    change = np.abs(np.diff(grey.astype(np.int16), axis=0, append=grey[-1:].astype(np.int16)))
    mean = change[:h * CELL, :w * CELL].reshape(h, CELL, w, CELL).mean((1, 3))
    y, x = np.nonzero(mean >= np.percentile(mean, 70))
    return np.stack([x, y, x + 1, y + 1], 1) * CELL


def count(row):
    """Pixels of all levels of a picture's pyramid."""
    return sum(w * h for w, h in sizes(row["width"], row["height"]))


def decode(data, row, levels):
    """Fill levels, int32 [count(row)], with a picture's pyramid, bytes R, G, B and 255 where text is; returns boxes of text."""
    bgr = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    height, width = bgr.shape[:2]
    mask = text_mask(row, width, height) if row["boxes"] is not None else np.zeros((height, width), np.uint8)
    picture, at = np.dstack([bgr[:, :, ::-1], mask]), 0
    for k, size in enumerate(sizes(width, height)):
        level = picture if k == 0 else cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        levels[at:at + size[0] * size[1]] = level.reshape(-1, 4).view(np.int32)[:, 0]
        at += size[0] * size[1]
    if row["group"] != "page":
        return None
    return np.array(row["boxes"], np.float32) if row["boxes"] else restless(bgr[:, :, 1])


class Table:
    """What is told of the pictures in store, as arrays with one entry a picture; never changed, only replaced."""

    def __init__(self, rows, offsets, boxes):
        self.offset, self.rows = np.array(offsets, np.int64), list(rows)
        self.width, self.height = (np.array([row[k] for row in rows], np.int64) for k in ("width", "height"))
        self.levels = np.array([len(sizes(row["width"], row["height"])) for row in rows], np.int64)
        # Width and height of each level, and where it begins; those beyond a picture's last are not there.
        k = np.arange(LEVELS)
        self.level_sizes = np.stack([self.width[:, None] >> k, self.height[:, None] >> k], 2)
        pixels = self.level_sizes.prod(2)
        self.level_offsets = self.offset[:, None] + np.cumsum(pixels, 1) - pixels
        self.angle, self.sigma = (np.array([row[k] for row in rows], np.float32) for k in ("angle", "sigma"))
        self.page = np.array([row["group"] == "page" for row in rows])
        self.lines_known = np.array([row["boxes"] is not None for row in rows])
        counts = np.array([0 if b is None else len(b) for b in boxes], np.int64)
        self.boxes, self.box_count, self.box_start = np.concatenate([b for b in boxes if b is not None and len(b)] or [np.zeros((0, 4))]), counts, np.cumsum(counts) - counts
        self.members = {}
        for i, row in enumerate(rows):
            self.members.setdefault((row["set"], row["split"]), []).append(i)
        self.members = {key: np.array(which) for key, which in self.members.items()}


class Store:
    def __init__(self, device, pixels):
        """pixels: how many there is room for, those of the smaller levels included."""
        self.pixels = torch.zeros(pixels, dtype=torch.int32, device=device)
        self.filled, self.rows, self.offsets, self.boxes, self.table = 0, [], [], [], None

    def add(self, path, threads=16):
        """All pictures of one piece written by pieces.py; those that there is no room for are left out."""
        with tarfile.open(path) as piece:
            rows = [json.loads(line) for line in piece.extractfile("rows.jsonl")]
            ends = np.cumsum([count(row) for row in rows])
            rows = rows[:np.searchsorted(ends, len(self.pixels) - self.filled, "right")]
            starts, total = [0, *ends[:len(rows)]], int(ends[len(rows) - 1]) if rows else 0
            data = [piece.extractfile(row["file"]).read() for row in rows]
        pixels = np.empty(total, np.int32)
        with ThreadPoolExecutor(threads) as pool:
            self.boxes += pool.map(decode, data, rows, [pixels[a:b] for a, b in zip(starts, starts[1:])])
        self.copy(torch.from_numpy(pixels))
        self.rows += rows
        self.offsets += [self.filled + start for start in starts[:-1]]
        self.filled += total
        self.table = Table(self.rows, self.offsets, self.boxes)

    def copy(self, pixels):
        """Behind what is there, in a stream of its own: it does not wait for the steps that training has asked for ahead."""
        place = self.pixels[self.filled:self.filled + len(pixels)]
        if self.pixels.device.type != "cuda":
            place.copy_(pixels)
            return
        stream = torch.cuda.Stream(self.pixels.device)
        with torch.cuda.stream(stream):
            place.copy_(pixels)
        stream.synchronize()

    def watch(self, folder):
        """Add the pieces of a folder as they come, from a thread of its own; returns when the first is in."""
        def run():
            known = set()
            while True:
                for path in sorted(set(glob.glob(os.path.join(folder, "*.tar"))) - known):
                    known.add(path)
                    began = time.time()
                    self.add(path)
                    print("%s: %d pictures, %.1f GB, %.0f s" % (os.path.basename(path), len(self.rows), self.filled * 4e-9, time.time() - began), flush=True)
                time.sleep(0.2)
        threading.Thread(target=run, daemon=True).start()
        while self.table is None:
            time.sleep(0.1)
