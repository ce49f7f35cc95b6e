#!/usr/bin/env bash
# Trains in the background on a machine that is lent for minutes, from the first piece on; begun again if it stops.
#
#   first call:  mkdir -p /tmp/pieces; mv PIECE /tmp/pieces; setsid nohup bash training/on_gpu.sh RECIPE > /tmp/train.log 2>&1 < /dev/null &
#   each other:  mv PIECE /tmp/pieces; tail -c 500 /tmp/train.log
#   the last:    sleep …; echo SECONDS > /tmp/run/decay; until [ -e /tmp/run/weights.pt ]; do sleep 1; done; cp /tmp/run/weights.pt /tmp/run/log.csv $OUT
#
# To stop a run use pkill -f '^python3 training': without the ^ it stops the shell that asks for it, too.
set -u
recipe=$1 root=$(cd "$(dirname "$0")/.." && pwd)
export PYTHONUNBUFFERED=1 PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True
mkdir -p /tmp/run /tmp/code
until [ -e /tmp/run/weights.pt ]; do
    # A copy: the next call may change or remove files here while they are read.
    rm -rf /tmp/code/* && cp -r "$root/training" "$root/models" /tmp/code/ && cd /tmp/code
    python3 training/train.py "$recipe" --out /tmp/run --start models/upright.pt --pieces /tmp/pieces
    sleep 1
done
