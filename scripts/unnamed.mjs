// unnamed.mjs FILE FOLDER...: anybody may fetch the WASM, and the places that a panic would name tell who built it, with
// which compiler and which version of which crate (SL-19). Stable compilers cannot leave them out, so they are written
// over here, letter by letter: no length and no address changes. What is left of them is the file and the line.
// Fails where a path of the builder, a version or the compiler's commit still stands in the file.
import { readFileSync, writeFileSync } from "node:fs";

const [file, ...given] = process.argv.slice(2);
// A home of `/` is in every path.
const folders = given.filter((folder) => folder.length > 3);
// One byte is one character in Latin-1.
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

const left = [
  ...folders,
  ...["/registry/src/", "/rustc/", "/home/", "/root/", "/Users/", ".cargo/"],
  ...(text.match(/[a-z][a-z0-9_-]*-\d+\.\d+\.\d+[/]/g) ?? []),
].filter((words) => text.includes(words));
if (left.length > 0 || text.length !== before) {
  console.error(`${file} still names ${left.join(", ")}`);
  process.exit(1);
}
writeFileSync(file, Buffer.from(text, "latin1"));
