#!/usr/bin/env bash
# Runs the MDN HTTP Observatory's scanner against a console behind TLS on this machine; fails below A+. Not part of
# `make test`, because it installs 130 MB for one scan.
. "$(dirname "$0")/lib.sh"

step "set-up" bash scripts/setup.sh
load_rust
step "what browsers load" bash scripts/build-site.sh
step "the server" cargo build "${PACKAGES[@]}"
scanner=$CACHE/observatory
mkdir -p "$scanner"
# Skips its own set-up, which fetches lists of the whole web that a scan of one host does not need.
step "the scanner" npm install --prefix "$scanner" --ignore-scripts --no-audit --no-fund --silent @mdn/mdn-http-observatory@1.4.8
conf=$scanner/node_modules/@mdn/mdn-http-observatory/conf
printf '{}' >"$conf/hsts-preload.json" && printf '[]' >"$conf/tld-list.json"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout "$scanner/key.pem" -out "$scanner/cert.pem" 2>/dev/null || die "openssl could not make a certificate"
cp scripts/observatory.mjs "$scanner/"
NODE_EXTRA_CA_CERTS=$scanner/cert.pem step "scan" node "$scanner/observatory.mjs" "$CARGO_TARGET_DIR/debug/sekisho" "$SEKISHO_SITE_DIR"
