#!/usr/bin/env bash
# postgres.sh [COMMAND...]: runs a command with SEKISHO_TEST_POSTGRES_URL naming a PostgreSQL server to test on.
# If the variable is set already, that server is used. Otherwise a new server starts in a temporary folder, on a free
# port of the loopback address, without fsync, and stops after the command. Without a command it only installs.
# shellcheck source=../lib.sh
. "$(dirname "$0")/../lib.sh"

find_bin() {
  local dir
  for dir in $(compgen -G '/usr/lib/postgresql/*/bin' | sort -V -r) $(compgen -G '/usr/pgsql-*/bin' | sort -V -r) \
    "$(dirname "$(command -v postgres || echo /nowhere/postgres)")"; do
    if [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ]; then echo "$dir"; return 0; fi
  done
  return 1
}

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; else (cd / && exec runuser -u "$OWNER" -- "$@"); fi
}

stop() {
  [ -d "${HOME_DIR:-}" ] || return 0
  as_owner "$BIN/pg_ctl" -D "$HOME_DIR/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$HOME_DIR"
}

start() {
  local port password
  OWNER=$(id -un postgres 2>/dev/null || echo nobody)
  HOME_DIR=$(mktemp -d "${TMPDIR:-/tmp}/sekisho-postgres.XXXXXX")
  trap stop EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  password=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
  echo "$password" >"$HOME_DIR/password"
  if [ "$(id -u)" -eq 0 ]; then chown -R "$OWNER" "$HOME_DIR"; fi
  # Only this machine reaches the server, and every test opens connections: a scrambled password would cost each of them
  # thousands of hashes on both sides. Nothing is vacuumed either, since no database lives longer than a test.
  as_owner "$BIN/initdb" -D "$HOME_DIR/data" -U sekisho -A md5 --pwfile="$HOME_DIR/password" \
    -E UTF8 --locale=C --no-sync >"$CACHE/postgres.log" 2>&1 || die "initdb failed; see $CACHE/postgres.log"
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    if as_owner "$BIN/pg_ctl" -D "$HOME_DIR/data" -w -l "$HOME_DIR/log" -o "-p $port -c listen_addresses=127.0.0.1 \
      -k $HOME_DIR -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=8GB \
      -c autovacuum=off -c max_connections=200" \
      start >/dev/null 2>&1; then
      export SEKISHO_TEST_POSTGRES_URL="postgres://sekisho:$password@127.0.0.1:$port/postgres"
      say "PostgreSQL $("$BIN/postgres" --version | awk '{print $3}') on port $port"
      return 0
    fi
  done
  cp "$HOME_DIR/log" "$CACHE/postgres.log" 2>/dev/null || true
  die "PostgreSQL did not start; see $CACHE/postgres.log"
}

if [ -n "${SEKISHO_TEST_POSTGRES_URL:-}" ]; then
  say "PostgreSQL: using the address given"
else
  BIN=$(find_bin) || { apt_install postgresql; BIN=$(find_bin) || die "no PostgreSQL server found after installing it"; }
  if [ $# -gt 0 ]; then start; fi
fi
[ $# -eq 0 ] || "$@"
