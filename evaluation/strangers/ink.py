"""Things that are on documents besides words."""
import math

import cairo
import cv2
import numpy as np

from write_pages import Page


class Sheet(Page):
    """A page on which shapes may follow words: what is drawn next does not begin where the words stood."""

    def text(self, *args, **named):
        below = super().text(*args, **named)
        self.context.new_path()
        return below


def colour(rng, dark=0.0, light=1.0):
    return tuple(rng.uniform(dark, light) for _ in range(3))


def paste(page, picture, x, y, w, h, alpha=1.0):
    """A picture (BGR bytes) into a box of the page."""
    side = min(1.0, 2 * page.scale * max(w, h) / max(picture.shape[:2]))
    if side < 1:
        picture = cv2.resize(picture, None, fx=side, fy=side, interpolation=cv2.INTER_AREA)
    data = np.ascontiguousarray(np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)]))
    surface = cairo.ImageSurface.create_for_data(data, cairo.FORMAT_RGB24, data.shape[1], data.shape[0])
    page.context.save()
    page.context.translate(x, y)
    page.context.scale(w / data.shape[1], h / data.shape[0])
    page.context.set_source_surface(surface, 0, 0)
    page.context.paint_with_alpha(alpha)
    page.context.restore()


def outline(page, x, y, w, h, thickness=1.0, ink=None):
    page.context.set_source_rgb(*(ink or page.ink))
    page.context.set_line_width(thickness)
    page.context.rectangle(x, y, w, h)
    page.context.stroke()


def gradient(page, rng, light=0.75):
    """A soft change of colour over the whole page."""
    angle = rng.uniform(0, 2 * math.pi)
    shade = cairo.LinearGradient(0, 0, page.width * math.cos(angle), page.height * math.sin(angle))
    for stop in (0, 0.5, 1):
        shade.add_color_stop_rgb(stop, *colour(rng, light))
    page.context.set_source(shade)
    page.context.paint()


def guilloche(page, rng, curves=18):
    """The fine waves of banknotes and identity cards."""
    page.context.set_line_width(rng.uniform(0.3, 1.0))
    tint = colour(rng, 0.3, 0.85)
    page.context.set_source_rgba(*tint, rng.uniform(0.2, 0.7))
    period, swing, slope = rng.uniform(60, 400), rng.uniform(5, 60), rng.uniform(-0.4, 0.4)
    for n in range(curves):
        base = page.height * (n + 0.5) / curves
        for x in range(-10, int(page.width) + 20, 10):
            y = base + swing * math.sin(x / period * 6.28 + n * 0.5) + slope * (x - page.width / 2)
            page.context.line_to(x, y)
        page.context.stroke()


def hologram(page, x, y, r, rng):
    """A patch of rainbow."""
    shade = cairo.LinearGradient(x - r, y - r, x + r * rng.uniform(-1, 1), y + r)
    for n in range(7):
        hue = n * rng.uniform(0.8, 1.2)
        shade.add_color_stop_rgba(
            n / 6, *(0.5 + 0.5 * math.cos(hue + k * 2.1) for k in range(3)), rng.uniform(0.15, 0.6)
        )
    page.context.set_source(shade)
    if rng.random() < 0.5:
        page.context.arc(x, y, r, 0, 6.3)
    else:
        for n in range(12):
            k = r * (1 if n % 2 else 0.6)
            page.context.line_to(x + k * math.cos(n * math.pi / 6), y + k * math.sin(n * math.pi / 6))
    page.context.fill()


def logo(page, x, y, size, rng):
    """A mark of a few shapes; most have no up of their own."""
    kind = rng.randrange(5)
    for n in range(rng.randint(1, 3)):
        page.context.set_source_rgb(*colour(rng, 0, 0.8))
        r = size / 2 * (1 - 0.3 * n)
        if kind == 0:
            page.context.arc(x + size / 2, y + size / 2, r, 0, 6.3)
        elif kind == 1:
            page.context.rectangle(x + size / 2 - r, y + size / 2 - r, 2 * r, 2 * r)
        else:
            corners = kind + 1
            turn = rng.choice([0, math.pi / 2, math.pi / corners])
            for k in range(corners * 2):
                q = r * (1 if k % 2 == 0 else 0.45)
                a = turn + k * math.pi / corners
                page.context.line_to(x + size / 2 + q * math.cos(a), y + size / 2 + q * math.sin(a))
            page.context.close_path()
        page.context.fill()


