// Pages for people who need larger letters or a narrow window (WCAG 2.2, 1.4.4 and 1.4.10): at twice the usual size of text, and in
// 320 px, nothing scrolls sideways, and no word of a heading or button is cut.
import type { Page } from "@playwright/test";
import { STEPS, open, pages, role } from "./every-page";
import { type Role, expect, signIn, test } from "./fixtures";
import config from "./playwright.config";

const usual = config.use?.launchOptions;
test.use({
  stage: "crowded",
  launchOptions: { ...usual, args: [...(usual?.args ?? []), "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"] },
});

/** What is wider than the window, and the headings and buttons whose words do not fit in them. */
const faults = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    const sideways = scrollWidth > innerWidth ? [`${scrollWidth} px wide`] : [];
    const named = [...document.querySelectorAll<HTMLElement>("main :is(h1, h2, .btn):not(.u-vh)")].filter((e) => e.offsetParent);
    const cut = named.filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline");
    return [...sideways, ...cut.map((e) => `cut: ${e.textContent?.trim()}`)];
  });

for (const who of ["owner", "staff", "other-owner"] satisfies Role[]) {
  test(`pages of the ${who} stay in the window with letters of twice the size`, async ({ page }) => {
    await signIn(page, who);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "the size of text").toBe("32px");
    for (const path of pages.filter((path) => role(path) === who && !(path in STEPS))) {
      await open(page, path);
      for (const width of [1280, 640]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await faults(page), `${path} at ${width} px`).toEqual([]);
      }
    }
  });
}
