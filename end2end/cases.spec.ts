// A person who cannot sign in: the whole path through the support desk, with a browser for each person.
import { accounts, expect, looksWhere, signIn, submitSignIn, test } from "./fixtures";
import { newestLink } from "./links";

for (const script of [true, false]) {
  test(`a forgotten password, from the support desk to the sign-in, script ${script ? "on" : "off"}`, async ({ another }) => {
    const [staff, owner, second, person] = await Promise.all([1, 2, 3, 4].map(() => another(script)));
    if (!staff || !owner || !second || !person) throw new Error("no page");
    const { email } = accounts.find("viewer");
    const look = looksWhere(script);
    await signIn(staff, "staff");
    await staff.goto("/support/accounts");
    await staff.getByLabel("Email address").fill(email);
    await staff.getByRole("button", { name: "Search" }).click();
    await look(staff, "case-account");
    await staff.getByRole("button", { name: "Open the case" }).click();
    await expect(staff.getByRole("status")).toContainText("The case is open");
    await look(staff, "case-opened");
    await staff.getByRole("button", { name: "Record the check" }).click();
    await expect(staff.getByRole("alert")).toContainText("All of it must be checked");
    for (const box of await staff.getByRole("checkbox").all()) await box.check();
    await staff.getByLabel("Evidence").selectOption("contract");
    await staff.getByRole("textbox", { name: "Reason for the request" }).fill("The password is forgotten");
    await staff.getByRole("button", { name: "Record the check" }).click();
    await expect(staff.locator("main")).toContainText("Once another administrator of the company consents");

    await signIn(owner, "owner");
    await owner.goto("/");
    await owner.getByRole("link", { name: "See details" }).click();
    await look(owner, "case-consent");
    await owner.getByRole("button", { name: "Consent" }).click();
    await expect(owner.getByRole("status")).toContainText("You have consented");

    await staff.goto("/support/cases");
    await look(staff, "case-queue");
    await staff.getByRole("link", { name: "齋藤 結衣" }).click();
    await expect(staff.locator("main")).toContainText("Ask another member of staff");
    await signIn(second, "staff-2");
    await second.goto(staff.url());
    const before = newestLink("/password/reset");
    await second.getByRole("button", { name: "Approve and send the link" }).click();
    await expect(second.getByRole("status")).toContainText("Approved");
    await look(second, "case-approved");

    const link = () => newestLink("/password/reset");
    await expect.poll(() => link() !== before && link() !== undefined).toBe(true);
    await person.goto(link() ?? "");
    await expect(person).toHaveURL(/\/password\/reset$/);
    await look(person, "password-reset");
    const next = `wet lattice ${Date.now()} ravine`;
    await person.getByLabel("New password", { exact: true }).fill(next);
    await person.getByLabel("New password (again)").fill(next);
    await person.getByRole("button", { name: "Set password" }).click();
    await expect(person.getByRole("status")).toContainText("Please sign in");
    accounts.remember(email, next);
    await submitSignIn(person, email, next);
    await expect(person).toHaveURL(/\/$/);
    await staff.reload();
    await expect(staff.locator("main")).toContainText("The person completed the reset");
  });
}
