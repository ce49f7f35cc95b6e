"""What the drawn documents say: labels in thirteen languages, and names of countries, languages and currencies."""
import json
import os
import random

from write_pages import LANGUAGES, Writer, fonts_of, vocabulary

HERE = os.path.dirname(os.path.abspath(__file__))
FALLBACK = "DejaVu Sans Mono"


class Words(Writer):
    """Words, labels and numbers of one language in one font."""

    def __init__(self, language, known, rng):
        names, fonts, labels = known
        super().__init__(language, names, fonts, rng)
        self.labels = labels
        self.wide = language[:2] in ("zh", "ja", "ko")

    def label(self, key):
        return self.labels[key]

    def short(self, most=18):
        """One name, of few letters."""
        return min((self.rng.choice(self.names) for _ in range(3)), key=len)[: most // (2 if self.wide else 1) + 1]

    def person(self):
        return self.gap.join(self.short(10) for _ in range(2))

    def date(self):
        year, month, day = self.rng.randint(1950, 2030), self.rng.randint(1, 12), self.rng.randint(1, 28)
        return self.rng.choice(
            [
                "%02d.%02d.%d" % (day, month, year),
                "%d-%02d-%02d" % (year, month, day),
                "%02d/%02d/%d" % (day, month, year),
            ]
        )

    def code(self, letters=2, digits=7):
        return "".join(self.rng.choice("ABCDEFGHJKLMNPRSTUVXYZ") for _ in range(letters)) + "".join(
            self.rng.choice("0123456789") for _ in range(digits)
        )

    def money(self, most=3):
        amount = self.rng.random() * 10 ** self.rng.randint(1, most)
        if self.language in ("ja", "ko"):
            return "%s%s" % (self.rng.choice(["¥", ""]), format(int(amount * 100), ","))
        return ("%.2f" % amount).replace(
            ".", "," if self.language in ("de", "fr", "es", "pl", "ru") else "."
        ) + self.rng.choice(["", "", " €", " $"])


class Dictionary:
    """Everything known of every language, read once."""

    def __init__(self):
        listed = json.load(open(os.path.join(HERE, "labels.json"), encoding="utf-8"))
        keys = listed.pop("keys")
        self.languages = list(listed)
        self.known = {
            language: (vocabulary(language), fonts_of(language) or [FALLBACK], dict(zip(keys, labels)))
            for language, labels in listed.items()
            if language in LANGUAGES
        }

    def words(self, shares, rng: random.Random):
        """A writer of one of these languages. shares: language -> how often."""
        language = rng.choices(list(shares), list(shares.values()))[0]
        return Words(language, self.known[language], rng)
