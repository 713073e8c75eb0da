// Every page of the table with full lists (crowd): each list with pages has a next page, and each other list has many rows.
// Both are asserted. Then axe finds nothing, so that landmarks and links have distinct names, and nothing scrolls sideways.
import type { Page } from "@playwright/test";
import { STEPS, open, pages, role } from "./every-page";
import { expect, looks, signIn, test } from "./fixtures";

test.use({ stage: "crowded" });

/** Further lists on a page of the table. */
const others = ["/support/cases?show=all", "/support/cases?show=asked", "/support/inquiries?show=all", "/support/inquiries?show=months"];

/** The number of lists on a page that have a next page. */
const PAGERS: Record<string, number> = {
  "/end-users": 1,
  "/exports": 1,
  "/operation-logs": 1,
  "/sign-in-history": 1,
  "/account/activity": 1,
  "/members": 1,
  "/account-ledger": 1,
  "/announcements": 1,
  "/security/refused-input": 1,
  "/support": 1,
  "/support/announcements": 1,
  "/support/cases": 1,
  "/support/cases?show=all": 1,
  "/support/cases?show=asked": 1,
  "/inquiries": 1,
  "/support/inquiries": 1,
  "/support/inquiries?show=all": 1,
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
  "/inquiries/{id}": ["[aria-labelledby=h-thread] li", 25],
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

test("the table of pages was found", () => {
  for (const path of [...Object.keys(PAGERS), ...Object.keys(ROWS)]) expect([...pages, ...others]).toContain(path);
  for (const path of Object.keys(STEPS)) expect(pages).toContain(path);
});

for (const path of [...pages, ...others].filter((path) => !(path in STEPS))) {
  test(`axe finds nothing on ${path} with long lists (${role(path)})`, async ({ page }) => {
    await signIn(page, role(path));
    await open(page, path);
    const more = page.getByRole("navigation", { name: /^Pagination: / }).locator("a[rel=next][href]");
    await expect(more, "lists with a page behind this one").toHaveCount(PAGERS[path] ?? 0);
    const [rows, least] = ROWS[path] ?? ["main", 1];
    expect(await page.locator(rows).count(), rows).toBeGreaterThanOrEqual(least);
    const cut = page.locator("main .tbl tbody > tr:not(.tbl-detail) .name:not([title])");
    await expect(cut, "names in rows that are not cut after two lines, with the whole in their title").toHaveCount(0);
    // journey.spec.ts looks at most of these pages in English.
    await looks(page, `long${path.replaceAll(/[/?={}]/g, "-")}`, "ja-light", path === WHOLE);
  });
}

/** The longest name that may be stored: 100 characters, without a place where a line likes to break. */
const LONGEST = "とても長い名前のメンバー・ジョナサン・オカフォー＝リンドクヴィスト・フォン・ヒルデガルト".repeat(3).slice(0, 100);

/** The tables that show names. */
const NAMED = ["/members", "/account-ledger", "/operation-logs", "/sign-in-history", "/exports", "/consents", "/contacts", "/end-users", "/inquiries", "/support", "/support/staff", "/support/cases?show=all", "/support/accounts?q=齋藤", "/support/inquiries", "/support/outbox", "/support/tenants/{id}", "/support/tenants/{id}/operation-logs", "/account/passkeys", "/account/sessions"];

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

/** The lists whose rows are cards of at most three lines on a phone. */
const SHORT = ["/end-users", "/members", "/operation-logs", "/sign-in-history", "/account/activity", "/account-ledger", "/exports", "/contacts", "/inquiries", "/support", "/support/outbox", "/support/cases?show=all", "/support/logs"];

/** The largest number of lines that the cells of a row in the first table take. A line begins where the one before ends. */
const lines = (page: Page) =>
  page.evaluate(() => {
    const count = (row: Element) => {
      const cells = [...row.children].map((cell) => cell.getBoundingClientRect()).filter(({ height }) => height > 0);
      let [n, bottom] = [0, -Infinity];
      for (const cell of cells.sort((one, other) => one.top - other.top)) {
        if (cell.top < bottom - 8) continue;
        n += 1;
        bottom = cell.bottom;
      }
      return n;
    };
    const rows = document.querySelector("main .tbl")?.querySelectorAll(":scope > tbody > tr:not(.tbl-detail)") ?? [];
    return Math.max(...[...rows].slice(0, 20).map(count));
  });

for (const path of SHORT) {
  test(`on a phone an object has at most three lines on ${path}`, async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 800 });
    await signIn(page, role(path));
    await open(page, path);
    expect(await lines(page), path).toBeLessThanOrEqual(3);
  });
}

test("on a phone the name comes first, and role, address and device are in view", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await signIn(page, "owner");
  const first = page.locator("main .tbl tbody tr:not(.tbl-detail)").first();
  await open(page, "/end-users");
  const top = async (cell: string) => (await first.locator(cell).boundingBox())?.y ?? Infinity;
  expect(await top("td.card-title"), "the name stands above the ID").toBeLessThan(await top("th"));
  await open(page, "/members");
  await expect(first.locator("td[data-label=Role]")).toBeVisible();
  await open(page, "/sign-in-history");
  for (const label of ["IP address", "Device"]) await expect(first.locator(`td[data-label="${label}"]`)).toBeVisible();
});

test("long names of one's own and of the company leave the bar as low as it is", async ({ page }) => {
  await signIn(page, "owner");
  await open(page, "/members");
  await page.evaluate((longest) => {
    for (const name of document.querySelectorAll(".shell-name, .shell-tenant strong")) name.textContent = longest;
  }, LONGEST);
  for (const width of [1280, 900, 375, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const bar = await page.locator(".shell-bar").boundingBox();
    expect(bar?.height, `the bar at ${width} px`).toBeLessThanOrEqual(64);
    const company = await page.locator(".shell-tenant strong").boundingBox();
    expect(company?.width, `the company's name at ${width} px`).toBeGreaterThanOrEqual(80);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width);
  }
});

test("letters of twice the size in the same window leave columns and the bar their width", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "owner");
  for (const path of ["/", "/account"]) {
    await open(page, path);
    const { menu, least } = await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
      const widths = (query: string) => [...document.querySelectorAll(query)].map((e) => e.getBoundingClientRect().width);
      return { menu: Math.max(...widths(".shell-side")), least: Math.min(...widths("main .grid > *, .shell-tenant")) };
    });
    expect(menu, `the menu on ${path}`).toBeLessThanOrEqual(1280 / 3);
    expect(least, `the narrowest column on ${path}`).toBeGreaterThanOrEqual(320);
  }
});

test("an opened row has one colour from its first cell to its last", async ({ page }) => {
  await signIn(page, "owner");
  for (const [path, width] of [["/operation-logs", 1280], ["/sign-in-history", 1280], ["/operation-logs", 375]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await open(page, path);
    const row = page.locator("main .tbl > tbody > tr:has(+ .tbl-detail)").first();
    await row.locator("summary").click();
    await page.mouse.move(0, 0);
    const colours = await row.evaluate((row) => {
      const of = (e: Element) => getComputedStyle(e).backgroundColor;
      return [...row.children].map((cell) => (of(cell) === "rgba(0, 0, 0, 0)" ? of(row) : of(cell)));
    });
    expect(new Set(colours).size, `${path} at ${width} px: ${colours.join("; ")}`).toBe(1);
    expect(colours[0], `${path} at ${width} px`).not.toBe(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor));
  }
});

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
