"""Draw the pages that tools turn over: little text, no heading, nothing but cells, a signature below, half a page, chats, screens, lists.

Called by count.py. Not the kinds that training has under these names, but drawn apart; its words and fonts (training/write_pages.py), another seed.
Writes PNG pictures and manifest.csv: file, kind, language, turn (degrees clockwise that the picture needs).
Half of the pages stand upright, a third on their heads, the rest on a side; all but the screens are askew by a degree or two, lists by five times as much.
"""
import csv
import os
import random
import sys

import cv2

for folder in ("..", "../../training"):
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), folder))
from turning import paper, turned  # noqa: E402 (these folders are no packages)
from write_pages import Page, Writer, fonts_of, vocabulary  # noqa: E402

LANGUAGES = {"en": 6, "de": 2, "fr": 2, "es": 2, "ru": 1, "el": 1, "zh_CN": 1, "ja": 1, "ko": 1, "ar": 1, "he": 1, "hi": 1, "th": 1}


def note(page, w, size, rng):
    """Two to four short lines, anywhere but in the middle of nothing: a label, a sticky note, a title page."""
    x, y = page.width * rng.uniform(0.08, 0.5), page.height * rng.uniform(0.05, 0.8)
    for _ in range(rng.randint(2, 4)):
        y = page.text(x, y, w.words(rng.randint(1, 3)), w.font, size, page.width - x - size) + size * 0.3


def half(page, w, size, rng):
    """Text on half of the page: the end of a chapter, or the foot of a form."""
    margin = page.width * rng.uniform(0.08, 0.14)
    top, end = rng.choice([(0.06, 0.48), (0.52, 0.94)])
    y = page.height * top
    while y < page.height * end - 3 * size:
        y = page.text(margin, y, w.sentence() + w.sentence(), w.font, size, page.width - 2 * margin) + size * rng.uniform(0.2, 0.8)


def cells(page, w, size, rng):
    """A table from edge to edge, without a heading, most of it numbers."""
    columns, pitch = rng.randint(4, 7), size * rng.uniform(1.6, 2.2)
    wide, y = page.width / columns, 0.0
    while y < page.height - pitch:
        for column in range(columns):
            cell = w.words(1) if column == 0 else w.number()
            page.text(column * wide + 0.3 * size, y + 0.15 * size, cell[:max(2, int(wide / size))], w.font, size)
            page.line(column * wide, 0, column * wide, page.height)
        y += pitch
        page.line(0, y, page.width, y)


def blank(page, w, size, rng):
    """A form that nobody has filled in: small labels, long rules, boxes to tick."""
    margin = page.width * rng.uniform(0.06, 0.12)
    y = margin
    while y < page.height - margin - 3 * size:
        page.text(margin, y, w.words(1)[:20], w.font, size * 0.8)
        if rng.random() < 0.3:
            for box in range(rng.randint(2, 4)):
                x = page.width * (0.35 + 0.16 * box)
                page.context.rectangle(x, y, size * 0.8, size * 0.8)
                page.context.stroke()
                page.text(x + 1.1 * size, y - 0.1 * size, w.words(1)[:8], w.font, size * 0.7)
        else:
            page.line(page.width * 0.35, y + 1.1 * size, page.width - margin, y + 1.1 * size)
        y += size * rng.uniform(2.2, 3.4)


def signature(page, w, size, rng):
    """A closing line and a scrawl at the lower right, the rest empty but for an address."""
    y = page.height * 0.07
    for _ in range(rng.randint(1, 3)):
        y = page.text(page.width * 0.1, y, w.words(1) + " " + w.number(), w.font, size)
    x, y = page.width * rng.uniform(0.55, 0.65), page.height * rng.uniform(0.75, 0.85)
    page.text(x, y, w.words(1)[:18], w.font, size)
    page.context.set_source_rgb(*(0.1, 0.1, rng.uniform(0.1, 0.6)))
    page.context.set_line_width(2)
    page.context.move_to(x, y + 4 * size)
    for step in range(rng.randint(4, 8)):
        across = x + (step + 1) * size * rng.uniform(0.8, 1.3)
        page.context.curve_to(across - size, y + size * rng.uniform(1.5, 3), across - 0.5 * size, y + size * rng.uniform(4, 6), across, y + size * rng.uniform(2.5, 4.5))
    page.context.stroke()
    page.line(x, y + 5.2 * size, page.width * 0.92, y + 5.2 * size)


