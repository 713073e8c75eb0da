#!/usr/bin/env bash
# Runs the browser tests, two in parallel. Arguments go to Playwright. With SEKISHO_PICTURES=1 they also take pictures of the
# pages, for people to review (test-results/screenshots).
. "$(dirname "$0")/lib.sh"

# Each console has its own clock, which the tests move (end2end/clock.ts).
LIBFAKETIME=${LIBFAKETIME:-$(libfaketime)}
[ -n "$LIBFAKETIME" ] || die "libfaketime is missing: run scripts/setup/browser.sh"
export LIBFAKETIME

exec playwright test --config end2end/playwright.config.ts "$@"
