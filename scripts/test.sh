#!/usr/bin/env bash
# make test: installs, builds and runs all tests: format, lints, unit tests, both databases, a real browser.
. "$(dirname "$0")/lib.sh"

step "set-up" bash scripts/setup.sh browser postgres cargo-deny
load_rust
export CHROMIUM=${CHROMIUM:-$(command -v chromium)}
step "format" format --check
step "colours" node --test end2end/tokens.test.mjs
step "names" node --test end2end/unnamed.test.mjs
step "types of the browser tests" tsc -p end2end
step "what others wrote" bash scripts/deny.sh
step "lints" cargo clippy "${PACKAGES[@]}" --all-targets -- -D warnings
files=$(in_memory)
trap 'rm -rf "$files"' EXIT
SEKISHO_TEST_DATABASE=sqlite step "tests, SQLite" env TMPDIR="$files" cargo test "${PACKAGES[@]}"
SEKISHO_TEST_DATABASE=postgres step "tests, PostgreSQL" \
  bash scripts/setup/postgres.sh env TMPDIR="$files" cargo test "${PACKAGES[@]}" --test it
step "what browsers load" bash scripts/build-site.sh
step "browser" bash scripts/browser.sh
say "all tests passed in $SECONDS s"
