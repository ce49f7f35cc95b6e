"""Paper that gets crumpled: leaflets, magazines, newspapers, tables, sheets of music, work sheets, menus, notes."""
import math

import ink
from layouts import form, letter, table, vertical

LANGUAGES = {
    "en": 6,
    "de": 3,
    "fr": 2,
    "es": 2,
    "pl": 1,
    "ru": 2,
    "el": 1,
    "zh_CN": 5,
    "ja": 5,
    "ko": 2,
    "ar": 2,
    "he": 1,
    "hi": 1,
}


def leaflet(page, w, size, rng, stock):
    """Boxes of products with names and prices."""
    y = size
    if rng.random() < 0.7:
        band = 4 * size
        page.rectangle(0, 0, page.width, band, ink.colour(rng, 0.1, 0.9))
        page.text(
            size,
            0.6 * size,
            w.label("offer"),
            w.bold,
            2 * size,
            page.width - 2 * size,
            rng.choice(["left", "center"]),
            rng.choice([(1, 1, 1), (1, 1, 0.3)]),
        )
        y = band + size
    columns = rng.randint(2, 5)
    wide = (page.width - size) / columns
    tall = wide * rng.uniform(0.9, 1.5)
    row = 0
    while y + tall < page.height:
        x, column = size * 0.5, 0
        while column < columns:
            span = 2 if rng.random() < 0.12 and column + 1 < columns else 1
            w_box = wide * span - size * 0.4
            if rng.random() < 0.3:
                page.rectangle(x, y, w_box, tall - size * 0.4, ink.colour(rng, 0.7))
            if rng.random() < 0.4:
                ink.outline(page, x, y, w_box, tall - size * 0.4, 1, (0.6, 0.6, 0.6))
            ink.product(page, x + 0.05 * w_box, y + 0.04 * tall, w_box * 0.9, tall * 0.55, rng, w, stock)
            below = page.text(x + 0.3 * size, y + tall * 0.61, w.short(16), w.bold, size * 0.9, w_box - size)
            page.text(x + 0.3 * size, below, w.words(rng.randint(1, 3))[:40], w.font, size * 0.6, w_box - size)
            if rng.random() < 0.9:
                ink.price(page, x + w_box - 3.6 * size, y + tall * rng.uniform(0.3, 0.72), size, rng, w)
            x, column = x + wide * span, column + span
        y, row = y + tall, row + 1
    page.text(size, page.height - 1.3 * size, w.words(4), w.font, size * 0.5, page.width - 2 * size)


def magazine(page, w, size, rng, stock):
    """A picture or two, a headline, columns that flow around a quotation."""
    margin = page.width * rng.uniform(0.04, 0.1)
    inner = page.width - 2 * margin
    y = margin
    if rng.random() < 0.75:
        tall = page.height * rng.uniform(0.2, 0.5)
        bleed = rng.random() < 0.4
        left, wide = (0, page.width) if bleed else (margin, inner)
        ink.paste(page, stock.level("scene", rng, wide / tall), left, 0 if bleed else y, wide, tall)
        y = (0 if bleed else y) + tall + size * 0.3
        y = page.text(margin, y, w.sentence(), w.font, size * 0.7, inner) + size
    y = (
        page.text(
            margin,
            y,
            w.words(rng.randint(1, 3)),
            w.bold,
            size * rng.uniform(2, 4),
            inner,
            rng.choice(["left", "center"]),
        )
        + size
    )
    columns = rng.randint(1, 4)
    wide = (inner - (columns - 1) * size) / columns
    for column in range(columns):
        at, x = y, margin + column * (wide + size)
        if rng.random() < 0.3:
            tall = wide * rng.uniform(0.6, 1.2)
            if at + tall < page.height - margin:
                ink.paste(
                    page, stock.level(rng.choice(["scene", "portrait", "food"]), rng, wide / tall), x, at, wide, tall
                )
                at += tall + size * 0.5
        while at < page.height - margin - 3 * size:
            if rng.random() < 0.08:
                at = page.text(x, at, w.sentence(), w.bold, size * 1.5, wide, "center", ink.colour(rng, 0, 0.6)) + size
            at = page.text(x, at, w.paragraph(rng.randint(1, 4)), w.font, size, wide) + size * 0.3


