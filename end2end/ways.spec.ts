// The ways that people walk most, counted: each fails when a click or a field is added.
import { readFileSync } from "node:fs";
import { Walker, expectAtMost, together } from "./count";
import { accounts, expect, signIn, test } from "./fixtures";
import { newestLink } from "./links";
import { codeOfShownKey } from "./two-step";

const OWN = `wet lattice ${Date.now()} ravine`;

test.describe("the first time", () => {
  test.use({ stage: "fresh" });

  // Before, eight clicks and eight fields: the one-time password was typed twice, a recovery code typed back, and the set-up
  // of the app had to be started. What is left to type is what nobody else can know.
  test("from the first sign-in to the first export on disk", async ({ page }) => {
    const { email, password } = accounts.first("owner");
    const owner = new Walker(page);
    await page.goto("/exports/new");
    await owner.type(page.getByLabel("Email address"), email);
    await owner.type(page.getByLabel("Password", { exact: true }), password);
    await owner.click(page.getByRole("button", { name: "Sign in" }));
    await owner.type(page.getByLabel("New password", { exact: true }), OWN);
    await owner.type(page.getByLabel("New password (again)"), OWN);
    await owner.click(page.getByRole("button", { name: "Change password" }));
    await owner.type(page.getByLabel("Verification code"), await codeOfShownKey(page, email));
    await owner.click(page.getByRole("button", { name: "Next" }));
    await owner.click(page.getByRole("button", { name: "Finish" }));
    await expect(page, "where one was going").toHaveURL(/\/exports\/new$/);
    await owner.type(page.getByLabel("Purpose"), "Year-end campaign");
    await owner.click(page.getByRole("button", { name: "Start export" }));
    const file = page.locator('a[href$="/file"]').first();
    await expect(file).toBeVisible({ timeout: 30_000 });
    const [download] = await Promise.all([page.waitForEvent("download"), owner.click(file)]);
    expect(readFileSync(await download.path()).byteLength).toBeGreaterThan(1_000_000);
    expectAtMost(owner.soFar, { clicks: 6, fields: 6 });
  });
});

test("from an invitation to a member who works", async ({ page, another }) => {
  await signIn(page, "owner");
  await page.goto("/");
  const owner = new Walker(page);
  await owner.click(page.getByRole("link", { name: "Members", exact: true }).first());
  const form = page.locator("form[action='/members'][method=post]");
  await owner.type(form.getByLabel("Name"), "岡本 未来");
  await owner.type(form.getByLabel("Email address"), "okamoto@takasakiya.example.jp");
  await owner.click(form.getByRole("radio", { name: /^Operator/ }));
  const before = newestLink("/join");
  await owner.click(form.getByRole("button", { name: /nvit/ }));
  await expect.poll(() => newestLink("/join") !== before).toBe(true);

  const visitor = await another();
  const member = new Walker(visitor);
  await visitor.goto(newestLink("/join") ?? "");
  await member.type(visitor.getByLabel("New password", { exact: true }), OWN);
  await member.type(visitor.getByLabel("New password (again)"), OWN);
  await member.click(visitor.getByRole("button", { name: "Join" }));
  await expect(visitor, "inside, without a sign-in by hand").toHaveURL(/\/$/);
  await expect(visitor.getByRole("status")).toContainText("You have joined");
  expectAtMost(together([owner, member]), { clicks: 4, fields: 4 });
});
