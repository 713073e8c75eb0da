#!/usr/bin/env bash
# Installs Chromium for the browser tests (CHROMIUM names another one), and fonts, so that screenshots show Japanese and
# emoji instead of boxes. Noto Sans CJK has every character of Japanese names, including 𠮷 and 髙.
# shellcheck source=../lib.sh
. "$(dirname "$0")/../lib.sh"

have_font() { have fc-list && [ -n "$(fc-list ":charset=$1" family)" ]; }

[ -n "${CHROMIUM:-}" ] || have chromium || apt_install chromium
have_font 20bb7 || apt_install fontconfig fonts-noto-cjk
have_font 1f600 || apt_install fontconfig fonts-noto-color-emoji
# Tests move the clocks of their consoles.
[ -n "$(libfaketime)" ] || apt_install libfaketime
# Some tests sign certificates.
have openssl || apt_install openssl
browser=${CHROMIUM:-$(command -v chromium)}
[ -x "$browser" ] || die "no browser at $browser"
say "$("$browser" --version 2>/dev/null | head -n1) at $browser"
