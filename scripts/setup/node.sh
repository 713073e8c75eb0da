#!/usr/bin/env bash
# Installs Node 20 or newer, and the packages of package-lock.json: the style bundler, wasm-opt, the browser tests. All
# checkouts share one installation, in a folder of the cache named after the lock file; node_modules links to it.
# shellcheck source=../lib.sh
. "$(dirname "$0")/../lib.sh"

NEED=20

node_version() { node --version 2>/dev/null | tr -d v | grep . || echo 0; }

install_node() {
  have npm || apt_install nodejs npm
  at_least "$NEED" "$(node_version)" && return 0
  say "Node $(node_version) is too old: fetching a newer one as a package"
  npm install --prefix "$TOOLS/node" --no-save --no-audit --no-fund node@22 >"$CACHE/npm.log" 2>&1 \
    || die "Node $NEED or newer is needed, found $(node_version); see $CACHE/npm.log"
  ln -sf "$TOOLS/node/node_modules/node/bin/node" "$TOOLS/bin/node"
  hash -r
}

if ! have npm || ! at_least "$NEED" "$(node_version)"; then install_node; fi
at_least "$NEED" "$(node_version)" || die "Node $NEED or newer is needed, found $(node_version)"

key=$(cat package.json package-lock.json | sha256sum | cut -c1-16)
home=$CACHE/node/$key
if [ ! -f "$home/.complete" ]; then
  say "installing the packages of package-lock.json"
  rm -rf "$home" && mkdir -p "$home"
  cp package.json package-lock.json .npmrc "$home/"
  (cd "$home" && npm ci >"$CACHE/npm.log" 2>&1) || die "npm ci failed; see $CACHE/npm.log"
  touch "$home/.complete"
fi
if [ "$(readlink node_modules || true)" != "$home/node_modules" ]; then
  rm -rf node_modules
  ln -s "$home/node_modules" node_modules
fi
say "Node $(node_version) with the packages of package-lock.json"
