"""Till receipts: long and narrow, in thermal type."""
import ink

LANGUAGES = {
    "en": 8,
    "de": 3,
    "fr": 2,
    "es": 3,
    "pl": 1,
    "ru": 2,
    "el": 1,
    "zh_CN": 4,
    "ja": 4,
    "ko": 2,
    "ar": 2,
    "he": 1,
    "hi": 1,
}
THERMAL = ["DejaVu Sans Mono", "Inconsolata", "Liberation Mono", "Hack", "OCRB", "OCRA"]
LATIN = ("en", "de", "fr", "es", "pl", "ru", "el")


def head(page, w, size, rng, font):
    y = size * 2
    if rng.random() < 0.35:
        ink.logo(page, page.width / 2 - 2 * size, y, 4 * size, rng)
        y += 5 * size
    y = page.text(
        size, y, w.words(1).upper(), font + " Bold", size * rng.uniform(1.2, 2.2), page.width - 2 * size, "center"
    )
    for _ in range(rng.randint(1, 4)):
        y = page.text(
            size,
            y,
            rng.choice([w.words(1), w.label("phone") + ": " + w.code(0, 9), w.label("address") + " " + w.short()]),
            font,
            size,
            page.width - 2 * size,
            "center",
        )
    return y + size


def draw(dictionary, rng):
    """A receipt: its source (language) and page."""
    w = dictionary.words(LANGUAGES, rng)
    width = rng.choice([320, 384, 460])
    size = rng.uniform(15, 22)
    items = rng.choice([rng.randint(1, 6), rng.randint(3, 15), rng.randint(10, 40)])
    height = int(size * 1.45 * (items * 1.3 + rng.uniform(20, 34)))
    page = ink.Sheet(
        width,
        height,
        (rng.uniform(0.88, 1),) * 3 if rng.random() < 0.8 else ink.colour(rng, 0.8),
        (rng.uniform(0, 0.45),) * 3,
        1.8,
    )
    font = rng.choice(THERMAL) if w.language in LATIN and rng.random() < 0.8 else w.font
    inner, step = page.width - 2 * size, 0.3 * size

    def pair(y, left, right, bold=False, larger=1.0):
        face = font + (" Bold" if bold else "")
        page.text(size, y, right, face, size * larger, inner, "right")
        return page.text(size, y, left, face, size * larger) + step

    def dashes(y):
        if rng.random() < 0.5:
            return page.text(size, y, "-" * int(inner / size * 1.6), "DejaVu Sans Mono", size)
        page.line(size, y + step, page.width - size, y + step, 1.2)
        return y + 2 * step

    y = head(page, w, size, rng, font)
    y = pair(y, w.label("date"), w.date())
    y = dashes(pair(y, w.label("receipt"), w.code(0, 6)))
    letters = int(inner / size * (0.6 if w.wide else 1.0))
    for _ in range(items):
        name = ("%d " % rng.randint(1, 3) if rng.random() < 0.5 else "") + w.words(1)[:letters]
        y = pair(y, name, w.money(2))
        if rng.random() < 0.2:
            y = page.text(size * 2, y, "%d x %s" % (rng.randint(2, 9), w.money(2)), font, size) + step
    y = dashes(y)
    y = pair(pair(y, w.label("subtotal"), w.money()), w.label("tax"), w.money(2))
    y = pair(y, w.label("total"), w.money(), True, rng.uniform(1, 1.7))
    y = dashes(pair(pair(y, w.label("cash"), w.money()), w.label("change"), w.money(2)))
    y = page.text(size, y + size, w.label("thanks"), font, size, inner, "center") + size
    if rng.random() < 0.5 and y + 6 * size < page.height:
        if rng.random() < 0.6:
            ink.barcode(page, 2 * size, y, page.width - 4 * size, 4 * size, rng)
        else:
            ink.qr(page, page.width / 2 - 3 * size, y, 6 * size, rng)
    if rng.random() < 0.15:
        ink.scrawl(page, page.width * 0.3, page.height * rng.uniform(0.3, 0.8), 3 * size, rng)
    return "receipt-" + w.language, page