def music(page, w, size, rng, _):
    """Staves with notes; few words."""
    if rng.random() < 0.8:
        page.text(size, size, w.words(2), w.bold, 2 * size, page.width - 2 * size, "center")
        page.text(size, 4 * size, w.person(), w.font, size, page.width - 3 * size, "right")
    gap, y, c = size * rng.uniform(0.4, 0.6), 7 * size, page.context
    left, right = page.width * 0.07, page.width * 0.94
    while y + 8 * gap < page.height - 2 * size:
        for line in range(5):
            page.line(left, y + line * gap, right, y + line * gap, 1)
        page.line(left, y, left, y + 4 * gap, 1.5)
        c.set_line_width(gap * 0.35)  # a clef: a curl and a stem
        c.arc(left + 2 * gap, y + 2.6 * gap, gap, 0, 5)
        c.stroke()
        page.line(left + 2 * gap, y - gap, left + 2.1 * gap, y + 5.2 * gap, gap * 0.2)
        x = left + 5 * gap
        while x < right - 2 * gap:
            step = rng.randint(-2, 9)
            at = y + 4 * gap - step * gap / 2
            c.save()
            c.translate(x, at)
            c.rotate(-0.35)
            c.scale(gap * 0.62, gap * 0.45)
            c.arc(0, 0, 1, 0, 6.3)
            c.restore()
            c.set_source_rgb(*page.ink)
            if rng.random() < 0.8:
                c.fill()
            else:
                c.set_line_width(1.5)
                c.stroke()
            side = 1 if step < 4 else -1
            page.line(x + side * 0.55 * gap, at, x + side * 0.55 * gap, at - side * 3.3 * gap, 1.3)
            if rng.random() < 0.15:
                page.line(x + 1.2 * gap, y, x + 1.2 * gap, y + 4 * gap, 1.2)
            x += gap * rng.uniform(1.6, 4)
        if rng.random() < 0.4:
            page.text(left + 4 * gap, y + 6 * gap, w.words(6)[:60], w.font, size * 0.8)
        y += gap * rng.uniform(10, 14)


def worksheet(page, w, size, rng, _):
    """Sums, lines to write on, figures of geometry."""
    y = page.text(size * 2, size, "%s: ________  %s: ______" % (w.label("name"), w.label("date")), w.font, size) + size
    y = page.text(size * 2, y, w.words(2), w.bold, 1.6 * size, page.width - 4 * size, "center") + size
    number = 1
    while y < page.height - 6 * size:
        kind = rng.randrange(3)
        if kind == 0:
            for column in range(3):
                sign = rng.choice("+-×÷")
                page.text(
                    size * 2 + column * page.width / 3.2,
                    y,
                    "%d) %d %s %d = ___" % (number, rng.randint(2, 99), sign, rng.randint(2, 99)),
                    w.font,
                    size * 1.2,
                )
                number += 1
            y += 3 * size
        elif kind == 1:
            y = (
                page.text(size * 2, y, "%d) %s" % (number, w.sentence()), w.font, size, page.width - 4 * size)
                + 1.6 * size
            )
            for _ in range(rng.randint(1, 3)):
                page.line(size * 2, y, page.width - 2 * size, y)
                y += 1.8 * size
            number += 1
        else:
            c, r, x = page.context, 2.5 * size, rng.uniform(0.2, 0.8) * page.width
            corners, turn = rng.randint(3, 6), rng.uniform(0, 6.3)
            c.set_source_rgb(*page.ink)
            c.set_line_width(1.5)
            for k in range(corners + 1):
                c.line_to(
                    x + r * math.cos(turn + 2 * math.pi * k / corners),
                    y + r + r * math.sin(turn + 2 * math.pi * k / corners),
                )
            c.stroke()
            page.text(x + r, y, "%d cm" % rng.randint(2, 20), w.font, size * 0.8)
            y += 6 * size


