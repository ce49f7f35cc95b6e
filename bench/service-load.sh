#!/usr/bin/env bash
# How much memory and time does the service take when more callers come than it serves? (apache2-utils' ab, on loopback)
#   bench/service-load.sh PICTURE QUERY REQUESTS CALLERS     for example: bench/service-load.sh photo.jpg 'fix?turn=7' 100 32
set -euo pipefail
picture=$1 query=$2 requests=$3 callers=$4
service=$(dirname "$0")/../src/Upright.Server/bin/Release/net10.0/Upright.Server
log=$(mktemp)
MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072 "$service" --urls=http://127.0.0.1:5099 >"$log" 2>&1 &
pid=$!
trap 'kill $pid; rm -f "$log"' EXIT
until curl -fs http://127.0.0.1:5099/health/ready >/dev/null; do sleep 0.2; done
ab -q -l -s 300 -n "$requests" -c "$callers" -p "$picture" -T application/octet-stream "http://127.0.0.1:5099/v1/$query" |
    grep -E '^(Complete requests|Failed requests|Non-2xx responses|Requests per second|  50%|  95%| 100%)' || true
grep -E '^(VmHWM|RssAnon)' "/proc/$pid/status"
