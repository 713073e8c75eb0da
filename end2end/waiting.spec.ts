// A console without a worker: requested exports wait, and can be cancelled.
import { eachLook, expect, expectLook, looks, picture, signIn, test } from "./fixtures";

test.use({ serving: { role: "web" } });

for (const javaScriptEnabled of [true, false]) {
  test(`an export that waits says so and is cancelled after one more question, script ${javaScriptEnabled ? "on" : "off"}`, async ({ page: withScript, noScript }) => {
    const page = javaScriptEnabled ? withScript : noScript;
    await signIn(page, "owner");
    await page.goto("/exports/new");
    await page.getByLabel("Purpose").fill("Year-end campaign");
    await page.getByRole("button", { name: "Start export" }).click();
    await expect(page.locator(".badge").first()).toHaveText(/Waiting/);
    await expect(page.getByRole("img", { name: /0 of 19,960/ })).toBeVisible();
    if (javaScriptEnabled) await looks(page, "owner-exports-waiting");
    const dialog = page.getByRole("dialog", { name: "Stop export" });
    await page.getByRole("button", { name: "Stop export" }).click();
    await expect(dialog.getByRole("button", { name: "Cancel", exact: true })).toBeFocused();
    if (javaScriptEnabled) {
      await eachLook(page, async (look) => {
        if (!(await dialog.isVisible())) await page.locator('main button[command="show-modal"]').click();
        await expectLook(page, look);
        await picture(page, `dialog-${look}-1280`);
      });
      await page.goto(page.url());
      await page.getByRole("button", { name: "Stop export" }).click();
    }
    await dialog.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Stop export" }).click();
    await dialog.getByRole("button", { name: "Stop export" }).click();
    await expect(page.getByRole("status")).toContainText("Export stopped.");
    await expect(page.locator(".badge").first()).toHaveText(/Stopped/);
  });
}
