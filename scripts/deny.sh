#!/usr/bin/env bash
# Checks dependencies: licences, sources and banned crates (deny.toml) always; known vulnerabilities and unmaintained
# crates if the advisory database can be downloaded. Otherwise it uses an older copy; without one it says that nothing
# was checked.
. "$(dirname "$0")/lib.sh"
load_rust

METADATA=$CACHE/metadata.json
deny() { cargo-deny --metadata-path "$METADATA" "$@"; }

# Only the platforms that are built: otherwise cargo would also fetch crates for others.
cargo metadata --locked --format-version 1 --filter-platform x86_64-unknown-linux-gnu --filter-platform "$TARGET" \
  >"$METADATA" 2>"$CACHE/deny.log" || die "cargo metadata failed; see $CACHE/deny.log"
deny check licenses sources bans || die "what others wrote does not fit deny.toml"

# If the download server is unreachable, the next try is tomorrow, not at every run.
MARK=$CACHE/no-advisories
if [ -z "$(find "$MARK" -mmin -1440 2>/dev/null)" ] && timeout 120 cargo-deny fetch db >"$CACHE/deny.log" 2>&1; then
  rm -f "$MARK"
elif [ ! -f "$MARK" ] || [ -n "$(find "$MARK" -mmin +1440)" ]; then
  touch "$MARK"
fi
if compgen -G "${CARGO_HOME:-$HOME/.cargo}/advisory-dbs/*/crates" >/dev/null; then
  if [ -f "$MARK" ]; then say "advisories: the database cannot be reached; its last copy is read"; fi
  deny --offline check advisories || die "an advisory is about something the console uses"
else
  say "advisories: NOT CHECKED, since their database cannot be reached (see $CACHE/deny.log)"
fi
