"""Train the network by one recipe.

    python3 training/train.py training/recipes/large-second.json --out .cache/runs/large-second --start ../shared/data/backbones/upright_lite2.npz
    python3 training/train.py training/recipes/eleventh.json --out runs/eleventh --start models/upright.pt --pieces /tmp/pieces

The second reads pieces.py's files into the GPU's memory as they come, and draws all looks there.
Warm-up, then a constant learning rate until the file OUT/decay appears or `steps` are done, then a linear decay over
`decay_steps`, or over the seconds that the file tells (warmup-stable-decay: a run can be ended well at any moment, and
gone on with in a later session).
Writes OUT/checkpoint.pt (resumable; found again on the next start), OUT/log.csv and, at the end, OUT/weights.pt (EMA).
"""
import argparse
import copy
import csv
import json
import os
import time

import torch
from torch.utils.data import DataLoader

import losses
import muon
from batches import Batches
from large import Large, load_stored
from network import Upright, load_pretrained
from samples import Samples, to_input
from store import Store
from validate import looks_of, report, validation_looks

SAVE_EVERY = 240  # seconds; a machine may be taken away at any moment
EMA_EVERY = 4     # steps
LOSS_SCALE = {"float16": 2048.0}  # float16 knows nothing under 6e-8
HERE = os.path.dirname(os.path.abspath(__file__))


class Schedule:
    """Share of the learning rate: warm-up, constant, decay by steps or, as the file `decay` tells, by seconds since it was written."""

    def __init__(self, recipe, folder, decay_from):
        self.recipe, self.file, self.decay_from = recipe, os.path.join(folder, "decay"), decay_from

    def share(self, step):
        """0 when the run is done."""
        told = open(self.file).read().strip() if os.path.exists(self.file) else None
        if self.decay_from is None and (told is not None or step >= self.recipe["steps"]):
            self.decay_from = step
        if self.decay_from is None:
            done = 0.0
        elif told:
            done = (time.time() - os.path.getmtime(self.file)) / float(told)
        else:
            done = (step - self.decay_from) / self.recipe["decay_steps"]
        return max(0.0, 1 - done) * min(1.0, (step + 1) / self.recipe["warmup"])


def save(path, **state):
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


@torch.no_grad()
def follow(ema, network, keep):
    """The average moves towards the network: averages of floats, and the counters as they are."""
    pairs = list(zip(ema.state_dict().values(), network.state_dict().values()))
    averages, values = zip(*[(a, b) for a, b in pairs if a.is_floating_point()])
    torch._foreach_mul_(averages, keep)
    torch._foreach_add_(averages, values, alpha=1 - keep)
    for a, b in pairs:
        if not a.is_floating_point():
            a.copy_(b)


