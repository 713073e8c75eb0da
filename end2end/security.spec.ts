// The security page in three parts, the longest of which stays short until somebody opens a section.
import { expect, signIn, test } from "./fixtures";

for (const script of [true, false]) {
  test(`the rules of the profile are found by section and by status, script ${script ? "on" : "off"}`, async ({ page: withScript, noScript }) => {
    const page = script ? withScript : noScript;
    await signIn(page, "owner");
    await page.goto("/security");
    await expect(page.getByRole("combobox", { name: "Who needs two-step verification" })).toBeVisible();
    await page.getByRole("link", { name: "Service profile", exact: true }).click();
    await expect(page).toHaveURL(/\/security\/profile$/);
    await expect(page.locator('.tabs [aria-current="page"]')).toHaveText("Service profile");
    const [height, sections] = await page.evaluate(() => [document.documentElement.scrollHeight, document.querySelectorAll("details.sheet-part").length]);
    expect(sections).toBeGreaterThan(15);
    expect(height, "closed, it is a page and not a wall").toBeLessThan(3000);
    await expect(page.locator("main")).not.toContainText("Not enforced");
    await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Passwords" }).click();
    await expect(page.locator("#s0 tbody tr").first(), "the link opens the section").toBeVisible();
    await page.locator("#s0").getByRole("link", { name: "Back to the top of the rules" }).click();
    await page.getByRole("navigation", { name: "Status" }).getByRole("link", { name: "Handled by staff" }).click();
    await expect(page).toHaveURL(/status=operations/);
    await page.getByRole("link", { name: "Expand all" }).click();
    await expect(page.locator("tbody tr .badge").filter({ hasText: "Enforced" })).toHaveCount(0);
    await expect(page.locator("tbody tr").first()).toBeVisible();
  });
}
