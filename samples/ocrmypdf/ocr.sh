#!/usr/bin/env bash
# OCRmyPDF with Upright's turning instead of its own: pages stand upright and straight before Tesseract reads them.
#   ocr.sh scan.pdf searchable.pdf [OCRmyPDF's options]
# No --rotate-pages and no --deskew: both would turn a second time. Signed or encrypted documents end here, with their reason.
set -euo pipefail
in=$1 out=$2
straight=$(mktemp --suffix=.pdf)
trap 'rm -f "$straight"' EXIT
upright fix "$in" -o "$straight" --expect scan
ocrmypdf "${@:3}" "$straight" "$out"
