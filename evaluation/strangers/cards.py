"""Identity, insurance, driving, bank and business cards: few words, a face, a chip, patterns under everything."""
import ink

LANGUAGES = {
    "en": 5,
    "de": 3,
    "fr": 2,
    "es": 2,
    "pl": 1,
    "ru": 2,
    "el": 1,
    "zh_CN": 4,
    "ja": 3,
    "ko": 1,
    "ar": 2,
    "he": 1,
    "hi": 1,
}
WIDTH, HEIGHT = 856, 540  # a card's 85.6 by 54.0 millimetres


def fields(page, w, x, y, size, keys, width, rng):
    """Small labels with what they name below or beside them."""
    values = {
        "born": w.date,
        "issued": w.date,
        "expires": w.date,
        "number": lambda: w.code(rng.randint(0, 2), rng.randint(6, 10)),
        "sex": lambda: rng.choice("MF"),
    }
    beside = rng.random() < 0.3
    pale = tuple(min(1, c + 0.25) for c in page.ink)
    for key in keys:
        value = values.get(key, lambda: w.short(20))()
        if y > page.height - 2.4 * size:
            break
        if beside:
            page.text(x, y, w.label(key), w.font, size * 0.8, ink=pale)
            y = page.text(x + width * 0.45, y, value, w.bold, size, width * 0.6) + size * 0.25
        else:
            y = page.text(x, y, w.label(key), w.font, size * 0.6, width, ink=pale)
            y = page.text(x, y, value, w.bold if rng.random() < 0.6 else w.font, size, width) + size * 0.2
    return y


def ground(page, rng):
    if rng.random() < 0.8:
        ink.gradient(page, rng, 0.6)
    for _ in range(rng.randint(0, 2)):
        ink.guilloche(page, rng, rng.randint(8, 30))


def fine_print(page, w, x, y, width, rng):
    """What nobody reads, down to the edge or for a few lines."""
    size = rng.uniform(11, 16)
    for _ in range(rng.randint(2, 6)):
        if y > page.height - 2 * size:
            break
        y = page.text(x, y, w.sentence(), w.font, size, width) + 2


def identity(page, w, rng, stock):
    title = w.label(rng.choice(["identity card", "driving licence"]))
    size = rng.uniform(24, 36)
    page.text(
        30, 18, title, w.bold, size, page.width - 60, rng.choice(["left", "center", "right"]), ink.colour(rng, 0, 0.5)
    )
    left = rng.random() < 0.7
    box = page.width * rng.uniform(0.22, 0.32)
    x = 30 if left else page.width - box - 30
    ink.portrait(page, x, 100, box, box * 1.28, rng, stock)
    keys = ["surname", "given", "born", "sex", "nationality", "number", "expires", "authority"][: rng.randint(5, 8)]
    at = box + 60 if left else 40
    fields(page, w, at, rng.uniform(75, 110), rng.uniform(20, 30), keys, page.width - box - 90, rng)
    page.text(30, 62, w.words(3)[:60], w.font, rng.uniform(14, 20), page.width - 60, ink=ink.colour(rng, 0.1, 0.5))
    if rng.random() < 0.5:
        ink.scrawl(page, at, page.height - 50, 28, rng, (0.1, 0.1, 0.2))
    if rng.random() < 0.4:
        code = "I<" + w.code(3, 9) + "<" * 15
        page.rectangle(0, page.height - 90, page.width, 90, (0.95, 0.95, 0.95))
        for line in range(2):
            page.text(30, page.height - 84 + 38 * line, code[:30], "DejaVu Sans Mono", 30)


def insurance(page, w, rng, stock):
    band = ink.colour(rng, 0.1, 0.7)
    top = rng.random() < 0.7
    page.rectangle(0, 0 if top else page.height * 0.75, page.width, page.height * rng.uniform(0.16, 0.28), band)
    ink.logo(page, page.width * rng.choice([0.04, 0.82]), 20, 85, rng)
    page.text(
        150,
        30,
        w.label("insurance card") if rng.random() < 0.6 else w.short(),
        w.bold,
        rng.uniform(26, 40),
        520,
        ink=(1, 1, 1) if top else ink.colour(rng, 0, 0.4),
    )
    if rng.random() < 0.5:
        ink.chip(page, page.width * rng.choice([0.06, 0.8]), page.height * 0.38, 95)
    if rng.random() < 0.25:
        ink.portrait(page, page.width * 0.76, page.height * 0.4, 150, 190, rng, stock)
    keys = rng.sample(["name", "member", "number", "born", "expires", "company", "phone"], rng.randint(3, 6))
    x = page.width * rng.choice([0.06, 0.22])
    size = rng.uniform(20, 30)
    below = fields(page, w, x, page.height * rng.uniform(0.28, 0.42), size, keys, page.width * 0.55, rng)
    if rng.random() < 0.6:
        fine_print(page, w, x, below + 8, page.width * 0.7, rng)


