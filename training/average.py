"""Average the weights of two runs, of which the second started from the first.

    python3 training/average.py models/upright.pt .cache/runs/ninth/weights.pt .cache/average.pt

Runs that share a start and BatchNorm statistics lie in one basin, and their middle errs a little less than either end:
"model soups", Wortsman et al., ICML 2022. Step and recipe are those of the second.
"""
import argparse

import torch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("first")
    parser.add_argument("second")
    parser.add_argument("out")
    args = parser.parse_args()
    first, second = (torch.load(path, map_location="cpu") for path in (args.first, args.second))
    weights = {name: (value.float() + first["weights"][name].float()) / 2 if value.is_floating_point() else value for name, value in second["weights"].items()}
    torch.save(dict(weights=weights, recipe={**second["recipe"], "averaged": True}, step=second["step"]), args.out)


if __name__ == "__main__":
    main()
