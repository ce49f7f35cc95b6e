"""Write pages of our own in many scripts and layouts (layouts.py), exactly zero skew.

    apt-get install gir1.2-pangocairo-1.0 python3-gi-cairo iso-codes fonts-noto-core fonts-noto-cjk
    python3 training/write_pages.py --out .cache/written --count 3000 --photos .cache/packed/photos

The words are the names of languages, countries, currencies and scripts in ISO codes' translations, set by Pango in any installed font of
the language. Writes what render_pages.py writes: WebP pages and manifest.jsonl with the boxes of the text lines.
"""
import argparse
import gettext
import glob
import json
import os
import random
import re

import cairo
import cv2
import gi
import numpy as np

import looks
from layouts import KINDS, SHAPES, vertical

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402 (needs the versions first)

# Language -> how often, by script rather than by speakers; more for those that a network had the wrong way up.
LANGUAGES = {"en": 8, "de": 2, "fr": 2, "es": 2, "pl": 1, "vi": 2, "tr": 1, "ru": 4, "uk": 1, "bg": 1, "el": 3, "zh_CN": 8, "zh_TW": 5,
             "ja": 8, "ko": 4, "ar": 6, "fa": 3, "he": 9, "hi": 9, "bn": 7, "ta": 3, "te": 2, "th": 4, "ka": 2, "hy": 2, "am": 2}
UNSPACED = ("zh", "ja", "th")
SCRIPT = {"en": "a", "de": "ä", "fr": "é", "es": "ñ", "pl": "ł", "vi": "ế", "tr": "ğ", "ru": "ж", "uk": "ї", "bg": "ъ", "el": "ω", "zh_CN": "国",
          "zh_TW": "國", "ja": "の", "ko": "한", "ar": "ع", "fa": "پ", "he": "ש", "hi": "क", "bn": "ক", "ta": "க", "te": "క", "th": "ก", "ka": "ქ", "hy": "ք", "am": "አ"}
ON_SCREENS = ("sheet", "window", "listing", "chat")  # often light on dark
LOCALES = "/usr/share/locale"
DOMAINS = ["iso_639-3", "iso_3166-1", "iso_3166-2", "iso_4217", "iso_15924"]


def vocabulary(language):
    """Names in the language's own script."""
    names = []
    for domain in DOMAINS:
        if language == "en":
            for path in glob.glob("/usr/share/iso-codes/json/%s.json" % domain):
                names += re.findall(r'"name": "([^"\\]+)"', open(path, encoding="utf-8").read())
            continue
        path = os.path.join(LOCALES, language, "LC_MESSAGES", domain + ".mo")
        if os.path.exists(path):
            names += [v for v in gettext.GNUTranslations(open(path, "rb"))._catalog.values() if isinstance(v, str) and len(v) < 60]
    block = ord(SCRIPT[language]) >> 8 if ord(SCRIPT[language]) > 0x36F and language not in ("vi",) else None
    if block is not None:
        near = (lambda c: 0x3000 < ord(c) < 0xD7B0) if language[:2] in ("zh", "ja", "ko") else (lambda c: abs((ord(c) >> 8) - block) <= 1)
        names = [name for name in names if sum(map(near, name)) > 0.6 * len(name.replace(" ", ""))]
    return names


