#!/usr/bin/env bash
# make check: format, lints and the fast tests, to run between edits.
. "$(dirname "$0")/lib.sh"

step "set-up" bash scripts/setup.sh cargo-deny
load_rust
step "format" format --check
step "colours" node --test end2end/tokens.test.mjs
step "names" node --test end2end/unnamed.test.mjs
step "types of the browser tests" tsc -p end2end
if have shellcheck; then step "scripts" shellcheck scripts/*.sh scripts/setup/*.sh .ci/run; fi
step "what others wrote" bash scripts/deny.sh
step "lints" cargo clippy "${PACKAGES[@]}" --all-targets -- -D warnings
step "fast tests" cargo test "${PACKAGES[@]}" --lib --bins
step "the house and its words" cargo test "${PACKAGES[@]}" --test it -- layout:: tables::
