#!/usr/bin/env bash
# setup.sh [PART...]: installs what the build needs (rust, node, wasm-bindgen), and the named parts: browser, postgres,
# cargo-deny.
. "$(dirname "$0")/lib.sh"

for part in rust node wasm-bindgen "$@"; do
  bash "scripts/setup/$part.sh" || exit 1
done
