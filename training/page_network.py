"""PaddlePaddle's page orientation network (PP-LCNet_x1_0_doc_ori) in PyTorch, read from its ONNX file and written back to it.

BatchNorm is folded in: it is trained further with fixed statistics. Architecture: PP-LCNet (Cui et al., arXiv 2109.15099).
"""
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

from large import FixedDepthwise

BLOCKS = (  # kernel, stride, channels, squeeze and excitation
    (3, 1, 32, False), (3, 2, 64, False), (3, 1, 64, False), (3, 2, 128, False), (3, 1, 128, False), (3, 2, 256, False),
    *[(5, 1, 256, False)] * 5, (5, 2, 512, True), (5, 1, 512, True))
WIDTH, CLASSES = 1280, 4
SIZE = 224
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Excitation(nn.Module):
    """Squeeze and excitation."""

    def __init__(self, channels):
        super().__init__()
        self.squeeze, self.excite = nn.Conv2d(channels, channels // 4, 1), nn.Conv2d(channels // 4, channels, 1)

    def forward(self, x):
        return x * F.hardsigmoid(self.excite(F.relu(self.squeeze(x.mean((2, 3), keepdim=True)))))


class Block(nn.Module):
    """Depthwise, then pointwise convolution."""

    def __init__(self, cin, kernel, stride, cout, excited):
        super().__init__()
        self.stride, self.kernel = stride, kernel
        self.depth = nn.Conv2d(cin, cin, kernel, stride, 0 if stride == 2 else kernel // 2, groups=cin)
        self.excitation = Excitation(cin) if excited else None
        self.point = nn.Conv2d(cin, cout, 1)

    def forward(self, x):
        if self.stride == 2:
            x = F.pad(x, (self.kernel // 2,) * 4)
        x = F.hardswish(FixedDepthwise.apply(x, self.depth.weight, self.depth.bias, self.stride) if self.training else self.depth(x))
        return F.hardswish(self.point(x if self.excitation is None else self.excitation(x)))


class PageNetwork(nn.Module):
    """Grey pages [N, 1, 224, 224], 0 to 255, to logits [N, 4]: by how many quarters each has been turned clockwise."""

    def __init__(self):
        super().__init__()
        self.stem, self.blocks, cin = nn.Conv2d(3, 16, 3, 2, 1), nn.ModuleList(), 16
        for kernel, stride, cout, excited in BLOCKS:
            self.blocks.append(Block(cin, kernel, stride, cout, excited))
            cin = cout
        self.last, self.classifier = nn.Conv2d(cin, WIDTH, 1), nn.Linear(WIDTH, CLASSES)

    def convolutions(self):
        """In the order of the ONNX file."""
        yield self.stem
        for block in self.blocks:
            yield block.depth
            if block.excitation is not None:
                yield from (block.excitation.squeeze, block.excitation.excite)
            yield block.point
        yield self.last

    def freeze(self):
        """What learns: the pointwise convolutions, the excitations, the classifier and all biases. Depthwise kernels and the stem stay."""
        for parameter in [self.stem.weight, self.stem.bias, *(block.depth.weight for block in self.blocks)]:
            parameter.requires_grad = False

    def forward(self, grey):
        x = torch.cat([(grey / 255 - mean) / deviation for mean, deviation in zip(MEAN, DEVIATION)], 1)
        return self.logits(x.contiguous(memory_format=torch.channels_last))

    def logits(self, x):
        """The same of colours [N, 3, 224, 224], normalised as ImageNet's pictures are."""
        x = F.hardswish(self.stem(x))
        for block in self.blocks:
            x = block(x)
        return self.classifier(F.hardswish(self.last(x.mean((2, 3), keepdim=True))).flatten(1))


def folded(model):
    """Of each convolution of the ONNX graph the weight [out, in, kh, kw] and the bias [out], BatchNorm folded in; then the classifier's."""
    tensors = {t.name: numpy_helper.to_array(t).astype(np.float64) for t in model.graph.initializer}
    following = {name: node for node in model.graph.node for name in node.input}
    for node in model.graph.node:
        if node.op_type == "Conv":
            weight, then = tensors[node.input[1]], following[node.output[0]]
            bias = tensors[node.input[2]] if len(node.input) > 2 else 0
            if then.op_type == "BatchNormalization":
                gamma, beta, mean, variance = (tensors[name] for name in then.input[1:])
                epsilon = next(a.f for a in then.attribute if a.name == "epsilon")
                scale = gamma / np.sqrt(variance + epsilon)
                weight, bias = weight * scale[:, None, None, None], beta + (bias - mean) * scale
            elif then.op_type == "Add":
                bias = bias + next(tensors[name] for name in then.input if name in tensors).ravel()
            yield weight, np.broadcast_to(bias, len(weight))
        elif node.op_type == "MatMul":
            yield tensors[node.input[1]].T, next(tensors[name] for name in following[node.output[0]].input if name in tensors)


@torch.no_grad()
def load(path):
    """The network as PaddlePaddle trained it."""
    network = PageNetwork()
    layers = [*network.convolutions(), network.classifier]
    stored = list(folded(onnx.load(path)))
    assert len(layers) == len(stored)
    for layer, (weight, bias) in zip(layers, stored):
        layer.weight.copy_(torch.tensor(weight).reshape(layer.weight.shape))
        layer.bias.copy_(torch.tensor(np.array(bias)))
    return network.to(memory_format=torch.channels_last)


class Exported(nn.Module):
    """What convert_page_network.py writes: the file's own input and output."""

    def __init__(self, network):
        super().__init__()
        self.network = network.eval()

    def forward(self, x):
        return torch.softmax(self.network.logits(x), 1)


@torch.no_grad()
def log_quarters(network, page):
    """Of a straightened grey page [224, 224] the logarithm of the probability that k more quarter turns are needed, k = 0 to 3."""
    turned = np.stack([np.rot90(page, -k) for k in range(CLASSES)])
    logarithms = torch.log_softmax(network(torch.from_numpy(turned.astype(np.float32))[:, None]), 1).clamp(min=np.log(1e-6))
    # Class c: it has been turned clockwise by c quarters. After `view` quarters, k in all are needed where c = view - k.
    return np.array([np.mean([float(logarithms[view, (view - k) % CLASSES]) for view in range(CLASSES)]) for k in range(CLASSES)])
