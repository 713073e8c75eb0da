// The ways that people walk most, counted: each fails when a click or a field is added.
import { readFileSync } from "node:fs";
import { Walker, expectAtMost, posts, repeated, together } from "./count";
import { accounts, expect, signIn, test } from "./fixtures";
import { newestLink } from "./links";
import { codeOfShownKey } from "./two-step";

const OWN = `wet lattice ${Date.now()} ravine`;

test.describe("the first time", () => {
  test.use({ stage: "fresh" });

  // Before, eight clicks and eight fields: passwords were typed twice, a recovery code typed back, and the set-up of the app
  // had to be started. What is left to type is what nobody else can know. From the page of sign-in one has to say once what one
  // came for; the address of the form says it by itself.
  const starts = [
    { from: "/exports/new", clicks: 6 },
    { from: "/sign-in", clicks: 7 },
  ];
  for (const { from, clicks } of starts) {
    test(`from the first sign-in at ${from} to the first export on disk`, async ({ page }) => {
      const { email, password } = accounts.first("owner");
      const owner = new Walker(page);
      await page.goto(from);
      await owner.type(page.getByLabel("Email address"), email);
      await owner.type(page.getByLabel("Password", { exact: true }), password);
      await owner.click(page.getByRole("button", { name: "Sign in" }));
      await owner.type(page.getByLabel("New password", { exact: true }), OWN);
      await owner.click(page.getByRole("button", { name: "Change password" }));
      await owner.type(page.getByLabel("Verification code"), await codeOfShownKey(page, email));
      await owner.click(page.getByRole("button", { name: "Next" }));
      await owner.click(page.getByRole("button", { name: "Finish" }));
      if (from === "/sign-in") await owner.click(page.getByRole("link", { name: "Create export" }));
      await expect(page, "where one was going").toHaveURL(/\/exports\/new$/);
      await owner.type(page.getByLabel("Purpose"), "Year-end campaign");
      await owner.click(page.getByRole("button", { name: "Start export" }));
      const file = page.locator('a[href$="/file"]').first();
      await expect(file).toBeVisible({ timeout: 30_000 });
      const [download] = await Promise.all([page.waitForEvent("download"), owner.click(file)]);
      expect(readFileSync(await download.path()).byteLength).toBeGreaterThan(1_000_000);
      expectAtMost(owner.soFar, { clicks, fields: 5 });
    });
  }
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
  await member.click(visitor.getByRole("button", { name: "Join" }));
  await expect(visitor, "inside, without a sign-in by hand").toHaveURL(/\/$/);
  await expect(visitor.getByRole("status")).toContainText("You've joined");
  expectAtMost(together([owner, member]), { clicks: 4, fields: 3 });
});

// The request, the case, the consent of a colleague, the approval of a second member of staff, and the new password. Nobody
// but the person types what they know, and the member of staff the reason.
test("from a person who cannot sign in to a new password", async ({ page, another }) => {
  const [staffPage, ownerPage, secondPage] = await Promise.all([another(), another(), another()]);
  await signIn(staffPage, "staff");
  await signIn(ownerPage, "owner");
  await signIn(secondPage, "staff-2");
  const [person, staff, owner, second] = [page, staffPage, ownerPage, secondPage].map((one) => new Walker(one)) as [Walker, Walker, Walker, Walker];
  const desk = [staffPage, ownerPage, secondPage].map(posts);
  const { email } = accounts.find("viewer");

  await page.goto("/sign-in");
  await person.click(page.getByRole("link", { name: "Trouble signing in?" }));
  await person.type(page.getByLabel("Email address"), email);
  await person.type(page.getByLabel("Name"), "齋藤");
  await person.type(page.getByLabel("Message"), "The password is forgotten, and the account is locked");
  await person.click(page.getByRole("button", { name: "Send to Support" }));
  await expect(page.getByRole("status")).toContainText("Your request has been sent to Support");
  expectAtMost(person.soFar, { clicks: 2, fields: 3 });

  await staffPage.goto("/support/cases?show=asked");
  await staff.click(staffPage.getByRole("row", { name: email }).getByRole("link", { name: "View account" }));
  await staff.click(staffPage.getByRole("button", { name: "Open case" }));
  await expect(staffPage.getByRole("status")).toContainText("Case opened");
  const checks = await staffPage.getByRole("checkbox").all();
  for (const box of checks) await staff.click(box);
  await staffPage.getByLabel("Verification method").selectOption("contract");
  await staff.type(staffPage.getByRole("textbox", { name: "Reason for the request" }), "The password is forgotten");
  await staff.click(staffPage.getByRole("button", { name: "Record identity check" }));
  await expect(staffPage.getByRole("status")).toContainText("Identity check recorded");
  expectAtMost(staff.soFar, { clicks: 3 + checks.length, fields: 1 });

  await ownerPage.goto("/");
  await owner.click(ownerPage.locator('main a[href="/cases"]', { hasText: "View details" }));
  await owner.click(ownerPage.getByRole("button", { name: "Consent" }));
  await owner.click(ownerPage.getByRole("dialog").getByRole("button", { name: "Consent" }));
  await expect(ownerPage.getByRole("status")).toContainText("You've consented");
  expectAtMost(owner.soFar, { clicks: 3, fields: 0 });

  await secondPage.goto("/support/cases");
  await second.click(secondPage.getByRole("link", { name: "齋藤 結衣" }).first());
  const before = newestLink("/password/reset");
  await second.click(secondPage.getByRole("button", { name: "Approve and send link" }));
  await expect(secondPage.getByRole("status")).toContainText("Approved");
  expectAtMost(second.soFar, { clicks: 2, fields: 0 });
  expect(desk.flatMap((sent) => repeated(sent())), "no step of the desk is done twice").toEqual([]);

  await expect.poll(() => newestLink("/password/reset") !== before).toBe(true);
  const back = new Walker(page);
  await page.goto(newestLink("/password/reset") ?? "");
  await back.type(page.getByLabel("New password", { exact: true }), OWN);
  const again = page.getByLabel("New password (again)");
  if ((await again.count()) > 0) await back.type(again, OWN);
  await back.click(page.getByRole("button", { name: "Set password" }));
  await expect(page.getByRole("status")).toContainText("Your new password is set");
  accounts.remember(email, OWN);
  expectAtMost(back.soFar, { clicks: 1, fields: 2 });
});
