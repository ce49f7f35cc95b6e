#!/usr/bin/env bash
# Builds the images where there is neither Docker nor a registry, by Debian's buildah: the Dockerfiles as they are, on stand-ins of
# Microsoft's base images, which are made of Debian's packages and this machine's .NET and get the same names here.
#   deploy/without-registry.sh NAME [DOCKERFILE [OPTION OF buildah build…]]
# Needs root, buildah, mmdebstrap and the .NET SDK. The stand-ins are kept; `buildah rmi --all` removes them.
set -euo pipefail
cd "$(dirname "$0")/.."
name=$1 dockerfile=${2:-Dockerfile}
export BUILDAH_ISOLATION=chroot
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

image() { # NAME OPTION OF buildah config…: of what lies in $made/root
    local container
    container=$(buildah from scratch)
    buildah add -q "$container" "$made/root" /
    buildah config "${@:2}" --env DOTNET_RUNNING_IN_CONTAINER=true --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
    buildah commit -q --rm "$container" "$1"
    rm -rf "$made/root"
}

has() { buildah images -q "$1" > /dev/null 2>&1; }

sdk=mcr.microsoft.com/dotnet/sdk:10.0
if ! has "$sdk"; then
    mmdebstrap --quiet --variant=apt --include=ca-certificates,libicu72,libssl3,libstdc++6,zlib1g "$release" "$made/sdk.tar"
    mkdir -p "$made/root"
    tar -x -C "$made/root" --exclude='./dev/*' -f "$made/sdk.tar"
    mkdir -p "$made/root/usr/share/dotnet"
    cp -a "$dotnet/." "$made/root/usr/share/dotnet/"
    ln -s ../share/dotnet/dotnet "$made/root/usr/bin/dotnet"
    cp --dereference /etc/ssl/certs/ca-certificates.crt "$made/root/etc/ssl/certs/" # where a proxy signs, its certificate
    image "$sdk" --env DOTNET_NOLOGO=1 --env NUGET_CERT_REVOCATION_MODE=offline --env SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
fi

# "Chiselled": the libraries that .NET needs, unpacked and not installed; no shell, no package manager, no ICU; "app" is not root.
for runtime in aspnet runtime; do
    base=mcr.microsoft.com/dotnet/$runtime:10.0-noble-chiseled
    has "$base" && continue
    mkdir -p "$made/root"/{etc,tmp,usr/bin,usr/share/dotnet/shared} "$made/debs"
    chmod 1777 "$made/root/tmp"
    (cd "$made/debs" && apt-get download -qq -o APT::Sandbox::User=root libc6 libgcc-s1 libstdc++6 libssl3)
    for deb in "$made"/debs/*.deb; do
        dpkg-deb -x "$deb" "$made/root"
    done
    rm -rf "$made/root/usr/share/doc" "$made/root/usr/share/man" "$made/root/usr/share/gdb"
    echo 'app:x:1654:1654::/home/app:/bin/false' > "$made/root/etc/passwd"
    echo 'app:x:1654:' > "$made/root/etc/group"
    cp -a "$dotnet"/{dotnet,host} "$made/root/usr/share/dotnet/"
    cp -a "$dotnet/shared/Microsoft.NETCore.App" "$made/root/usr/share/dotnet/shared/"
    [ "$runtime" = runtime ] || cp -a "$dotnet/shared/Microsoft.AspNetCore.App" "$made/root/usr/share/dotnet/shared/"
    ln -s ../share/dotnet/dotnet "$made/root/usr/bin/dotnet"
    image "$base" --env APP_UID=1654 --env ASPNETCORE_HTTP_PORTS=8080 --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true
done

buildah build --pull=never -f "$dockerfile" -t "$name" "${@:3}" .
