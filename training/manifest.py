"""What an exported network says of its input and its outputs; the C# code refuses one that says otherwise."""

MANIFEST = {
    "upright.format": "1",
    "upright.input": "look",
    "upright.colour": "rgb",
    "upright.scale": "0.00784313725490196",  # pixel * scale + offset
    "upright.offset": "-1",
    "upright.shape": "round",                # zero (after scaling) where the pixel's centre lies outside the inscribed circle
    "upright.size_multiple": "32",
    "upright.direction": "degrees_clockwise_to_upright",
    "upright.corners": "half_diagonals_relative_to_upright",
    "upright.text_lines": "logits",
    "upright.mirrored": "logit",            # of tiles at reading size alone
}
