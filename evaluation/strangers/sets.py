"""The drawn sets: which documents, seen how."""
import cv2

import business
import camera
import cards
import papers
import relief
import scanner
import screens
import slips
import tickets
from camera import Look, Photograph


def crumple(nrng):
    """Paper that was in a pocket or a bag: creased, folded, or both."""
    kind = nrng.random()
    height = nrng.uniform(0.3, 1.0) * relief.smooth(nrng, int(nrng.integers(1, 4)))
    if kind < 0.75:
        height += 0.5 * relief.crumpled(nrng, int(nrng.integers(6, 30))) + 0.25 * relief.crumpled(
            nrng, int(nrng.integers(30, 90))
        )
    if kind > 0.5:
        height += relief.folds(nrng, int(nrng.integers(1, 5)), nrng.random() < 0.4)
    return height


def curl(nrng):
    """A receipt that was rolled up, folded once or twice, or in a fist."""
    height = relief.curled(nrng, nrng.random() < 0.75)
    if nrng.random() < 0.4:
        height += 0.7 * relief.folds(nrng, int(nrng.integers(1, 4)), False)
    if nrng.random() < 0.3:
        height += 0.6 * relief.crumpled(nrng, int(nrng.integers(8, 30)))
    return height


CARD_ON_DESK = Look(share=(0.4, 1.02), tilt=(0, 30), sides=(600, 1600), held=0.15, finger=0.12, glare=0.35, blur=1.3)
CARD_AT_WINDOW = Look(
    share=(0.4, 1.0), tilt=(0, 25), sides=(600, 1600), held=0.85, finger=0.12, window=1.0, glare=0.2, blur=1.5
)
CRUMPLED = Look(
    share=(0.75, 1.08),
    tilt=(0, 14),
    sides=(700, 1700),
    height=crumple,
    depth=(0.01, 0.08),
    shade=(0.08, 0.35),
    held=0.1,
    finger=0.035,
    follows=0.9,
)
RECEIPT = Look(
    share=(0.6, 1.12),
    tilt=(0, 20),
    sides=(600, 1600),
    height=curl,
    depth=(0.0, 0.2),
    shade=(0.03, 0.2),
    held=0.35,
    finger=0.07,
    blur=1.3,
    follows=0.85,
)
SLIP = Look(
    share=(0.55, 1.05),
    tilt=(0, 22),
    sides=(600, 1500),
    height=crumple,
    depth=(0.0, 0.012),
    shade=(0.0, 0.12),
    held=0.15,
    finger=0.06,
)
MONITOR = Look(share=(0.9, 1.1), tilt=(0, 15), sides=(700, 1500), glare=0.3, blur=1.2)


def quarter(rng, most):
    """Any quarter turn, and tilted by up to so many degrees."""
    return 90 * rng.randrange(4) + rng.uniform(-most, most)


def card(dictionary, stock, rng, nrng):
    source, page, radius = cards.draw(dictionary, stock, rng)
    kind, look = ("card-on-desk", CARD_ON_DESK) if rng.random() < 0.5 else ("card-against-light", CARD_AT_WINDOW)
    return kind, source, camera.photograph(page.picture(), radius, rng.uniform(-180, 180), look, stock, rng, nrng)


def crumpled(dictionary, stock, rng, nrng):
    source, page = papers.draw(dictionary, stock, rng)
    return "crumpled", source, camera.photograph(page.picture(), 0, quarter(rng, 8), CRUMPLED, stock, rng, nrng)


def receipt(dictionary, stock, rng, nrng):
    source, page = tickets.draw(dictionary, rng)
    angle = quarter(rng, 8) if rng.random() < 0.75 else rng.uniform(-180, 180)
    return "receipt-by-phone", source, camera.photograph(page.picture(), 0, angle, RECEIPT, stock, rng, nrng)


def sample(dictionary, stock, rng, nrng):
    source, page = business.draw(dictionary, rng)
    return "sample-document", source, scanner.scan(page.picture(), quarter(rng, 6), rng.uniform(700, 1700), rng, nrng)


def slip(dictionary, stock, rng, nrng):
    source, page = slips.draw(dictionary, rng)
    if rng.random() < 0.5:
        return "slip-scanned", source, scanner.scan(page.picture(), quarter(rng, 6), rng.uniform(700, 1500), rng, nrng)
    return "slip-by-phone", source, camera.photograph(page.picture(), 0, quarter(rng, 8), SLIP, stock, rng, nrng)


def screen(dictionary, stock, rng, nrng):
    source, page = screens.draw(dictionary, stock, rng)
    picture = page.picture()
    if rng.random() < 0.15:
        return "screen-by-phone", source, camera.photograph(picture, 0.01, quarter(rng, 6), MONITOR, stock, rng, nrng)
    turns = rng.choices([0, 1, 2, 3], [4, 2, 2, 2])[0]
    return (
        "screenshot",
        source,
        Photograph(
            cv2.rotate(picture, turns - 1) if turns else picture, (90 * [0, 3, 2, 1][turns] + 180) % 360 - 180, 1
        ),
    )


DRAWN = {"cards": card, "crumpled": crumpled, "receipts": receipt, "samples": sample, "slips": slip, "screens": screen}
