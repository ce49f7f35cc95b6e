"""Layouts of the pages that write_pages.py writes: where a page's words, rules, boxes and pictures stand."""
import numpy as np


def letter(page, w, size, rng):
    margin = page.width * rng.uniform(0.06, 0.14)
    y = margin * rng.uniform(0.5, 1.2)
    columns = rng.choice([1, 1, 1, 2])
    if rng.random() < 0.6:
        y = page.text(margin, y, w.words(2), w.bold, size * rng.uniform(1.3, 2.4), page.width - 2 * margin, rng.choice(["left", "center"])) + size
    if rng.random() < 0.3:
        for _ in range(rng.randint(2, 4)):
            y = page.text(margin, y, w.words(2) + " " + w.number(), w.font, size, page.width - 2 * margin, rng.choice(["left", "right"]))
        y += 2 * size
    width = (page.width - 2 * margin - (columns - 1) * 2 * size) / columns
    end = page.height * rng.choice([1.0, 0.93, 0.93, 0.6, 0.3])
    for column in range(columns):
        at, x = y, margin + column * (width + 2 * size)
        while at < end - 4 * size:
            if rng.random() < 0.12:
                at = page.text(x, at, w.words(rng.randint(1, 3)), w.bold, size * 1.2, width) + size * 0.4
            at = page.text(x, at, w.paragraph(rng.randint(1, 5)), w.font, size, width) + size * rng.uniform(0.2, 1.0)


def table(page, w, size, rng):
    margin = page.width * rng.uniform(0.04, 0.12)
    y = page.text(margin, margin, w.words(2), w.bold, size * 1.7, page.width - 2 * margin) + size
    for _ in range(rng.randint(0, 4)):
        y = page.text(margin, y, w.words(1) + ": " + w.number(), w.font, size, page.width - 2 * margin)
    y += size
    columns, rows, pitch = rng.randint(3, 7), rng.randint(4, 30), size * rng.uniform(1.5, 2.4)
    widths = np.cumsum([0] + [rng.uniform(0.5, 2) for _ in range(columns)])
    xs = margin + widths / widths[-1] * (page.width - 2 * margin)
    if rng.random() < 0.5:
        page.rectangle(xs[0], y, xs[-1] - xs[0], pitch, tuple(rng.uniform(0.7, 0.95) for _ in range(3)))
    ruled, top = rng.random(), y
    for row in range(rows):
        if y > page.height - 2 * pitch:
            break
        for column in range(columns):
            cell = w.words(1) if row == 0 or column == 0 else w.number()
            limit = max(2, int((xs[column + 1] - xs[column]) / (0.62 * size * (1.7 if w.language[:2] in ("zh", "ja", "ko") else 1))) - 1)
            page.text(xs[column] + 0.3 * size, y + (pitch - 1.3 * size) / 2, cell[:limit], w.bold if row == 0 else w.font, size)
        y += pitch
        if ruled < 0.7:
            page.line(xs[0], y, xs[-1], y, 1)
    if ruled < 0.4:
        for x in xs:
            page.line(x, top, x, y, 1)
    page.text(margin, y + size, w.words(1) + " " + w.number(), w.bold, size * 1.2, page.width - 2 * margin, "right")


def form(page, w, size, rng):
    margin = page.width * rng.uniform(0.05, 0.12)
    y = page.text(margin, margin, w.words(2), w.bold, size * 1.8, page.width - 2 * margin, rng.choice(["left", "center"])) + 2 * size
    while y < page.height - margin - 3 * size:
        fields = rng.randint(1, 3)
        for field in range(fields):
            x0 = margin + field * (page.width - 2 * margin) / fields
            x1 = x0 + (page.width - 2 * margin) / fields - size
            below = page.text(x0, y, w.words(1)[:24], w.font, size * 0.8)
            if rng.random() < 0.5:
                page.line(x0, below + 1.4 * size, x1, below + 1.4 * size)
            else:
                page.context.rectangle(x0, below, x1 - x0, 1.6 * size)
                page.context.set_line_width(1)
                page.context.stroke()
            if rng.random() < 0.5:
                page.text(x0 + 0.4 * size, below + 0.1 * size, rng.choice([w.number(), w.words(1)])[:int((x1 - x0) / size)], w.font, size)
        y += rng.uniform(3, 4.5) * size


