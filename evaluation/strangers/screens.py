"""Screenshots: chats, settings, lists, web pages, maps, tables, programs."""
import ink
from layouts import chat

LANGUAGES = {"en": 7, "de": 2, "fr": 1, "es": 2, "ru": 2, "zh_CN": 4, "ja": 3, "ko": 2, "ar": 2, "he": 1, "hi": 1}


def bar(page, w, size, rng):
    """A phone's status line and a title."""
    page.text(size, 0.3 * size, "%d:%02d" % (rng.randint(0, 23), rng.randint(0, 59)), "Roboto", size * 0.8)
    for n in range(3):
        page.rectangle(page.width - size * (2 + 1.3 * n), 0.4 * size, size * 0.9, size * 0.6, page.ink)
    return page.text(2.5 * size, 2 * size, rng.choice([w.label("settings"), w.words(1)]), w.bold, size * 1.4) + size


def settings(page, w, size, rng, _):
    y = bar(page, w, size, rng)
    while y < page.height - 2 * size:
        if rng.random() < 0.5:
            ink.logo(page, size, y, 1.6 * size, rng)
        below = page.text(3.5 * size, y, w.words(1)[:24], w.font, size)
        if rng.random() < 0.5:
            below = page.text(3.5 * size, below, w.words(1)[:34], w.font, size * 0.7, ink=(0.5, 0.5, 0.55))
        if rng.random() < 0.4:
            on = rng.random() < 0.5
            page.rectangle(
                page.width - 4 * size, y + 0.2 * size, 2.4 * size, size, (0.2, 0.6, 0.3) if on else (0.6, 0.6, 0.6)
            )
            page.rectangle(
                page.width - (2.7 if on else 4) * size, y + 0.1 * size, 1.2 * size, 1.2 * size, (0.95, 0.95, 0.95)
            )
        y = below + size
        page.line(0, y - 0.5 * size, page.width, y - 0.5 * size, 0.6, (0.7, 0.7, 0.7))


def feed(page, w, size, rng, stock):
    """Posts: a round head, a name, a photograph, words."""
    y = bar(page, w, size, rng)
    while y < page.height:
        page.context.set_source_rgb(*ink.colour(rng, 0.2, 0.8))
        page.context.arc(2 * size, y + size, size, 0, 6.3)
        page.context.fill()
        page.text(3.5 * size, y, w.person(), w.bold, size)
        y = page.text(3.5 * size, y + 1.3 * size, w.date(), w.font, size * 0.6) + 0.5 * size
        if rng.random() < 0.7:
            tall = page.width * rng.uniform(0.5, 1.0)
            ink.paste(page, stock.level("scene", rng, page.width / tall), 0, y, page.width, tall)
            y += tall + 0.3 * size
        y = page.text(size, y, w.sentence(), w.font, size, page.width - 2 * size) + 1.5 * size


def web(page, w, size, rng, stock):
    page.rectangle(0, 0, page.width, 2.4 * size, (0.87, 0.88, 0.9))
    page.rectangle(6 * size, 0.4 * size, page.width * 0.6, 1.6 * size, (1, 1, 1))
    page.text(
        7 * size, 0.5 * size, "https://www." + w.code(6, 0).lower() + ".com/", "Roboto", size, ink=(0.3, 0.3, 0.3)
    )
    page.rectangle(0, 2.4 * size, page.width, 3 * size, ink.colour(rng, 0.1, 0.8))
    for n in range(rng.randint(3, 6)):
        page.text((2 + 8 * n) * size, 3.2 * size, w.short(8), w.bold, size, ink=(1, 1, 1))
    y = page.text(2 * size, 7 * size, w.words(2), w.bold, 2 * size, page.width * 0.6) + size
    if rng.random() < 0.6:
        ink.paste(
            page,
            stock.level("scene", rng, 1.5),
            page.width * 0.68,
            7 * size,
            page.width * 0.28,
            page.width * 0.28 / 1.5,
        )
    while y < page.height - 3 * size:
        y = page.text(2 * size, y, w.paragraph(rng.randint(1, 4)), w.font, size, page.width * 0.62) + size


