import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { eachLook, expect, expectAccessible, screenshots, signIn, test, transferred } from "./fixtures";

const GOOD_ROWS = 19_960;

/** RFC 4180, as a spreadsheet reads it. */
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
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function startExport(page: Page): Promise<void> {
  await page.goto("/exports");
  await page.getByLabel("Purpose").fill("Year-end campaign");
  await page.getByRole("button", { name: "Start export" }).click();
  await expect(page).toHaveURL(/\/exports\/[0-9a-f-]{36}$/);
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
}

test("find an end user, export 20,000 rows with visible progress, open the file, read the log", async ({ page }) => {
  await signIn(page, "owner");
  await findByName(page);
  await startExport(page);
  await expect(page.locator('a[href$="/file"]').first()).toBeVisible({ timeout: 60_000 });
  await downloadAndCheck(page);
  await logTells(page);
});

test("the same without JavaScript", async ({ noScript }) => {
  await signIn(noScript, "owner");
  await findByName(noScript);
  await startExport(noScript);
  await expect(async () => {
    await noScript.reload();
    await expect(noScript.locator('a[href$="/file"]').first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await downloadAndCheck(noScript);
  await logTells(noScript);
});

test("a refused export keeps what was typed and says why at the field", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/exports");
  await page.getByLabel("Search").fill("高橋");
  await page.getByRole("button", { name: "Start export" }).click();
  await expect(page.getByLabel("Purpose")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Purpose")).toHaveAccessibleDescription("Enter the purpose.");
  await expect(page.getByLabel("Search")).toHaveValue("高橋");
});

test("the command palette goes anywhere by keyboard", async ({ page }) => {
  await signIn(page, "owner");
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox");
  await expect(field).toBeFocused();
  await field.fill("export");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/exports$/);
});

test("the checklist follows the typing", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/account/password");
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  await expect(page.locator(".rules .is-kept")).toHaveCount(0);
  await page.getByLabel("New password", { exact: true }).fill("abcdefg1");
  await expect(page.locator(".rules .is-kept")).toHaveCount(3);
  await page.getByLabel("Show passwords").check();
  await expect(page.getByLabel("New password", { exact: true })).toHaveAttribute("type", "text");
});

test("the console's first page weighs at most 100 kB in all", async ({ page }) => {
  await signIn(page, "owner");
  const sizes = await transferred(page, "/");
  expect([...sizes.values()].reduce((sum, n) => sum + n, 0) / 1000).toBeLessThanOrEqual(100);
});

const PAGES = {
  owner: ["/", "/end-users", "/exports", "/operation-logs", "/security", "/account", "/account/password", "/no-such-page"],
  staff: ["/support", "/support/profiles", "/support/logs"],
} as const;

for (const role of ["owner", "staff"] as const) {
  for (const path of PAGES[role]) {
    test(`axe finds nothing on ${path} (${role})`, async ({ page }) => {
      test.setTimeout(240_000);
      await signIn(page, role);
      await page.goto(path);
      await eachLook(page, async () => expectAccessible(page));
      await screenshots(page, `${role}${path.replaceAll("/", "-")}`);
    });
  }
}

test("details are accessible too", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "owner");
  for (const list of ["/end-users", "/exports"]) {
    await page.goto(list);
    await page.locator("tbody th a").first().click();
    await eachLook(page, async () => expectAccessible(page));
    await screenshots(page, `owner${list.replaceAll("/", "-")}-detail`);
  }
});

test("staff preview and change a company's profile, and the company's log says so", async ({ page }) => {
  await signIn(page, "staff");
  await page.goto("/support");
  await page.getByRole("link", { name: "株式会社 青葉商店" }).click();
  await page.getByLabel("New service profile").selectOption("workspace-saas");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Change the service profile" }).click();
  await expect(page.getByLabel("Reason")).toHaveAccessibleDescription("Enter the reason.");
  await page.getByLabel("Reason").fill("New contract");
  await page.getByRole("button", { name: "Change the service profile" }).click();
  await expect(page.getByRole("status")).toContainText("The service profile has been changed.");
  await eachLook(page, async () => expectAccessible(page));
});
