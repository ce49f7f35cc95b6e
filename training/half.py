"""Make a network compute in half precision: twice as fast on a GPU's tensor cores, for --device cuda with --model.

    python3 training/half.py models/upright.onnx upright-half.onnx

Input and outputs stay float32, so that nothing else changes. How far answers move: training/half_precision.py.
"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def halved(tensor):
    return numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name)


def convert(model):
    graph = model.graph
    # Scales and sizes, and what they are made of, are not numbers of the network.
    single = {name for node in graph.node if node.op_type == "Resize" for name in node.input[1:]}
    for node in reversed(graph.node):
        if single.intersection(node.output) and node.op_type != "Shape":
            single.update(node.input)
    stored = {i.name for i in graph.initializer if i.data_type == TensorProto.FLOAT16}
    for i, tensor in enumerate(graph.initializer):
        if tensor.data_type == TensorProto.FLOAT and tensor.name not in single:
            graph.initializer[i].CopyFrom(halved(tensor))

    # Weights are stored in half precision and widened by a Cast; that falls away.
    widened = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Cast" and node.input[0] in stored}
    nodes = [node for node in graph.node if not (node.output and node.output[0] in widened)]
    outputs = {output.name for output in graph.output}
    for node in nodes:
        node.input[:] = [widened.get(name, "look_half" if name == "look" else name + "_half" if name in outputs else name) for name in node.input]
        node.output[:] = [name + "_half" if name in outputs else name for name in node.output]
        for attribute in node.attribute:
            if node.op_type == "Cast" and attribute.i == TensorProto.FLOAT and node.output[0] not in single:
                attribute.i = TensorProto.FLOAT16
            elif node.op_type in ("Constant", "ConstantOfShape") and attribute.t.data_type == TensorProto.FLOAT and node.output[0] not in single:
                attribute.t.CopyFrom(halved(attribute.t))

    del graph.node[:]
    graph.node.append(helper.make_node("Cast", ["look"], ["look_half"], to=TensorProto.FLOAT16))
    graph.node.extend(nodes)
    graph.node.extend(helper.make_node("Cast", [name + "_half"], [name], to=TensorProto.FLOAT) for name in sorted(outputs))
    del graph.value_info[:]
    for entry in model.metadata_props:
        if entry.key == "upright.weights":
            entry.value += "-half"  # whose answers differ in their last digits
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    onnx.save(convert(onnx.load(sys.argv[1])), sys.argv[2])
