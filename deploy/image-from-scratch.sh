#!/usr/bin/env bash
# An image of the service without a registry and without Docker, by Debian's buildah: the published program, this machine's
# .NET runtime and the system libraries that they need; no shell, not root. It takes what the Dockerfile takes from a base image.
#   dotnet publish src/Upright.Server -c Release -r linux-x64 --self-contained false -o service
#   deploy/image-from-scratch.sh service upright-service
set -euo pipefail
service=$1 name=$2
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")

container=$(buildah from scratch)
root=$(buildah mount "$container")
trap 'buildah rm "$container" >/dev/null' EXIT
mkdir -p "$root"/{service,tmp,etc,usr/share/dotnet}
chmod 1777 "$root/tmp"
echo 'app:x:1654:1654::/:/none' > "$root/etc/passwd"
cp -a "$dotnet"/{dotnet,host,shared} "$root/usr/share/dotnet/"
cp -a "$service/." "$root/service/"
chmod -R a+rX "$root/service"
libraries=$(ldd "$dotnet/dotnet" "$dotnet"/shared/Microsoft.NETCore.App/*/*.so "$service"/*.so* 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' | grep -E '^/(lib|lib64|usr/lib)/' | sort -u)
for library in $libraries; do
    install -D "$library" "$root$library"
done

buildah config --user 1654 --workingdir /service --port 8080 --entrypoint '["./Upright.Server"]' \
    --env Urls=http://+:8080 --env 'AllowedHosts=*' --env DOTNET_ROOT=/usr/share/dotnet --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true \
    --env MALLOC_ARENA_MAX=2 --env MALLOC_MMAP_THRESHOLD_=131072 --env MALLOC_TRIM_THRESHOLD_=131072 "$container"
buildah commit --squash "$container" "$name"
