"""Sample documents as firms and offices publish them: invoices, tax forms, letters, statements, certificates."""
import math

import ink
from layouts import letter

LANGUAGES = {
    "en": 6,
    "de": 3,
    "fr": 2,
    "es": 2,
    "pl": 1,
    "ru": 3,
    "el": 1,
    "zh_CN": 5,
    "ja": 5,
    "ko": 2,
    "ar": 4,
    "he": 1,
    "hi": 1,
}


def address(page, w, x, y, size, align="left", width=None):
    for line in (w.label("company") + " " + w.short(), w.words(1), w.code(0, 5) + " " + w.short()):
        y = page.text(x, y, line, w.font, size, width or page.width * 0.4, align)
    return y


def grid(page, w, x, y, width, size, heads, rows, rng):
    """A table of goods: names, then numbers."""
    shares = [3 if n == 0 else 1 for n in range(len(heads))]
    if w.language in ("ar", "he"):
        heads, shares = heads[::-1], shares[::-1]
    edges = [x]
    for share in shares:
        edges.append(edges[-1] + width * share / sum(shares))
    pitch, top, ruled = size * rng.uniform(1.5, 2.2), y, rng.random()
    if rng.random() < 0.6:
        page.rectangle(x, y, width, pitch, ink.colour(rng, 0.6, 0.95))
    for row in range(rows + 1):
        for n, head in enumerate(heads):
            wide = edges[n + 1] - edges[n] - 0.6 * size
            letters = max(2, int(wide / size * (0.9 if w.wide else 1.6)))
            text = (
                w.label(head)
                if row == 0
                else w.words(1)
                if head == "description"
                else str(rng.randint(1, 40))
                if head == "quantity"
                else w.money()
            )
            page.text(
                edges[n] + 0.3 * size,
                y + (pitch - 1.3 * size) / 2,
                text[:letters],
                w.bold if row == 0 else w.font,
                size,
                wide,
                "left" if head == "description" or row == 0 else "right",
            )
        y += pitch
        if ruled < 0.6:
            page.line(x, y, x + width, y, 0.7)
        if y > page.height - 6 * pitch:
            break
    if ruled < 0.35:
        for edge in edges:
            page.line(edge, top, edge, y, 0.7)
    return y


def invoice(page, w, size, rng, title=("invoice", "order", "delivery note")):
    margin, inner = 60, page.width - 120
    ink.logo(page, rng.choice([margin, page.width - margin - 90]), 40, 80, rng)
    y = (
        page.text(
            margin,
            50,
            w.label(rng.choice(title)),
            w.bold,
            size * rng.uniform(1.8, 3),
            inner,
            rng.choice(["left", "center", "right"]),
        )
        + 2 * size
    )
    below = address(page, w, margin, y, size)
    y = address(page, w, page.width * 0.55, y, size * 0.9)
    for key in ("number", "date", "due"):
        y = page.text(
            page.width * 0.55, y, "%s: %s" % (w.label(key), w.code(1, 6) if key == "number" else w.date()), w.font, size
        )
    y = page.text(margin, max(y, below) + size, w.label("customer") + ":", w.bold, size) + 0.3 * size
    y = address(page, w, margin, y, size) + 1.5 * size
    y = (
        grid(
            page,
            w,
            margin,
            y,
            inner,
            size,
            ["description", "quantity", "price", "amount"],
            rng.choice([1, 3, 6, 12, 20]),
            rng,
        )
        + size
    )
    for key in ("subtotal", "tax", "total"):
        page.text(page.width * 0.5, y, w.label(key), w.bold if key == "total" else w.font, size)
        y = page.text(margin, y, w.money(), w.bold if key == "total" else w.font, size, inner, "right") + 0.4 * size
    if y < page.height - 6 * size:
        page.text(
            margin,
            page.height - 4 * size,
            "%s: %s   IBAN %s   %s: %s" % (w.label("bank"), w.short(), w.code(2, 18), w.label("phone"), w.code(0, 9)),
            w.font,
            size * 0.7,
            inner,
            "center",
        )


