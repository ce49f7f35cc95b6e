#!/usr/bin/env bash
# A photo archive (Immich's external library, PhotoPrism's originals, a folder of family photos), turned upright with care:
#   archive.sh try ARCHIVE WORK       copies of what would change go to WORK/upright; look at WORK/upright/report.html, decide the
#                                     unsure ones with `upright review WORK/upright`. The archive is only read.
#   archive.sh put-back ARCHIVE WORK  turned pictures replace those of the archive, with their times; the originals go to WORK/originals
# Quarters and orientation only: a photo's slight tilt may be meant.
set -euo pipefail
step=$1 archive=$2 work=$3
case $step in
try)
    upright fix "$archive" -o "$work/upright" --expect camera --only quarter
    upright report "$work/upright"
    ;;
put-back)
    (cd "$work/upright" && find . -type f ! -name upright.jsonl ! -name report.html -print0) | while IFS= read -r -d '' picture; do
        turned=$work/upright/$picture original=$archive/$picture kept=$work/originals/$picture
        [ -e "$original" ] || { echo "$picture is no longer in the archive." >&2; continue; }
        cmp -s "$turned" "$original" && continue
        [ ! -e "$kept" ] || { echo "$picture was put back before, and stays." >&2; continue; }
        mkdir -p "$(dirname "$kept")"
        cp -p "$original" "$kept"
        cp "$turned" "$original.upright" && touch -r "$kept" "$original.upright" && mv "$original.upright" "$original"
        echo "$picture"
    done
    ;;
*)
    echo "try or put-back" >&2
    exit 2
    ;;
esac
