#!/usr/bin/env bash
# make bench: the figures of the README, each as a ratio measured in one run.
. "$(dirname "$0")/lib.sh"

step "set-up" bash scripts/setup.sh
have sqlite3 || apt_install sqlite3
load_rust
step "what browsers load" bash scripts/build-site.sh
step "benchmarks" cargo bench "${PACKAGES[@]}" --bench console