def portrait(page, x, y, w, h, rng, stock):
    """A face on a plain ground: a photograph, or hair, face and shoulders drawn."""
    if rng.random() < 0.6:
        picture = stock.level("portrait", rng, w / h)
        if rng.random() < 0.4:
            picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
        paste(page, picture, x, y, w, h)
        return
    c = page.context
    c.save()
    c.rectangle(x, y, w, h)
    c.clip()
    c.set_source_rgb(*colour(rng, 0.6))
    c.paint()
    hair, cloth = colour(rng, 0, 0.4), colour(rng, 0, 0.8)
    skin = tuple(sorted(colour(rng, 0.3, 0.95), reverse=True))

    def oval(cx, cy, rx, ry, fill):
        c.save()
        c.translate(x + cx * w, y + cy * h)
        c.scale(rx * w, ry * h)
        c.arc(0, 0, 1, 0, 6.3)
        c.restore()
        c.set_source_rgb(*fill)
        c.fill()

    oval(0.5, 1.08, rng.uniform(0.42, 0.55), 0.36, cloth)
    oval(0.5, 0.36, 0.25, 0.27 if rng.random() < 0.5 else 0.4, hair)
    oval(0.5, 0.66, 0.1, 0.14, skin)
    oval(0.5, 0.42, 0.19, 0.25, skin)
    for side in (-1, 1):
        oval(0.5 + side * 0.08, 0.4, 0.03, 0.014, (0.1, 0.1, 0.1))
        oval(0.5 + side * 0.08, 0.36, 0.045, 0.01, hair)
    oval(0.5, 0.55, 0.06, 0.015, (0.6, 0.25, 0.25))
    oval(0.5, 0.47, 0.02, 0.03, tuple(v * 0.85 for v in skin))
    c.restore()


def chip(page, x, y, w):
    h = w * 0.78
    page.rectangle(x, y, w, h, (0.83, 0.69, 0.35))
    for k in range(1, 4):
        page.line(x, y + k * h / 4, x + w * (1 if k == 2 else 0.35), y + k * h / 4, 0.8, (0.4, 0.3, 0.1))
        page.line(x + w * 0.65, y + k * h / 4, x + w, y + k * h / 4, 0.8, (0.4, 0.3, 0.1))
    outline(page, x + 0.35 * w, y + 0.2 * h, 0.3 * w, 0.6 * h, 0.8, (0.4, 0.3, 0.1))


def barcode(page, x, y, w, h, rng):
    end = x + w
    while x < end:
        bar = rng.choice([1, 1, 2, 3]) * w / 160
        page.rectangle(x, y, bar, h, page.ink)
        x += bar + rng.choice([1, 1, 2, 3]) * w / 160


def qr(page, x, y, size, rng):
    cells = rng.choice([21, 25, 29])
    unit = size / cells
    page.rectangle(x - unit, y - unit, size + 2 * unit, size + 2 * unit, (1, 1, 1))
    for i in range(cells):
        for j in range(cells):
            if rng.random() < 0.48 and not ((i < 8 or i >= cells - 8) and j < 8) and not (i < 8 and j >= cells - 8):
                page.rectangle(x + i * unit, y + j * unit, unit * 1.02, unit * 1.02, page.ink)
    for i, j in ((0, 0), (cells - 7, 0), (0, cells - 7)):
        for inset, ink in ((0, page.ink), (1, (1, 1, 1)), (2, page.ink)):
            page.rectangle(
                x + (i + inset) * unit, y + (j + inset) * unit, (7 - 2 * inset) * unit, (7 - 2 * inset) * unit, ink
            )


