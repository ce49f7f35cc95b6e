"""Decode the pictures of ../shared/data (and the rendered and written pages, if there) once into one raw file.

    python3 training/pack.py --out .cache/packed

Writes pixels.bin (rows of RGB bytes, one picture after the other) and index.jsonl, one line a picture:
offset, width, height, group (photo, page), use (exact, coarse, none), angle (degrees clockwise to upright),
sigma (how far the label can be trusted, degrees), boxes (text lines in pixels, or null when unknown), source, split.
"""
import argparse
import csv
import json
import os

import cv2
import numpy as np

SIGMA = {"exact": 2.0, "coarse": 12.0, "none": 0.0}
# Pages of our own making, by name: the folder of each under .cache.
MADE = {"rendered": "pages", "written": "written", "scripts": "scripts", "rare": "rare"}
PAGE_SIGMA = {"measured": 1.0, "eye": 1.5, "quarter": 12.0}


def photos(data, licences):
    for row in csv.DictReader(open(os.path.join(data, "photos/manifest.csv"))):
        if row["licence"] in licences:
            yield os.path.join(data, "photos", row["file"]), dict(
                group="photo", source=row["source"], kind=row["kind"], split=row["split"], use=row["use"],
                angle=float(row["angle"]), sigma=SIGMA[row["use"]], boxes=None)


def pages(data):
    for row in csv.DictReader(open(os.path.join(data, "pages/manifest.csv"))):
        measured = row["angle_to_upright"] != ""
        trust = "measured" if measured else "quarter" if row["source"] == "tickets_ar" else "eye"
        yield os.path.join(data, "pages", row["file"]), dict(
            group="page", source=row["source"], kind=row["kind"], split=row["split"], use="coarse" if trust == "quarter" else "exact",
            angle=float(row["angle_to_upright"] or 0), sigma=PAGE_SIGMA[trust], boxes=None)


def rendered(folder):
    manifest = os.path.join(folder, "manifest.jsonl")
    for line in open(manifest) if os.path.exists(manifest) else []:
        row = json.loads(line)
        yield os.path.join(folder, row["file"]), dict(
            group="page", source=row["source"], kind=row["kind"], split=row["split"], use="exact", angle=0.0, sigma=1.0,
            boxes=[[round(v, 1) for v in box] for box in row["boxes"]])


def pack(items, out):
    os.makedirs(out, exist_ok=True)
    offset = count = 0
    with open(os.path.join(out, "pixels.bin"), "wb") as pixels, open(os.path.join(out, "index.jsonl"), "w") as index:
        for path, row in items:
            picture = cv2.imread(path, cv2.IMREAD_COLOR)
            if picture is None:
                print("left out, cannot be decoded:", path)
                continue
            picture = np.ascontiguousarray(picture[:, :, ::-1])
            pixels.write(picture.tobytes())
            row.update(offset=offset, width=picture.shape[1], height=picture.shape[0])
            index.write(json.dumps(row) + "\n")
            offset += picture.nbytes
            count += 1
    print("%d pictures, %.1f GB" % (count, offset / 1e9))


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.path.join(here, "../../shared/data"))
    for name, folder in MADE.items():
        parser.add_argument("--" + name, default=os.path.join(here, "../.cache", folder))
    parser.add_argument("--what", choices=["photos", "pages", *MADE], required=True)
    parser.add_argument("--licences", default="open,research", help="open alone trains without the non-commercial pictures")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    if args.what in MADE:
        items = rendered(getattr(args, args.what))
    else:
        items = pages(args.data) if args.what == "pages" else photos(args.data, args.licences.split(","))
    pack(items, args.out)
