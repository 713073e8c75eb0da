#!/usr/bin/env bash
# make format: formats all sources.
. "$(dirname "$0")/lib.sh"

load_rust
step "format" format