def barcode(page, x, y, end, tall, widths, rng):
    """Bars from x to about end; widths: of bars, in units."""
    while x < end:
        bar = rng.choice(widths)
        page.rectangle(x, y, bar, tall, page.ink)
        x += bar + rng.choice([1, 2, 3])


def receipt(page, w, size, rng):
    y, inner = size, page.width - 2 * size
    for _ in range(rng.randint(2, 5)):
        y = page.text(size, y, w.words(1), w.bold if rng.random() < 0.3 else w.font, size * rng.choice([1, 1, 1.5]), inner, "center")
    y += size
    while y < page.height - 12 * size:
        page.text(size, y, w.words(1)[:max(4, int(inner / size * 0.9))], w.font, size)
        y = page.text(size, y, "%.2f" % (rng.random() * 90), w.font, size, inner, "right") + size * rng.uniform(0, 0.4)
        if rng.random() < 0.1:
            page.line(size, y + 2, page.width - size, y + 2)
            y += size * 0.6
    y = page.text(size, y + size, w.words(1)[:12] + "  %.2f" % (rng.random() * 900), w.bold, size * 1.5, inner, "right") + size
    if rng.random() < 0.6:
        barcode(page, 2 * size, y, page.width - 3 * size, 3.5 * size, [1, 2, 3], rng)
        page.text(size, y + 3.6 * size, "%013d" % rng.randrange(10 ** 13), w.font, size, inner, "center")


def card(page, w, size, rng):
    page.rectangle(0, 0, page.width, page.height * rng.uniform(0.12, 0.25), tuple(rng.uniform(0.2, 0.95) for _ in range(3)))
    page.text(size, size * 0.6, w.words(1), w.bold, size * 1.4, page.width - 2 * size, rng.choice(["left", "center"]))
    left = rng.random() < 0.6
    box = page.width * 0.24
    x = size if left else page.width - box - size
    if page.photos and rng.random() < 0.5:
        page.photo(x, page.height * 0.32, box, box * 1.25, page.photos(rng))
    else:
        page.rectangle(x, page.height * 0.32, box, box * 1.25, tuple(rng.uniform(0.5, 0.9) for _ in range(3)))
    y, x = page.height * 0.32, box + 2.5 * size if left else size
    while y < page.height - 2.5 * size:
        y = page.text(x, y, w.words(1)[:20], w.font, size * 0.7, page.width - box - 4 * size, ink=tuple(min(1, 0.3 + c) for c in page.ink))
        y = page.text(x, y, rng.choice([w.words(1)[:20], w.number()]), w.bold, size, page.width - box - 4 * size) + size * 0.4


def vertical(page, w, size, rng):
    """Chinese and Japanese in columns from right to left, signs upright."""
    margin = page.width * rng.uniform(0.06, 0.12)
    x = page.width - margin - size
    while x > margin:
        y, signs = margin, [c for c in w.paragraph(8) if ord(c) > 0x2E80]
        end = page.height - margin * rng.choice([1, 1, 2, 4])
        for sign in signs:
            if y > end:
                break
            page.text(x, y, sign, w.font, size)
            y += size * 1.08
        x -= size * rng.choice([1.5, 1.7, 2.2])


def chat(page, w, size, rng):
    """Messages of two people, in bubbles to the left and to the right, with the time below each."""
    y, colours = size * rng.uniform(0.5, 4), [tuple(rng.uniform(0.6, 1) for _ in range(3)) for _ in range(2)]
    while y < page.height - 4 * size:
        mine = rng.randrange(2)
        words = w.words(rng.choice([1, 1, 2, 4, 8]))
        limit = page.width * rng.uniform(0.5, 0.75)
        unwrapped = len(words) * size * (1.1 if w.gap == "" else 0.62)
        wide = min(limit, unwrapped + size)
        lines = 1 + int(unwrapped / wide)
        x = page.width - wide - 1.5 * size if mine else 1.5 * size
        page.rectangle(x, y, wide, lines * 1.5 * size + size, colours[mine])
        y = page.text(x + 0.5 * size, y + 0.4 * size, words, w.font, size, wide - size) + 0.5 * size
        page.text(x, y, "%02d:%02d" % (rng.randrange(24), rng.randrange(60)), w.font, size * 0.6, wide, "right")
        y += size * rng.uniform(1.2, 2)