def sheet(page, w, size, rng, _):
    """A spreadsheet."""
    page.rectangle(0, 0, page.width, 4 * size, (0.15, 0.45, 0.28))
    for n in range(6):
        page.text((1 + 7 * n) * size, 0.6 * size, w.short(6), "Roboto", size * 0.9, ink=(1, 1, 1))
    columns, y = rng.randint(5, 10), 4 * size
    wide = page.width / columns
    for row in range(int((page.height - y) / (1.6 * size))):
        for column in range(columns):
            x = column * wide
            text = (
                "ABCDEFGHIJK"[column]
                if row == 0
                else str(row)
                if column == 0
                else w.short(9)
                if column == 1
                else w.money()
                if rng.random() < 0.7
                else ""
            )
            page.text(
                x + 3,
                y + 2,
                text,
                w.font,
                size * 0.9,
                wide - 6,
                "center" if row == 0 else "left" if column < 2 else "right",
            )
            ink.outline(page, x, y, wide, 1.6 * size, 0.5, (0.75, 0.75, 0.75))
        y += 1.6 * size


def code(page, w, size, rng, _):
    y, depth = size, 0
    tints = [(0.8, 0.5, 0.2), (0.4, 0.7, 0.9), (0.6, 0.8, 0.5), page.ink]
    for number in range(1, 80):
        if y > page.height - size:
            break
        page.text(0.5 * size, y, "%3d" % number, "DejaVu Sans Mono", size, ink=(0.5, 0.5, 0.5))
        depth = max(0, depth + rng.choice([-1, 0, 0, 1]))
        x = (4 + 2 * depth) * size
        for _ in range(rng.randint(0, 5)):
            word = w.code(rng.randint(2, 9), 0).lower() + rng.choice(["", "(", ");", " =", ",", " {"])
            page.text(x, y, word, "DejaVu Sans Mono", size, ink=rng.choice(tints))
            x += (len(word) + 1) * 0.62 * size
        y += 1.4 * size


def street_map(page, w, size, rng, _):
    """Streets any way, names along the level ones, a field to search in."""
    for _ in range(rng.randint(10, 30)):
        page.line(
            rng.uniform(0, page.width),
            rng.uniform(-100, page.height),
            rng.uniform(0, page.width),
            rng.uniform(0, page.height + 100),
            rng.choice([2, 4, 9]),
            ink.colour(rng, 0.75),
        )
    for _ in range(rng.randint(8, 25)):
        page.text(
            rng.uniform(0, page.width * 0.8),
            rng.uniform(3 * size, page.height),
            w.short(14),
            w.font,
            size * rng.uniform(0.6, 1),
            ink=(0.3, 0.3, 0.35),
        )
    page.rectangle(size, size, page.width - 2 * size, 2.6 * size, (1, 1, 1))
    page.text(2 * size, 1.5 * size, w.label("search"), w.font, size, ink=(0.5, 0.5, 0.5))


def messages(page, w, size, rng, _):
    page.ink = (0.1, 0.1, 0.1)  # on bubbles that are light on a dark screen too
    chat(page, w, size, rng)


KINDS = {
    "chat": (messages, 4, True),
    "settings": (settings, 3, True),
    "feed": (feed, 3, True),
    "web": (web, 3, False),
    "sheet": (sheet, 2, False),
    "code": (code, 2, False),
    "map": (street_map, 1, True),
}


def draw(dictionary, stock, rng):
    """A screen: its source (layout and language) and page."""
    w = dictionary.words(LANGUAGES, rng)
    name = rng.choices(list(KINDS), [weight for _, weight, _ in KINDS.values()])[0]
    drawing, _, phone = KINDS[name]
    if rng.random() < 0.5:
        w.font = "Roboto" if w.language in ("en", "de", "fr", "es", "ru") else w.font
        w.bold = w.font + " Bold"
    dark = rng.random() < 0.3
    page = ink.Sheet(
        *((540, rng.choice([960, 1100, 1170])) if phone else (1200, rng.choice([675, 750, 900]))),
        ink.colour(rng, 0, 0.15) if dark else ink.colour(rng, 0.93),
        ink.colour(rng, 0.8) if dark else ink.colour(rng, 0, 0.2),
        rng.choice([1.0, 1.5, 2.0])
    )
    drawing(page, w, rng.uniform(17, 24) if phone else rng.uniform(13, 18), rng, stock)
    return "%s-%s" % (name, w.language), page
