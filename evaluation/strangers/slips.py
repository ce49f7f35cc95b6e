"""Bank slips: transfer forms, deposit slips, cheques; low and wide, full of boxes."""
import ink

LANGUAGES = {
    "en": 4,
    "de": 5,
    "fr": 2,
    "es": 2,
    "pl": 2,
    "ru": 3,
    "zh_CN": 4,
    "ja": 3,
    "ko": 1,
    "ar": 2,
    "he": 1,
    "hi": 1,
}
TINTS = [(0.95, 0.6, 0.55), (1, 0.8, 0.6), (0.75, 0.85, 0.95), (0.8, 0.92, 0.8), (0.97, 0.93, 0.85), (1, 1, 1)]


def combs(page, x, y, width, size, text, tint):
    """A box for each letter."""
    cell = size * 1.15
    for n in range(int(width / cell)):
        page.rectangle(x + n * cell, y, cell - 1.5, size * 1.5, (1, 1, 1))
        ink.outline(page, x + n * cell, y, cell - 1.5, size * 1.5, 0.7, tint)
        if n < len(text):
            page.text(x + n * cell, y + size * 0.1, text[n], "DejaVu Sans Mono", size, cell, "center", (0.1, 0.1, 0.3))


def transfer(page, w, size, rng, tint):
    dark = tuple(v * 0.5 for v in tint)
    page.text(25, 12, w.label("transfer order"), w.bold, size * 1.4, ink=dark)
    page.text(25, 12, w.label("bank") + " " + w.short(12), w.bold, size * 1.2, page.width - 50, "right", dark)
    y = 3 * size
    for key in ["payee", "account", "bank", "amount", "purpose", "name", "account"]:
        if y > page.height - 4 * size:
            break
        page.text(25, y, w.label(key), w.font, size * 0.6, ink=dark)
        value = (
            w.code(2, 16)
            if key == "account"
            else w.money()
            if key == "amount"
            else w.short(16)
            if not w.wide
            else w.code(0, 8)
        )
        filled = value if rng.random() < 0.75 else ""
        if rng.random() < 0.6:
            combs(
                page,
                25,
                y + 0.9 * size,
                page.width * (0.5 if key == "amount" else 0.94),
                size,
                filled.upper() if ord(value[0]) < 0x500 else "",
                dark,
            )
        else:
            page.rectangle(25, y + 0.9 * size, page.width - 50, 1.5 * size, (1, 1, 1))
            page.text(32, y + 1.0 * size, w.words(1)[:30] if filled else "", w.font, size)
        y += 2.8 * size
    page.text(25, page.height - 1.8 * size, w.label("date") + " " + w.date(), w.font, size * 0.8)
    if rng.random() < 0.7:
        ink.scrawl(page, page.width * 0.6, page.height - 1.4 * size, 2 * size, rng)


def cheque(page, w, size, rng, tint):
    ink.guilloche(page, rng, 14)
    page.text(30, 20, w.label("bank") + " " + w.short(12), w.bold, size * 1.7)
    page.text(30, 24, "%s  %s" % (w.label("date"), w.date()), w.font, size, page.width - 60, "right")
    page.text(30, 5 * size, w.label("payee"), w.font, size)
    page.line(30 + 7 * size, 6.3 * size, page.width * 0.7, 6.3 * size)
    page.text(40 + 7 * size, 4.9 * size, w.words(1)[:26], w.font, size * 1.1)
    ink.outline(page, page.width * 0.74, 4.6 * size, page.width * 0.22, 2 * size)
    page.text(page.width * 0.75, 4.9 * size, w.money(), w.bold, size * 1.2)
    page.line(30, 9 * size, page.width - 30, 9 * size)
    page.text(40, 7.6 * size, w.words(3)[:50], w.font, size * 1.1)
    ink.scrawl(page, page.width * 0.62, 12 * size, 2.4 * size, rng)
    page.line(page.width * 0.6, 13.2 * size, page.width - 40, 13.2 * size)
    page.text(
        30, page.height - 2 * size, "%s  %s  %s" % (w.code(0, 6), w.code(0, 9), w.code(0, 12)), "OCRA", size * 1.2
    )


def voucher(page, w, size, rng, tint):
    """A slip of a counter: a table of few cells, a stamp."""
    page.text(
        0, 0.6 * size, w.label("bank") + w.gap + w.label("transfer order"), w.bold, size * 1.5, page.width, "center"
    )
    rows, top = rng.randint(3, 6), 3.2 * size
    pitch = (page.height - top - 3 * size) / rows
    keys = [
        "payee",
        "account",
        "amount",
        "purpose",
        "date",
        "number",
        "name",
        "bank",
        "total",
        "phone",
        "address",
        "signature",
    ]
    half = page.width / 2 - 20
    for row in range(rows):
        for column in range(2):
            x, y = 20 + column * half, top + row * pitch
            ink.outline(page, x, y, half, pitch, 1)
            page.line(x + half * 0.3, y, x + half * 0.3, y + pitch)
            key = keys[(2 * row + column) % len(keys)]
            page.text(x + 4, y + pitch / 2 - size * 0.6, w.label(key)[:10], w.font, size * 0.8, half * 0.28)
            if rng.random() < 0.8:
                page.text(
                    x + half * 0.32,
                    y + pitch / 2 - size * 0.7,
                    rng.choice([w.short(12), w.money(5), w.code(0, 12), w.date()]),
                    w.font,
                    size,
                )
    ink.stamp(page, w, page.width * rng.uniform(0.6, 0.85), page.height * rng.uniform(0.6, 0.8), 4 * size, rng)


KINDS = {"transfer": (transfer, 4), "cheque": (cheque, 2), "voucher": (voucher, 3)}


def draw(dictionary, rng):
    """A slip: its source (layout and language) and page."""
    w = dictionary.words(LANGUAGES, rng)
    name = rng.choices(list(KINDS), [weight for _, weight in KINDS.values()])[0]
    tint = rng.choice(TINTS)
    paper = tuple(1 - (1 - v) * rng.uniform(0.3, 1) for v in tint)
    page = ink.Sheet(900, int(900 * rng.uniform(0.42, 0.62)), paper, (0.05, 0.05, 0.1), 2.0)
    KINDS[name][0](page, w, rng.uniform(16, 22), rng, tint)
    return "%s-%s" % (name, w.language), page
