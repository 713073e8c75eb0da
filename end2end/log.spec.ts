// "Who opened this customer?": the journey of an owner through the operation log, with and without script.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "./fixtures";

/** Opens the first end user of the list and returns the customer ID. */
async function openCustomer(page: Page): Promise<string> {
  await page.goto("/end-users");
  const first = page.locator("tbody tr").first();
  const id = /C\d{8}/.exec((await first.textContent()) ?? "")?.[0] ?? "";
  expect(id).not.toBe("");
  await first.locator("th a").click();
  await expect(page).toHaveURL(/\/end-users\/[0-9a-f-]{36}$/);
  return id;
}

async function whoOpened(page: Page): Promise<void> {
  await signIn(page, "owner");
  const customer = await openCustomer(page);
  await page.goto("/operation-logs");
  await page.getByLabel("Keyword").fill(customer);
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(new RegExp(`q=${customer}`));
  await expect(page.locator(".chip")).toContainText(`Keyword: ${customer}`);
  const viewed = page.locator("tbody tr:not(.tbl-detail)").filter({ hasText: "End user viewed" });
  await expect(viewed.first()).toContainText(customer);
  const object = viewed.first().getByRole("link", { name: customer });
  await expect(object).toHaveAttribute("href", /^\/end-users\/[0-9a-f-]{36}$/);
  await viewed.first().locator("summary").click();
  const details = page.locator("tr.tbl-detail").first();
  await expect(details).toBeVisible();
  await expect(details.getByRole("link", { name: "Operation log for this object" })).toBeVisible();
  await page.getByRole("link", { name: "How to verify" }).click();
  await expect(page.locator("pre")).toContainText("sekisho log verify");
  await page.goto("/operation-logs?actor=nobody%20at%20all");
  await expect(page.locator("#actor")).toHaveAttribute("aria-invalid", "true");
}

test("an owner finds who opened a customer", async ({ page }) => {
  await whoOpened(page);
  await page.goto("/operation-logs");
  await page.getByRole("navigation", { name: "Period" }).getByRole("link", { name: "Today" }).click();
  await expect(page.locator(".chip")).toHaveCount(2);
  await expectAccessible(page);
  await page.goto("/operation-logs/verify");
  await expectAccessible(page);
});

test("an owner finds who opened a customer without script", async ({ noScript }) => {
  await whoOpened(noScript);
});

test("on a phone an entry is a short card that begins with the action", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await signIn(page, "owner");
  await page.goto("/operation-logs");
  const row = page.locator("tbody tr:not(.tbl-detail)").first();
  const [card, act, actor] = await Promise.all(
    [row, row.locator(".short-title"), row.locator("td").first()].map((part) => part.boundingBox()),
  );
  expect(act!.y).toBeLessThan(actor!.y);
  expect(card!.height).toBeLessThan(200);
});
