// Every page of the table with full lists (crowd): each list with pages has a next page, and each other list has many rows.
// Both are asserted. Then axe finds nothing, so that landmarks and links have distinct names, and nothing scrolls sideways.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Role, expect, looks, signIn, test } from "./fixtures";

test.use({ stage: "crowded" });

/** The pages that people come to once they are signed in, as the program's own tables have them. */
const app = join(import.meta.dirname, "../app/src");
const sources = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs"));
const tables = sources.map((name) => readFileSync(join(app, name), "utf8")).join("\n");
// An example in a comment names a page once more.
const pages = [...new Set([...tables.matchAll(/page!\(\s*"([^"]+)",\s*Needs/g)].map(([, path]) => path ?? ""))];
/** Further lists on a page of the table. */
const others = ["/support/cases?show=all", "/support/cases?show=asked"];

/** The number of lists on a page that have a next page. */
const PAGERS: Record<string, number> = {
  "/end-users": 1,
  "/exports": 1,
  "/operation-logs": 1,
  "/sign-in-history": 1,
  "/account/activity": 1,
  "/members": 1,
  "/account-ledger": 1,
  "/security/refused-input": 1,
  "/support": 1,
  "/support/cases": 2,
  "/support/cases?show=all": 1,
  "/support/cases?show=asked": 1,
  "/support/staff": 1,
  "/support/outbox": 1,
  "/support/refused-input": 1,
  "/support/logs": 1,
  "/support/tenants/{id}/end-users": 1,
  "/support/tenants/{id}/operation-logs": 1,
};

/** The elements of lists without pages, and how many of them crowd makes at least. */
const ROWS: Record<string, [string, number]> = {
  "/account/certificates": ["tbody tr", 20],
  "/account/passkeys": ["tbody tr", 10],
  "/account/sessions": ["tbody tr", 25],
  "/cases": ["article", 50],
  "/consents": ["tbody tr", 25],
  "/contacts": ["tbody tr", 25],
  "/members/{id}/certificates": ["tbody tr", 20],
  "/members/{id}/networks": ["tbody tr", 25],
  "/security/networks": ["tbody tr", 25],
  "/security/refused-input": ["section tbody tr", 80],
  "/support/refused-input": ["tbody tr", 40],
  "/support/cases/{id}": ["section tbody tr", 20],
  "/support/tenants/{id}": ["section tbody tr, section dl", 45],
};

/** The page whose rows axe all sees. The others keep one row of each shape. */
const WHOLE = "/members";

/** Pages without a list that open only after an earlier step. The file named here looks at them. */
const STEPS = { "/account/passkeys/new": "passkeys.spec.ts", "/account/two-step/codes": "two-step.ts", "/consents/requests/{id}": "access.spec.ts" };

/** Who sees the long lists of a page. The profile of the first company allows no certificates. */
const role = (path: string): Role =>
  path.startsWith("/support") ? "staff" : path.endsWith("/certificates") ? "other-owner" : "owner";

/** The pages that link to an address with an id, where they are not one level above it. */
const FROM: Record<string, string> = { "/support/tenants": "/support" };

/** Opens a page of the table. An id in its address comes from the first link of the list above it. */
async function open(page: Page, path: string): Promise<void> {
  if (path.includes("{")) await follow(page, path);
  else expect((await page.goto(path))?.status(), path).toBe(200);
}

/** Follows a link to a page with an id, and of the companies to the one with long lists. */
async function follow(page: Page, path: string): Promise<void> {
  const above = path.slice(0, path.lastIndexOf("/"));
  await open(page, FROM[above] ?? above);
  const address = new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[0-9a-f-]{36}")}$`);
  const company = path === "/support/tenants/{id}";
  for (;;) {
    const links = page.locator("main").getByRole("link", { name: company ? /髙﨑屋/ : undefined });
    const paths = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
    const found = paths.find((found) => address.test(found));
    if (found) return open(page, found);
    const next = page.locator("main a[rel=next][href]");
    await expect(next, `${path} is nowhere in ${above}`).toHaveCount(1);
    await next.click();
  }
}

test("the table of pages was found", () => {
  for (const path of [...Object.keys(PAGERS), ...Object.keys(ROWS)]) expect([...pages, ...others]).toContain(path);
  for (const path of Object.keys(STEPS)) expect(pages).toContain(path);
});

for (const path of [...pages, ...others].filter((path) => !(path in STEPS))) {
  test(`axe finds nothing on ${path} with long lists (${role(path)})`, async ({ page }) => {
    await signIn(page, role(path));
    await open(page, path);
    const more = page.getByRole("navigation", { name: /^Pages: / }).locator("a[rel=next][href]");
    await expect(more, "lists with a page behind this one").toHaveCount(PAGERS[path] ?? 0);
    const [rows, least] = ROWS[path] ?? ["main", 1];
    expect(await page.locator(rows).count(), rows).toBeGreaterThanOrEqual(least);
    // journey.spec.ts looks at most of these pages in English.
    await looks(page, `long${path.replaceAll(/[/?={}]/g, "-")}`, "ja-light", path === WHOLE);
  });
}

/** The longest name that may be stored: 100 characters, without a place where a line likes to break. */
const LONGEST = "とても長い名前のメンバー・ジョナサン・オカフォー＝リンドクヴィスト・フォン・ヒルデガルト".repeat(3).slice(0, 100);

/** The tables that show names. */
const NAMED = ["/members", "/account-ledger", "/operation-logs", "/sign-in-history", "/exports", "/consents", "/contacts", "/end-users", "/support", "/support/staff", "/support/cases?show=all", "/support/outbox", "/support/tenants/{id}", "/support/tenants/{id}/operation-logs"];

/** Gives every name in the page's tables the longest one. Returns how many there are. */
const lengthen = (page: Page) =>
  page.evaluate((longest) => {
    const names = [...document.querySelectorAll("main .tbl .name")].filter((name) => name.childElementCount === 0);
    for (const name of names) {
      name.textContent = longest;
      name.setAttribute("title", longest);
    }
    return names.length;
  }, LONGEST);

/** The tables whose first column, or last one with actions or details, is not in view, and the names that have more than two lines. */
const outOfView = (page: Page) =>
  page.evaluate(() => {
    const faults: string[] = [];
    for (const wrap of document.querySelectorAll("main .tbl-wrap")) {
      const box = wrap.getBoundingClientRect();
      for (const row of [...wrap.querySelectorAll("tr:not(.tbl-detail)")].slice(0, 5)) {
        const first = row.firstElementChild?.getBoundingClientRect();
        const acts = row.querySelector(":scope > :is(.tbl-acts:nth-child(n + 3), .tbl-more):last-child")?.getBoundingClientRect();
        if (first && first.left < box.left - 1) faults.push(`${wrap.ariaLabel}: the name is out of view`);
        if (acts && acts.right > box.right + 1) faults.push(`${wrap.ariaLabel}: the actions are out of view`);
      }
      for (const name of wrap.querySelectorAll(".name[title]")) {
        const lines = name.clientHeight / Number.parseFloat(getComputedStyle(name).lineHeight);
        if (lines > 2.5) faults.push(`${wrap.ariaLabel}: a name has ${lines} lines`);
      }
    }
    return faults;
  });

for (const path of NAMED) {
  test(`a name of 100 characters takes no table away on ${path}`, async ({ page }) => {
    await signIn(page, role(path));
    await open(page, path);
    expect(await lengthen(page), "names").toBeGreaterThan(0);
    for (const width of [1280, 900, 375, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${path} at ${width} px scrolls sideways`).toBeLessThanOrEqual(width);
      if (width >= 768) expect(await outOfView(page), `${path} at ${width} px`).toEqual([]);
    }
  });
}

test("rows and columns of the end users are chosen without script, and the next page keeps them", async ({ noScript: page }) => {
  await signIn(page, "owner");
  await page.goto("/end-users");
  await expect(page.locator("caption").first()).toHaveText(/^1–50 of [\d,]+$/);
  await page.locator("summary", { hasText: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Prefecture" }).uncheck();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("columnheader", { name: "Prefecture" })).toHaveCount(0);
  await page.locator(".pager-rows").getByRole("link", { name: "20", exact: true }).click();
  await expect(page.locator("table").first().locator("tbody tr")).toHaveCount(20);
  await page.locator("a[rel=next]").click();
  await expect(page.locator("caption").first()).toHaveText(/^21–40 of [\d,]+$/);
  await expect(page.getByRole("columnheader", { name: "Prefecture" })).toHaveCount(0);
  await expect(page.getByRole("columnheader", { name: "Last sign-in" })).toHaveCount(1);
});
