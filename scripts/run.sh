#!/usr/bin/env bash
# make run: installs, builds and starts a console with a demonstration company.
. "$(dirname "$0")/lib.sh"

step "set-up" bash scripts/setup.sh
load_rust
step "what browsers load" bash scripts/build-site.sh
step "the server" cargo build "${PACKAGES[@]}"
program=$CARGO_TARGET_DIR/debug/sekisho
"$program" demo --if-empty || die "the demonstration could not be set up"
say "starting the console (Ctrl+C ends it)"
exec "$program" serve
