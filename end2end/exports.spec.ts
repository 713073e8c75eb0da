// The form of a new export and the check of a copy, with script and without.
import { expect, signIn, test } from "./fixtures";

for (const script of [true, false]) {
  test(`a preset ticks columns, and the number of rows is known, script ${script ? "on" : "off"}`, async ({ page: withScript, noScript }) => {
    const page = script ? withScript : noScript;
    await signIn(page, "owner");
    await page.goto("/end-users?prefecture=%E6%9D%B1%E4%BA%AC%E9%83%BD");
    await page.locator(".head-acts").getByRole("link", { name: "Export" }).click();
    await expect(page).toHaveURL(/\/exports\/new\?prefecture=/);
    const matching = page.locator("#matching");
    await expect(matching).toContainText("end users match");
    await page.getByLabel("Purpose").fill("Count");
    await page.getByRole("button", { name: "For analysis (no names)" }).click();
    await expect(page.locator('input[name="columns"]:checked')).toHaveCount(6);
    await expect(page.getByLabel("Purpose"), "what was typed is kept").toHaveValue("Count");
    const before = await matching.textContent();
    await page.getByRole("combobox", { name: "Prefecture" }).selectOption("");
    if (!script) await page.getByRole("button", { name: "Check row count" }).click();
    await expect(matching).not.toHaveText(before!);
    await expect(matching).toContainText("19,960 end users match");
  });
}

test("a copy is compared with the original in the browser, and the record of downloads follows", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/exports/new?prefecture=%E6%B2%96%E7%B8%84%E7%9C%8C");
  await page.getByLabel("Purpose").fill("Check");
  await page.getByRole("button", { name: "Start export" }).click();
  const file = page.locator('main a[href$="/file"]').first();
  await expect(file).toBeVisible();
  await expect(page.locator("#downloads")).toContainText("Not downloaded yet.");
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  const [download] = await Promise.all([page.waitForEvent("download"), file.click()]);
  await expect(page.locator("#downloads tbody tr")).toHaveCount(1);
  const choose = page.getByLabel("Choose a file to verify");
  await choose.focus();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
  await chooser.setFiles(await download.path());
  await expect(page.getByText("Matches the original", { exact: true })).toBeVisible();
  await choose.setInputFiles({ name: "other.csv", mimeType: "text/csv", buffer: Buffer.from("x") });
  await expect(page.getByText("Does not match", { exact: true })).toBeVisible();
  await expect(page.getByText("other.csv", { exact: true })).toBeVisible();
  await expect(page.getByText("Matches the original", { exact: true })).toBeHidden();
  expect(sent, "the file is never sent").toEqual([]);
});
