// unnamed.mjs FILE FOLDER...: hides who built the public WASM. Panic locations in it name the builder, the compiler and
// the versions of crates (SL-19). Stable compilers cannot leave them out, so this script overwrites them character by
// character, without changing lengths or addresses. Only the file and the line stay. Fails if a path of the builder, a
// version or the compiler's commit is still in the file.
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
