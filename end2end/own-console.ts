// A console for one file's tests alone, where what they do to accounts, and to time, disturbs nobody else.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "@playwright/test";
import { type Console, type Tls, serve } from "./console";

/** Gives the tests of a group a copy of the demonstration and a console on it; `baseUrl` and `accounts` are its own. */
export function ownConsole(tls?: (folder: string) => Tls): void {
  const before = { url: process.env.E2E_BASE_URL, data: process.env.E2E_DATA };
  let folder: string | undefined;
  let console: Console | undefined;
  test.beforeAll(async () => {
    Object.assign(before, { url: process.env.E2E_BASE_URL, data: process.env.E2E_DATA });
    folder = mkdtempSync(join(tmpdir(), "sekisho-browser-"));
    const data = join(folder, "data");
    cpSync(process.env.E2E_FRESH ?? "", data, { recursive: true });
    console = await serve(data, "all", tls?.(folder));
    process.env.E2E_BASE_URL = console.url;
    process.env.E2E_DATA = data;
  });
  test.afterAll(async () => {
    await console?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
    process.env.E2E_BASE_URL = before.url;
    process.env.E2E_DATA = before.data;
  });
}

/** Makes somebody's password as old as it would be after so many days. Nothing else moves the time of a console. */
export function agePassword(email: string, days: number): void {
  const set = new Date(Date.now() - days * 86_400_000).toISOString().replace("Z", "+00:00");
  const file = join(process.env.E2E_DATA ?? "", "sekisho.sqlite");
  const change = `UPDATE account SET password_set_at = '${set}' WHERE email = '${email}'`;
  execFileSync("sqlite3", ["-cmd", ".timeout 5000", file, change]);
}
