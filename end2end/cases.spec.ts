// A person who cannot sign in: the whole path through the support desk, with a browser for each person.
import type { Page } from "@playwright/test";
import { accounts, expect, looksWhere, signIn, test, typeNewPassword } from "./fixtures";
import { newestLink } from "./links";

/** Takes the case, gives it a note, and finds it by its number. */
async function work(staff: Page): Promise<void> {
  const [number] = /CS-\d{4}-\d{4,}/.exec(await staff.getByRole("heading", { level: 1 }).innerText()) ?? [""];
  await staff.getByRole("button", { name: "Assign to me" }).click();
  await expect(staff.getByRole("status")).toContainText("The case is now assigned to you");
  await expect(staff.getByRole("button", { name: "Unassign me" })).toBeVisible();
  await staff.getByRole("button", { name: "Add note" }).click();
  await expect(staff.getByRole("alert")).toContainText("Enter a note");
  await staff.getByRole("textbox", { name: "Note" }).fill("Called back at the registered number");
  await staff.getByRole("button", { name: "Add note" }).click();
  await expect(staff.getByRole("status")).toContainText("Note added");
  await expect(staff.locator("main")).toContainText("Called back at the registered number");
  await staff.goto("/support/cases?with=me");
  await staff.getByLabel("Case number").fill(number);
  await staff.getByRole("button", { name: "Filter" }).click();
  await expect(staff.locator("tbody tr")).toHaveCount(1);
  await expect(staff.locator("tbody tr")).toContainText(number);
}

for (const script of [true, false]) {
  test(`a forgotten password, from the support desk to the sign-in, script ${script ? "on" : "off"}`, async ({ another }) => {
    const [staff, owner, second, person] = await Promise.all([1, 2, 3, 4].map(() => another(script)));
    if (!staff || !owner || !second || !person) throw new Error("no page");
    const { email } = accounts.find("viewer");
    const look = looksWhere(script);
    await signIn(staff, "staff");
    await staff.goto("/support/accounts");
    await staff.getByLabel("Company, name or email address").fill("齋藤");
    await staff.getByRole("button", { name: "Search" }).click();
    await look(staff, "case-search");
    await staff.getByRole("link", { name: "齋藤 結衣" }).first().click();
    await expect(staff.locator("main")).toContainText(email);
    await look(staff, "case-account");
    await staff.getByRole("button", { name: "Open case" }).click();
    await expect(staff.getByRole("status")).toContainText("Case opened");
    await look(staff, "case-opened");
    await staff.getByRole("button", { name: "Record identity check" }).click();
    await expect(staff.getByRole("alert")).toContainText("Complete all checks");
    for (const box of await staff.getByRole("checkbox").all()) await box.check();
    await staff.getByLabel("Verification method").selectOption("contract");
    await staff.getByRole("textbox", { name: "Reason for the request" }).fill("The password is forgotten");
    await staff.getByRole("button", { name: "Record identity check" }).click();
    await expect(staff.locator("main")).toContainText("Once another of the customer's administrators consents, the case can be approved");

    await signIn(owner, "owner");
    await owner.goto("/");
    await owner.locator('main a[href="/cases"]', { hasText: "View details" }).click();
    await look(owner, "case-consent");
    await owner.getByRole("button", { name: "Consent" }).click();
    await owner.getByRole("dialog").getByRole("button", { name: "Consent" }).click();
    await expect(owner.getByRole("status")).toContainText("You've consented");

    await work(staff);
    await staff.goto("/support/cases");
    await look(staff, "case-queue");
    await staff.getByRole("link", { name: "齋藤 結衣" }).click();
    await expect(staff.locator("main")).toContainText("Ask another support staff member");
    await signIn(second, "staff-2");
    await second.goto(staff.url());
    await expect(second.getByRole("button", { name: "Reassign to me" }).first()).toBeVisible();
    await look(second, "case-two-columns");
    const before = newestLink("/password/reset");
    await second.getByRole("button", { name: "Approve and send link" }).click();
    await expect(second.getByRole("status")).toContainText("Approved");
    await look(second, "case-approved");

    const link = () => newestLink("/password/reset");
    await expect.poll(() => link() !== before && link() !== undefined).toBe(true);
    await person.goto(link() ?? "");
    await expect(person).toHaveURL(/\/password\/reset$/);
    await look(person, "password-reset");
    const next = `wet lattice ${Date.now()} ravine`;
    await typeNewPassword(person, next);
    await person.getByRole("button", { name: "Set password" }).click();
    await expect(person, "the new password has just been set").toHaveURL(/\/$/);
    await expect(person.getByRole("status")).toContainText("Your new password is set");
    accounts.remember(email, next);
    await staff.reload();
    await expect(staff.locator("main")).toContainText("The person completed the reset");
  });
}
