import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type ConsoleMessage, type Cookie, type Page, test as base, expect } from "@playwright/test";

import { setUpTwoStep, verify } from "./two-step";

export { expect };

/** Who the demonstration company has. */
export type Role = "owner" | "administrator" | "operator" | "viewer" | "other-owner" | "staff" | "staff-2";

const SCREENSHOTS = resolve(import.meta.dirname, "../test-results/screenshots");
export const baseUrl = () => process.env.E2E_BASE_URL ?? "";

type Fixtures = {
  /** A page in a browser that runs no script. */
  noScript: Page;
};

/** Tests of the console. Whatever a page reports as an error, a violated content policy included, fails its test. */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(baseUrl()),
  page: async ({ page }, use) => {
    const faults = watch(page);
    await use(page);
    expect(faults(), "errors that the page reported").toEqual([]);
  },
  noScript: async ({ browser }, use) => {
    const context = await browser.newContext({ baseURL: baseUrl(), javaScriptEnabled: false, locale: "en-US" });
    const page = await context.newPage();
    const faults = watch(page);
    await use(page);
    await context.close();
    expect(faults(), "errors that the page reported").toEqual([]);
  },
});

/** Collects what a page reports as errors. A page that was meant to be refused (422, 404) is none. */
function watch(page: Page): () => string[] {
  const errors: ConsoleMessage[] = [];
  const thrown: string[] = [];
  const refused = new Set<string>();
  page.on("console", (message) => message.type() === "error" && errors.push(message));
  page.on("pageerror", (error) => thrown.push(String(error)));
  page.on("response", (answer) => {
    if (answer.request().isNavigationRequest() && answer.status() >= 400) refused.add(answer.url());
  });
  const meant = (message: ConsoleMessage) =>
    message.text().startsWith("Failed to load resource") && refused.has(message.location().url);
  return () => [...thrown, ...errors.filter((m) => !meant(m)).map((m) => `${m.text()} (${m.location().url})`)];
}

/** First sign-ins as the demonstration wrote them, with the passwords that this run has set since. */
class Accounts {
  find(role: Role): { email: string; password: string } {
    const { email, password } = this.first(role);
    return { email, password: this.passwords()[email] ?? password };
  }

  /** The one-time password, as the demonstration wrote it down. */
  first(role: Role): { email: string; password: string } {
    const lines = readFileSync(join(process.env.E2E_DATA ?? "", "first-sign-ins.txt"), "utf8").split("\n");
    const [, email, password] = lines.map((line) => line.split("\t")).find(([name]) => name === role) ?? [];
    if (!email || !password) throw new Error(`the demonstration has no first sign-in for ${role}`);
    return { email, password };
  }

  remember(email: string, password: string): void {
    writeFileSync(this.changed(), JSON.stringify({ ...this.passwords(), [email]: password }));
  }

  private passwords(): Record<string, string> {
    return existsSync(this.changed()) ? JSON.parse(readFileSync(this.changed(), "utf8")) : {};
  }

  private changed(): string {
    return join(process.env.E2E_DATA ?? "", "passwords.json");
  }
}

export const accounts = new Accounts();

/** Types a sign-in and sends it. */
export async function submitSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in, in as many steps as the console asks for; at the first time that is a password of one's own and, for some
 *  roles, an authenticator app. A session of an earlier test is used while it lasts. */
export async function signIn(page: Page, role: Role): Promise<void> {
  if (await cameBack(page, role)) return;
  const { email, password } = accounts.find(role);
  await submitSignIn(page, email, password);
  await leave(page, "/sign-in");
  if (atPath(page, "/sign-in/verify")) await verify(page, email);
  if (atPath(page, "/account/password")) {
    await ownPassword(page, role);
    if (atPath(page, "/sign-in")) await submitSignIn(page, email, accounts.find(role).password);
  }
  await page.waitForLoadState();
  if (atPath(page, "/account/two-step")) await setUpTwoStep(page, email);
  await page.waitForURL((url) => !url.pathname.startsWith("/account") && !url.pathname.startsWith("/sign-in"));
  keepSession(role, await page.context().cookies(baseUrl()));
}

