import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { eachLook, expect, expectAccessible, expectLook, kilobytes, looks, picture, screenshots, signIn, test, transferred } from "./fixtures";
import { STEPS, pages, role } from "./every-page";

const GOOD_ROWS = 19_960;

/** Reads CSV by RFC 4180, like a spreadsheet. */
function records(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

async function findByName(page: Page): Promise<void> {
  await page.goto("/end-users");
  await page.getByRole("searchbox").first().fill("高橋");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.locator("tbody tr").first()).toContainText(/[髙高]橋/);
  await page.locator("tbody th a").first().click();
  await expect(page).toHaveURL(/\/end-users\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/[髙高]橋/);
  await expect(page.locator(".head-sub")).toHaveText(/^Customer ID C\d{8}$/);
}

async function startExport(page: Page): Promise<void> {
  await page.goto("/exports");
  await page.getByRole("link", { name: "New export" }).first().click();
  await page.getByRole("button", { name: "Select all" }).click();
  await expect(page.locator('input[name="columns"]:not(:checked)')).toHaveCount(0);
  await page.getByLabel("Purpose").fill("Year-end campaign");
  await page.getByRole("button", { name: "Start export" }).click();
  await expect(page).toHaveURL(/\/exports\/[0-9a-f-]{36}$/);
}

/** Records every figure that the page shows while the export runs, including after the reload at its end. */
async function watchProgress(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const look = () => {
      const shown = document.querySelector(".meter-line .num")?.textContent?.trim();
      const seen: string[] = JSON.parse(sessionStorage.getItem("figures") ?? "[]");
      if (shown && shown !== seen.at(-1)) sessionStorage.setItem("figures", JSON.stringify([...seen, shown]));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => JSON.parse(sessionStorage.getItem("figures") ?? "[]"));
}

async function downloadAndCheck(page: Page): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('a[href$="/file"]').first().click(),
  ]);
  const bytes = readFileSync(await download.path());
  const text = bytes.toString("utf8");
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const [head, ...rows] = records(text.slice(1));
  expect(head).toContain("customer_id");
  expect(rows).toHaveLength(GOOD_ROWS);
  const cells = rows.flat();
  for (const whole of ["改行\nあり", 'クォート"あり', "カンマ,あり", "①髙﨑", "🎁ギフト会員"]) expect(cells).toContain(whole);
  expect(cells).toContain("'=1+1");
  expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  expect(cells.some((cell) => cell.includes("𠮷"))).toBe(true);
  await expect(page.locator("main")).toContainText(createHash("sha256").update(bytes).digest("hex"));
}

