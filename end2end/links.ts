// One-time links, as they stand in the mails that the console has written.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The path of the newest link of a kind, from the folder where mails are written. */
export const newestLink = (path: string) => newest(new RegExp(`${path}/[A-Za-z0-9_-]{43}`));

/** The newest code that was mailed: six digits on a line of their own. */
export const newestCode = () => newest(/^\d{6}$/m);

function newest(what: RegExp): string | undefined {
  const folder = join(process.env.E2E_DATA ?? "", "mail");
  const written = (name: string) => statSync(join(folder, name)).mtimeMs;
  const mails = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  mails.sort((a, b) => written(b) - written(a));
  for (const name of mails) {
    const raw = readFileSync(join(folder, name), "utf8");
    const parts = raw.split(/\r?\n\r?\n/).map((part) => part.replace(/\s+/g, ""));
    const decoded = parts.map((part) => Buffer.from(part, "base64").toString("utf8"));
    const found = what.exec([raw.replace(/=\r?\n/g, ""), ...decoded].join("\n").replaceAll("\r", ""));
    if (found) return found[0];
  }
  return undefined;
}
