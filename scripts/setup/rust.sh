#!/usr/bin/env bash
# Installs Rust for the server and the browser, in this order: the installed compiler, if it has the browser's target;
# rustup's target; Debian's compiler with a standard library built for the target. SEKISHO_RUST=debian forces the last.
# Writes $CACHE/rust.env, which load_rust reads.
# shellcheck source=../lib.sh
. "$(dirname "$0")/../lib.sh"

NEED=1.95
MARK=$CACHE/no-rustup-target
export LC_ALL=C

new_env() { printf '%s\n' "$@" >"$CACHE/rust.env.new"; }
version_of() { "$@" -V 2>/dev/null | awk '{print $2}'; }
has_linker() { compgen -G "$(rustc --print sysroot)/lib/rustlib/*/bin/rust-lld" >/dev/null; }
has_target() { compgen -G "$("$@" --print sysroot)/lib/rustlib/$TARGET/lib/libstd-*.rlib" >/dev/null; }
fits() { local found; found=$(version_of "$@"); [ -n "$found" ] && at_least "$NEED" "$found"; }

use_present() {
  have rustc && have cargo && have cargo-clippy && have cargo-fmt || return 1
  fits rustc && has_target rustc && has_linker || return 1
  new_env '# the compiler at hand has the target'
}

# If the download server is unreachable, the next try is tomorrow, not at every run.
use_rustup() {
  have rustup || return 1
  [ -n "$(find "$MARK" -mmin -1440 2>/dev/null)" ] && return 1
  local toolchain=()
  fits rustc || toolchain=(--toolchain stable)
  say "asking rustup for the target $TARGET"
  {
    if [ ${#toolchain[@]} -gt 0 ]; then timeout 600 rustup toolchain install stable -c clippy -c rustfmt; fi
    timeout 120 rustup target add "${toolchain[@]}" "$TARGET"
    timeout 120 rustup component add "${toolchain[@]}" clippy rustfmt
  } >"$CACHE/rustup.log" 2>&1 || { touch "$MARK"; say "rustup cannot get it (see $CACHE/rustup.log)"; return 1; }
  rm -f "$MARK"
  if [ ${#toolchain[@]} -gt 0 ]; then new_env 'export RUSTUP_TOOLCHAIN=stable'; else new_env '# rustup has the target'; fi
}

# Debian packages its newest compiler as rustc-web (for browsers); other suites have it as rustc.
debian_packages() {
  have apt-get || die "Rust $NEED or newer with the target $TARGET is needed: please install it with rustup"
  local kind
  apt_update
  for kind in "-web" ""; do
    if at_least "$NEED" "$(apt_version "rustc$kind" | grep . || echo 0)"; then
      apt_install "rustc$kind" "cargo$kind" "rust$kind-src" "rust$kind-clippy" "rustfmt$kind"
      return 0
    fi
  done
  die "this Debian has no Rust $NEED or newer: please install it with rustup"
}

# The standard library for the browser, kept per compiler version: a new rustc gets a new one.
build_std() {
  local sysroot version out dir=$CACHE/std-build
  sysroot=$(/usr/bin/rustc --print sysroot)
  version=$(/usr/bin/rustc -V)
  out=$sysroot/lib/rustlib/$TARGET/lib
  if has_target /usr/bin/rustc && [ ! -f "$out/.sekisho-version" ]; then return 0; fi # a package brought it
  [ "$(cat "$out/.sekisho-version" 2>/dev/null)" = "$version" ] && return 0
  say "building the standard library for $TARGET ($version)"
  rm -rf "$dir" && mkdir -p "$dir/src"
  printf '[package]\nname = "stdmaker"\nversion = "0.1.0"\nedition = "2024"\n[profile.release]\npanic = "abort"\n' >"$dir/Cargo.toml"
  echo 'fn main() {}' >"$dir/src/main.rs"
  # With bitcode, because the islands are optimised across crates. The link step may fail; the libraries exist by then.
  (cd "$dir" && env -u RUSTUP_TOOLCHAIN RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$dir/target" \
    RUSTFLAGS="-C embed-bitcode=yes" /usr/bin/cargo build --release -Zbuild-std=std,panic_abort --target "$TARGET") \
    >"$CACHE/std.log" 2>&1 || true
  compgen -G "$dir/target/$TARGET/release/deps/libstd-*.rlib" >/dev/null \
    || die "could not build the standard library; see $CACHE/std.log"
  rm -f "$dir/target/$TARGET/release/deps/"libstdmaker*
  as_root rm -rf "$out" && as_root mkdir -p "$out"
  as_root cp "$dir/target/$TARGET/release/deps/"*.rlib "$out/"
  echo "$version" | as_root tee "$out/.sekisho-version" >/dev/null
  rm -rf "$dir"
}

use_debian() {
  debian_packages
  local llvm
  llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  apt_install "lld-$llvm"
  build_std
  new_env "export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=/usr/bin/wasm-ld-$llvm"
  if have rustup; then
    rustup toolchain list | grep -q '^sekisho-debian' || rustup toolchain link sekisho-debian /usr
    echo 'export RUSTUP_TOOLCHAIN=sekisho-debian' >>"$CACHE/rust.env.new"
  else
    # shellcheck disable=SC2016
    echo 'export PATH="/usr/bin:$PATH"' >>"$CACHE/rust.env.new"
  fi
}

have cc || apt_install build-essential
if [ "${SEKISHO_RUST:-}" = debian ]; then use_debian; else use_present || use_rustup || use_debian; fi
mv "$CACHE/rust.env.new" "$CACHE/rust.env"
load_rust
fits rustc || die "Rust $NEED or newer is needed, found $(version_of rustc)"
say "Rust $(version_of rustc) with $TARGET"