def scrawl(page, x, y, size, rng, ink=None):
    """A signature, or a word by hand that nobody can read."""
    page.context.set_source_rgb(*(ink or (0.05, 0.05, rng.uniform(0.1, 0.6))))
    page.context.set_line_width(size * rng.uniform(0.05, 0.12))
    page.context.move_to(x, y)
    for _ in range(rng.randint(3, 8)):
        on = x + size * rng.uniform(0.4, 0.9)
        page.context.curve_to(
            x + size * rng.uniform(-0.2, 0.6),
            y + size * rng.uniform(-1, 0.6),
            on - size * rng.uniform(0, 0.5),
            y + size * rng.uniform(-0.6, 1),
            on,
            y + size * rng.uniform(-0.3, 0.3),
        )
        x = on
    page.context.stroke()
    return x


def stamp(page, words, x, y, r, rng):
    """A round or square stamp, at any angle."""
    c = page.context
    ink = rng.choice([(0.75, 0.1, 0.15), (0.15, 0.2, 0.65), (0.35, 0.1, 0.5)])
    c.save()
    c.translate(x, y)
    c.rotate(rng.gauss(0, 0.35))
    c.set_line_width(r * 0.06)
    c.set_source_rgba(*ink, rng.uniform(0.4, 0.9))
    if rng.random() < 0.5:
        c.arc(0, 0, r, 0, 6.3)
        c.stroke()
        c.arc(0, 0, r * 0.8, 0, 6.3)
    else:
        c.rectangle(-r, -0.45 * r, 2 * r, 0.9 * r)
    c.stroke()
    page.text(-0.75 * r, -0.3 * r, words.short(12), words.bold, r * 0.28, 1.5 * r, "center", ink)
    page.text(-0.75 * r, 0.05 * r, words.date(), words.font, r * 0.22, 1.5 * r, "center", ink)
    c.restore()


def product(page, x, y, w, h, rng, words, stock):
    """A thing for sale: a photograph, or a bottle, a tin or a carton drawn with its name on it."""
    if rng.random() < 0.65:
        paste(page, stock.level(rng.choice(["product", "product", "food"]), rng, w / h), x, y, w, h)
        return
    kind, body, label = rng.randrange(3), colour(rng, 0.1, 0.9), colour(rng, 0.5)
    middle = x + w / 2
    wide = min(w * 0.8, h * (0.4 if kind == 0 else 0.7))
    top = y + h * (0.3 if kind == 0 else 0.1)
    page.rectangle(middle - wide / 2, top, wide, y + h * 0.95 - top, body)
    if kind == 0:
        page.rectangle(middle - wide * 0.18, y + h * 0.05, wide * 0.36, h * 0.28, body)
        page.rectangle(middle - wide * 0.2, y + h * 0.03, wide * 0.4, h * 0.06, label)
    page.rectangle(middle - wide / 2, y + h * 0.5, wide, h * 0.25, label)
    page.text(
        middle - wide / 2, y + h * 0.53, words.short(8), words.bold, wide * 0.2, wide, "center", colour(rng, 0, 0.5)
    )


def price(page, x, y, size, rng, words):
    """A price in a coloured patch."""
    patch = rng.choice([(0.9, 0.1, 0.1), (1, 0.85, 0), (0.1, 0.5, 0.2), (0.1, 0.2, 0.6)])
    if rng.random() < 0.5:
        page.rectangle(x, y, size * 3, size * 1.5, patch)
    else:
        page.context.set_source_rgb(*patch)
        page.context.arc(x + size * 1.5, y + size * 0.75, size * 1.3, 0, 6.3)
        page.context.fill()
    page.text(
        x,
        y + size * 0.15,
        "%d%s" % (rng.randint(1, 99), rng.choice([".99", ",49", ".-", "9"])),
        words.bold,
        size,
        size * 3,
        "center",
        (0, 0, 0) if patch[1] > 0.8 else (1, 1, 1),
    )