def messages(page, w, size, rng):
    """A chat as a phone shows it: a bar with a name, round heads, bubbles of one width, a field to write in."""
    page.rectangle(0, 0, page.width, 3 * size, (0.2, 0.35, 0.45))
    page.text(4 * size, 0.8 * size, w.words(1)[:16], w.bold, 1.2 * size, ink=(1, 1, 1))
    y = 4 * size
    while y < page.height - 7 * size:
        mine = rng.random() < 0.4
        words = w.words(rng.choice([1, 2, 3, 6]))[:60]
        wide = page.width * 0.6
        x = page.width - wide - size if mine else 3.5 * size
        lines = 1 + int(len(words) * size * (1.05 if w.gap == "" else 0.6) / wide)
        page.rectangle(x, y, wide, (1.6 * lines + 0.6) * size, (0.85, 0.95, 0.8) if mine else (0.92, 0.92, 0.92))
        if not mine:
            page.context.set_source_rgb(0.6, 0.6, 0.7)
            page.context.arc(1.8 * size, y + size, size, 0, 6.3)
            page.context.fill()
        page.text(x + 0.5 * size, y + 0.3 * size, words, w.font, size, wide - size, ink=(0.1, 0.1, 0.1))
        y += (1.6 * lines + 1.4) * size
    page.rectangle(size, page.height - 2.6 * size, page.width - 2 * size, 1.8 * size, (0.96, 0.96, 0.96))


def screen(page, w, size, rng):
    """A program's window: a bar, a menu, a list at the left, a pane, buttons at the lower right."""
    page.rectangle(0, 0, page.width, 2 * size, (0.85, 0.87, 0.9))
    for at in range(rng.randint(3, 6)):
        page.text(size * (1 + 6 * at), 0.3 * size, w.words(1)[:7], w.font, size, ink=(0.1, 0.1, 0.1))
    left = page.width * rng.uniform(0.18, 0.3)
    page.rectangle(0, 2 * size, left, page.height, (0.93, 0.94, 0.96))
    y = 3 * size
    for _ in range(rng.randint(4, 14)):
        y = page.text(size, y, w.words(1)[:int(left / size * 1.4)], w.font, size, ink=(0.2, 0.2, 0.3)) + size * 0.7
    y = 3 * size
    for _ in range(rng.randint(1, 6)):
        y = page.text(left + size, y, w.words(rng.randint(1, 5)), w.font, size, page.width - left - 2 * size) + size * rng.uniform(0.5, 2)
    for at in range(2):
        x = page.width - (at + 1) * 9 * size
        page.rectangle(x, page.height - 3 * size, 8 * size, 2 * size, (0.2, 0.45, 0.8) if at == 0 else (0.8, 0.8, 0.8))
        page.text(x + size, page.height - 2.6 * size, w.words(1)[:9], w.font, size, ink=(1, 1, 1) if at == 0 else (0.1, 0.1, 0.1))


def two_columns(page, w, size, rng):
    """A list in two columns: a name and a short word about it, 12 to 36 rows, the rest empty."""
    left, right = page.width * rng.uniform(0.08, 0.2), page.width * rng.uniform(0.5, 0.6)
    pitch = size * rng.uniform(1.4, 1.8)
    y = page.height * 0.08
    for _ in range(rng.randint(12, 36)):
        page.text(left, y, w.words(1)[:int((right - left) / size)], w.font, size)
        page.text(right, y, w.words(1)[:14], w.font, size)
        y += pitch


# Kind -> drawing, width, height, type size, pixels a unit.
KINDS = {"sparse": (note, 820, 1160, 18, 1.5), "half a page": (half, 820, 1160, 15, 1.5), "full table": (cells, 820, 1160, 15, 1.5),
         "form": (blank, 820, 1160, 17, 1.5), "signature": (signature, 820, 1160, 17, 1.5), "chat": (messages, 540, 960, 20, 1.3), "screen": (screen, 1200, 750, 16, 1.0),
         "two columns": (two_columns, 820, 1160, 16, 1.5)}
# How far askew, where it is not as far as most: screens are straight; lists were turned wrongly where they lay far askew.
ASKEW = {"chat": 0, "screen": 0, "two columns": 5}


def draw_turn(rng):
    quarter = rng.choices([0, 180, 90, -90], [6, 4, 1, 1])[0]
    return quarter, rng.gauss(0, 1.5)


def draw(folder, count, seed):
    """So many pages of each kind. seed: another than training's."""
    os.makedirs(folder, exist_ok=True)
    rng = random.Random(seed)
    known = {language: (vocabulary(language), fonts_of(language)) for language in LANGUAGES}
    rows = [("file", "kind", "language", "turn")]
    for kind, (drawing, width, height, size, scale) in KINDS.items():
        for number in range(count):
            language = rng.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
            colour = (1, 1, 1) if rng.random() < 0.6 else tuple(rng.uniform(0.85, 1) for _ in range(3))
            page = Page(width, height, colour, (0.05, 0.05, 0.08), scale)
            drawing(page, Writer(language, *known[language], rng), size * rng.uniform(0.85, 1.3), rng)
            quarter, askew = draw_turn(rng)
            turn = quarter + ASKEW.get(kind, 1) * askew
            picture = page.picture()
            name = "%s-%02d.png" % (kind.replace(" ", "-"), number)
            cv2.imwrite(os.path.join(folder, name), turned(picture, turn, paper(picture)))
            rows.append((name, kind, language, "%.3f" % ((turn + 180) % 360 - 180)))
    return rows
