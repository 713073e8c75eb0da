#!/usr/bin/env bash
# The browser tests, two beside each other: much of their time they wait for the next code of an authenticator app.
# Arguments go to Playwright.
. "$(dirname "$0")/lib.sh"

exec playwright test --config end2end/playwright.config.ts "$@"
