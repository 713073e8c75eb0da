#!/usr/bin/env bash
# Builds the files for browsers: the islands as WASM, their glue, the style, the pictures. The result is in
# $SEKISHO_SITE_DIR under hashed names, compressed, with manifest.json that maps the plain names to the hashed ones.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
load_rust

exec 9>"$CACHE/site.lock"
flock 9

# The islands: cargo knows whether its output is fresh; later steps are cached under the hash of cargo's output.
cargo build -p frontend --target "$TARGET" --profile wasm-release --target-dir "$WASM_TARGET_DIR"
wasm=$WASM_TARGET_DIR/$TARGET/wasm-release/frontend.wasm
key=$({ cat "$wasm" scripts/build-site.sh scripts/unnamed.mjs && wasm-bindgen --version && wasm-opt --version && esbuild --version; } | sha256sum | cut -c1-16)
packed=$WASM_TARGET_DIR/packed/$key
if [ ! -f "$packed/.complete" ]; then
  rm -rf "$packed"
  wasm-bindgen "$wasm" --target web --no-typescript --out-dir "$packed/glue" --out-name frontend
  wasm-opt --flatten --rereloop -Oz -Oz --converge --strip-producers --strip-target-features "$packed/glue/frontend_bg.wasm" -o "$packed/frontend_bg.wasm"
  node scripts/unnamed.mjs "$packed/frontend_bg.wasm" "${CARGO_HOME:-$HOME/.cargo}" "$(rustc --print sysroot)" "$ROOT" "$HOME"
  esbuild "$packed/glue/frontend.js" --bundle --minify --format=esm --log-level=warning --outfile="$packed/frontend.js"
  touch "$packed/.complete"
fi

rm -rf "$STAGE"
bash scripts/build-style.sh
cp "$packed/frontend.js" "$packed/frontend_bg.wasm" "$STAGE/"
for script in boot passkey wait export-form check-file; do
  esbuild "frontend/js/$script.js" --bundle --minify --format=esm --log-level=warning --outfile="$STAGE/$script.js"
done
node scripts/site.mjs "$STAGE" "$SEKISHO_SITE_DIR"
find "$WASM_TARGET_DIR/packed" -mindepth 1 -maxdepth 1 -mtime +7 ! -name "$key" -exec rm -rf {} +
