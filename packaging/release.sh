#!/usr/bin/env bash
# Makes what is released, with checksums: the packages, the tool's package for each platform, and the tool as one file for each
# platform, which needs no .NET. A platform is a runtime identifier of .NET; other platforms than this machine's need no more than NuGet.
#   packaging/release.sh [PLATFORM…]        without platforms: those below; to artifacts/release
set -euo pipefail
cd "$(dirname "$0")/.."
platforms=("$@")
[ $# -gt 0 ] || platforms=(linux-x64 linux-arm64 win-x64 osx-arm64)
release=$PWD/artifacts/release
rm -rf "$release"
mkdir -p "$release"

for package in Upright Upright.All Upright.Hosting; do
    dotnet pack "src/$package" -c Release -v q --nologo -o "$release"
done
UPRIGHT_PLATFORMS=$(IFS=';'; echo "${platforms[*]}") dotnet pack src/Upright.Cli -c Release -v q --nologo -o "$release"

version=$(dotnet msbuild src/Upright.Cli -getProperty:Version)
for platform in "${platforms[@]}"; do
    name=upright-$version-$platform
    folder=$(mktemp -d)
    dotnet publish src/Upright.Cli -c Release -v q --nologo -r "$platform" --self-contained -o "$folder/$name" \
        -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=none -p:GenerateDocumentationFile=false
    for program in "$folder/$name"/Upright.Cli*; do # with .exe on Windows
        mv "$program" "$folder/$name/upright${program#"$folder/$name/Upright.Cli"}"
    done
    cp LICENSE THIRD-PARTY-NOTICES.md "$folder/$name"
    if [[ $platform == win-* ]]; then
        (cd "$folder" && zip -qr "$release/$name.zip" "$name")
    else
        tar -czf "$release/$name.tar.gz" -C "$folder" "$name"
    fi
    rm -rf "$folder"
done

cd "$release"
sha256sum -- * > SHA256SUMS
ls -l
