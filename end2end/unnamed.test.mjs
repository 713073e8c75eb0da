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

test("places of a panic name no builder, no version, no compiler", () => {
  const commit = "59807616e1fa2540724bfbac14d7976d7e4a3860";
  const before = [
    "\0asm\xff/sign-in",
    `${CARGO}/registry/src/index.crates.io-1949cf8c6b5b557f/leptos-0.8.23/src/lib.rs`,
    `${CARGO}/registry/src/index.crates.io-1949cf8c6b5b557f/kbkdf-0.1.0-rc.1/src/lib.rs`,
    `/rustc/${commit}/library/core/src/str/mod.rs`,
    "/rust/deps/hashbrown-0.16.1/src/raw/mod.rs",
    `${ROOT}/app/src/palette.rs`,
    "the end",
  ].join("");
  const after = unnamed(before);
  assert.equal(after.status, 0);
  assert.equal(after.text.length, before.length);
  for (const name of ["leptos", "kbkdf", "hashbrown", "0.8.23", commit, "somebody", ".cargo"]) {
    assert.ok(!after.text.includes(name), name);
  }
  for (const kept of ["\0asm\xff/sign-in", "/src/lib.rs", "/library/core/src/str/mod.rs", "/app/src/palette.rs", "the end"]) {
    assert.ok(after.text.includes(kept), kept);
  }
});

test("a name that it does not know stops the build", () => {
  for (const left of ["/root/x/y.rs", "/elsewhere/serde_json-1.0.154/src/de.rs", "/Users/x/.cargo/y"]) {
    assert.equal(unnamed(left).status, 1, left);
  }
});
