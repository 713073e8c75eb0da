// A console without a worker: what is asked for waits, and can be cancelled.
import { serve } from "./console";
import { accounts, changePassword, expect, expectAccessible, eachLook, picture, screenshots, submitSignIn, test } from "./fixtures";
import { setUpTwoStep } from "./two-step";

for (const javaScriptEnabled of [true, false]) {
  test(`an export that waits says so and is cancelled after one more question, script ${javaScriptEnabled ? "on" : "off"}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const spare = await serve(process.env.E2E_SPARE ?? "", "web");
    const context = await browser.newContext({ baseURL: spare.url, javaScriptEnabled, locale: "en-US" });
    try {
      const page = await context.newPage();
      const role = javaScriptEnabled ? "owner" : "administrator";
      const { email, password } = accounts.first(role);
      await submitSignIn(page, email, password);
      const next = "wet lattice 7 ravine";
      await changePassword(page, password, next);
      if (new URL(page.url()).pathname === "/sign-in") await submitSignIn(page, email, next);
      await setUpTwoStep(page, email);
      await page.goto("/exports");
      await page.getByLabel("Purpose").fill("Year-end campaign");
      await page.getByRole("button", { name: "Start export" }).click();
      await expect(page.locator(".badge").first()).toHaveText(/Waiting/);
      await expect(page.getByRole("img", { name: /0 of 19,960/ })).toBeVisible();
      if (javaScriptEnabled) {
        await eachLook(page, async () => expectAccessible(page));
        await screenshots(page, "owner-exports-waiting");
      }
      const dialog = page.getByRole("dialog", { name: "Cancel the export" });
      await page.getByRole("button", { name: "Cancel export" }).click();
      await expect(dialog.getByRole("button", { name: "Go back" })).toBeFocused();
      if (javaScriptEnabled) {
        await eachLook(page, async (look) => {
          if (!(await dialog.isVisible())) await page.locator('button[command="show-modal"]').click();
          await expectAccessible(page);
          await picture(page, `dialog-${look}-1280`);
        });
        await page.goto(page.url());
        await page.getByRole("button", { name: "Cancel export" }).click();
      }
      await dialog.getByRole("button", { name: "Go back" }).click();
      await expect(dialog).toBeHidden();
      await page.getByRole("button", { name: "Cancel export" }).click();
      await dialog.getByRole("button", { name: "Cancel the export" }).click();
      await expect(page.getByRole("status")).toContainText("The export has been cancelled.");
      await expect(page.locator(".badge").first()).toHaveText(/Cancelled/);
    } finally {
      await context.close();
      await spare.stop();
    }
  });
}
