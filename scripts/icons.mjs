// icons.mjs SPRITE FOLDER… > SPRITE: keeps only the symbols that the console uses, so that browsers load no others.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [sprite, ...folders] = process.argv.slice(2);
const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)));
const code = files.filter((file) => file.endsWith(".rs")).map((file) => readFileSync(file, "utf8")).join("\n");
const named = (id) => code.includes(`"${id}"`);
const lines = readFileSync(sprite, "utf8").split("\n");
process.stdout.write(lines.filter((line) => { const id = /^<symbol id="([^"]+)"/.exec(line); return !id || named(id[1]); }).join("\n"));
