#!/usr/bin/env bash
# make dev: builds and restarts the console whenever a source changes.
. "$(dirname "$0")/lib.sh"

bash scripts/setup.sh
load_rust
program=$CARGO_TARGET_DIR/debug/sekisho
seen=$(mktemp)
server=

stop() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  server=
}
trap 'stop; rm -f "$seen"' EXIT
trap 'exit 130' INT TERM

changed() { find Cargo.toml app frontend migrations server style -newer "$seen" -type f -print -quit | grep -q .; }

while true; do
  touch "$seen"
  if bash scripts/build-site.sh && cargo build "${PACKAGES[@]}"; then
    stop
    "$program" demo --if-empty
    "$program" serve &
    server=$!
  else
    say "waiting for the next change"
  fi
  until changed; do sleep 1; done
done
