"""Sets made from ../shared: pages turned by known angles with the corners filled, and photographs enlarged four times.

A page is turned at twice its size (bicubic) and scaled down after, so what is turned is exact even where the page's own
angle is only known to a tenth of a degree: measuring it before and after shows the method's own noise. Half keep
their frame, half get a larger one. The photographs of ../shared are small; enlarged, they have a page's size and
no detail, and text on them is large.
"""
import csv
import random

from PIL import Image


def turned(data, out):
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    pages = [r for r in csv.DictReader(open(data / "pages/manifest.csv")) if r["source"] != "tickets_ar"]
    chosen = rng.sample([r for r in pages if r["split"] == "train"], 320) + [r for r in pages if r["split"] == "val"]
    rows = [("file", "source", "angle_to_upright", "split", "page", "turned")]
    for i, row in enumerate(chosen):
        page = Image.open(data / "pages" / row["file"]).convert("L")
        degrees, fill = round(rng.uniform(-42, 42), 3), rng.choice((0, 128, 255))
        page = page.resize((2 * page.width, 2 * page.height), Image.BICUBIC)
        page = page.rotate(degrees, Image.BICUBIC, expand=i % 2 == 0, fillcolor=fill)  # Pillow turns counter-clockwise
        name = f"{row['file'][:-5]}-fill{fill}.pgm"
        page.resize((page.width // 2, page.height // 2), Image.BOX).save(out / name)
        truth = float(row["angle_to_upright"] or 0) + degrees
        rows.append((name, row["source"], f"{truth:.3f}", row["split"], row["file"], degrees))
    write(out, rows)


def enlarged(data, out):
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(2)
    photos = list(csv.DictReader(open(data / "photos/manifest.csv")))
    rows = [("file", "source", "split")]
    for split in ("train", "val"):
        for row in rng.sample([r for r in photos if r["split"] == split], 500):
            photo = Image.open(data / "photos" / row["file"]).convert("L")
            name = row["file"].replace("/", "_").replace(".webp", ".pgm")
            photo.resize((4 * photo.width, 4 * photo.height), Image.LANCZOS).save(out / name)
            rows.append((name, row["source"], split))
    write(out, rows)


def write(out, rows):
    with open(out / "manifest.csv", "w", newline="") as file:
        csv.writer(file).writerows(rows)
