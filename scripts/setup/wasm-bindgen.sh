#!/usr/bin/env bash
# Installs wasm-bindgen's command line in exactly the version in Cargo.lock, because the two must match.
# shellcheck source=../lib.sh
. "$(dirname "$0")/../lib.sh"
load_rust

version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
[ -n "$version" ] || die "Cargo.lock names no version of wasm-bindgen"
if [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $version" ]; then
  say "building wasm-bindgen $version"
  # Not --locked, because its lock file names a deleted crate. No TLS and little optimisation halve the build time.
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_TARGET_DIR=$CACHE/target-tools \
    cargo install wasm-bindgen-cli --version "$version" --no-default-features --bin wasm-bindgen --force --root "$TOOLS" \
    >"$CACHE/wasm-bindgen.log" 2>&1 || die "could not build wasm-bindgen $version; see $CACHE/wasm-bindgen.log"
  rm -rf "$CACHE/target-tools"
fi
say "wasm-bindgen $version"
