// Public files do not name their builder (SL-19): tests scripts/unnamed.mjs on a made-up file.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const CARGO = "/home/somebody/.cargo";
const ROOT = "/home/somebody/console";

/** What the script makes of a text, and whether it was content. */
function unnamed(text) {
  const file = join(mkdtempSync(join(tmpdir(), "unnamed-")), "x.wasm");
  writeFileSync(file, Buffer.from(text, "latin1"));
  const { status } = spawnSync("node", ["scripts/unnamed.mjs", file, CARGO, "/opt/rust", ROOT, "/home/somebody"]);
  return { status, text: readFileSync(file).toString("latin1") };
}

test("places of a panic name no builder, no version, no compiler, no library and no source file", () => {
  const commit = "59807616e1fa2540724bfbac14d7976d7e4a3860";
  const before = [
    "\0asm\xff/sign-in",
    `${CARGO}/registry/src/index.crates.io-1949cf8c6b5b557f/leptos-0.8.23/src/lib.rs`,
    `${CARGO}/registry/src/index.crates.io-1949cf8c6b5b557f/kbkdf-0.1.0-rc.1/src/lib.rs`,
    `${CARGO}/registry/src/index.crates.io-1949cf8c6b5b557f/tachys-0.2.19/src/reactive_graph/owned.rs\0`,
    `/rustc/${commit}/library/core/src/str/mod.rs`,
    "/rust/deps/hashbrown-0.16.1/src/raw/mod.rs",
    `${ROOT}/app/src/palette.rs`,
    "label.app/src/kit/field.rs",
    "Loading...",
    "the end",
  ].join("");
  const after = unnamed(before);
  assert.equal(after.status, 0);
  assert.equal(after.text.length, before.length);
  const names = ["leptos", "kbkdf", "hashbrown", "tachys", "reactive_graph", "0.8.23", commit, "somebody", ".cargo", ".rs", "src/"];
  for (const name of names) {
    assert.ok(!after.text.includes(name), name);
  }
  for (const kept of ["\0asm\xff/sign-in", "label.", "Loading...", "the end"]) {
    assert.ok(after.text.includes(kept), kept);
  }
});

test("a message of a library that names it is blank, and what stands beside it stays", () => {
  const message =
    "Value is None because the `ssr` feature is active. When `ssr` is enabled, tachys skips creating client-side values. " +
    "Run `cargo tree -e features -i tachys` to identify the source.";
  const before = `no owner\0${message}close\0wasm_bindgen__convert__closures_____invoke__h1`;
  const after = unnamed(before);
  assert.equal(after.status, 0);
  assert.equal(after.text.length, before.length);
  assert.match(after.text, /^no owner\0\.+close\0wasm_bindgen__convert__closures_____invoke__h1$/);
});

test("a name that it does not know stops the build", () => {
  const paths = ["/root/x/y.rs", "/elsewhere/serde_json-1.0.154/src/de.rs", "/Users/x/.cargo/y", "/elsewhere/owned.rs"];
  for (const left of [...paths, "Run `cargo tree -i tachys`", "a signal of reactive_graph", "wasm_bindgen::JsValue"]) {
    assert.equal(unnamed(left).status, 1, left);
  }
});
