"""Write the trained network as one ONNX file with half-precision weights and the manifest the C# code reads.

    python3 training/export.py .cache/runs/first/weights.pt models/upright.onnx
    python3 training/export.py .cache/runs/large-first/weights.pt models/upright-large.onnx --int8

BatchNorm is folded into the convolutions; weights are stored as float16, or as bytes with a scale for each output, and
widened on load, so that the file is half or a quarter of the size and the arithmetic stays float32.
Needs Debian's python3-onnx for the metadata.
"""
import argparse
import hashlib
import json
import os

import onnx
import torch
import torch.nn.functional as F
from torch import nn

from large import Large
from manifest import MANIFEST
from network import Conv, Upright

OPSET = 13
SIZE = 160


class Half(nn.Module):
    """A convolution or linear layer whose weights are stored as float16 and used as float32."""

    def __init__(self, weight, bias, **options):
        super().__init__()
        self.weight, self.bias, self.options = nn.Parameter(weight.half()), nn.Parameter(bias.half()), options

    def forward(self, x):
        apply = F.conv2d if self.options else F.linear
        return apply(x, self.weight.float(), self.bias.float(), **self.options)


class Bytes(nn.Module):
    """The same, its weight stored as int8 with a scale for each output; small and depthwise ones stay float16."""

    def __init__(self, weight, bias, **options):
        super().__init__()
        shape = (-1,) + (1,) * (weight.dim() - 1)
        scale = (weight.abs().flatten(1).amax(1) / 127).clamp(min=1e-12)
        self.weight = nn.Parameter((weight / scale.view(shape)).round().clamp(-127, 127).to(torch.int8), requires_grad=False)
        self.scale, self.bias, self.options = nn.Parameter(scale.view(shape)), nn.Parameter(bias.half()), options

    def forward(self, x):
        apply = F.conv2d if self.options else F.linear
        return apply(x, self.weight.float() * self.scale, self.bias.float(), **self.options)


LEAST_BYTES = 2048  # numbers of a weight from which on a byte each is worth its scales


def stored(weight, bias, as_bytes, options):
    kind = Bytes if as_bytes and weight.numel() >= LEAST_BYTES and weight[0].numel() > 25 else Half
    return kind(weight, bias, **options)


def folded(conv, bn=None, as_bytes=False):
    weight, bias = conv.weight, conv.bias if conv.bias is not None else torch.zeros(conv.weight.shape[0])
    if bn is not None:
        gain = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        weight, bias = weight * gain[:, None, None, None], (bias - bn.running_mean) * gain + bn.bias
    options = dict(stride=conv.stride, padding=conv.padding, groups=conv.groups) if isinstance(conv, nn.Conv2d) else {}
    return stored(weight.detach(), bias.detach(), as_bytes, options)


class FoldedConv(nn.Module):
    def __init__(self, conv):
        super().__init__()
        self.conv, self.relu, self.pad = folded(conv.conv, conv.bn), conv.relu, conv.conv.stride[0] == 2

    def forward(self, x):
        x = self.conv(F.pad(x, (0, 1, 0, 1)) if self.pad else x)
        return F.relu(x) if self.relu else x


def fold(module, as_bytes=False):
    """Replace every Conv and linear layer below by its folded twin of few bits."""
    for name, child in module.named_children():
        if isinstance(child, Conv):
            setattr(module, name, FoldedConv(child))
        elif isinstance(child, (nn.Conv2d, nn.Linear)):
            setattr(module, name, folded(child, as_bytes=as_bytes))
        else:
            fold(child, as_bytes)
    return module


def pad_within(model):
    """Give each convolution the padding that stands before it as a node of its own: a third less time a look in ONNX Runtime.

    PyTorch pads a convolution on both sides or not at all, ONNX on any; ours at stride 2 pads more on the right and below.
    """
    graph = model.graph
    convolutions = {node.input[0]: node for node in graph.node if node.op_type == "Conv"}
    for pad in [node for node in graph.node if node.op_type == "Pad" and node.output[0] in convolutions]:
        convolution = convolutions[pad.output[0]]
        convolution.input[0] = pad.input[0]
        attributes = {a.name: a for a in convolution.attribute}
        pad_in_all = attributes["kernel_shape"].ints[0] - 2
        before = pad_in_all // 2
        attributes["pads"].ints[:] = [before, before, pad_in_all - before, pad_in_all - before]
        graph.node.remove(pad)
    # What told the width of the padding leads nowhere now.
    asked, live = {output.name for output in graph.output}, []
    for node in reversed(graph.node):
        if asked.intersection(node.output):
            live.insert(0, node)
            asked.update(node.input)
    del graph.node[:]
    graph.node.extend(live)


def keep_for_pytorch(state, path):
    """The same weights, in half precision: the next run starts from them, and a test compares the two. The larger network's stay out of the repository."""
    weights = {k: v.half() if v.is_floating_point() else v for k, v in state.get("weights", state.get("ema")).items()}
    torch.save(dict(weights=weights, recipe=state["recipe"], step=state["step"]), path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", help="weights.pt, or a checkpoint.pt while training goes on")
    parser.add_argument("onnx")
    parser.add_argument("--int8", action="store_true")
    args = parser.parse_args()
    state = torch.load(args.weights, map_location="cpu")
    is_large = state["recipe"].get("network") == "large"
    network = (Large() if is_large else Upright()).eval()
    network.load_state_dict(state.get("weights", state.get("ema")))
    parameters = sum(p.numel() for p in network.parameters())
    network = fold(network, args.int8).eval()
    look = torch.zeros(1, 3, SIZE, SIZE)
    names = ["direction", "corners", "text_lines", "mirrored"]
    sides = {} if is_large else {2: "size", 3: "size"}  # the larger one's pooling is written for one size
    torch.onnx.export(network, look, args.onnx, opset_version=OPSET, do_constant_folding=False,
                      input_names=["look"], output_names=names,
                      dynamic_axes={"look": {0: "n", **sides}, **{name: {0: "n"} for name in names}})
    model = onnx.load(args.onnx)
    pad_within(model)
    digest = hashlib.sha256(b"".join(i.raw_data for i in model.graph.initializer)).hexdigest()[:12]
    manifest = {**MANIFEST, "upright.weights": digest, "upright.parameters": str(parameters), "upright.step": str(state["step"]),
                "upright.recipe": json.dumps(state["recipe"])}
    if is_large:
        manifest["upright.size_multiple"] = str(SIZE)
    for key, value in manifest.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model)
    onnx.save(model, args.onnx)
    if not is_large:
        keep_for_pytorch(state, os.path.splitext(args.onnx)[0] + ".pt")
    print("%s: %d parameters, weights %s" % (args.onnx, parameters, digest))


if __name__ == "__main__":
    main()
