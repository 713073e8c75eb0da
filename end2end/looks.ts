// Checks the accessibility of pages with axe in each language and theme. With SEKISHO_PICTURES=1 it also takes pictures for
// people to review, which costs as much time as the checks.
import { join, resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";

import { baseUrl } from "./people";

const SCREENSHOTS = resolve(import.meta.dirname, "../test-results/screenshots");
const TAKES_PICTURES = process.env.SEKISHO_PICTURES === "1";

export type Look = `${"ja" | "en"}-${"light" | "dark"}`;
/** The last look is the one that tests read. */
const LOOKS: Look[] = ["ja-light", "ja-dark", "en-dark", "en-light"];

const COLOURS = ["color-contrast", "link-in-text-block"];

/** Sets language and theme, like the switches of the console. */
async function show(page: Page, look: Look): Promise<void> {
  const [lang = "", theme = ""] = look.split("-");
  const cookies = Object.entries({ lang, theme }).map(([name, value]) => ({ name, value, url: baseUrl() }));
  await page.context().addCookies(cookies);
}

/** Asserts that axe finds nothing on the current page, except for rules that its state cannot meet. Results for
 *  elements that pass are not requested: collecting them takes four times as long as the rules. Legacy mode is for
 *  pages without frames. */
export async function expectAccessible(page: Page, without: string[] = []): Promise<void> {
  await expectNothing(page, (axe) => axe.options({ resultTypes: ["violations"] }).disableRules(without));
}

/** Asserts that axe finds nothing by the rules that depend on colours. */
async function expectColours(page: Page): Promise<void> {
  const runOnly = { type: "rule" as const, values: COLOURS };
  await expectNothing(page, (axe) => axe.options({ resultTypes: ["violations"], runOnly }));
}

/** Asserts that axe finds nothing in a look: by all rules in one of them, by those about colours in the others, whose elements
 *  are the same. */
export async function expectLook(page: Page, look: Look, without: string[] = [], byAll: Look = "en-light"): Promise<void> {
  await (look === byAll ? expectAccessible(page, without) : expectColours(page));
}

async function expectNothing(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  expect(page.frames(), "frames").toHaveLength(1);
  await drawn(page);
  const { violations } = await choose(new AxeBuilder({ page })).setLegacyMode().analyze();
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} — ${node.html}`));
  expect(found, "what axe found").toEqual([]);
}

/** Waits until the page is drawn at its present width: its script learns in a frame which tables scroll (boot.js), and makes
 *  those a tab stop. Observers of sizes run between the first and the second callback. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}

/** Runs a function for each look of the open page, reloading it each time. */
export async function eachLook(page: Page, act: (look: Look) => Promise<void>): Promise<void> {
  const url = page.url();
  for (const look of LOOKS) {
    await show(page, look);
    await page.goto(url);
    await act(look);
  }
}

/** Checks the open page with axe and its width in every look. Of a long list, axe sees one row of each shape, because further
 *  rows have the same faults; with `whole` it sees all rows in the look in which it applies all rules. */
export async function looks(page: Page, name: string, byAll: Look = "en-light", whole = false): Promise<void> {
  const before = page.viewportSize();
  await eachLook(page, async (look) => {
    await pictures(page, `${name}-${look}`);
    if (before) await page.setViewportSize(before);
    if (!whole || look !== byAll) await shorten(page);
    await expectLook(page, look, [], byAll);
  });
}

/** Removes the rows of long lists that have the same elements and classes as an earlier row. */
async function shorten(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shape = (element: Element) => `${element.tagName}.${element.getAttribute("class")}`;
    const lists = [...document.querySelectorAll("main *")].filter((list) => list.childElementCount > 10);
    for (const list of lists) {
      const seen = new Set<string>();
      for (const row of [...list.children]) {
        const whole = [row, ...row.querySelectorAll("*")].map(shape).join();
        if (seen.has(whole)) row.remove();
        seen.add(whole);
      }
    }
  });
}

/** The same for tests that also run without script. Pages look the same then, so it runs only with script. */
export const looksWhere = (script: boolean) => async (page: Page, name: string) => {
  if (script) await looks(page, name);
};

/** The width of the page in every look. */
export async function screenshots(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await eachLook(page, (look) => pictures(page, `${name}-${look}`));
  if (before) await page.setViewportSize(before);
}

/** The widths with a picture: a desk and a phone. */
const PICTURED = [1280, 375];

/** Looks at the current page, wide and narrow, and as at 400 % zoom (WCAG 1.4.10). It may never scroll sideways. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const width of [...PICTURED, 320]) {
    await page.setViewportSize({ width, height: 900 });
    if (TAKES_PICTURES && PICTURED.includes(width)) await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${name} at ${width} px scrolls sideways`).toBeLessThanOrEqual(width);
  }
}

/** A picture of the current page, for people to review. */
export async function picture(page: Page, name: string): Promise<void> {
  if (TAKES_PICTURES) await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
