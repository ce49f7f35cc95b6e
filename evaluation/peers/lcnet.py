"""PP-LCNet_x1_0_doc_ori by itself: the picture as it is, at its four quarters; it knows no tilt, and answers always.

    python3 lcnet.py NETWORK.onnx < paths        writes "angle,1" for each

Runs in ONNX Runtime where Python has it, else in OpenCV's dnn module.
"""
import sys

import cv2
import numpy as np

cv2.setNumThreads(1)
MEAN, DEVIATION = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
SHORT, VIEW = 256, 224


def loaded(path):
    """The network: views -> probabilities."""
    try:
        import onnxruntime
    except ImportError:
        network = cv2.dnn.readNetFromONNX(path)

        def run(views):
            network.setInput(views)
            return network.forward()

        return run
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return lambda views: session.run(None, {"x": views})[0]


def view(grey):
    scale = SHORT / min(grey.shape)
    grey = cv2.resize(
        grey,
        (max(SHORT, round(grey.shape[1] * scale)), max(SHORT, round(grey.shape[0] * scale))),
        interpolation=cv2.INTER_AREA,
    )
    y, x = (grey.shape[0] - VIEW) // 2, (grey.shape[1] - VIEW) // 2
    middle = grey[y : y + VIEW, x : x + VIEW, None] / np.float32(255)
    return ((middle - MEAN) / DEVIATION).transpose(2, 0, 1)


def answer(run, path):
    grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    total = np.zeros(4)
    for quarter in range(4):  # turned clockwise, and what is said of it turned back
        said = run(view(np.ascontiguousarray(np.rot90(grey, -quarter)))[None].astype(np.float32))[0]
        total += np.roll(np.log(np.maximum(said, 1e-9)), -quarter)
    return -90.0 * int(total.argmax())


network = loaded(sys.argv[1])
for line in sys.stdin:
    print("%.1f,1" % answer(network, line.rstrip("\n")), flush=True)
