// icons.mjs SPRITE APP > SPRITE: keeps only the symbols that the console uses, so that browsers load no others.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [sprite, app] = process.argv.slice(2);
const sources = readdirSync(app, { recursive: true }).filter((name) => name.endsWith(".rs"));
const code = sources.map((name) => readFileSync(join(app, name), "utf8")).join("\n");
const named = (id) => code.includes(`"${id}"`);
const lines = readFileSync(sprite, "utf8").split("\n");
process.stdout.write(lines.filter((line) => { const id = /^<symbol id="([^"]+)"/.exec(line); return !id || named(id[1]); }).join("\n"));
