#!/usr/bin/env bash
# The browser tests, two beside each other. Arguments go to Playwright.
. "$(dirname "$0")/lib.sh"

# Each console has a clock that the tests move (end2end/clock.ts).
LIBFAKETIME=${LIBFAKETIME:-$(libfaketime)}
[ -n "$LIBFAKETIME" ] || die "libfaketime is missing: run scripts/setup/browser.sh"
export LIBFAKETIME

exec playwright test --config end2end/playwright.config.ts "$@"
