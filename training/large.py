"""The larger network: an EfficientNet-Lite2 trunk with the same input and outputs as the small one (network.py).

It starts from `upright_lite2.npz` or, without pictures marked `research`, from `lite2_imagenet.npz` (../shared/data/backbones).
Architecture of the trunk: EfficientNet (Tan and Le, ICML 2019), the Lite variant: ReLU6, no squeeze-and-excitation; BatchNorm
is folded in. Padding at stride 2 is TensorFlow's "SAME": (0, 1) for a kernel of 3, (1, 2) for 5.
"""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from network import DIRECTIONS, TEXT_CELLS

STAGES = (  # kernel, stride, expansion, channels, blocks
    (3, 1, 1, 16, 1), (3, 2, 6, 24, 3), (5, 2, 6, 48, 3), (3, 2, 6, 88, 4), (5, 1, 6, 120, 4), (5, 2, 6, 208, 5), (3, 1, 6, 352, 1))
HIDDEN = 512
POOLED = 4  # cells along each side of the map that the directions are read from


class ReLU6(torch.autograd.Function):
    """PyTorch 1.13 has no bfloat16 gradient of its own."""

    @staticmethod
    def forward(ctx, x):
        y = x.clamp(0, 6)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return g * ((y > 0) & (y < 6)).to(g.dtype)

    @staticmethod
    def symbolic(g, x):
        return g.op("Clip", x, g.op("Constant", value_t=torch.tensor(0.0)), g.op("Constant", value_t=torch.tensor(6.0)))