async function logTells(page: Page): Promise<void> {
  await page.goto("/operation-logs");
  for (const act of ["Data downloaded", "Data export finished", "Data export started"]) {
    await expect(page.locator("tbody").getByText(act).first()).toBeVisible();
  }
  await page.getByLabel("Action").selectOption("Data downloaded");
  await page.getByRole("button", { name: "Filter" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^operation_log_\d{12}\.csv$/);
  const [head, ...rows] = records(readFileSync(await file.path(), "utf8").slice(1));
  expect(head?.slice(0, 3)).toEqual(["No.", "Time (JST)", "Actor"]);
  const acts = rows.map((row) => row[3]);
  expect(acts.pop()).toBe("[Signature line] File signature");
  expect(new Set(acts)).toEqual(new Set(["Data downloaded"]));
}

test("find an end user, export 20,000 rows with visible progress, open the file, read the log", async ({ page }) => {
  await signIn(page, "owner");
  await findByName(page);
  const figures = await watchProgress(page);
  await startExport(page);
  await expect(page.locator('a[href$="/file"]').first()).toBeVisible();
  const shown = await figures();
  expect(shown.length, "figures that moved").toBeGreaterThan(1);
  for (const figure of shown) expect(figure).toMatch(/^[\d,]+ of 19,960 rows \([\d.]+%\)$/);
  await expect(page.locator("main")).toContainText("19,960 rows exported.");
  await expect(page, "the title says how it ended").toHaveTitle(/\(Done\)/);
  await downloadAndCheck(page);
  await logTells(page);
});

test("the same without JavaScript", async ({ noScript }) => {
  await signIn(noScript, "owner");
  await findByName(noScript);
  await startExport(noScript);
  await expect(noScript.locator("main")).toContainText(/[\d,]+ of 19,960 rows|19,960 rows exported/);
  await expect(async () => {
    await noScript.reload();
    await expect(noScript.locator('a[href$="/file"]').first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 600_000 });
  await downloadAndCheck(noScript);
  await logTells(noScript);
});

test("a refused export keeps what was typed and says why at the field", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/exports/new");
  await page.getByLabel("Search").fill("高橋");
  await page.getByRole("button", { name: "Start export" }).click();
  await expect(page.getByLabel("Purpose")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Purpose")).toHaveAccessibleDescription("Enter the purpose.");
  await expect(page.getByLabel("Search")).toHaveValue("高橋");
});

test("the command palette goes anywhere by keyboard", async ({ page }) => {
  await signIn(page, "owner");
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox");
  await expect(field).toBeFocused();
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  await expect(page.getByRole("listbox", { name: "Go to" })).toBeVisible();
  await expect(field).toHaveAttribute("aria-activedescendant", "palette-0");
  await field.fill("no such page");
  await expect(page.getByRole("option").first()).toContainText("Search End users for “no such page”");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(field, "opened again, it is empty").toHaveValue("");
  await field.fill("export");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/exports$/);
});

test("what is typed into the palette while it loads is kept, Enter included", async ({ page }) => {
  await signIn(page, "owner");
  let load = () => {};
  const asked = new Promise<void>((resolve) => (load = resolve));
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route("**/*.wasm", async (route) => {
    load();
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Go to" }).click();
  await page.keyboard.type("export");
  await page.keyboard.press("Enter");
  await asked;
  go();
  await expect(page).toHaveURL(/\/exports$/);
});

test("the checklist follows the typing", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/account/password");
  await expect(page.locator(".rules .is-kept")).toHaveCount(0);
  const field = page.getByLabel("New password", { exact: true });
  await field.focus();
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  await expect(field).toHaveAccessibleDescription(/At least one digit \(0–9\) \(not met\)/);
  await field.fill("abcdefgh");
  await expect(page.locator(".rules .is-kept")).toHaveCount(2);
  await expect(page.getByRole("status").filter({ hasText: "2 of 3 requirements met" })).toBeAttached();
  await field.fill("ａｂｃｄｅｆｇ１");
  await expect(page.locator(".rules .is-kept"), "full width counts as on the server").toHaveCount(3);
  await field.fill("abcdefg1");
  await expect(page.locator(".rules .is-kept")).toHaveCount(3);
  await page.getByLabel("Show passwords").check();
  await expect(page.getByLabel("New password", { exact: true })).toHaveAttribute("type", "text");
});

test("the console's first page weighs at most 30 kB, and 85 kB with what moves", async ({ page }) => {
  await signIn(page, "owner");
  const sizes = await transferred(page, "/");
  console.log(`home page: ${kilobytes(sizes).toFixed(1)} kB`, Object.fromEntries(sizes));
  await expect(page, "the page that was weighed").toHaveURL(/:\d+\/$/);
  const kinds = (of: Map<string, number>) => [...of.keys()].map((name) => name.slice(name.lastIndexOf(".")));
  expect(kinds(sizes)).toEqual(expect.arrayContaining([".css", ".js"]));
  expect(kinds(sizes), "nobody has reached for what moves").not.toContain(".wasm");
  expect(kilobytes(sizes)).toBeGreaterThan(10);
  expect(kilobytes(sizes)).toBeLessThanOrEqual(30);

  const moving = await transferred(page, "/", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  });
  console.log(`with the palette: ${kilobytes(moving).toFixed(1)} kB`);
  expect(kinds(moving)).toContain(".wasm");
  expect(kilobytes(moving)).toBeLessThanOrEqual(85);
});

const PAGES = {
  owner: ["/", "/end-users", "/exports", "/exports/new", "/operation-logs", "/security", "/security/sensitive-actions", "/security/profile", "/security/profile?sections=open", "/account", "/account/password", "/account/prove", "/account/sessions", "/account/activity", "/sign-in-history", "/members", "/contacts", "/cases", "/announcements", "/announcements/subscription", "/inquiries", "/inquiries/new", "/help", "/help/inquiries", "/help/policy", "/no-such-page"],
  staff: ["/support", "/support/cases", "/support/accounts", "/support/announcements", "/support/inquiries", "/support/inquiries?show=months", "/support/profiles", "/support/staff", "/support/outbox", "/support/refused-input", "/support/logs"],
} as const;

for (const role of ["owner", "staff"] as const) {
  for (const path of PAGES[role]) {
    test(`axe finds nothing on ${path} (${role})`, async ({ page }) => {
      await signIn(page, role);
      await page.goto(path);
      await looks(page, `${role}${path.replaceAll(/[/?=]/g, "-")}`);
    });
  }
}

/** Lists that say on paper how much they have, where they have anything. */
const COUNTED = ["/end-users", "/exports", "/operation-logs", "/sign-in-history", "/members", "/account-ledger", "/contacts", "/announcements", "/account/sessions", "/account/activity", "/security/refused-input", "/support", "/support/staff", "/support/outbox", "/support/logs"];

test("every page says on paper whose it is, what, when and by whom, and each list how much", async ({ page }) => {
  for (const who of ["owner", "staff"] as const) {
    await signIn(page, who);
    for (const path of pages.filter((path) => role(path) === who && !path.includes("{") && !(path in STEPS))) {
      await page.goto(path);
      // A page without the menu is a step, and nothing to print.
      if ((await page.locator(".shell-bar").count()) === 0) continue;
      await page.emulateMedia({ media: "print" });
      const head = page.locator("div.print-head");
      for (const part of ["Company", "Contents", "Printed at", "Printed by"]) await expect(head, path).toContainText(part);
      const rows = await page.locator("main .tbl tbody tr").count();
      if (COUNTED.includes(path) && rows > 0) await expect(page.locator("main dl.print-head").first(), path).toContainText("Results");
      await page.emulateMedia({ media: null });
    }
    await page.context().clearCookies();
  }
});

test("a table stays a table on paper", async ({ page }) => {
  await signIn(page, "owner");
  // The width of A4 between its margins.
  await page.setViewportSize({ width: 688, height: 970 });
  for (const path of ["/end-users", "/operation-logs", "/security/profile?sections=open", "/members", "/sign-in-history", "/account-ledger"]) {
    await page.goto(path);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".print-head").first(), "whose, what, when and by whom").toContainText("Printed by");
    const controls = page.locator("main").getByRole("button").or(page.locator("main").getByRole("checkbox"));
    await expect(controls, `${path}: what is pressed or ticked`).toHaveCount(0);
    await expect(page.locator("thead").first()).toBeVisible();
    await expect(page.locator("tbody td").first()).toHaveCSS("display", "table-cell");
    const row = await page.locator("tbody tr").first().boundingBox();
    expect(row?.height, "a line is a line").toBeLessThan(150);
    await page.pdf({ path: `test-results/print${path.replaceAll(/[/?=]/g, "-")}.pdf`, preferCSSPageSize: true, printBackground: true });
    await page.emulateMedia({ media: null });
  }
});

