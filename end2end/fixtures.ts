import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConsoleMessage, type Page, test as base, expect } from "@playwright/test";

import { type Console, type Serving, serve } from "./console";

export { expect };
export { eachLook, expectAccessible, expectLook, looks, looksWhere, picture, screenshots } from "./looks";
export { type Role, accounts, atPath, baseUrl, changePassword, ownPassword, signIn, signOut, submitSignIn, typeNewPassword } from "./people";

/** The data of a test's console: the new demonstration, the same after all first sign-ins, or with long lists. */
export type Stage = "fresh" | "ready" | "crowded";

type Options = {
  stage: Stage;
  serving: Serving;
};

type Fixtures = {
  /** The console of this test. */
  console: Console;
  /** Opens a page in a separate browser, for another person or on another device. */
  another: (script?: boolean, userAgent?: string) => Promise<Page>;
  /** A page in a browser that runs no script. */
  noScript: Page;
};

/** Tests of the console, each with its own console. Any error that a page reports, including a violation of the content
 *  policy, fails the test. */
export const test = base.extend<Options & Fixtures>({
  stage: ["ready", { option: true }],
  serving: [{}, { option: true }],
  console: [
    async ({ stage, serving }, use) => {
      const folder = mkdtempSync(join(tmpdir(), "sekisho-browser-"));
      const data = join(folder, "data");
      cpSync(join(process.env.E2E_STAGES ?? "", stage), data, { recursive: true });
      const console = await serve(data, serving);
      // people.ts, two-step.ts and links.ts read these variables; a worker runs one test at a time.
      Object.assign(process.env, { E2E_BASE_URL: console.url, E2E_DATA: data });
      await use(console);
      await console.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { auto: true },
  ],
  baseURL: async ({ console }, use) => use(console.url),
  page: async ({ page }, use) => {
    const faults = watch(page);
    await use(page);
    expect(faults(), "errors that the page reported").toEqual([]);
  },
  another: async ({ browser, baseURL }, use) => {
    const opened: { page: Page; faults: () => string[] }[] = [];
    await use(async (script = true, userAgent) => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled: script, locale: "en-US", userAgent });
      const page = await context.newPage();
      opened.push({ page, faults: watch(page) });
      return page;
    });
    for (const { page } of opened) await page.context().close();
    expect(opened.flatMap(({ faults }) => faults()), "errors that the pages reported").toEqual([]);
  },
  noScript: async ({ another }, use) => use(await another(false)),
});

/** Collects the errors of a page, except for intended refusals (422, 404). */
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

export const kilobytes = (sizes: Map<string, number>) => [...sizes.values()].reduce((sum, n) => sum + n, 0) / 1000;

/** Opens a page for the first time, runs `act` there, and counts the transferred bytes by file name. */
export async function transferred(page: Page, path: string, act?: () => Promise<void>): Promise<Map<string, number>> {
  // Excludes files that the previous page still loads.
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
  await act?.();
  await session.detach();
  return bytes;
}
