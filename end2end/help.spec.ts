// Help before sign-in, from the head of a page, and by search; with and without script.
import { expect, expectAccessible, signIn, test } from "./fixtures";

for (const script of [true, false]) {
  test(`somebody who cannot get in finds help, script ${script ? "on" : "off"}`, async ({ page: withScript, noScript }) => {
    const page = script ? withScript : noScript;
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Help", exact: true }).click();
    await expect(page).toHaveURL(/\/help\/sign-in$/);
    await expect(page.getByRole("heading", { level: 2, name: "If you can't sign in" })).toBeVisible();
    if (script) await expectAccessible(page);
    await page.getByRole("link", { name: "rules that apply to you" }).click();
    const mark = page.locator(".policy-mark").first();
    await expect(mark.locator("p")).toBeHidden();
    await mark.locator("summary").click();
    await expect(mark.locator("p")).toBeVisible();
    if (script) await expectAccessible(page);
  });

  test(`the head of a page leads to its help, and back, script ${script ? "on" : "off"}`, async ({ page: withScript, noScript }) => {
    const page = script ? withScript : noScript;
    await signIn(page, "owner");
    await page.goto("/end-users");
    await page.getByRole("link", { name: "Help for this page" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Export the end users of a prefecture" })).toBeVisible();
    await page.getByRole("link", { name: "Open this page" }).click();
    await expect(page).toHaveURL(/\/end-users$/);
    await page.goto("/help");
    await page.getByRole("searchbox", { name: "Search help" }).fill("hash chain");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: "Glossary" }).click();
    await expect(page.locator("main")).toContainText("Hash chain");
    if (script) await expectAccessible(page);
  });
}