const sessions = () => join(process.env.E2E_DATA ?? "", "sessions.json");
/** The cookies of a role, and when it signed in. */
type Kept = { cookies: Cookie[]; at: number };
/** Acts of weight ask once more after five minutes; well before that a test signs in anew. */
const FRESH = 200_000;
const keptSessions = (): Record<string, Kept> =>
  existsSync(sessions()) ? JSON.parse(readFileSync(sessions(), "utf8")) : {};

function keepSession(role: Role, cookies: Cookie[]): void {
  const own = cookies.filter(({ name }) => name.startsWith("sekisho"));
  writeFileSync(sessions(), JSON.stringify({ ...keptSessions(), [role]: { cookies: own, at: Date.now() } }));
}

async function cameBack(page: Page, role: Role): Promise<boolean> {
  const kept = keptSessions()[role];
  if (!kept || Date.now() - kept.at > FRESH) return false;
  await page.context().addCookies(kept.cookies);
  await page.goto("/");
  return !atPath(page, "/sign-in");
}

/** Leaves by the menu, as people do. */
export async function signOut(page: Page): Promise<void> {
  await page.locator("details.menu > summary").click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}

/** Sets a password of one's own where a first sign-in asks for it, and remembers it for the rest of the run. */
export async function ownPassword(page: Page, role: Role): Promise<void> {
  const { email, password } = accounts.find(role);
  // No small edit of the one before.
  const next = `wet lattice ${randomUUID().slice(0, 13)} ravine`;
  await changePassword(page, password, next);
  await leave(page, "/account/password");
  accounts.remember(email, next);
}

async function leave(page: Page, path: string): Promise<void> {
  await page.waitForURL((url) => url.pathname !== path, { timeout: 10_000 });
}

/** Fills the form that changes one's own password. */
export async function changePassword(page: Page, current: string, next: string): Promise<void> {
  await page.getByLabel("Current password").fill(current);
  await page.getByLabel("New password", { exact: true }).fill(next);
  await page.getByLabel("New password (again)").fill(next);
  await page.getByRole("button", { name: "Change password" }).click();
}

export function atPath(page: Page, path: string): boolean {
  return new URL(page.url()).pathname === path;
}

/** Shows pages in a language and a theme, as the switches of the console would. */
export async function show(page: Page, look: { lang?: "ja" | "en"; theme?: "light" | "dark" }): Promise<void> {
  const cookies = Object.entries(look).map(([name, value]) => ({ name, value, url: baseUrl() }));
  await page.context().addCookies(cookies);
}

/** axe finds nothing on the page as it stands, but for rules that its state cannot keep. */
export async function expectAccessible(page: Page, without: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).disableRules(without).analyze();
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} — ${node.html}`));
  expect(found, "what axe found").toEqual([]);
}

/** Every look of the page that is open: Japanese and English, light and dark. */
export async function eachLook(page: Page, act: (look: string) => Promise<void>): Promise<void> {
  const url = page.url();
  for (const lang of ["ja", "en"] as const) {
    for (const theme of ["light", "dark"] as const) {
      await show(page, { lang, theme });
      await page.goto(url);
      await act(`${lang}-${theme}`);
    }
  }
  await show(page, { lang: "en", theme: "light" });
}

/** Pictures of the page in every look, wide and narrow, for people to look at; none may scroll sideways. */
export async function screenshots(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await eachLook(page, async (look) => {
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${look}-${width}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${name} at ${width} px scrolls sideways`).toBeLessThanOrEqual(width);
    }
  });
  if (before) await page.setViewportSize(before);
}

/** The open page in every look: axe finds nothing, and pictures for people to look at. */
export async function looks(page: Page, name: string): Promise<void> {
  const url = page.url();
  await eachLook(page, () => expectAccessible(page));
  await screenshots(page, name);
  await page.goto(url);
}

/** A picture of the page as it stands, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

export const kilobytes = (sizes: Map<string, number>) => [...sizes.values()].reduce((sum, n) => sum + n, 0) / 1000;

/** Opens a page for the first time and counts the bytes that came over the wire for it, by file name. */
export async function transferred(page: Page, path: string): Promise<Map<string, number>> {
  // What the page before still loads is not counted.
  await page.goto("about:blank");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const names = new Map<string, string>();
  const bytes = new Map<string, number>();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => names.set(requestId, new URL(request.url).pathname));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const name = names.get(requestId) ?? requestId;
    bytes.set(name, (bytes.get(name) ?? 0) + encodedDataLength);
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await session.detach();
  return bytes;
}
