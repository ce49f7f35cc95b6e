#!/usr/bin/env bash
# paperless-ngx: turns every page upright before it is read. In its container or beside it:
#   PAPERLESS_PRE_CONSUME_SCRIPT=/usr/src/paperless/scripts/pre-consume.sh
# paperless hands over its own working copy, which may be changed; the file that came in stays as it is.
# What cannot be turned (signed, encrypted, of another kind) is consumed as it came: a reason goes to the log, and nothing is lost.
set -uo pipefail
upright fix "${DOCUMENT_WORKING_PATH:?paperless-ngx sets it}" --in-place --expect scan
case $? in
    0) ;;
    2 | 127) exit 1 ;; # the script or the installation is wrong: paperless should say so
    *) echo "Upright left the document as it came." ;;
esac
