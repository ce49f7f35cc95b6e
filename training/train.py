"""Train the network by one recipe.

    python3 training/train.py training/recipes/first.json --out .cache/runs/first [--from checkpoint.pt]

Warm-up, then a constant learning rate until the file OUT/decay appears or `steps` are done, then a linear decay over
`decay_steps` (warmup-stable-decay: a run can be ended well at any moment, and gone on with in a later session).
Writes OUT/checkpoint.pt (resumable; found again on the next start), OUT/log.csv and, at the end, OUT/weights.pt (EMA).
"""
import argparse
import copy
import csv
import json
import os
import time

import numpy as np
import torch
from torch.utils.data import DataLoader

import losses
import muon
from network import Upright, freeze, load_pretrained
from samples import Samples, to_input
from validate import report, validation_looks

SAVE_EVERY = 100  # steps; a machine may be taken away at any moment
HERE = os.path.dirname(os.path.abspath(__file__))


def learning_rate(step, recipe, decay_from):
    rate = min(1.0, (step + 1) / recipe["warmup"])
    if decay_from is not None:
        rate *= max(0.0, 1 - (step - decay_from) / recipe["decay_steps"])
    return rate


def save(path, **state):
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe")
    parser.add_argument("--out", required=True)
    parser.add_argument("--cache", default=os.path.join(HERE, "../.cache/packed"))
    parser.add_argument("--backbone", default=os.path.join(HERE, "../../shared/data/backbones/mobilenet_v2_1.0_imagenet.npz"))
    parser.add_argument("--start", help="weights to start from (a file of an earlier run); otherwise the pretrained trunk")
    args = parser.parse_args()
    recipe = json.load(open(args.recipe))
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(recipe["seed"])
    torch.set_num_threads(recipe["threads"])
    torch.set_flush_denormal(True)  # tiny activations of nearly dead channels would slow a CPU down
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    checkpoint = os.path.join(args.out, "checkpoint.pt")
    state = torch.load(checkpoint, map_location=device) if os.path.exists(checkpoint) else None
    step = state["step"] if state else 0
    # A resumed run must not see the same looks again.
    samples = Samples(recipe, args.cache, recipe["seed"] + step)
    loader = iter(DataLoader(samples, batch_size=None, num_workers=recipe["workers"], prefetch_factor=4))

    network = Upright()
    if state:
        network.load_state_dict(state["network"])
    elif args.start:
        # What has another shape since starts afresh.
        own, given = network.state_dict(), torch.load(args.start, map_location="cpu")["weights"]
        fitting = {k: v for k, v in given.items() if k in own and own[k].shape == v.shape}
        print("starts afresh:", *sorted(set(own) - set(fitting)))
        network.load_state_dict(fitting, strict=False)
    elif os.path.exists(args.backbone):
        load_pretrained(network, args.backbone, to_input(samples.batch(160, 256, np.random.default_rng(0))["look"]))
    network = network.to(device, memory_format=torch.channels_last)
    ema = copy.deepcopy(network).eval()
    if state:
        ema.load_state_dict(state["ema"])

    network.train()
    freeze(network, recipe["frozen_blocks"], recipe["frozen_statistics"])
    trunk = {id(p) for p in [*network.stem.parameters(), *network.blocks.parameters()]}
    trained = [p for p in network.parameters() if p.requires_grad]
    matrices = {id(p) for p in trained if recipe["muon"] and muon.takes(p)}

    def groups(members):
        return [dict(params=[p for p in members if id(p) in trunk], base=recipe["trunk_rate"]),
                dict(params=[p for p in members if id(p) not in trunk], base=recipe["head_rate"])]

    optimizers = [torch.optim.AdamW(groups([p for p in trained if id(p) not in matrices]), weight_decay=recipe["weight_decay"])]
    if matrices:
        optimizers.append(muon.Muon(groups([p for p in trained if id(p) in matrices]), weight_decay=recipe["weight_decay"]))
    decay_from = state["decay_from"] if state else None
    if state:
        for optimizer, saved in zip(optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)

    looks = validation_looks(args.cache)
    log = csv.writer(open(os.path.join(args.out, "log.csv"), "a", buffering=1))
    began, seen, running = time.time(), 0, np.zeros(4)
    while True:
        if decay_from is None and (step >= recipe["steps"] or os.path.exists(os.path.join(args.out, "decay"))):
            decay_from = step
        done = decay_from is not None and step >= decay_from + recipe["decay_steps"]
        if done or step % recipe["report_every"] == 0:
            row = [step, int(time.time() - began), seen, *np.round(running / recipe["report_every"], 4), *report(ema, looks)]
            print(*row, flush=True)
            log.writerow(row)
            running[:] = 0
        if done or step % SAVE_EVERY == 0:
            save(checkpoint, step=step, network=network.state_dict(), ema=ema.state_dict(), optimizers=[optimizer.state_dict() for optimizer in optimizers],
                 decay_from=decay_from, recipe=recipe)
        if done:
            break
        batch = {k: v.to(device) for k, v in next(loader).items()}
        for group in [group for optimizer in optimizers for group in optimizer.param_groups]:
            group["lr"] = group["base"] * learning_rate(step, recipe, decay_from)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=recipe["bfloat16"]):
            direction, corners, text, mirrored = network(to_input(batch["look"]))
        parts = [losses.direction_loss(direction.float(), batch["angle"], batch["sigma"]),
                 losses.corner_loss(corners.float(), batch["angle"], batch["sigma"]),
                 losses.text_loss(text.float(), batch["text"], batch["text_weight"]),
                 losses.mirrored_loss(mirrored.float(), batch["mirrored"], batch["mirrored_weight"])]
        loss = sum(w * part for w, part in zip(recipe["loss_weights"], parts))
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.0)
        for optimizer in optimizers:
            optimizer.step()
        running += [float(part) for part in parts]
        seen += len(batch["look"])
        keep = min(recipe["ema"], (1 + step) / (10 + step))
        with torch.no_grad():
            for a, b in zip(ema.state_dict().values(), network.state_dict().values()):
                a.lerp_(b, 1 - keep) if a.is_floating_point() else a.copy_(b)
        step += 1
    save(os.path.join(args.out, "weights.pt"), weights=ema.state_dict(), recipe=recipe, step=step)


if __name__ == "__main__":
    main()
