"""The light HRNet: a MobileNetV2 trunk whose maps at 1/4, 1/8, 1/16 and 1/32 are kept as parallel
branches, exchanged once up and once down, and read by three small heads.

Input: float [N, 3, H, W], RGB, pixel / 127.5 - 1, H and W multiples of 32; a round look, zero outside the circle.
Outputs: see design.md; `direction` [N, 360], `corners` [N, 4, 2], `text_lines` [N, 64, 64] (all raw logits or offsets), and
`mirrored` [N]: the logit that the letters of a tile at reading size are seen in a mirror.
Trunk: MobileNetV2 (Sandler et al., CVPR 2018); parallel branches: HRNet (Wang et al., TPAMI 2020);
coordinates as channels before pooling: CoordConv (Liu et al., NeurIPS 2018).
"""
import functools

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

DIRECTIONS = 360
TEXT_CELLS = 64
# Corners of the upright frame in half-diagonals: top left, top right, bottom right, bottom left.
CORNERS = torch.tensor([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]) / 2 ** 0.5
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2)]


class Conv(nn.Module):
    """Convolution, BatchNorm, optional ReLU. Stride 2 pads right and bottom, as the pretrained trunk does."""

    def __init__(self, cin, cout, kernel=1, stride=1, groups=1, relu=True):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel, stride, 0 if stride == 2 else kernel // 2, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(cout)
        self.relu = relu

    def forward(self, x):
        conv, bn = self.conv, self.bn
        if conv.stride[0] == 2:
            x = F.pad(x, (0, 1, 0, 1))
        if bn.training:
            x = bn(conv(x))
        else:  # its statistics are fixed: within the convolution they cost nothing, a quarter of a training step otherwise
            gain = bn.weight * torch.rsqrt(bn.running_var + bn.eps)
            x = F.conv2d(x, conv.weight * gain[:, None, None, None], bn.bias - bn.running_mean * gain, conv.stride, conv.padding, groups=conv.groups)
        return F.relu(x, inplace=self.training) if self.relu else x  # in place: a sixth less time a step on a CPU


class Block(nn.Module):
    """Inverted residual of MobileNetV2."""

    def __init__(self, cin, cout, stride, expansion):
        super().__init__()
        mid = cin * expansion
        self.expand = Conv(cin, mid) if expansion > 1 else nn.Identity()
        self.depthwise = Conv(mid, mid, 3, stride, groups=mid)
        self.project = Conv(mid, cout, relu=False)
        self.residual = stride == 1 and cin == cout

    def forward(self, x):
        y = self.project(self.depthwise(self.expand(x)))
        return x + y if self.residual else y


def separable(channels):
    return nn.Sequential(Conv(channels, channels, 3, groups=channels, relu=False), Conv(channels, channels))


