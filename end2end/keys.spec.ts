// Keys and the command palette: what they find, where they do nothing, and how they are switched off.
import { expect, signIn, test } from "./fixtures";

test("pages, help and search field are one or two keys away, and not while somebody types", async ({ page }) => {
  await signIn(page, "owner");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(help, "no key works behind a dialog").toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/\/end-users$/);
  await page.keyboard.press("/");
  const field = page.locator("#q");
  await expect(field).toBeFocused();
  await page.keyboard.type("g m?/");
  await expect(field).toHaveValue("g m?/");
  await expect(page).toHaveURL(/\/end-users$/);
  await page.goto("/sign-in-history");
  await page.keyboard.press("/");
  await expect(page.getByRole("dialog", { name: "Go to" }), "a page without a search field").toBeVisible();
});

test("j and k go through the rows of a list, and Enter opens the row", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/end-users");
  const rows = page.locator("main table").first().locator("tbody tr");
  for (const [key, row] of [["j", 0], ["j", 1], ["k", 0]] as const) {
    await page.keyboard.press(key);
    await expect(rows.nth(row).getByRole("link").first(), key).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/end-users\/[0-9a-f-]{36}$/);
  await page.goto("/operation-logs");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.locator("main tbody tr.tbl-detail").first()).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Next and previous row of a list");
});

test("keys can be switched off", async ({ page }) => {
  await signIn(page, "owner");
  const set = async (value: "On" | "Off") => {
    await page.goto("/account");
    await page.getByRole("combobox", { name: "Keyboard shortcuts" }).selectOption(value);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Display settings saved");
  };
  await set("Off");
  for (const key of ["?", "Control+k"]) {
    await page.keyboard.press(key);
    await expect(page.locator("dialog[open]"), key).toHaveCount(0);
  }
  await page.goto("/members");
  await page.keyboard.press("j");
  await expect(page.locator("body")).toBeFocused();
  await set("On");
  await page.keyboard.press("?");
  await expect(page.locator("dialog[open]")).toHaveCount(1);
});

test("the palette knows other words, searches for what is no page, and begins with the pages opened last", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/members");
  await page.goto("/account");
  await page.keyboard.press("Control+k");
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  const field = page.getByRole("combobox", { name: "Go to" });
  const options = page.getByRole("listbox", { name: "Go to" }).getByRole("option");
  await expect(options.first()).toContainText("/members");
  for (const [typed, path] of [["めんばー", "/members"], ["メンバー", "/members"], ["audit", "/operation-logs"], ["ぱすわーど", "/account/password"]]) {
    await field.fill(typed!);
    await expect(options.first(), typed).toContainText(path!);
  }
  await field.fill("203.0.113.5");
  await expect(options.first()).toHaveAttribute("href", "/operation-logs?q=203.0.113.5");
  await field.fill("C00019994");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/end-users\?q=C00019994$/);
  await expect(page.locator("main table").first().locator("tbody tr")).toHaveCount(1);
});

test("the palette changes the theme, and so does the account menu without script", async ({ page, noScript }) => {
  await signIn(page, "owner");
  await page.keyboard.press("Control+k");
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  await page.getByRole("combobox", { name: "Go to" }).fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await signIn(noScript, "administrator");
  await noScript.locator("details.menu summary").click();
  await noScript.getByRole("button", { name: "Dark" }).click();
  await expect(noScript.locator("html")).toHaveAttribute("data-theme", "dark");
});