def sparse(page, w, size, rng):
    """A page with a few lines somewhere: a heading, a signature, a page number."""
    for _ in range(rng.randint(1, 4)):
        page.text(page.width * rng.uniform(0.05, 0.6), page.height * rng.uniform(0.04, 0.94), w.words(rng.randint(1, 4)),
                  rng.choice([w.font, w.bold]), size * rng.choice([1, 1, 1.6]), page.width * rng.uniform(0.3, 0.5))


def pale(rng, least=0.55):
    return tuple(rng.uniform(least, 1) for _ in range(3))


def figure(page, x, y, w, h, rng):
    """A picture in a page: a photo, or a ground and a few lit shapes that stand on it."""
    if page.photos and rng.random() < 0.7:
        page.photo(x, y, w, h, page.photos(rng))
        return
    page.rectangle(x, y, w, h, pale(rng, 0.2))
    page.rectangle(x, y + h * rng.uniform(0.55, 0.85), w, h * 0.1, pale(rng, 0.1))
    for _ in range(rng.randint(1, 6)):
        wide, tall = w * rng.uniform(0.08, 0.4), h * rng.uniform(0.1, 0.6)
        left, colour = x + rng.uniform(0, w - wide), pale(rng, 0.0)
        if rng.random() < 0.5:
            page.rectangle(left, y + h * 0.9 - tall, wide, tall, colour)
        else:
            page.context.set_source_rgb(*colour)
            page.context.arc(left + wide / 2, y + h * 0.9 - wide / 2, min(wide, h) / 2.2, 0, 2 * np.pi)
            page.context.fill()


def leaflet(page, w, size, rng):
    """Products in a grid: a picture, a name, a few small words and a large price for each."""
    head = size * rng.uniform(2.5, 5)
    page.rectangle(0, 0, page.width, head, pale(rng, 0.1))
    page.text(size, head * 0.15, w.words(2), w.bold, head * 0.42, page.width - 2 * size, rng.choice(["left", "center"]), ink=rng.choice([(1, 1, 1), page.ink]))
    columns = rng.randint(2, 4)
    wide = page.width / columns
    tall = wide * rng.uniform(0.9, 1.4)
    y = head + size
    while y < page.height - tall * 0.6:
        for column in range(columns):
            x = column * wide + 0.4 * size
            inner = wide - 0.8 * size
            if rng.random() < 0.3:
                page.rectangle(x, y, inner, tall - 0.6 * size, pale(rng, 0.75))
            figure(page, x + inner * 0.1, y + size * 0.4, inner * 0.8, tall * 0.45, rng)
            below = page.text(x, y + tall * 0.48, w.words(2)[:30], w.bold, size, inner, rng.choice(["left", "center"]))
            below = page.text(x, below, w.words(3)[:60], w.font, size * 0.65, inner)
            price = size * rng.uniform(1.4, 2.6)
            page.text(x, min(below, y + tall - 1.6 * price), "%d.%02d" % (rng.randint(0, 99), rng.choice([0, 49, 50, 95, 99])), w.bold, price, inner,
                      rng.choice(["left", "right"]), ink=rng.choice([page.ink, (0.8, 0.05, 0.1)]))
        y += tall


def magazine(page, w, size, rng):
    """Columns with headings, pictures that reach across one or two of them, a quotation in large letters."""
    margin, columns = page.width * rng.uniform(0.05, 0.09), rng.choice([2, 2, 3])
    gap = 1.6 * size
    width = (page.width - 2 * margin - (columns - 1) * gap) / columns
    y = margin
    if rng.random() < 0.7:
        across = rng.uniform(0.15, 0.4) * page.height
        figure(page, margin * rng.choice([0, 1]), y, page.width - 2 * margin, across, rng)
        y += across + size
    y = page.text(margin, y, w.words(rng.randint(2, 4)), w.bold, size * rng.uniform(2, 4), page.width - 2 * margin) + size
    for column in range(columns):
        at, x = y, margin + column * (width + gap)
        while at < page.height - margin - 3 * size:
            kind = rng.random()
            if kind < 0.15:
                tall = width * rng.uniform(0.5, 1)
                figure(page, x, at, width, min(tall, page.height - margin - at), rng)
                at = page.text(x, at + tall + 0.2 * size, w.words(3), w.font, size * 0.75, width) + size
            elif kind < 0.25:
                at = page.text(x, at + size, w.words(4), w.bold, size * 1.7, width) + size
            else:
                at = page.text(x, at, w.paragraph(rng.randint(2, 6)), w.font, size, width) + 0.5 * size
    page.text(margin, page.height - margin * 0.7, w.number(), w.font, size * 0.8, page.width - 2 * margin, rng.choice(["left", "right"]))


