#!/usr/bin/env bash
# Makes what is released, with checksums: the packages, the tool's package for each platform, the tool as an archive for each
# platform, which needs no .NET, and as a Debian package. A platform is a runtime identifier of .NET; other platforms than this
# machine's need no more than NuGet. The archive and the Debian package of this machine's own platform are native code, which starts
# in a third of the time, where there is a C compiler (Debian: gcc zlib1g-dev); that cannot be made for another platform.
# The version is that of the last tag vX.Y.Z (MinVer), later commits a pre-release of the next.
#   packaging/release.sh [PLATFORM…]        without platforms: those below; to artifacts/release
#   UPRIGHT_BASELINE=X.Y.Z                  the packages must be compatible with that version, which a feed has
set -euo pipefail
cd "$(dirname "$0")/.."
platforms=("$@")
[ $# -gt 0 ] || platforms=(linux-x64 linux-arm64 win-x64 osx-arm64)
release=$PWD/artifacts/release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$release"
mkdir -p "$release"

for package in Upright Upright.All Upright.Hosting; do
    dotnet pack "src/$package" -c Release -v q --nologo -o "$release"
done
UPRIGHT_PLATFORMS=$(IFS=';'; echo "${platforms[*]}") dotnet pack src/Upright.Cli -c Release -v q --nologo -o "$release"
version=$(basename "$release"/Upright.All.*.nupkg .nupkg)
version=${version#Upright.All.}

native= # the platform whose native code can be made here
if command -v gcc > /dev/null || command -v clang > /dev/null; then
    native=$(dotnet msbuild src/Upright.Cli -getProperty:NETCoreSdkPortableRuntimeIdentifier)
fi

publish() { # PLATFORM FOLDER OPTION…: the tool without its symbols, and with the licences; OPTIONs where it is not native code
    local options=(-p:PublishAot=true)
    # Not composite: .NET's own assemblies are compiled already, and to do it again takes minutes for each platform.
    [[ $1 == "$native" ]] || options=(-p:PublishReadyToRunComposite=false "${@:3}")
    dotnet publish src/Upright.Cli -c Release -v q --nologo -r "$1" --self-contained -o "$2" -p:DebugType=none \
        -p:GenerateDocumentationFile=false -p:RunAnalyzers=false "${options[@]}"
    rm -f "$2"/*.pdb "$2"/*.dbg "$2"/*.xml "$2"/*.lib # the last are for linkers, on Windows
    [[ $1 != "$native" ]] || rm -rf "$2/zh" # it is in the program
    cp LICENSE THIRD-PARTY-NOTICES.md "$2"
}

debian() { # PLATFORM ARCHITECTURE: as files, so that nothing is unpacked into a home
    local root=$work/deb-$2
    mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/share/doc/upright"
    publish "$1" "$root/usr/lib/upright"
    ln -s ../lib/upright/Upright.Cli "$root/usr/bin/upright"
    mv "$root/usr/lib/upright/LICENSE" "$root/usr/share/doc/upright/copyright"
    mv "$root/usr/lib/upright/THIRD-PARTY-NOTICES.md" "$root/usr/share/doc/upright"
    cat > "$root/DEBIAN/control" <<END
Package: upright
Version: ${version/-/\~}
Architecture: $2
Maintainer: The Upright authors <upright@localhost>
Depends: libc6, libgcc-s1, libstdc++6
Recommends: ca-certificates, libssl3
Section: graphics
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Description: turns pictures and pages upright
 Tells by how many degrees a picture or a page must be turned to stand upright,
 says how sure it is, and turns it. When it is not sure, it changes nothing.
END
    dpkg-deb --root-owner-group -Zxz --build "$root" "$release/upright_${version}_$2.deb" > /dev/null
}

for platform in "${platforms[@]}"; do
    name=upright-$version-$platform
    publish "$platform" "$work/$name" -p:PublishSingleFile=true # the native libraries lie beside it: nothing is unpacked
    for program in "$work/$name"/Upright.Cli*; do # with .exe on Windows
        mv "$program" "$work/$name/upright${program#"$work/$name/Upright.Cli"}"
    done
    if [[ $platform == win-* ]]; then
        (cd "$work" && zip -qr "$release/$name.zip" "$name")
    else
        tar -czf "$release/$name.tar.gz" -C "$work" "$name"
    fi

    if command -v dpkg-deb > /dev/null; then
        case $platform in
        linux-x64) debian linux-x64 amd64 ;;
        linux-arm64) debian linux-arm64 arm64 ;;
        esac
    fi
done

cd "$release"
sha256sum -- * > SHA256SUMS
ls -l