class Page:
    """A canvas that remembers where its lines of text are, and what they say.

    scale: pixels of the picture for each unit that pages are laid out in (about 100 units an inch).
    photos: gives an upright square photo, [N, N, 3] bytes, for a random.Random; None where there are none.
    """

    def __init__(self, width, height, paper, ink, scale=1.0, photos=None):
        self.photos = photos
        self.width, self.height, self.paper, self.ink, self.scale = width, height, paper, ink, scale
        self.surface = cairo.ImageSurface(cairo.FORMAT_RGB24, round(width * scale), round(height * scale))
        self.context = cairo.Context(self.surface)
        self.context.scale(scale, scale)
        self.context.set_source_rgb(*paper)
        self.context.paint()
        self.boxes, self.said = [], []

    def text(self, x, y, words, font, size, width=None, align="left", ink=None):
        """Sets text and returns the y below it. width: of the column in pixels, to break lines at."""
        layout = PangoCairo.create_layout(self.context)
        description = Pango.FontDescription(font)
        description.set_absolute_size(size * Pango.SCALE)
        layout.set_font_description(description)
        if width:
            layout.set_width(int(width * Pango.SCALE))
            layout.set_wrap(Pango.WrapMode.WORD_CHAR)
            layout.set_alignment(dict(left=Pango.Alignment.LEFT, right=Pango.Alignment.RIGHT, center=Pango.Alignment.CENTER)[align])
            layout.set_justify(align == "left" and len(words) > 200)
        layout.set_text(words, -1)
        self.said.append(words)
        self.context.set_source_rgb(*(ink or self.ink))
        self.context.move_to(x, y)
        PangoCairo.show_layout(self.context, layout)
        lines = layout.get_iter()
        while True:
            box = lines.get_line_extents()[0]
            x0, y0 = x + box.x / Pango.SCALE, y + box.y / Pango.SCALE
            x1, y1 = x0 + box.width / Pango.SCALE, y0 + box.height / Pango.SCALE
            if x1 > x0 and y1 > y0 and x0 >= 0 and y0 >= 0 and x0 < self.width and y0 < self.height:
                self.boxes.append([round(v, 1) for v in (x0, y0, min(x1, self.width), min(y1, self.height))])
            if not lines.next_line():
                break
        return y + layout.get_size()[1] / Pango.SCALE

    def line(self, x0, y0, x1, y1, thickness=1.0, ink=None):
        self.context.set_source_rgb(*(ink or self.ink))
        self.context.set_line_width(thickness)
        self.context.move_to(x0, y0)
        self.context.line_to(x1, y1)
        self.context.stroke()

    def rectangle(self, x, y, w, h, colour):
        self.context.set_source_rgb(*colour)
        self.context.rectangle(x, y, w, h)
        self.context.fill()

    def photo(self, x, y, w, h, photo):
        """The middle of a square photo, so that it fills w x h."""
        side = photo.shape[0]
        held = np.dstack([photo, np.full((side, side), 255, np.uint8)])
        drawn = cairo.ImageSurface.create_for_data(held, cairo.FORMAT_RGB24, side, side)
        self.context.save()
        self.context.rectangle(x, y, w, h)
        self.context.clip()
        fit = max(w, h) / side
        self.context.translate(x + (w - fit * side) / 2, y + (h - fit * side) / 2)
        self.context.scale(fit, fit)
        self.context.set_source_surface(drawn)
        self.context.paint()
        self.context.restore()

    def picture(self):
        height, width = self.surface.get_height(), self.surface.get_width()
        return np.ascontiguousarray(np.frombuffer(self.surface.get_data(), np.uint8).reshape(height, -1, 4)[:, :width, :3])


class Writer:
    """Words and numbers of one language in one font."""

    def __init__(self, language, names, fonts, rng):
        self.language, self.names, self.rng = language, names, rng
        self.font, self.bold = rng.choice(fonts), None
        self.bold = self.font + " Bold"
        self.gap = "" if language.startswith(UNSPACED) else " "

    def words(self, count):
        return self.gap.join(self.rng.choice(self.names) for _ in range(count))

    def sentence(self):
        stop = "。" if self.language[:2] in ("zh", "ja") else "।" if self.language == "hi" else ". "
        return self.words(self.rng.randint(2, 7)) + (" " + self.number() if self.rng.random() < 0.25 else "") + stop

    def paragraph(self, count):
        return "".join(self.sentence() for _ in range(count))

    def number(self):
        kind = self.rng.randrange(5)
        return ["%d" % self.rng.randint(1, 99999), "%.2f" % (self.rng.random() * 10 ** self.rng.randint(1, 4)),
                "%02d.%02d.20%02d" % (self.rng.randint(1, 31), self.rng.randint(1, 12), self.rng.randint(0, 30)),
                "%d/%d" % (self.rng.randint(1, 99), self.rng.randint(1, 99)), "%s%06d" % (self.rng.choice("ABDEFKNRT"), self.rng.randint(0, 999999))][kind]