def sheet(page, w, size, rng):
    """A spreadsheet: letters above, numbers at the left, cells mostly of digits, many of them empty."""
    pitch, wide = size * rng.uniform(1.4, 2), size * rng.uniform(4, 8)
    shade = tuple(c * 0.9 + 0.05 for c in page.paper)
    page.rectangle(0, 0, page.width, pitch, shade)
    page.rectangle(0, 0, 2.5 * size, page.height, shade)
    columns = int((page.width - 2.5 * size) / wide) + 1
    filled = [rng.uniform(0.2, 1) for _ in range(columns)]
    words = [rng.random() < 0.25 for _ in range(columns)]
    rule = tuple(0.5 * (a + b) for a, b in zip(page.paper, page.ink)) if rng.random() < 0.5 else shade
    for column in range(columns):
        x = 2.5 * size + column * wide
        page.text(x, 0.1 * size, chr(65 + column % 26), w.font, size * 0.9, wide, "center")
        page.line(x, 0, x, page.height, 0.7, rule)
    for row in range(1, int(page.height / pitch) + 1):
        y = row * pitch
        page.text(0.3 * size, y + 0.1 * size, "%d" % row, w.font, size * 0.9)
        page.line(0, y, page.width, y, 0.7, rule)
        for column in range(columns):
            if rng.random() < filled[column]:
                cell = w.words(1) if words[column] or row == 1 else w.number()
                limit = max(2, int(wide / (0.65 * size * (1.7 if w.gap == "" else 1))))
                page.text(2.5 * size + column * wide + 0.2 * size, y + 0.1 * size, cell[:limit], w.bold if row == 1 else w.font, size * 0.9, wide - 0.4 * size,
                          "left" if words[column] else "right")


def window(page, w, size, rng):
    """A program's window: title, menu or tools, a list at the side, and a form, a table or text."""
    page.rectangle(0, 0, page.width, 2 * size, pale(rng, 0.1))
    page.text(size, 0.3 * size, w.words(2), w.font, size, page.width - 8 * size, rng.choice(["left", "center"]), ink=rng.choice([(1, 1, 1), (0.1, 0.1, 0.1)]))
    for i in range(3):
        page.rectangle(page.width - (i + 1) * 1.6 * size, 0.6 * size, 0.8 * size, 0.8 * size, pale(rng, 0.3))
    y, x = 2.4 * size, size
    while x < page.width - 6 * size and rng.random() < 0.9:
        word = w.words(1)[:12]
        page.text(x, y, word, w.font, size * 0.9)
        x += (0.7 * len(word) * (1.6 if w.gap == "" else 1) + 1.5) * size
    y += 1.8 * size
    if rng.random() < 0.5:
        for i in range(rng.randint(5, 14)):
            page.rectangle(size + i * 2.4 * size, y, 1.6 * size, 1.6 * size, pale(rng, 0.2))
        y += 2.4 * size
    side = page.width * rng.uniform(0.15, 0.3) if rng.random() < 0.6 else 0
    if side:
        page.rectangle(0, y, side, page.height - y, tuple(c * 0.93 for c in page.paper))
        at = y + 0.5 * size
        chosen = rng.randint(0, 8)
        for i in range(int((page.height - y) / (1.8 * size))):
            if i == chosen:
                page.rectangle(0, at - 0.2 * size, side, 1.6 * size, pale(rng, 0.4))
            page.text((1 + rng.choice([0, 0, 1])) * size, at, w.words(1)[:max(3, int(side / size))], w.font, size * 0.9)
            at += 1.8 * size
            if rng.random() < 0.08:
                break
    x, wide, kind = side + size, page.width - side - 2 * size, rng.randrange(3)
    y += 0.5 * size
    while y < page.height - 5 * size:
        if kind == 0:
            page.text(x, y, w.words(1)[:20] + ":", w.font, size * 0.9)
            page.context.rectangle(x + wide * 0.35, y - 0.2 * size, wide * rng.uniform(0.3, 0.6), 1.7 * size)
            page.context.set_source_rgb(*page.ink)
            page.context.set_line_width(0.8)
            page.context.stroke()
            if rng.random() < 0.7:
                page.text(x + wide * 0.36, y, rng.choice([w.number(), w.words(1)])[:16], w.font, size * 0.9)
            y += 2.4 * size
        elif kind == 1:
            for column in range(4):
                page.text(x + column * wide / 4, y, (w.words(1) if column == 0 else w.number())[:max(3, int(wide / 4 / size))], w.font, size * 0.9)
            y += 1.7 * size
        else:
            y = page.text(x, y, w.paragraph(2), w.font, size, wide) + 0.6 * size
    for i in range(rng.randint(1, 3)):
        right = page.width - (i + 1) * 7 * size
        page.rectangle(right, page.height - 2.6 * size, 6 * size, 1.9 * size, pale(rng, 0.5))
        page.text(right, page.height - 2.3 * size, w.words(1)[:8], w.font, size * 0.9, 6 * size, "center")


