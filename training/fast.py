"""What makes a training step fast on a GPU: the faster memory layout, kernels compiled together, no waiting for the GPU."""
import time

import torch


def unscale(parameters, scale):
    """Divide the gradients by the scale of the loss; a step whose gradients are not all finite learns nothing from them."""
    if scale == 1.0:
        return
    gradients = [p.grad for p in parameters if p.grad is not None]
    finite = torch.stack([g.isfinite().all() for g in gradients]).all()
    torch._foreach_mul_(gradients, 1 / scale)
    for g in gradients:
        g.copy_(torch.where(finite, g, torch.zeros((), device=g.device, dtype=g.dtype)))


def seconds(network, forward, batch, loss_parts, times=4):
    """Seconds a forward and backward pass take, after one to warm up."""
    for i in range(times + 1):
        if i == 1:
            torch.cuda.synchronize()
            began = time.time()
        sum(loss_parts(forward, batch)).backward()
        network.zero_grad(set_to_none=True)
    torch.cuda.synchronize()
    return (time.time() - began) / times


def fastest(network, loader, loss_parts):
    """The network itself or a compiled twin that shares its weights, whichever is faster here, as a function of the input."""
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    batches = {}
    began = time.time()
    while time.time() - began < 2 or not batches:  # one batch of each size, or of nearly all
        batch = next(loader)
        batches[batch["look"].shape[1]] = batch
    first = batches[min(batches)]
    print('drawn', {k: len(v['look']) for k, v in batches.items()}, time.time() - began, flush=True)

    def laid_out(module, layout):
        network.to(memory_format=layout)
        return lambda x: module(x.contiguous(memory_format=layout))

    layouts = {layout: seconds(network, laid_out(network, layout), first, loss_parts) for layout in (torch.contiguous_format, torch.channels_last)}
    layout = min(layouts, key=layouts.get)
    eager = laid_out(network, layout)
    print("layouts:", {str(k): "%.0f looks/s" % (len(first["look"]) / v) for k, v in layouts.items()}, flush=True)
    return eager
    try:
        compiled = laid_out(torch.compile(network, dynamic=False), layout)
        began = time.time()
        taken = seconds(network, compiled, first, loss_parts)
        print("compiled: %.0f looks/s, %.0f s to compile" % (len(first["look"]) / taken, time.time() - began), flush=True)
        if taken > 0.9 * layouts[layout]:
            return eager
        for batch in batches.values():
            seconds(network, compiled, batch, loss_parts, 1)
        print("compiled all sizes: %.0f s" % (time.time() - began), flush=True)
        return compiled
    except Exception as error:  # a compiler that is not there or fails: slower, nothing else
        print("not compiled:", error, flush=True)
        return eager
