"""Pack the pictures as they lie (WebP) into tar files of at most 49 MB, for a GPU machine that is sent one at a time.

    python3 training/pieces.py --out .cache/pieces --rendered .cache/pages --written .cache/written

Every piece is a random sample of everything, so that training can begin with the first. In each: rows.jsonl, one line a
picture (file, set, width, height and what pack.py tells of it), and the pictures. Read by store.py.
"""
import argparse
import io
import json
import os
import random
import tarfile

from PIL import Image

import pack

BYTES = 48_500_000


def write(path, members):
    with tarfile.open(path + ".new", "w") as out:
        rows = "".join(json.dumps(row) + "\n" for _, row in members).encode()
        info = tarfile.TarInfo("rows.jsonl")
        info.size = len(rows)
        out.addfile(info, io.BytesIO(rows))
        for source, row in members:
            out.add(source, row["file"])
    os.replace(path + ".new", path)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.path.join(here, "../../shared/data"))
    for name in pack.MADE:
        parser.add_argument("--" + name, nargs="*", default=[], help="folders")
    parser.add_argument("--licences", default="open,research")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    items = [(path, row, "photos") for path, row in pack.photos(args.data, args.licences.split(","))]
    items += [(path, row, "pages") for path, row in pack.pages(args.data)]
    for name in pack.MADE:
        items += [(path, row, name) for folder in getattr(args, name) for path, row in pack.rendered(folder)]
    random.Random(1).shuffle(items)
    os.makedirs(args.out, exist_ok=True)
    members, size, pieces = [], 0, 0
    for number, (path, row, name) in enumerate(items):
        width, height = Image.open(path).size
        row.update(file="%06d.webp" % number, set=name, width=width, height=height)
        cost = os.path.getsize(path) + 1024 + len(json.dumps(row))
        if size + cost > BYTES:
            write(os.path.join(args.out, "%02d.tar" % pieces), members)
            members, size, pieces = [], 0, pieces + 1
        members.append((path, row))
        size += cost
    write(os.path.join(args.out, "%02d.tar" % pieces), members)
    print("%d pictures in %d pieces" % (len(items), pieces + 1))


if __name__ == "__main__":
    main()