def bars(page, x0, y0, wide, tall, w, size, rng):
    """Columns over a base line with names below, numbers at the left."""
    count = rng.randint(3, 12)
    page.line(x0, y0 + tall, x0 + wide, y0 + tall, 1.5)
    page.line(x0, y0, x0, y0 + tall, 1.5)
    for i in range(rng.randint(3, 6)):
        y = y0 + tall * i / 6
        page.line(x0, y, x0 + wide, y, 0.5)
        page.text(x0 - 4 * size, y - 0.6 * size, "%d" % (600 - 100 * i), w.font, size * 0.8, 3.6 * size, "right")
    colour = pale(rng, 0.1)
    for i in range(count):
        high = tall * rng.uniform(0.05, 0.95)
        page.rectangle(x0 + wide * (i + 0.2) / count, y0 + tall - high, wide * 0.6 / count, high, colour)
        page.text(x0 + wide * i / count, y0 + tall + 0.3 * size, w.words(1)[:max(2, int(wide / count / size))], w.font, size * 0.8, wide / count, "center")


def slide(page, w, size, rng):
    """A slide: a heading, points in large letters, sometimes a picture or a chart beside them."""
    if rng.random() < 0.5:
        page.rectangle(0, 0, page.width, 3.5 * size, pale(rng, 0.3))
    y = page.text(1.5 * size, 0.8 * size, w.words(3)[:40], w.bold, size * 1.5, page.width - 3 * size, rng.choice(["left", "center"])) + 1.5 * size
    half = rng.random() < 0.5
    width = (page.width - 3 * size) * (0.5 if half else 1)
    if half:
        x, tall = page.width * 0.55, page.height - y - 3 * size
        if rng.random() < 0.5:
            bars(page, x + 3 * size, y, page.width * 0.3, tall, w, size * 0.5, rng)
        else:
            figure(page, x, y, page.width * 0.4, tall, rng)
    while y < page.height - 3 * size:
        indent = rng.choice([0, 0, 1.5]) * size
        page.rectangle(1.5 * size + indent, y + 0.5 * size, 0.35 * size, 0.35 * size, page.ink)
        y = page.text(2.5 * size + indent, y, w.words(rng.randint(1, 5)), w.font, size * (0.8 if indent else 1), width - 2 * size - indent) + 0.6 * size


def chart(page, w, size, rng):
    """A report's page: a heading, a chart, words below it."""
    margin = page.width * 0.08
    y = page.text(margin, margin, w.words(3), w.bold, size * 1.5, page.width - 2 * margin) + size
    while y < page.height * 0.7:
        tall = page.height * rng.uniform(0.15, 0.35)
        bars(page, margin + 4 * size, y, page.width - 2 * margin - 4 * size, tall, w, size, rng)
        y = page.text(margin, y + tall + 2.5 * size, w.paragraph(rng.randint(1, 4)), w.font, size, page.width - 2 * margin) + 1.5 * size