class Upright(nn.Module):
    def __init__(self, hidden=96):
        super().__init__()
        self.stem, cin = Conv(3, 32, 3, 2), 32
        blocks = []
        for expansion, cout, count, stride in STAGES:
            for i in range(count):
                blocks.append(Block(cin, cout, 1 if i else stride, expansion))
                cin = cout
        self.blocks = nn.ModuleList(blocks)
        # Exchange: down to up (coarse to fine), then up to down.
        self.in32, self.in16, self.in8, self.in4 = Conv(160, 96), Conv(96, 96), Conv(32, 48), Conv(24, 24)
        self.to16, self.to8, self.to4 = Conv(96, 96, relu=False), Conv(96, 48, relu=False), Conv(48, 24, relu=False)
        self.mix16, self.mix8, self.mix4 = separable(96), separable(48), separable(24)
        self.down8 = nn.Sequential(Conv(24, 24, 3, 2, groups=24, relu=False), Conv(24, 48, relu=False))
        self.down16 = nn.Sequential(Conv(48, 48, 3, 2, groups=48, relu=False), Conv(48, 96, relu=False))
        self.down32 = nn.Sequential(Conv(96, 96, 3, 2, groups=96, relu=False), Conv(96, 96, relu=False))
        self.out16, self.out32 = separable(96), separable(96)
        # Position matters (sky above, ground below) and an average forgets it. Coordinate channels let a unit answer
        # only in a part of the circle; and the first moments of each unit point to where it answers, a vector that
        # turns as the picture turns.
        grid = torch.linspace(-1, 1, 33)
        y, x = torch.meshgrid(grid, grid, indexing="ij")
        self.register_buffer("coordinates", torch.stack([x, y, x * x + y * y, x * y])[None], persistent=False)
        self.pool16, self.pool32 = Conv(96 + 4, hidden), Conv(96 + 4, hidden)
        self.direction = nn.Linear(2 * 3 * hidden, DIRECTIONS)
        self.corners = nn.Linear(2 * 3 * hidden, 8)
        self.mirrored = nn.Linear(2 * 3 * hidden, 1)
        self.text = nn.Conv2d(24, 1, 1)

    def trunk(self, x):
        """The maps at 1/4, 1/8, 1/16 and 1/32 (24, 32, 96, 160 channels)."""
        x, maps = self.stem(x), []
        for i, block in enumerate(self.blocks, 1):
            x = block(x)
            if i in (3, 6, 13, 16):
                maps.append(x)
        return maps

    def trunk_parameters(self):
        return [*self.stem.parameters(), *self.blocks.parameters()]

    def freeze(self, blocks, statistics):
        """No gradients and fixed statistics for the stem and the first blocks: most of the time goes there on a CPU.

        statistics: whether the statistics of all other BatchNorms are fixed too, while their gains and biases learn on.
        """
        frozen = [self.stem, *self.blocks[:blocks]] if blocks else []
        for module in frozen:
            module.requires_grad_(False)
        for module in [self] if statistics else frozen:
            for m in module.modules():
                if isinstance(m, nn.BatchNorm2d):
                    m.eval()

    def pooled(self, x, conv):
        at = F.interpolate(self.coordinates, size=x.shape[2:], mode="bilinear", align_corners=False)
        y = conv(torch.cat([x, at.expand(x.shape[0], -1, -1, -1).to(x.dtype)], 1))
        return torch.cat([y.mean((2, 3)), (y * at[:, :1]).mean((2, 3)) * 2, (y * at[:, 1:2]).mean((2, 3)) * 2], 1)

    def forward(self, x):
        f4, f8, f16, f32 = self.trunk(x)
        p32 = self.in32(f32)
        p16 = self.mix16(F.relu(self.in16(f16) + up(self.to16(p32))))
        p8 = self.mix8(F.relu(self.in8(f8) + up(self.to8(p16))))
        p4 = self.mix4(F.relu(self.in4(f4) + up(self.to4(p8))))
        q8 = F.relu(p8 + self.down8(p4))
        q16 = self.out16(F.relu(p16 + self.down16(q8)))
        q32 = self.out32(F.relu(p32 + self.down32(q16)))
        pooled = torch.cat([self.pooled(q16, self.pool16), self.pooled(q32, self.pool32)], 1)
        text = F.interpolate(self.text(p4), size=(TEXT_CELLS, TEXT_CELLS), mode="bilinear", align_corners=False)
        return self.direction(pooled), self.corners(pooled).view(-1, 4, 2), text[:, 0], self.mirrored(pooled)[:, 0]


def up(x):
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


@torch.no_grad()
def load_pretrained(network, path, pictures):
    """Copy the folded MobileNetV2 into the trunk and put a BatchNorm back behind each convolution.

    pictures: float [N, 3, H, W], network input; their statistics become gamma and beta, so that
    the function is unchanged (ReLU6 became ReLU, which is nearly the same) and training is stable.
    """
    weights = {k: torch.from_numpy(v.astype(np.float32)) for k, v in np.load(path).items()}
    names = {"stem": network.stem}
    for i, block in enumerate(network.blocks, 1):
        for part in ("expand", "depthwise", "project"):
            if isinstance(getattr(block, part), Conv):
                names["block%d.%s" % (i, part)] = getattr(block, part)

    def insert(conv, bias):
        def hook(_, __, y):
            mean, var = y.mean((0, 2, 3)), y.var((0, 2, 3))
            bn = conv.bn
            bn.running_mean.copy_(mean)
            bn.running_var.copy_(var)
            bn.weight.copy_((var + bn.eps).sqrt())
            bn.bias.copy_(mean + bias)
        return conv.conv.register_forward_hook(hook)

    hooks = []
    for name, conv in names.items():
        conv.conv.weight.copy_(weights[name + ".weight"])
        hooks.append(insert(conv, weights[name + ".bias"]))
    network.train()  # fixed statistics would pass the hooks by
    network.trunk(pictures)  # in order: each layer sees what the already mended ones give
    for hook in hooks:
        hook.remove()


@functools.lru_cache(maxsize=None)
def corners_on(device):
    return CORNERS.to(device)


def angle_from_corners(corners):
    """Degrees clockwise by which the least-squares rotation of the four corners must be undone. [N, 4, 2] -> [N]."""
    c = corners_on(corners.device)
    at = corners + c
    cross = (at[..., 0] * c[..., 1] - at[..., 1] * c[..., 0]).sum(-1)
    dot = (at * c).sum(-1)
    return torch.rad2deg(torch.atan2(cross, dot))
