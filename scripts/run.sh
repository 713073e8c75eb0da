#!/usr/bin/env bash
# make run: from nothing to a console with a demonstration company.
. "$(dirname "$0")/lib.sh"

step "set-up" bash scripts/setup.sh
load_rust
step "what browsers load" bash scripts/build-site.sh
step "the server" cargo build "${PACKAGES[@]}"
program=$CARGO_TARGET_DIR/debug/sekisho
demo_if_empty "$program"

first=${SEKISHO_DATA_DIR:-./data}/first-sign-ins.txt
if [ -f "$first" ]; then
  say "first sign-ins (role, e-mail address, password until it is changed):"
  cat "$first"
fi
say "the console starts on ${SEKISHO_PUBLIC_URL:-http://${SEKISHO_LISTEN:-127.0.0.1:3000}} (Ctrl+C ends it)"
exec "$program" serve