def listing(page, w, size, rng):
    """Lines of unequal length and indent, as programs, logs and poems have them."""
    y, indent, numbered = size, 0, rng.random() < 0.5
    while y < page.height - 2 * size:
        if numbered:
            page.text(0.5 * size, y, "%d" % int(y / (1.3 * size)), w.font, size * 0.9)
        indent = max(0, min(6, indent + rng.choice([-1, 0, 0, 1])))
        if rng.random() < 0.85:
            page.text((3 + 1.5 * indent) * size, y, rng.choice([w.words(rng.randint(1, 4)), w.number() + " " + w.words(2), "%s = %s" % (w.words(1), w.number())])[:60], w.font, size)
        y += 1.35 * size


def contents(page, w, size, rng):
    """Names at the left, numbers at the right, dots between."""
    margin = page.width * 0.09
    y = page.text(margin, margin, w.words(1), w.bold, size * 1.8, page.width - 2 * margin) + size
    while y < page.height - margin:
        indent = rng.choice([0, 1, 1, 2]) * 1.2 * size
        name = w.words(rng.randint(1, 3))[:40]
        page.text(margin + indent, y, name, w.bold if indent == 0 else w.font, size)
        used = margin + indent + len(name) * size * (1.1 if w.gap == "" else 0.62)
        dots = int((page.width - margin - 3 * size - used) / (0.5 * size))
        page.text(margin, y, "." * max(0, dots) + " %d" % rng.randint(1, 400), w.font, size, page.width - 2 * margin, "right")
        y += rng.uniform(1.4, 1.7) * size


def label(page, w, size, rng):
    """A parcel's label: sender, addressee in large letters, bars, numbers in boxes."""
    page.context.rectangle(0.5 * size, 0.5 * size, page.width - size, page.height - size)
    page.context.set_source_rgb(*page.ink)
    page.context.set_line_width(2)
    page.context.stroke()
    y = size
    for _ in range(3):
        y = page.text(size, y, rng.choice([w.words(2), w.number() + " " + w.words(1)])[:30], w.font, size * 0.7)
    page.line(0.5 * size, y + 0.3 * size, page.width - 0.5 * size, y + 0.3 * size, 2)
    y += size
    for _ in range(rng.randint(3, 4)):
        y = page.text(2 * size, y, rng.choice([w.words(2), w.number() + " " + w.words(1)])[:26], w.bold, size * 1.3, page.width - 3 * size)
    page.line(0.5 * size, y + 0.3 * size, page.width - 0.5 * size, y + 0.3 * size, 2)
    y += size
    tall = min(6 * size, page.height - y - 3 * size)
    if tall > size:
        barcode(page, 1.5 * size, y, page.width - 2 * size, tall, [1, 2, 3, 4], rng)
    page.text(size, y + tall + 0.2 * size, "%s %04d %04d %04d" % (rng.choice("ABCDER"), *(rng.randrange(10000) for _ in range(3))), w.font, size, page.width - 2 * size, "center")


