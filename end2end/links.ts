// Finds one-time links in the mails that the console has written.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The path of the newest link of a kind, from the folder of mails. */
export const newestLink = (path: string) => newest(new RegExp(`${path}/[A-Za-z0-9_-]{43}`));

/** The newest mailed code: six digits on a separate line. */
export const newestCode = () => newest(/^\d{6}$/m);

/** True if one mail to this address contains all these words. */
export const wasMailed = (to: string, ...words: string[]) =>
  mails().some((mail) => [`\nTo: ${to}\n`, ...words].every((part) => mail.includes(part)));

function newest(what: RegExp): string | undefined {
  return mails().map((mail) => what.exec(mail)?.[0]).find((found) => found !== undefined);
}

/** Every mail as text, newest first. */
function mails(): string[] {
  const folder = join(process.env.E2E_DATA ?? "", "mail");
  const written = (name: string) => statSync(join(folder, name)).mtimeMs;
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".eml")) : [];
  names.sort((a, b) => written(b) - written(a));
  return names.map((name) => readable(readFileSync(join(folder, name), "utf8")));
}

/** Decodes subjects (RFC 2047). */
const encodedWords = (raw: string) =>
  raw.replace(/=\?utf-8\?b\?([^?]*)\?=(\r?\n )?/g, (_, word: string) => Buffer.from(word, "base64").toString("utf8"));

/** The raw mail, followed by its decoded parts. */
function readable(raw: string): string {
  const parts = raw.split(/\r?\n\r?\n/).map((part) => part.replace(/\s+/g, ""));
  const decoded = parts.map((part) => Buffer.from(part, "base64").toString("utf8"));
  return [encodedWords(raw).replace(/=\r?\n/g, ""), ...decoded].join("\n").replaceAll("\r", "");
}
