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
const STEPS = { "/account/passkeys/new": "passkeys.spec.ts", "/account/two-step/codes": "two-step.ts" };

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
