# shellcheck shell=bash
# Shared by all scripts: paths, output, installation. Source it; do not run it.
# Every step is idempotent, prints what it does, and fails with one clear line.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# One cache for all checkouts, so that a fresh clone reuses the builds of others.
CACHE=${SEKISHO_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sekisho}
TOOLS=$CACHE/tools
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
export WASM_TARGET_DIR=${WASM_TARGET_DIR:-$CACHE/target-wasm}
export SEKISHO_SITE_DIR=${SEKISHO_SITE_DIR:-$CARGO_TARGET_DIR/site}
STAGE=$CARGO_TARGET_DIR/site-stage
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1
export PATH="$TOOLS/bin:$ROOT/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
TARGET=wasm32-unknown-unknown
# Always select these packages: another selection would unify features differently and rebuild the dependencies.
PACKAGES=(-p server -p app)
mkdir -p "$TOOLS/bin"
cd "$ROOT"

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# step NAME COMMAND...: runs a command, prints its duration, and stops everything if it fails.
step() {
  local name=$1 start=$SECONDS; shift
  say "$name"
  "$@" || die "$name failed after $((SECONDS - start)) s"
  say "$name: done in $((SECONDS - start)) s"
}

# format [--check]: formats all sources. `cargo fmt` alone does not see the modules of features, which a macro declares.
format() { cargo fmt --all -- "$@" app/src/*/mod.rs; }

# at_least WANTED FOUND: compares version numbers.
at_least() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n1)" = "$1" ]; }

# as_root COMMAND...: directly as root, else through sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else
    have sudo || die "please run as root: $*"
    sudo "$@"
  fi
}

apt_update() {
  [ -n "${APT_UPDATED:-}" ] && return 0
  as_root apt-get update -qq >"$CACHE/apt.log" 2>&1 || die "apt-get update failed; see $CACHE/apt.log"
  export APT_UPDATED=1
}

# apt_version PACKAGE: prints the version that apt would install, or nothing.
apt_version() {
  LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '(none)' | sed 's/^[0-9]*://' || true
}

# apt_install PACKAGE...: installs missing packages.
apt_install() {
  local missing=() package
  have apt-get || die "please install $* (this system has no apt-get)"
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "installing ${missing[*]}"
  apt_update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
    >"$CACHE/apt.log" 2>&1 </dev/null || die "apt-get could not install ${missing[*]}; see $CACHE/apt.log"
}

# in_memory: makes and prints a folder for the files of tests, in memory if there is room for 1 GiB: each test has a database of its
# own, and every commit waits for the disk. SQLite does the same there as on a disk. Tests of documentation are run from there too.
in_memory() {
  local free
  free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }' || true)
  if [ "${free:-0}" -ge 1048576 ] && [ -w /dev/shm ] && ! grep -q ' /dev/shm [^ ]* [^ ]*noexec' /proc/mounts; then
    mktemp -d /dev/shm/sekisho-tests.XXXXXX
  else
    mktemp -d
  fi
}

# libfaketime: prints the path of the library that moves a program's clock, or nothing.
libfaketime() {
  find -L /usr/lib /usr/lib64 /usr/local/lib -path '*/faketime/libfaketimeMT.so.1' -print -quit 2>/dev/null || true
}

# load_rust: selects the tool chain that setup/rust.sh chose (the installed one, rustup's, or Debian's).
load_rust() {
  [ -f "$CACHE/rust.env" ] || die "the tool chain is not set up: run scripts/setup/rust.sh"
  # shellcheck disable=SC1091
  . "$CACHE/rust.env"
  own_sources "$CARGO_TARGET_DIR"
  own_sources "$WASM_TARGET_DIR"
}

# own_sources: cargo compares only times. With one target directory for all checkouts it would mistake the build of
# another checkout for this one's. So a build after another checkout touches the sources first; dependencies stay built.
own_sources() {
  local mark=$1/.checkout
  [ "$(cat "$mark" 2>/dev/null)" = "$ROOT" ] && return 0
  mkdir -p "$1"
  find app frontend migrations server \( -name '*.rs' -o -name '*.toml' \) -exec touch {} +
  printf '%s\n' "$ROOT" >"$mark"
}
