"""Write the two small ONNX models that cut looks out of a picture on a GPU: what RoundView does on the processor, as a graph.

    python3 training/export_looks.py models

upload.onnx: source, uint8 [pictures, height, width, channels] -> picture, the same, where the graph runs: uploaded once, looked at often.
looks.onnx:  picture, and for each the looks at it -> look, float32 [pictures * looks, 3, size, size], as the network takes it.
    at     [2 * size]            places of the samples along a side, -size + 0.5, -size + 1.5, … size - 0.5
    turns  [pictures, looks, 2, 3]   from (x, y, 1), x and y of `at`, to a place in the picture: -1 is the middle of its first
                                 pixel, 1 that of the last of the tensor
    limit  [pictures, 2]         where in the same measure a picture ends that fills its tensor in part: its edge goes on

Bilinear at twice the look's resolution, 2 x 2 samples averaged, scaled as the manifest says, zero outside the inscribed circle.
Needs Debian's python3-onnx, no weights and no PyTorch.
"""
import argparse
import os

import onnx
from onnx import TensorProto, helper, numpy_helper
import numpy as np

from manifest import MANIFEST

OPSET = 16  # the first with GridSample
IR_VERSION = 8


class Graph:
    """Nodes in the order they are added; each call returns the name of what it makes."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def __call__(self, operator, *inputs, name=None, **attributes):
        name = name or "%s%d" % (operator.lower(), len(self.nodes))
        self.nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def constant(self, value, kind):
        name = "constant%d" % len(self.constants)
        self.constants.append(numpy_helper.from_array(np.array(value, kind), name))
        return name

    def integers(self, *values):
        return self.constant(values, np.int64)

    def save(self, path, inputs, output):
        tensor = lambda name, kind, shape: helper.make_tensor_value_info(name, kind, shape)
        graph = helper.make_graph(self.nodes, os.path.basename(path)[:-5], [tensor(*i) for i in inputs], [tensor(*output)], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="upright", ir_version=IR_VERSION)
        for key in ("upright.scale", "upright.offset", "upright.shape"):
            entry = model.metadata_props.add()
            entry.key, entry.value = key, MANIFEST[key]
        onnx.checker.check_model(model, full_check=True)
        onnx.save(model, path)
        print("%s: %d bytes" % (path, os.path.getsize(path)))


PICTURE = (TensorProto.UINT8, ["pictures", "height", "width", "channels"])


def upload(path):
    g = Graph()
    g("Identity", "source", name="picture")
    g.save(path, [("source", *PICTURE)], ("picture", *PICTURE))


def looks(path):
    g = Graph()
    pixels = g("Cast", g("Transpose", "picture", perm=[0, 3, 1, 2]), to=TensorProto.FLOAT)
    samples = g("Shape", "at")                                    # [1]: 2 * size
    size = g("Div", samples, g.integers(2))

    # Where each sample lies: turns · (x, y, 1), at most at the picture's edge.
    x = g("Unsqueeze", "at", g.integers(0))                       # [1, 2 size]
    y = g("Unsqueeze", "at", g.integers(1))                       # [2 size, 1]

    def place(row):
        def entry(column):                                        # [pictures, looks, 1, 1]
            return g("Unsqueeze", g("Gather", g("Gather", "turns", g.constant(row, np.int64), axis=2), g.constant(column, np.int64), axis=2), g.integers(2, 3))

        at = g("Add", g("Add", g("Mul", entry(0), x), g("Mul", entry(1), y)), entry(2))
        end = g("Unsqueeze", g("Gather", "limit", g.constant(row, np.int64), axis=1), g.integers(1, 2, 3))
        return g("Unsqueeze", g("Min", g("Max", at, g.constant(-1, np.float32)), end), g.integers(-1))

    grid = g("Concat", place(0), place(1), axis=-1)               # [pictures, looks, 2 size, 2 size, 2]
    # One below the other, so that a picture is not repeated for each of its looks.
    strip = g("Reshape", grid, g("Concat", g.integers(0, -1), samples, g.integers(2), axis=0))
    sampled = g("GridSample", pixels, strip, mode="bilinear", padding_mode="border", align_corners=1)
    averaged = g("AveragePool", sampled, kernel_shape=[2, 2], strides=[2, 2])  # [pictures, channels, looks size, size]
    apart = g("Reshape", averaged, g("Concat", g.integers(0, 0, -1), size, size, axis=0))
    ordered = g("Transpose", apart, perm=[0, 2, 1, 3, 4])         # [pictures, looks, channels, size, size]
    channels = g("Gather", g("Shape", pixels), g.integers(1), axis=0)
    each = g("Reshape", ordered, g("Concat", g.integers(-1), channels, size, size, axis=0))
    scaled = g("Add", g("Mul", each, g.constant(float(MANIFEST["upright.scale"]), np.float32)), g.constant(float(MANIFEST["upright.offset"]), np.float32))
    coloured = g("Add", scaled, g.constant(np.zeros((1, 3, 1, 1)), np.float32))  # a grey picture has three like planes

    # The circle, at pixel centres: all of these numbers are whole, so that no pixel depends on rounding.
    centres = g("ReduceMean", g("Reshape", "at", g("Concat", size, g.integers(2), axis=0)), axes=[1], keepdims=0)
    squares = g("Mul", centres, centres)
    distance = g("Add", g("Unsqueeze", squares, g.integers(0)), g("Unsqueeze", squares, g.integers(1)))
    radius = g("Cast", size, to=TensorProto.FLOAT)
    inside = g("LessOrEqual", distance, g("Mul", radius, radius))
    g("Where", inside, coloured, g.constant(0, np.float32), name="look")
    g.save(path, [("picture", *PICTURE), ("at", TensorProto.FLOAT, ["samples"]),
                  ("turns", TensorProto.FLOAT, ["pictures", "looks", 2, 3]), ("limit", TensorProto.FLOAT, ["pictures", 2])],
           ("look", TensorProto.FLOAT, ["all", 3, "size", "size"]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    folder = parser.parse_args().folder
    upload(os.path.join(folder, "upload.onnx"))
    looks(os.path.join(folder, "looks.onnx"))


if __name__ == "__main__":
    main()