def bank(page, w, rng, _):
    if rng.random() < 0.6:
        ink.gradient(page, rng, 0.1)
    page.ink = (1, 1, 1) if rng.random() < 0.6 else (0.1, 0.1, 0.1)
    page.text(40, 40, w.label("bank") + " " + w.short(12), w.bold, rng.uniform(30, 48))
    ink.chip(page, 60, 190, 110)
    page.text(60, 310, " ".join(w.code(0, 4) for _ in range(4)), "DejaVu Sans Mono", rng.uniform(44, 58))
    page.text(60, 400, "%02d/%02d" % (rng.randint(1, 12), rng.randint(25, 35)), "DejaVu Sans Mono", 30)
    page.text(60, 450, w.person().upper(), w.font, 34)
    ink.logo(page, page.width - 170, page.height - 150, 110, rng)
    ink.hologram(page, page.width - 120, 250, 55, rng)


def visiting(page, w, rng, _):
    align = rng.choice(["left", "center", "right"])
    ink.logo(page, 40 if align != "left" else page.width - 150, 40, rng.uniform(70, 130), rng)
    y = page.height * rng.uniform(0.3, 0.45)
    y = page.text(50, y, w.person(), w.bold, rng.uniform(36, 56), page.width - 100, align) + 6
    y = page.text(50, y, w.words(1), w.font, 24, page.width - 100, align) + 40
    for key in ("phone", "address"):
        y = page.text(
            50, y, w.label(key) + " " + rng.choice([w.code(0, 9), w.short()]), w.font, 24, page.width - 100, align
        )


def back(page, w, rng, _):
    """A back with a stripe and small print, or with codes."""
    if rng.random() < 0.6:
        page.rectangle(0, rng.uniform(30, 70), page.width, 110, (0.1, 0.08, 0.08))
    page.rectangle(40, 190, page.width * 0.6, 60, (1, 1, 1))
    if rng.random() < 0.6:
        ink.scrawl(page, 70, 225, 34, rng)
    if rng.random() < 0.5:
        ink.qr(page, page.width - 210, 210, 160, rng)
    else:
        ink.barcode(page, page.width * 0.3, page.height - 100, page.width * 0.5, 70, rng)
    y = 290
    while y < page.height - 110:
        y = page.text(40, y, w.paragraph(2), w.font, rng.uniform(14, 22), page.width * 0.62) + 6


KINDS = {
    "identity": (identity, 6),
    "insurance": (insurance, 5),
    "bank": (bank, 2),
    "visiting": (visiting, 1),
    "back": (back, 1),
}


def draw(dictionary, stock, rng):
    """A card: its source (layout and language), page and the radius of its corners as a share of its width."""
    w = dictionary.words(LANGUAGES, rng)
    name = rng.choices(list(KINDS), [weight for _, weight in KINDS.values()])[0]
    size = (HEIGHT, WIDTH) if name in ("identity", "insurance", "visiting") and rng.random() < 0.06 else (WIDTH, HEIGHT)
    page = ink.Sheet(*size, ink.colour(rng, 0.75), (0.05, 0.05, rng.uniform(0.05, 0.3)), 1.6)
    ground(page, rng)
    KINDS[name][0](page, w, rng, stock)
    for _ in range(rng.choice([0, 1, 1, 2]) if name in ("identity", "insurance") else 0):
        ink.hologram(
            page, rng.uniform(0.2, 0.9) * page.width, rng.uniform(0.2, 0.9) * page.height, rng.uniform(30, 110), rng
        )
    return "%s-%s" % (name, w.language), page, 0.0 if name == "visiting" else 0.037
