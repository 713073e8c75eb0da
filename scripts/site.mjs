// site.mjs STAGE SITE: copies each file of the staging folder into the site under a name with a hash of its
// content, so that browsers may cache it for ever; adds a brotli and a gzip copy; writes manifest.json
// (plain name → hashed name) last, so that it never names a missing file; prints the sizes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [stage, site] = process.argv.slice(2);
const DAY = 24 * 60 * 60 * 1000;
/** Asked for by this very name by programs that read no page. */
const FIXED = ["favicon.ico"];

const brotli = (body) =>
  brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });

function hashed(name, body) {
  if (FIXED.includes(name)) return name;
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  return `${name.slice(0, -extname(name).length)}-${hash}${extname(name)}`;
}

/** Another server may be reading the folder: a file appears whole or not at all. */
function write(name, body) {
  writeFileSync(join(site, `${name}.new`), body);
  renameSync(join(site, `${name}.new`), join(site, name));
}

function place(name) {
  const body = readFileSync(join(stage, name));
  const target = hashed(name, body);
  if (!existsSync(join(site, `${target}.br`)) || FIXED.includes(name)) {
    write(target, body);
    write(`${target}.gz`, gzipSync(body, { level: 9 }));
    write(`${target}.br`, brotli(body));
  }
  return [name, target, body.length, statSync(join(site, `${target}.br`)).size];
}

/** What no manifest has named for a day goes: a page that is still open may ask for it until then. */
function sweep(kept) {
  const now = new Date();
  for (const name of readdirSync(site)) {
    const path = join(site, name);
    if (kept.has(name.replace(/\.(br|gz)$/, ""))) utimesSync(path, now, now);
    else if (now - statSync(path).mtimeMs > DAY) rmSync(path, { recursive: true });
  }
}

mkdirSync(site, { recursive: true });
const placed = readdirSync(stage).sort().map(place);
write("manifest.json", `${JSON.stringify(Object.fromEntries(placed), null, 2)}\n`);
sweep(new Set(["manifest.json", ...placed.map(([, target]) => target)]));
for (const [name, , plain, small] of placed) {
  console.log(`${name.padEnd(18)} ${String(plain).padStart(8)} bytes, brotli ${String(small).padStart(7)}`);
}
