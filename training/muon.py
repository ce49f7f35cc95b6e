"""Muon: momentum made orthogonal, for the weights that are matrices (Jordan et al., 2024, kellerjordan.github.io/posts/muon).

AdamW scales each number of a weight by itself; Muon scales the singular values of the whole matrix to about one, so that
rare directions learn as fast as common ones. Steps are scaled as in Liu et al., "Muon is scalable for LLM training" (2025), so
that learning rates and weight decay mean what they mean for AdamW.
"""
import torch


def orthogonal(matrix, steps=5):
    """About U V^T of the singular value decomposition U S V^T, by Newton-Schulz iterations of fifth order. [M, N] -> [M, N]."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = matrix / (matrix.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    x = x.t() if tall else x
    for _ in range(steps):
        gram = x @ x.t()
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.t() if tall else x


class Muon(torch.optim.Optimizer):
    """For 1x1 convolutions of one group, [M, N, 1, 1]; everything else belongs to AdamW. Weight decay is decoupled."""

    def __init__(self, groups, momentum=0.95, weight_decay=0.0):
        super().__init__(groups, dict(lr=0.0, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                gradient = weight.grad.flatten(1)
                average = self.state[weight].setdefault("momentum", torch.zeros_like(gradient))
                average.lerp_(gradient, 1 - group["momentum"])
                update = orthogonal(gradient.lerp(average, group["momentum"]))  # Nesterov's
                weight.mul_(1 - group["lr"] * group["weight_decay"])
                weight.add_(update.view_as(weight), alpha=-group["lr"] * 0.2 * max(update.shape) ** 0.5)


def takes(parameter):
    return parameter.dim() == 4 and parameter.shape[2:] == (1, 1) and min(parameter.shape[:2]) > 1