test("details are accessible too", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/operation-logs");
  const details = page.locator("tr.tbl-detail").first();
  await expect(details).toBeHidden();
  await page.locator("tbody summary").first().click();
  await expect(details).toContainText("Hash");
  const [width, height] = await details.evaluate((row) => [row.clientWidth, row.clientHeight]);
  expect(width, "details have the whole width").toBeGreaterThan(800);
  expect(height).toBeLessThan(400);
  await eachLook(page, async (look) => {
    await page.locator("tbody summary").first().click();
    await expectLook(page, look);
  });
  await startExport(page);
  await expect(page.locator('a[href$="/file"]').first()).toBeVisible();
  for (const list of ["/end-users", "/exports"]) {
    await page.goto(list);
    await page.locator("tbody th a").first().click();
    await looks(page, `owner${list.replaceAll("/", "-")}-detail`);
  }
});

test("two members of staff change a company's profile once they have seen what it does", async ({ page, another }) => {
  await signIn(page, "staff");
  await page.goto("/support");
  await page.getByRole("link", { name: "株式会社 青葉商店" }).click();
  await page.getByLabel("New service profile").selectOption("workspace-saas");
  await expect(page.getByRole("region", { name: "Company being viewed" })).toContainText("株式会社 青葉商店");
  await page.getByRole("button", { name: "Preview" }).click();
  await expectAccessible(page);
  await picture(page, "staff-support-tenant-preview");
  await page.getByRole("button", { name: /^Request change to “/ }).click();
  await expect(page.getByLabel("Reason")).toHaveAccessibleDescription("Enter a reason.");
  await page.getByLabel("Reason").fill("New contract");
  await page.getByRole("button", { name: /^Request change to “/ }).click();
  await expect(page.getByRole("status")).toContainText("Change requested.");
  await expect(page.locator("main")).toContainText("You can't approve your own request");
  await eachLook(page, (look) => expectLook(page, look));
  const second = await another();
  await signIn(second, "staff-2");
  await second.goto(page.url());
  await screenshots(second, "staff-support-tenant-waiting");
  await second.getByRole("button", { name: "Approve and change" }).click();
  await expect(second.getByRole("status")).toContainText("Service profile changed.");
  await expect(second.getByLabel("New service profile").getByRole("option", { selected: true })).not.toHaveAttribute("value", "workspace-saas");
  await eachLook(second, (look) => expectLook(second, look));
});