def menu(page, w, size, rng, _):
    """Dishes and prices."""
    y = page.text(size, size * 2, w.words(1), w.bold, 3 * size, page.width - 2 * size, "center") + size
    margin = page.width * 0.12
    while y < page.height - 4 * size:
        if rng.random() < 0.18:
            y = (
                page.text(margin, y + size, w.short(), w.bold, 1.5 * size, page.width - 2 * margin, "center")
                + 0.5 * size
            )
        page.text(margin, y, w.money(2), w.font, size, page.width - 2 * margin, "right")
        y = page.text(margin, y, w.words(rng.randint(1, 2))[:34], w.font, size, page.width * 0.6) + 0.3 * size
        if rng.random() < 0.4:
            y = page.text(margin, y, w.words(3)[:60], w.font, 0.7 * size, page.width * 0.6) + 0.3 * size


def note(page, w, size, rng, _):
    """By hand, on lined or squared paper; of the words only the look is a hand's."""
    pitch = size * rng.uniform(1.6, 2.2)
    y = pitch * 2
    while y < page.height:
        page.line(0, y, page.width, y, 0.8, (0.6, 0.7, 0.9))
        if y < page.height * 0.8 and rng.random() < 0.9:
            x = page.width * rng.uniform(0.06, 0.12)
            end = page.width * rng.uniform(0.4, 0.95)
            if w.language in ("en", "de", "fr", "es"):
                page.text(
                    x,
                    y - 1.25 * size,
                    w.words(6)[: int((end - x) / size * 2)],
                    rng.choice(["Dancing Script", "Z003", "Comic Neue"]),
                    size * 1.1,
                    ink=(0.1, 0.1, 0.4),
                )
            else:
                while x < end:
                    x = ink.scrawl(page, x, y - size * 0.4, size * 0.55, rng) + size * 0.5
        y += pitch


def newspaper(page, w, size, rng, stock):
    page.text(size, size * 0.5, w.words(1), w.bold, 4 * size, page.width - 2 * size, "center")
    page.line(size, 6 * size, page.width - size, 6 * size, 2)
    columns = rng.randint(3, 6)
    wide = (page.width - (columns + 1) * size) / columns
    for column in range(columns):
        x, y = size + column * (wide + size), 7 * size
        while y < page.height - 3 * size:
            if rng.random() < 0.2:
                y = page.text(x, y, w.words(2), w.bold, size * 1.6, wide) + 0.4 * size
            if rng.random() < 0.1 and y + wide < page.height:
                ink.paste(page, stock.level("scene", rng, 1.3), x, y, wide, wide / 1.3)
                y += wide / 1.3 + 0.5 * size
            y = page.text(x, y, w.paragraph(rng.randint(2, 6)), w.font, size * 0.75, wide) + 0.3 * size


def columns_of_signs(page, w, size, rng, _):
    if w.language[:2] in ("zh", "ja"):
        vertical(page, w, size, rng)
    else:
        letter(page, w, size, rng)


def without_pictures(drawing):
    return lambda page, w, size, rng, _: drawing(page, w, size, rng)


KINDS = {
    "leaflet": (leaflet, 6),
    "magazine": (magazine, 5),
    "table": (without_pictures(table), 4),
    "music": (music, 2),
    "worksheet": (worksheet, 2),
    "menu": (menu, 2),
    "note": (note, 1),
    "newspaper": (newspaper, 2),
    "letter": (without_pictures(letter), 2),
    "form": (without_pictures(form), 2),
    "columns": (columns_of_signs, 1),
}


def draw(dictionary, stock, rng):
    """A sheet: its source (layout and language) and page."""
    w = dictionary.words(LANGUAGES, rng)
    name = rng.choices(list(KINDS), [weight for _, weight in KINDS.values()])[0]
    size = (820, 1160) if rng.random() < 0.75 else (1160, 820) if rng.random() < 0.5 else (800, 900)
    paper = (1, 1, 1) if rng.random() < 0.5 else ink.colour(rng, 0.8)
    page = ink.Sheet(*size, paper, ink.colour(rng, 0, 0.25), 1.8)
    KINDS[name][0](page, w, rng.uniform(13, 24), rng, stock)
    return "%s-%s" % (name, w.language), page
