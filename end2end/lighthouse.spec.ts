// Runs Lighthouse like an external tester: accessibility and best practices, signed out and signed in.
import { type Browser, chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { freePort } from "./console";
import { baseUrl, expect, signIn, test } from "./fixtures";

/** Scores from 0 to 1, and the audits that lost points. */
type Found = { scores: Record<string, number | null>; lost: string[] };

async function examine(path: string, port: number, headers: Record<string, string>): Promise<Found> {
  const url = `${baseUrl()}${path}`;
  const run = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: ["accessibility", "best-practices"],
    disableStorageReset: true,
    extraHeaders: headers,
  });
  if (!run) throw new Error("Lighthouse found nothing to say");
  const { audits, categories, finalDisplayedUrl } = run.lhr;
  expect(finalDisplayedUrl, "the page that was examined").toBe(url);
  const lost = Object.values(audits).filter(({ score }) => score !== null && score < 1);
  return {
    scores: Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, score])),
    lost: lost.map(({ id, title }) => `${id}: ${title}`),
  };
}

test("sign-in page and home page reach 100 in accessibility and best practices", async ({ page, launchOptions }) => {
  await signIn(page, "owner");
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const port = await freePort();
  const args = [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`];
  const browser: Browser = await chromium.launch({ ...launchOptions, args });
  try {
    for (const [path, headers] of [["/sign-in", {}], ["/", { Cookie: cookies }]] as const) {
      const { scores, lost } = await examine(path, port, headers);
      expect(scores, `${path}: ${lost.join(", ")}`).toEqual({ accessibility: 1, "best-practices": 1 });
    }
  } finally {
    await browser.close();
  }
});