def colours(rng, dark):
    """Paper and ink. dark: how often light on dark."""
    if rng.random() < dark:
        return tuple(rng.uniform(0, 0.25) for _ in range(3)), tuple(rng.uniform(0.75, 1) for _ in range(3))
    paper = (1, 1, 1) if rng.random() < 0.5 else tuple(rng.uniform(0.82, 1) for _ in range(3))
    return paper, (0, 0, 0) if rng.random() < 0.6 else tuple(rng.uniform(0, 0.4) for _ in range(3))


def photos_of(folder):
    """Of the packed photos that are trained on, an upright square at random."""
    packed = looks.Packed(folder, "train")
    labelled = [i for i, row in enumerate(packed.rows) if row["use"] == "exact"]

    def photo(rng):
        picture, row = packed[rng.choice(labelled)]
        side = int(min(picture.shape[:2]) / np.sqrt(2))
        return looks.square_of(picture, np.array(picture.shape[1::-1]) / 2, side, row["angle"], side)

    return photo


def write(language, names, fonts, rng, scale=1.0, kinds=None, photos=None):
    kinds = kinds or list(KINDS)
    kind = rng.choices(kinds, [KINDS[kind][1] for kind in kinds])[0]
    if len(kinds) == len(KINDS) and language[:2] in ("zh", "ja") and rng.random() < 0.4:
        kind = "vertical"
    (width, height), sizes = SHAPES[kind]
    width, height = int(width * rng.uniform(0.9, 1.1)), int(height * rng.uniform(0.6 if kind == "receipt" else 0.9, 1.2))
    if kind in ("letter", "table", "form", "sheet", "window", "listing") and rng.random() < 0.2:
        width, height = height, width
    page = Page(width, height, *colours(rng, 0.35 if kind in ON_SCREENS else 0.06), scale, photos)
    draw = vertical if kind == "vertical" else KINDS[kind][0]
    draw(page, Writer(language, names, fonts, rng), rng.uniform(*sizes), rng)
    return kind, page


def fonts_of(language):
    """Families that can write the language; Noto's many symbol and display families left out."""
    listed = os.popen("fc-list ':lang=%s' family" % language.lower().replace("_", "-")).read().split("\n")
    families = {name.split(",")[0] for name in listed if name.strip()}
    return sorted(name for name in families if not re.search(r"Emoji|Symbol|Math|Music|Display|OpenSymbol|Black|Thin|ExtraLight|Adobe Blank|KacstLetter|KacstScreen|Dingbats|D050000L|Webdings|Wingdings|Ornament|Braille|esint", name))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="these languages alone, with commas between them; the first counts twice")
    parser.add_argument("--kinds", help="these layouts alone, with commas between them")
    parser.add_argument("--photos", help="folder of packed photos, to stand in pages")
    args = parser.parse_args()
    kinds, photos = args.kinds.split(",") if args.kinds else None, photos_of(args.photos) if args.photos else None
    rng = random.Random(args.seed)
    os.makedirs(args.out, exist_ok=True)
    known = {language: (vocabulary(language), fonts_of(language)) for language in LANGUAGES}
    shares = dict.fromkeys(args.only.split(","), 1) | {args.only.split(",")[0]: 2} if args.only else LANGUAGES
    usable = {language: share for language, share in shares.items() if len(known[language][0]) > 30 and known[language][1]}
    print({language: (len(known[language][0]), len(known[language][1])) for language in LANGUAGES}, flush=True)
    with open(os.path.join(args.out, "manifest.jsonl"), "w") as manifest:
        for number in range(args.count):
            language = rng.choices(list(usable), list(usable.values()))[0]
            kind, page = write(language, *known[language], rng, kinds=kinds, photos=photos)
            if not page.boxes:
                continue
            name = "written-%05d.webp" % number
            cv2.imwrite(os.path.join(args.out, name), page.picture(), [cv2.IMWRITE_WEBP_QUALITY, 92])
            manifest.write(json.dumps(dict(file=name, source="%s-%s" % (kind, language), kind=kind, split="val" if number % 20 == 0 else "train",
                                           width=page.width, height=page.height, boxes=page.boxes)) + "\n")
            manifest.flush()


if __name__ == "__main__":
    main()