def unscale(parameters, scale):
    """Divide the gradients by the scale of the loss; if any is not finite, the step learns nothing from them. Does not wait for a GPU."""
    gradients = [p.grad for p in parameters if p.grad is not None]
    finite = torch.stack([g.isfinite().all() for g in gradients]).all()
    torch._foreach_mul_(gradients, 1 / scale)
    for g in gradients:
        g.copy_(torch.where(finite, g, torch.zeros((), device=g.device)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe")
    parser.add_argument("--out", required=True)
    parser.add_argument("--cache", default=os.path.join(HERE, "../.cache/packed"))
    parser.add_argument("--pieces", help="folder of pieces.py's files, drawn from on the device in place of --cache")
    parser.add_argument("--backbone", default=os.path.join(HERE, "../../shared/data/backbones/mobilenet_v2_1.0_imagenet.npz"))
    parser.add_argument("--start", help="weights to start from (a file of an earlier run); otherwise the pretrained trunk")
    args = parser.parse_args()
    recipe = json.load(open(args.recipe))
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(recipe["seed"])
    torch.set_num_threads(recipe["threads"])
    torch.set_flush_denormal(True)  # tiny activations of nearly dead channels would slow a CPU down
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    checkpoint = os.path.join(args.out, "checkpoint.pt")
    state = torch.load(checkpoint, map_location=device) if os.path.exists(checkpoint) else None
    step = state["step"] if state else 0
    # A resumed run must not see the same looks again.
    seed = recipe["seed"] + step
    if args.pieces:
        store = Store(device, recipe["room"])
        store.watch(args.pieces)
        samples = Batches(recipe, store, seed)
        loader = iter(samples)
    else:
        samples = Samples(recipe, args.cache, seed)
        loader = iter(DataLoader(samples, batch_size=None, num_workers=recipe["workers"], prefetch_factor=4))

    network = Large() if recipe.get("network") == "large" else Upright()
    if state:
        network.load_state_dict(state["network"])
    elif args.start and args.start.endswith(".npz"):
        print("starts afresh:", *load_stored(network, args.start))
    elif args.start:
        # What has another shape since starts afresh.
        own, given = network.state_dict(), torch.load(args.start, map_location="cpu")["weights"]
        fitting = {k: v for k, v in given.items() if k in own and own[k].shape == v.shape}
        print("starts afresh:", *sorted(set(own) - set(fitting)))
        network.load_state_dict(fitting, strict=False)
    elif os.path.exists(args.backbone):
        load_pretrained(network, args.backbone, to_input(samples.batch(160, 256)["look"]).cpu())
    network = network.to(device, memory_format=torch.channels_last)
    ema = copy.deepcopy(network).eval()
    if state:
        ema.load_state_dict(state["ema"])

    network.train()
    network.freeze(recipe["frozen_blocks"], recipe["frozen_statistics"])
    trunk = {id(p) for p in network.trunk_parameters()}
    trained = [p for p in network.parameters() if p.requires_grad]
    matrices = {id(p) for p in trained if recipe["muon"] and muon.takes(p)}

    def groups(members):
        return [dict(params=[p for p in members if id(p) in trunk], base=recipe["trunk_rate"]),
                dict(params=[p for p in members if id(p) not in trunk], base=recipe["head_rate"])]

    optimizers = [torch.optim.AdamW(groups([p for p in trained if id(p) not in matrices]), weight_decay=recipe["weight_decay"])]
    if matrices:
        optimizers.append(muon.Muon(groups([p for p in trained if id(p) in matrices]), weight_decay=recipe["weight_decay"]))
    if state:
        for optimizer, saved in zip(optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
    rates = [group for optimizer in optimizers for group in optimizer.param_groups]

    batches = recipe.get("accumulate", 1)  # to a step
    scale = LOSS_SCALE.get(recipe["precision"], 1.0)
    half = None if recipe["precision"] == "float32" else getattr(torch, recipe["precision"])

    def loss_parts(batch):
        with torch.autocast(device.type, dtype=half or torch.bfloat16, enabled=half is not None):
            direction, corners, text, mirrored = network(to_input(batch["look"]))
        directions = losses.direction_loss(direction.float(), batch["angle"], batch["sigma"])
        if recipe.get("near_miss"):
            directions = directions + recipe["near_miss"] * losses.near_miss_loss(direction.float(), batch["angle"], batch["sigma"])
        return [directions,
                losses.corner_loss(corners.float(), batch["angle"], batch["sigma"]),
                losses.text_loss(text.float(), batch["text"], batch["text_weight"]),
                losses.mirrored_loss(mirrored.float(), batch["mirrored"], batch["mirrored_weight"])]

    looks = None if args.pieces else validation_looks(args.cache)
    log = csv.writer(open(os.path.join(args.out, "log.csv"), "a", buffering=1))
    schedule = Schedule(recipe, args.out, state["decay_from"] if state else None)
    began = saved_at = time.time()
    seen, running = 0, torch.zeros(4, device=device)
    while True:
        share = schedule.share(step)
        done = share == 0
        if done or step % recipe["report_every"] == 0:
            row = [step, int(time.time() - began), seen, *(round(v, 4) for v in (running / recipe["report_every"]).tolist()),
                   *report(ema, looks or looks_of(Batches(recipe, store, 11, "val", plain=True), recipe["validation"]))]
            print(*row, flush=True)
            log.writerow(row)
            running.zero_()
        if done or time.time() - saved_at > SAVE_EVERY:
            saved_at = time.time()
            save(checkpoint, step=step, network=network.state_dict(), ema=ema.state_dict(), optimizers=[optimizer.state_dict() for optimizer in optimizers],
                 decay_from=schedule.decay_from, recipe=recipe)
        if done:
            break
        for group in rates:
            group["lr"] = group["base"] * share
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        for _ in range(batches):
            batch = {k: v.to(device) for k, v in next(loader).items()}
            parts = loss_parts(batch)
            (sum(w * part for w, part in zip(recipe["loss_weights"], parts)) * (scale / batches)).backward()
            running += torch.stack([part.detach() for part in parts]) / batches
            seen += len(batch["look"])
        if scale != 1:
            unscale(trained, scale)
        torch.nn.utils.clip_grad_norm_(trained, 5.0)
        for optimizer in optimizers:
            optimizer.step()
        step += 1
        if step % EMA_EVERY == 0:
            follow(ema, network, min(recipe["ema"], step / (9 + step)) ** EMA_EVERY)
    save(os.path.join(args.out, "weights.pt"), weights=ema.state_dict(), recipe=recipe, step=step)


if __name__ == "__main__":
    main()
