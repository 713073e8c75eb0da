#!/usr/bin/env bash
# The browser tests, in two runs beside each other: much of their time they wait for the next code of an authenticator app.
# Arguments go to Playwright, and then there is one run.
. "$(dirname "$0")/lib.sh"

run() { playwright test --config end2end/playwright.config.ts "$@"; }
if [ $# -gt 0 ]; then
  run "$@"
  exit
fi
mkdir -p test-results
E2E_RUN=2 run --shard=2/2 >test-results/second.log 2>&1 &
second=$!
first=0
E2E_RUN=1 run --shard=1/2 || first=$?
if wait "$second"; then later=0; else later=$?; fi
cat test-results/second.log
[ "$first" -eq 0 ] && [ "$later" -eq 0 ]
