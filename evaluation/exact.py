"""Shares with their exact (Clopper-Pearson) 95 % intervals, for tables in Markdown."""
from math import exp, lgamma, log


def tail(hits, count, share):
    """Probability of so many hits or more."""
    if share in (0.0, 1.0):
        return 1.0 if share or not hits else 0.0
    # By logarithms: a small share to a power of hundreds is nothing to a float.
    return sum(exp(lgamma(count + 1) - lgamma(k + 1) - lgamma(count - k + 1) + k * log(share) + (count - k) * log(1 - share)) for k in range(hits, count + 1))


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
