#!/usr/bin/env bash
# Bundles and minifies style/ into one file for all pages and two for single pages, and copies them with the pictures into the staging folder of the site.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

mkdir -p "$STAGE"
lightningcss --bundle --minify style/main.css -o "$STAGE/console.css"
for part in gate more; do lightningcss --bundle --minify "style/$part.css" -o "$STAGE/$part.css"; done
node scripts/icons.mjs style/icons.svg app/src server/src > "$STAGE/icons.svg"
cp style/favicon.svg style/favicon.ico "$STAGE/"
