#!/usr/bin/env bash
# Supplier pictures: every new picture of INCOMING, upright and as WebP for the shop, in SHOP; what nobody can be sure of goes to a list.
#   incoming.sh INCOMING SHOP
# Run it as often as you like: only what is new or changed is done.
set -uo pipefail
incoming=$1 shop=$2
upright fix "$incoming" -o "$shop" --format webp --canvas inner --csv > "$shop.csv"
code=$?
# Columns: file, angle, confidence, decision, …; the names of these suppliers hold no commas.
awk -F, 'NR > 1 && $4 == "unsure" { print $1 }' "$shop.csv" > "$shop.unsure.txt"
echo "$(wc -l < "$shop.unsure.txt") unsure: upright review $shop"
exit "$code"