def tax_form(page, w, size, rng):
    """Numbered lines with boxes at the right, parts with dark headings."""
    margin, inner, number = 45, page.width - 90, 1
    y = (
        page.text(margin, 40, w.label("tax return"), w.bold, size * 1.8, inner, rng.choice(["left", "center"]))
        + 0.5 * size
    )
    ink.outline(page, page.width - margin - 150, 36, 150, 2.2 * size)
    page.text(page.width - margin - 140, 40, str(rng.randint(1998, 2027)), w.bold, size * 1.4)
    for keys in (("surname", "given", "born"), ("address", "number")):
        for n, key in enumerate(keys):
            x = margin + inner * n / len(keys)
            ink.outline(page, x, y, inner / len(keys) - 4, 2.7 * size)
            page.text(x + 3, y + 1, w.label(key), w.font, size * 0.6)
            if rng.random() < 0.6:
                page.text(x + 8, y + size * 1.1, w.short(14), rng.choice([w.font, "DejaVu Sans Mono"]), size)
        y += 2.9 * size
    while y < page.height - 5 * size:
        page.rectangle(margin, y, inner, 1.5 * size, (0.15, 0.15, 0.15) if rng.random() < 0.6 else (0.8, 0.85, 0.9))
        page.text(
            margin + 6,
            y + 1,
            "%s %s" % ("ABCDEFGH"[number // 12 % 8], rng.choice([w.label("income"), w.words(1)])),
            w.bold,
            size * 0.9,
            ink=(1, 1, 1) if page.ink[0] < 0.5 and rng.random() < 0.6 else (0.3, 0.3, 0.3),
        )
        y += 1.7 * size
        for _ in range(rng.randint(3, 9)):
            if y > page.height - 4 * size:
                break
            page.text(margin, y, str(number), w.bold, size * 0.8)
            page.text(
                margin + 2 * size, y, w.words(rng.randint(1, 4))[: 70 // (2 if w.wide else 1)], w.font, size * 0.75
            )
            box = 6.5 * size
            for column in range(rng.randint(1, 2)):
                x = page.width - margin - box * (column + 1)
                ink.outline(page, x, y, box - 4, 1.5 * size, 0.8)
                if rng.random() < 0.45:
                    page.text(x, y + 1, w.money(), "DejaVu Sans Mono", size * 0.85, box - 10, "right")
            if rng.random() < 0.2:
                ink.outline(page, page.width * 0.62, y + 2, size, size)
            y += 1.8 * size
            number += 1


def statement(page, w, size, rng):
    """A bank's or a telephone's list over the whole page."""
    ink.logo(page, 50, 35, 70, rng)
    y = page.text(140, 50, w.label("bank") + " " + w.short(), w.bold, size * 1.5) + 2 * size
    y = (
        page.text(
            50, y, "%s: %s   %s: %s" % (w.label("account"), w.code(2, 12), w.label("date"), w.date()), w.font, size
        )
        + size
    )
    y = (
        grid(
            page,
            w,
            50,
            y,
            page.width - 100,
            size * 0.9,
            ["description", "amount", "tax", "total"],
            rng.randint(10, 40),
            rng,
        )
        + size
    )
    page.text(50, y, "%s  %s" % (w.label("total"), w.money(5)), w.bold, size * 1.2, page.width - 100, "right")


def certificate(page, w, size, rng):
    """A frame, a large line in the middle, a seal."""
    for inset in (20, 30, 36):
        ink.outline(
            page,
            inset,
            inset,
            page.width - 2 * inset,
            page.height - 2 * inset,
            rng.uniform(1, 6),
            ink.colour(rng, 0.2, 0.7),
        )
    y = page.height * 0.15
    for words, face, larger in (
        (w.words(1), w.bold, 3),
        (w.sentence(), w.font, 1.2),
        (w.person(), w.bold, 2.4),
        (w.sentence(), w.font, 1.2),
        (w.date(), w.font, 1),
    ):
        y = page.text(80, y, words, face, size * larger, page.width - 160, "center") + 1.6 * size
    ink.scrawl(page, page.width * 0.62, page.height * 0.82, 3 * size, rng)
    page.line(page.width * 0.6, page.height * 0.86, page.width * 0.88, page.height * 0.86)
    ink.stamp(page, w, page.width * 0.28, page.height * 0.82, 4 * size, rng)


def business_letter(page, w, size, rng):
    ink.logo(page, 60, 40, 80, rng)
    y = address(page, w, page.width * 0.55, 50, size * 0.8) + 2 * size
    y = address(page, w, 60, y, size) + 3 * size
    y = page.text(60, y, w.date(), w.font, size, page.width - 120, "right") + size
    y = page.text(60, y, w.words(2), w.bold, size, page.width - 120) + 1.2 * size
    y = page.text(60, y, w.label("dear"), w.font, size) + size
    for _ in range(rng.randint(1, 5)):
        if y < page.height * 0.75:
            y = page.text(60, y, w.paragraph(rng.randint(2, 5)), w.font, size, page.width - 120) + size
    y = page.text(60, y, w.label("regards"), w.font, size) + 3 * size
    ink.scrawl(page, 70, y, 2.5 * size, rng)
    page.text(60, y + 2 * size, w.person(), w.font, size)


def plain_letter(page, w, size, rng):
    letter(page, w, size, rng)


KINDS = {
    "invoice": (invoice, 6),
    "tax": (tax_form, 5),
    "statement": (statement, 3),
    "certificate": (certificate, 2),
    "letter": (business_letter, 4),
    "text": (plain_letter, 1),
}


def watermark(page, w, rng):
    """SPECIMEN, large and pale, from corner to corner."""
    c = page.context
    c.save()
    c.translate(page.width / 2, page.height / 2)
    c.rotate(rng.choice([-1, 1]) * math.atan2(page.height, page.width) * rng.uniform(0.7, 1))
    page.text(
        -page.width * 0.5,
        -80,
        rng.choice(["SPECIMEN", "SAMPLE", "MUSTER", "COPY", w.short(8)]),
        w.bold,
        140,
        page.width,
        "center",
        (0.85, 0.85, 0.88),
    )
    c.restore()


def draw(dictionary, rng):
    """A document: its source (layout and language) and page."""
    w = dictionary.words(LANGUAGES, rng)
    name = rng.choices(list(KINDS), [weight for _, weight in KINDS.values()])[0]
    size = (1160, 820) if name == "certificate" and rng.random() < 0.6 else (820, 1160)
    page = ink.Sheet(
        *size,
        (1, 1, 1) if rng.random() < 0.7 else ink.colour(rng, 0.85),
        (0, 0, 0) if rng.random() < 0.7 else ink.colour(rng, 0, 0.4),
        2.2
    )
    if rng.random() < 0.12:
        watermark(page, w, rng)
    KINDS[name][0](page, w, rng.uniform(13, 19), rng)
    if rng.random() < 0.2:
        ink.stamp(
            page, w, rng.uniform(0.2, 0.8) * page.width, rng.uniform(0.5, 0.9) * page.height, rng.uniform(50, 90), rng
        )
    return "%s-%s" % (name, w.language), page