def stave(page, x0, y0, x1, gap, w, size, rng):
    """Five lines with a clef, notes, rests of bars and bar lines, words below; gap: from line to line. Returns the y below."""
    for i in range(5):
        page.line(x0, y0 + i * gap, x1, y0 + i * gap, max(0.6, gap * 0.1))
    clef, offset = rng.choice([("\U0001D11E", -1.35), ("\U0001D122", -1.5), ("\U0001D11E", -1.35)])
    page.text(x0 + 0.3 * gap, y0 + offset * gap, clef, "Noto Music", gap * 3.6)
    for i in range(rng.choice([0, 0, 1, 2, 3, 4])):
        page.text(x0 + (3.6 + 0.9 * i) * gap, y0 + (-1.6 + [0, 1.5, -0.5, 1][i]) * gap, "\u266F" if clef == "\U0001D11E" else "\u266D", "Noto Music", gap * 2)
    x, place, beam = x0 + rng.uniform(6.5, 9) * gap, rng.randint(1, 7), None
    while x < x1 - 2 * gap:
        if rng.random() < 0.14:
            page.line(x, y0, x, y0 + 4 * gap, gap * 0.14)
            x += 1.5 * gap
            beam = None
        place = max(-2, min(10, place + rng.randint(-2, 2)))  # in half gaps above the lowest line
        y, hollow, up = y0 + (4 - place / 2) * gap, rng.random() < 0.2, place < 4
        page.context.save()
        page.context.translate(x, y)
        page.context.rotate(-0.35)
        page.context.scale(0.62 * gap, 0.42 * gap)
        page.context.arc(0, 0, 1, 0, 2 * np.pi)
        page.context.restore()
        page.context.set_source_rgb(*page.ink)
        page.context.set_line_width(gap * 0.18)
        page.context.stroke() if hollow else page.context.fill()
        side, end = (0.56, -3.4) if up else (-0.56, 3.4)
        page.line(x + side * gap, y, x + side * gap, y + end * gap, gap * 0.14)
        if beam and rng.random() < 0.6 and beam[2] == up:
            page.line(beam[0], beam[1], x + side * gap, y + end * gap, gap * 0.5)
        beam = None if hollow else (x + side * gap, y + end * gap, up)
        for extra in range(-2, place - 1, -2):
            page.line(x - gap, y0 + (4 - extra / 2) * gap, x + gap, y0 + (4 - extra / 2) * gap, gap * 0.1)
        x += rng.choice([1.8, 2.4, 2.4, 3.6]) * gap
    page.line(x1, y0, x1, y0 + 4 * gap, gap * 0.14)
    return y0 + 4 * gap


def music(page, w, size, rng):
    """Sheet music: a title, who wrote it, staves with or without words, alone or in pairs."""
    margin, gap = page.width * rng.uniform(0.05, 0.1), size * rng.uniform(0.35, 0.6)
    y = page.text(margin, margin * rng.uniform(0.5, 1), w.words(2), w.bold, size * rng.uniform(1.2, 2), page.width - 2 * margin, rng.choice(["left", "center", "center"]))
    if rng.random() < 0.6:
        y = page.text(margin, y, w.words(1), w.font, size * 0.8, page.width - 2 * margin, "right")
    y += 4 * gap
    sung, pairs, end = rng.random() < 0.5, rng.random() < 0.3, page.height * rng.choice([0.95, 0.95, 0.6])
    while y < end - 12 * gap:
        top = y
        for _ in range(2 if pairs else 1):
            y = stave(page, margin, y, page.width - margin, gap, w, size, rng) + 3.2 * gap
            if sung:
                words = w.words(5)[:int((page.width - 2 * margin) / (size * (0.9 if w.gap == "" else 0.5)))]
                y = page.text(margin + 7 * gap, y - gap, words, w.font, size * 0.8) + 2 * gap
        if pairs:
            page.line(margin, top, margin, y - 3 * gap, gap * 0.2)
        y += rng.uniform(1.5, 4) * gap


# How often each is written.
KINDS = {"letter": (letter, 5), "table": (table, 3), "form": (form, 2), "receipt": (receipt, 3), "card": (card, 2), "chat": (chat, 2), "sparse": (sparse, 1),
         "leaflet": (leaflet, 2), "magazine": (magazine, 3), "sheet": (sheet, 3), "window": (window, 4), "slide": (slide, 2), "chart": (chart, 1), "listing": (listing, 2),
         "contents": (contents, 1), "label": (label, 1), "music": (music, 1)}
# Width and height, type size, in units.
SHAPES = {"letter": ((820, 1160), (11, 26)), "table": ((820, 1160), (11, 22)), "form": ((820, 1160), (12, 24)),
          "receipt": ((420, 1000), (13, 26)), "card": ((760, 480), (18, 32)), "chat": ((560, 1000), (15, 26)), "sparse": ((820, 1160), (12, 26)),
          "vertical": ((820, 1000), (16, 34)), "leaflet": ((820, 1100), (14, 24)), "magazine": ((820, 1100), (11, 20)), "sheet": ((1100, 760), (12, 22)),
          "window": ((1100, 760), (13, 24)), "slide": ((1000, 620), (24, 44)), "chart": ((820, 1100), (12, 22)), "listing": ((820, 1000), (13, 26)),
          "contents": ((820, 1160), (13, 24)), "label": ((640, 800), (20, 34)), "music": ((820, 1100), (14, 26))}
