#!/usr/bin/env bash
# Proves the GPU build on a machine that is lent for minutes, has no network and no .NET, and takes tens of megabytes a call.
#
#   here:                bench/on-gpu.sh pack [cuda|cpu]           into .cache/gpu/piece-00, piece-01, … of 40 MB, and .cache/gpu/count
#   there, each piece:   bash bench/on-gpu.sh take .cache/gpu/piece-NN
#   there, at the end:   bash bench/on-gpu.sh measure [cuda|tensorrt|cpu] COUNT     the table is in $OUT/gpu.md; at most five minutes
#
# CUDA and cuDNN are those that PyTorch brought, where they are not the system's. With "cpu" all of it is rehearsed without a GPU:
#   bench/on-gpu.sh rehearse
set -euo pipefail
cd "$(dirname "$0")/.."
home=${UPRIGHT_ON_GPU:-/tmp/upright-on-gpu}
pieces=.cache/gpu

pack() {
    local device=${1:-cuda} gpu=true
    [ "$device" = cpu ] && gpu=false
    rm -rf "$pieces" && mkdir -p "$pieces/build"
    # A copy, so that what the working tree was built with stays.
    git ls-files -z | grep -zv '^tests/' | xargs -0 cp --parents -t "$pieces/build"
    (
        cd "$pieces/build"
        for program in bench/Upright.Bench src/Upright.Cli; do
            dotnet publish "$program" -c Release -r linux-x64 --self-contained -p:ForGpu=$gpu -p:MinVerSkip=true -p:RunAnalyzers=false \
                -p:DebugType=none -p:GenerateDocumentationFile=false -p:PublishReadyToRun=false -v q --nologo -o ../upright
        done
    )
    git rev-parse --short HEAD > "$pieces/upright/commit"
    "$pieces/upright/Upright.Bench" draw "$pieces/upright/pictures" 40
    tar -c -C "$pieces" upright | xz -3 -T0 | split -d -b 40M - "$pieces/piece-"
    rm -rf "$pieces/build" "$pieces/upright"
    ls "$pieces"/piece-* | wc -l | tee "$pieces/count"
    ls -l "$pieces"
}

take() {
    mkdir -p "$home"
    mv "$@" "$home/"
    ls -l "$home"
}

# Where PyTorch's wheels put CUDA: nvidia/cu13/lib, nvidia/cudnn/lib, and for TensorRT tensorrt_libs.
libraries() {
    python3 -c '
import glob, site, sysconfig
for root in dict.fromkeys(site.getsitepackages() + [sysconfig.get_paths()["purelib"]]):
    for pattern in ("nvidia/*/lib", "tensorrt_libs"):
        for folder in sorted(glob.glob(root + "/" + pattern)):
            print(folder, end=":")' 2> /dev/null || true
}

measure() {
    local device=${1:-cuda} count=$2 many=${3:-1000} out=${OUT:-$home}
    [ "$(find "$home" -name 'piece-*' | wc -l)" = "$count" ] || { echo "Of $count pieces these are here:"; ls -l "$home"; exit 1; }
    # Python unpacks where there is no xz.
    cat "$home"/piece-* > "$home/all" && python3 -c 'import sys, tarfile; tarfile.open(sys.argv[1], "r:xz").extractall(sys.argv[2])' "$home/all" "$home"
    rm "$home/all"
    export LD_LIBRARY_PATH=$(libraries)/usr/local/nvidia/lib64:/usr/local/cuda/lib64:${LD_LIBRARY_PATH:-}
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
    local tool=$home/upright/Upright.Cli bench=$home/upright/Upright.Bench page=$home/upright/pictures/0000.jpg
    {
        echo "# Upright on a GPU"
        echo
        echo "Commit $(cat "$home/upright/commit"), $(date -u +%F), \`bench/on-gpu.sh measure $device\`; $(nproc) cores, $(nvidia-smi --query-gpu=name,driver_version,memory.total,memory.used --format=csv,noheader 2> /dev/null || echo no GPU)."
        echo
        echo '```'
        "$tool" doctor --device "$device" 2>&1 || echo "doctor ended with $?"
        echo '```'
        echo
        echo "| whole process, \`upright detect\` of one picture | seconds |"
        echo "| --- | --- |"
        for on in "$device" "$device" cpu; do
            begin=$(date +%s.%N)
            "$tool" detect "$page" --device "$on" --quiet || echo "| ended with $? | |"
            echo "| --device $on | $(echo "$(date +%s.%N) $begin" | awk '{printf "%.2f", $1 - $2}') |"
        done
        echo
        timeout 240 "$bench" gpu "$device" "$home/upright/pictures" "$many" 2>&1 || echo "The measurements ended with $?."
    } | tee "$out/gpu.md"
}

case ${1:-} in
    pack) pack "${2:-cuda}" ;;
    take) shift; take "$@" ;;
    measure) measure "${2:-cuda}" "${3:?how many pieces there are}" ;;
    rehearse) pack cpu && count=$(cat "$pieces/count") && take "$pieces"/piece-* && measure cpu "$count" 200 ;;
    *) sed -n '2,10p' "$0"; exit 2 ;;
esac