class FixedDepthwise(torch.autograd.Function):
    """Depthwise convolution whose kernel stays as it is and whose bias learns.

    oneDNN's own gradients of it are up to 50 times slower (bfloat16, stride 2), and it computes the kernel's even when only
    the bias asks; this makes a whole training step three times as fast.
    """

    @staticmethod
    def forward(ctx, x, weight, bias, stride):
        weight = weight.to(x.dtype)
        ctx.save_for_backward(weight)
        ctx.shape, ctx.stride = x.shape, stride
        return F.conv2d(x, weight, bias.to(x.dtype), stride, 0 if stride == 2 else weight.shape[-1] // 2, 1, weight.shape[0])

    @staticmethod
    def backward(ctx, g):
        (weight,) = ctx.saved_tensors
        (n, c, h, w), k = ctx.shape, weight.shape[-1]
        bias = g.sum((0, 2, 3), dtype=torch.float32) if ctx.needs_input_grad[2] else None
        if not ctx.needs_input_grad[0]:
            return None, None, bias, None
        pad = k // 2
        if ctx.stride == 2:  # zeros between the gradients, then as at stride 1
            spread = torch.zeros((n, h - k + 1, w - k + 1, c), dtype=g.dtype, device=g.device).permute(0, 3, 1, 2)
            spread[:, :, ::2, ::2] = g
            g, pad = spread, k - 1
        return F.conv2d(g, weight.flip(2, 3), None, 1, pad, 1, c), None, bias, None


def same(x, kernel, stride):
    pad = kernel - stride if stride == 2 else 0
    return F.pad(x, (pad // 2, pad - pad // 2) * 2) if pad else x


class Block(nn.Module):
    """Inverted residual."""

    def __init__(self, cin, cout, kernel, stride, expansion):
        super().__init__()
        mid = cin * expansion
        self.stride, self.kernel, self.residual = stride, kernel, stride == 1 and cin == cout
        self.expand = nn.Conv2d(cin, mid, 1) if expansion > 1 else None
        self.depth = nn.Conv2d(mid, mid, kernel, stride, 0 if stride == 2 else kernel // 2, groups=mid)
        self.project = nn.Conv2d(mid, cout, 1)

    def forward(self, x):
        y = x if self.expand is None else ReLU6.apply(self.expand(x))
        y = same(y, self.kernel, self.stride)
        fixed = self.training and not self.depth.weight.requires_grad
        y = FixedDepthwise.apply(y, self.depth.weight, self.depth.bias, self.stride) if fixed else self.depth(y)
        y = self.project(ReLU6.apply(y))
        return x + y if self.residual else y


class Lite2(nn.Module):
    """Maps at strides 8, 16 and 32 (48, 120, 352 channels); 4.3 M parameters without the classifier."""

    def __init__(self):
        super().__init__()
        self.stem, self.blocks, self.ends, cin = nn.Conv2d(3, 32, 3, 2, 0), nn.ModuleList(), [], 32
        for kernel, stride, expansion, cout, count in STAGES:
            for i in range(count):
                self.blocks.append(Block(cin, cout, kernel, 1 if i else stride, expansion))
                cin = cout
            self.ends.append(len(self.blocks))

    def forward(self, x):
        x, maps = ReLU6.apply(self.stem(same(x, 3, 2))), []
        for i, block in enumerate(self.blocks, 1):
            x = block(x)
            if i in (self.ends[2], self.ends[4], self.ends[6]):
                maps.append(x)
        return maps


def pooled(x):
    """Adaptive average pooling to POOLED × POOLED cells; in ONNX, which does not know it, as products with a matrix."""
    if not torch.onnx.is_in_onnx_export():
        return F.adaptive_avg_pool2d(x, POOLED)
    side = int(x.shape[2])
    rows = np.zeros((POOLED, side), np.float32)
    for i in range(POOLED):
        first, end = i * side // POOLED, -(-(i + 1) * side // POOLED)
        rows[i, first:end] = 1 / (end - first)
    rows = torch.from_numpy(rows)
    return rows @ x @ rows.t()


class Large(nn.Module):
    """7.4 M parameters. Input and outputs as network.Upright's."""

    def __init__(self):
        super().__init__()
        self.trunk = Lite2()
        self.neck, self.mix = nn.Conv2d(120 + 352, 256, 1), nn.Conv2d(256, 256, 3, padding=1)
        self.head = nn.Sequential(nn.Linear(256 * 16, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, DIRECTIONS))
        self.corners, self.mirrored = nn.Linear(HIDDEN, 8), nn.Linear(HIDDEN, 1)
        self.text8, self.text32, self.text = nn.Conv2d(48, 32, 1), nn.Conv2d(256, 32, 1), nn.Conv2d(32, 1, 1)

    def forward(self, x):
        # The trunk was trained on (byte - 127) / 128, the small network's input is byte / 127.5 - 1.
        at8, at16, at32 = self.trunk(x * (127.5 / 128) + 0.5 / 128)
        y = F.relu(self.neck(torch.cat([F.avg_pool2d(at16, 2), at32], 1)))
        y = F.relu(y + self.mix(y))
        hidden = F.relu(self.head[0](pooled(y).flatten(1)))
        text = self.text(F.relu(self.text8(at8) + F.interpolate(self.text32(y), scale_factor=4.0, mode="nearest")))
        text = F.interpolate(text.float(), size=(TEXT_CELLS, TEXT_CELLS), mode="bilinear", align_corners=False)
        return self.head[2](hidden), self.corners(hidden).view(-1, 4, 2), text[:, 0], self.mirrored(hidden)[:, 0]

    def trunk_parameters(self):
        return self.trunk.parameters()

    def freeze(self, blocks, statistics):
        """No gradients for the stem, the first blocks and all depthwise kernels; statistics are folded in already."""
        for module in (self.trunk.stem, *self.trunk.blocks[:blocks]):
            module.requires_grad_(False)
        for block in self.trunk.blocks:
            block.depth.weight.requires_grad_(False)


@torch.no_grad()
def load_stored(network, path):
    """Weights of ../shared/data/backbones into the network or its trunk; returns the names that start afresh.

    Matrices are int8 with a scale for each output (`name.scale`), depthwise kernels and the stem float16, biases float32.
    """
    stored = np.load(path)
    prefix = "" if any(name.startswith("trunk.") for name in stored.files) else "trunk."
    afresh = []
    for name, parameter in network.named_parameters():
        key = name[len(prefix):] if name.startswith(prefix) else None
        if key is None or key not in stored.files:
            afresh.append(name)
            continue
        value = stored[key].astype(np.float32)
        if key + ".scale" in stored.files:
            value *= stored[key + ".scale"].reshape((-1,) + (1,) * (value.ndim - 1))
        if name.startswith("head.2."):  # its first direction is -180 degrees, ours is 0
            value = np.roll(value, 180, 0)
        parameter.copy_(torch.from_numpy(value))
    return afresh
