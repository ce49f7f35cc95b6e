"""Losses of the outputs, each an average over the looks it applies to."""
import torch
import torch.nn.functional as F

from network import DIRECTIONS, corners_on


def circular_target(angle, sigma):
    """Wrapped Gaussian over whole degrees, [N] and [N] degrees -> [N, 360]; flat where sigma is 0. Bin k is k degrees."""
    bins = torch.arange(DIRECTIONS, device=angle.device, dtype=torch.float32)
    d = (bins[None] - angle[:, None] + 180) % 360 - 180
    p = torch.exp(-0.5 * (d / sigma.clamp(min=0.5)[:, None]) ** 2)
    p = torch.where((sigma > 0)[:, None], p, torch.ones_like(p))
    return p / p.sum(1, keepdim=True)


def direction_loss(logits, angle, sigma):
    """Kullback-Leibler divergence to the target, so that perfect is 0 whatever the label's width."""
    target = circular_target(angle, sigma)
    return F.kl_div(F.log_softmax(logits, 1), target, reduction="none").sum(1).mean()


def near_miss_loss(logits, angle, sigma, width=15.0):
    """Negative logarithm of the probability that lies near the angle, under a Gaussian of `width` degrees: a near miss
    costs less than a far one. Looks with an up only; 0 at best."""
    d = (torch.arange(DIRECTIONS, device=angle.device, dtype=torch.float32)[None] - angle[:, None] + 180) % 360 - 180
    near = (F.softmax(logits, 1) * torch.exp(-0.5 * (d / width) ** 2)).sum(1).clamp(min=1e-6)
    use = sigma > 0
    return -(near.log() * use).sum() / use.sum().clamp(min=1)


def corner_target(angle):
    """Where the corners are, turned away by `angle` degrees, relative to upright: [N] -> [N, 4, 2] half-diagonals."""
    a = torch.deg2rad(angle)
    c, s = torch.cos(a), torch.sin(a)
    upright = corners_on(angle.device)
    x, y = upright[:, 0], upright[:, 1]
    at = torch.stack([c[:, None] * x + s[:, None] * y, -s[:, None] * x + c[:, None] * y], 2)
    return at - upright


def corner_loss(corners, angle, sigma):
    """Absolute error of the corners, for looks within 45 degrees of upright with a label good to a degree or two."""
    wrapped = (angle + 180) % 360 - 180
    use = (wrapped.abs() <= 45) & (sigma > 0) & (sigma <= 2)
    each = (corners - corner_target(wrapped)).abs().mean((1, 2))
    return (each * use).sum() / use.sum().clamp(min=1)


def mirrored_loss(logit, mirrored, weight):
    """Cross-entropy over the tiles at reading size (weight above 0), each with its weight; the weights are 1 on average."""
    each = F.binary_cross_entropy_with_logits(logit, mirrored, reduction="none")
    return (each * weight).sum() / (weight > 0).sum().clamp(min=1)


def text_loss(logits, text, weight):
    each = F.binary_cross_entropy_with_logits(logits, text, reduction="none").mean((1, 2))
    return (each * weight).sum() / weight.sum().clamp(min=1)
