// The data folders that test consoles are copied from: the new demonstration, the same after all first sign-ins, and
// one whose lists are all longer than a page.
import { type Browser, chromium, type FullConfig } from "@playwright/test";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crowd, fillDemo, serve } from "./console";
import { type Role, signIn } from "./people";

const ROLES: Role[] = ["owner", "administrator", "operator", "viewer", "other-owner", "staff", "staff-2"];

export default async function start(config: FullConfig): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "sekisho-browser-"));
  const stage = (name: string) => join(folder, name);
  process.env.E2E_STAGES = folder;
  fillDemo(stage("fresh"));
  cpSync(stage("fresh"), stage("ready"), { recursive: true });
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  await firstSignIns(browser, stage("ready"));
  await browser.close();
  cpSync(stage("ready"), stage("crowded"), { recursive: true });
  crowd(stage("crowded"));
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Signs everybody in once, in parallel: each sets a password and, if it is required, an authenticator app. */
async function firstSignIns(browser: Browser, data: string): Promise<void> {
  const console = await serve(data);
  Object.assign(process.env, { E2E_BASE_URL: console.url, E2E_DATA: data });
  const first = async (role: Role) => {
    const context = await browser.newContext({ baseURL: console.url, locale: "en-US" });
    await signIn(await context.newPage(), role);
    await context.close();
  };
  await Promise.all(ROLES.map(first));
  await console.stop();
}
