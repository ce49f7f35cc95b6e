"""Write a model for tests that cannot be wrong: up is where red grows, right is where green grows, text is everywhere.

    python3 coloured_model.py MODEL

So a picture with these two gradients has a known angle and hand, whatever the trained network can do.
"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

MANIFEST = {"format": "1", "input": "look", "colour": "rgb", "shape": "round", "scale": "0.00784313725490196", "offset": "-1", "size_multiple": "32",
            "direction": "degrees_clockwise_to_upright", "corners": "half_diagonals_relative_to_upright", "text_lines": "logits",
            "mirrored": "logit", "weights": "coloured"}


def main(path):
    k = np.deg2rad(np.arange(360))
    constants = {
        "side": np.array(3), "none": np.array(0.0), "step": np.array(1.0), "half": np.array(0.5), "down": np.array([1]), "axes": np.array([2, 3]), "red": np.array([0]), "green": np.array([1]),
        # Red points to up = (sin a, -cos a); the picture must be turned by -a.
        "turns": 300 * np.stack([-np.sin(k), -np.cos(k)]), "swap": np.array([[0.0, 1.0], [-1.0, 0.0]]), "hand": np.array(-9.0),
        "no corners": np.zeros((2, 8)), "corner shape": np.array([-1, 4, 2]), "no text": np.zeros((2, 4096)), "text shape": np.array([-1, 64, 64]), "sure": np.array(5.0),
    }
    steps = [
        # From -0.5 to 0.5 across, whatever the size of the look.
        ("Shape", ["look"], "shape"), ("Gather", ["shape", "side"], "whole"), ("Cast", ["whole"], "size", dict(to=TensorProto.FLOAT)), ("Range", ["none", "size", "step"], "pixels"),
        ("Add", ["pixels", "half"], "centres"), ("Div", ["centres", "size"], "shares"), ("Sub", ["shares", "half"], "x"), ("Unsqueeze", ["x", "down"], "y"),
        ("Mul", ["look", "x"], "lx"), ("Mul", ["look", "y"], "ly"), ("ReduceSum", ["lx", "axes"], "mx", dict(keepdims=0)), ("ReduceSum", ["ly", "axes"], "my", dict(keepdims=0)),
        *[step for name in ("red", "green") for step in (
            ("Gather", ["mx", name], name + " x", dict(axis=1)), ("Gather", ["my", name], name + " y", dict(axis=1)),
            ("Concat", [name + " x", name + " y"], name + " moment", dict(axis=1)),
            ("ReduceL2", [name + " moment"], name + " length", dict(axes=[1])), ("Div", [name + " moment", name + " length"], name + " way"))],
        ("MatMul", ["red way", "turns"], "direction"),
        ("MatMul", ["red way", "no corners"], "flat corners"), ("Reshape", ["flat corners", "corner shape"], "corners"),
        ("MatMul", ["red way", "no text"], "flat text"), ("Add", ["flat text", "sure"], "sure text"), ("Reshape", ["sure text", "text shape"], "text_lines"),
        # The cross product of up and right, negated: negative as written, positive in a mirror.
        ("MatMul", ["red way", "swap"], "across"), ("Mul", ["across", "green way"], "parts"), ("Mul", ["parts", "hand"], "weighted"),
        ("ReduceSum", ["weighted", "one"], "mirrored", dict(keepdims=0)),
    ]
    constants["one"] = np.array([1])
    graph = helper.make_graph(
        [helper.make_node(op, inputs, [output], **(rest[0] if rest else {})) for op, inputs, output, *rest in steps], "coloured",
        [helper.make_tensor_value_info("look", TensorProto.FLOAT, ["n", 3, "size", "size"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in (
            ("direction", ["n", 360]), ("corners", ["n", 4, 2]), ("text_lines", ["n", 64, 64]), ("mirrored", ["n"]))],
        [numpy_helper.from_array(value if value.dtype.kind == "i" else value.astype(np.float32), name) for name, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    for key, value in MANIFEST.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = "upright." + key, value
    onnx.save(model, path)


if __name__ == "__main__":
    main(sys.argv[1])
