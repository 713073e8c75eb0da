#!/usr/bin/env bash
# make bench: speed and memory as ratios, each to something measured in the same run. SEKISHO_BENCH_ROWS: how many end
# users the large company has (default 1,000,000, which takes about a quarter of an hour).
. "$(dirname "$0")/lib.sh"

step "set-up" bash scripts/setup.sh
have sqlite3 || apt_install sqlite3
load_rust
step "what browsers load" bash scripts/build-site.sh
step "benchmark" cargo bench "${PACKAGES[@]}" --bench ratios
