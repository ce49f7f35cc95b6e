"""Shares with their exact (Clopper-Pearson) 95 % intervals, for tables in Markdown."""


def tail(hits, count, share):
    """Probability of so many hits or more."""
    term, total = (1 - share) ** count, 0.0
    for k in range(count + 1):
        total += term if k >= hits else 0
        term *= (count - k) / (k + 1) * share / (1 - share) if share < 1 else 0
    return total


def limit(hits, count, level):
    """The share at which so many hits or more have the probability of the level."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(hits, count, middle) < level else (low, middle)
    return low


def share(hits, count):
    if count == 0:
        return "–"
    low = 0.0 if hits == 0 else limit(hits, count, 0.025)
    high = 1.0 if hits == count else limit(hits + 1, count, 0.975)
    return f"{hits} of {count}: {100 * hits / count:.1f} % ({100 * low:.1f} to {100 * high:.1f})"
