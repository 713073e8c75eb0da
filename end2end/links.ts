// One-time links, as they stand in the mails that the console has written.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The path of the newest link of a kind, from the folder where mails are written. */
export function newestLink(path: string): string | undefined {
  const folder = join(process.env.E2E_DATA ?? "", "mail");
  const written = (name: string) => statSync(join(folder, name)).mtimeMs;
  const mails = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  mails.sort((a, b) => written(b) - written(a));
  for (const name of mails) {
    const raw = readFileSync(join(folder, name), "utf8");
    const parts = raw.split(/\r?\n\r?\n/).map((part) => part.replace(/\s+/g, ""));
    const text = [raw.replace(/=\r?\n/g, ""), ...parts.map((part) => Buffer.from(part, "base64").toString("utf8"))].join("\n");
    const found = new RegExp(`${path}/[A-Za-z0-9_-]{43}`).exec(text);
    if (found) return found[0];
  }
  return undefined;
}
