// unnamed.mjs FILE FOLDER...: hides who built the public WASM, and what it is built of. Panic locations in it name the
// builder, the compiler, libraries with their versions and source files (SL-19), and one panic message names a library.
// Stable compilers cannot leave them out, so this script overwrites them character by character, without changing lengths or
// addresses. Only the line numbers stay. Fails if a path, a version, a library or the compiler's commit is still in the file.
// The names of the functions that the script of the page calls stay too, because the script has the same ones.
import { readFileSync, writeFileSync } from "node:fs";

const [file, ...given] = process.argv.slice(2);
// A home folder of `/` would match every path.
const folders = given.filter((folder) => folder.length > 3);
// In Latin-1 each byte is one character.
let text = readFileSync(file).toString("latin1");
const before = text.length;
const literal = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const blank = (pattern) => {
  text = text.replace(pattern, (found) => ".".repeat(found.length));
};

const [cargo] = folders;
const crate = "[A-Za-z0-9_-]+-\\d+\\.\\d+\\.\\d+[A-Za-z0-9.+-]*";
blank(new RegExp(`${literal(cargo)}/registry/src/[^/]+/${crate}`, "g"));
blank(new RegExp(`${literal(cargo)}/git/checkouts/[^/]+/[0-9a-f]+`, "g"));
blank(/\/rustc\/[0-9a-f]{40}/g);
blank(new RegExp(`/rust/deps/${crate}`, "g"));
for (const folder of folders) blank(new RegExp(literal(folder), "g"));
// What is left of each path: the source file below the folder that is blank now, or below a crate of this repository.
blank(/\.+(?:\/[\w-]+)+\.rs/g);
blank(/(?:app|frontend)\/src(?:\/[\w-]+)+\.rs/g);
blank(/Value is None because the `ssr` feature is active[^\0]*?`cargo tree [^`\0]*` to identify the source/g);

const library = /\b(?:leptos|tachys|reactive_graph|any_spawner|hydration_context|wasm-bindgen)\b|\bwasm_bindgen::/g;
const left = [
  ...folders,
  ...["/registry/src/", "/rustc/", "/home/", "/root/", "/Users/", ".cargo/"],
  ...(text.match(/[a-z][a-z0-9_-]*-\d+\.\d+\.\d+[/]/g) ?? []),
  ...(text.match(/\/[\w-]+\.rs\b/g) ?? []),
  ...(text.match(library) ?? []),
].filter((words) => text.includes(words));
if (left.length > 0 || text.length !== before) {
  console.error(`${file} still names ${left.join(", ")}`);
  process.exit(1);
}
writeFileSync(file, Buffer.from(text, "latin1"));
