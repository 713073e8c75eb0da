// A lost telephone: an administrator without codes asks for help during sign-in, and returns with another app.
import type { Page } from "@playwright/test";
import { accounts, atPath, expect, looksWhere, signIn, submitSignIn, test, typeNewPassword } from "./fixtures";
import { posts, repeated } from "./count";
import { newestLink } from "./links";
import { setUpTwoStep } from "./two-step";

/** The company adds a contact for call-backs, and the contact confirms it. */
async function addContact(owner: Page, reader: Page, script: boolean): Promise<void> {
  await signIn(owner, "owner");
  await owner.goto("/contacts");
  await owner.getByRole("textbox", { name: "Name" }).fill("情報システム部");
  await owner.getByLabel("Email address").fill(`systems-${script ? 1 : 2}@takasakiya.example.jp`);
  await owner.getByLabel("Phone number").fill("1234");
  const before = newestLink("/contacts/confirm");
  await owner.getByRole("button", { name: "Add and send confirmation" }).click();
  await expect(owner.getByRole("alert")).toContainText("Enter a valid phone number");
  await owner.getByLabel("Phone number").fill("０３－１２３４－５６７８");
  await owner.getByRole("button", { name: "Add and send confirmation" }).click();
  const link = () => newestLink("/contacts/confirm");
  await expect.poll(() => link() !== before && link() !== undefined).toBe(true);
  await reader.goto(link() ?? "");
  await reader.getByRole("button", { name: "Confirm" }).click();
  await expect(reader.locator("main")).toContainText("You can close this page");
}

for (const script of [true, false]) {
  test(`a lost telephone, from the request to another app, script ${script ? "on" : "off"}`, async ({ another }) => {
    const [known, person, staff, owner, second] = await Promise.all([1, 2, 3, 4, 5].map(() => another(script)));
    if (!known || !person || !staff || !owner || !second) throw new Error("no page");
    const look = looksWhere(script);
    const desk = [staff, owner, second].map(posts);
    await addContact(owner, person, script);
    // The person is still signed in at their desk, but not on the road without the telephone.
    await signIn(known, "administrator");
    const { email, password } = accounts.find("administrator");
    await submitSignIn(person, email, password);
    await expect(person).toHaveURL(/\/sign-in\/verify$/);
    await person.getByRole("link", { name: "Trouble signing in?" }).click();
    await person.getByLabel("Email address").fill(email);
    await person.getByLabel("Name").fill("鈴木");
    await person.getByLabel("What do you need help with?").selectOption("second_factor");
    await person.getByLabel("Message").fill("The telephone is lost");
    await person.getByRole("button", { name: "Send to Support" }).click();
    await expect(person.getByRole("status")).toContainText("Your request has been sent to Support");

    await signIn(staff, "staff");
    await staff.goto("/support/cases?show=asked");
    await look(staff, "case-requests");
    await staff.getByRole("row", { name: email }).getByRole("link", { name: "View account" }).click();
    await expect(staff.getByLabel("Request", { exact: true })).toHaveValue("remove");
    await look(staff, "case-account-asked");
    await staff.getByRole("button", { name: "Open case" }).click();
    await expect(staff.getByRole("region", { name: "Notification contacts", exact: true })).toContainText("03-1234-5678");
    await look(staff, "case-contacts");
    for (const box of await staff.getByRole("checkbox").all()) await box.check();
    await staff.getByLabel("Verification method").selectOption("contract");
    await staff.getByRole("textbox", { name: "Reason for the request" }).fill("The telephone is lost");
    await staff.getByRole("button", { name: "Record identity check" }).click();
    await expect(staff.getByRole("status")).toContainText("Identity check recorded");

    await known.goto("/");
    await expect(known.locator("main")).toContainText("A reset of your own account has been requested");
    await look(known, "home-own-case");
    await known.goto("/cases");
    await expect(known.getByRole("button", { name: "Decline" })).toBeVisible();
    await expect(known.getByRole("button", { name: "Consent" })).toHaveCount(0);
    await look(known, "case-own");

    await signIn(owner, "owner");
    await owner.goto("/cases");
    await expect(owner.locator("main")).toContainText("Two-step verification will be removed as well");
    await owner.getByRole("button", { name: "Consent" }).click();
    await owner.getByRole("dialog").getByRole("button", { name: "Consent" }).click();
    await signIn(second, "staff-2");
    await second.goto(staff.url());
    const before = newestLink("/password/reset");
    await second.getByRole("button", { name: "Approve and send link" }).click();
    await expect(second.getByRole("status")).toContainText("Approved");

    const link = () => newestLink("/password/reset");
    await expect.poll(() => link() !== before && link() !== undefined).toBe(true);
    await person.goto(link() ?? "");
    await expect(person.locator("main")).toContainText("Two-step verification will be removed");
    const next = `wet lattice ${Date.now()} ravine`;
    await typeNewPassword(person, next);
    await person.getByRole("button", { name: "Set password" }).click();
    accounts.remember(email, next);
    await expect(person, "inside, and the first thing is another app").toHaveURL(/\/account\/two-step$/);
    await expect(person.getByRole("status")).toContainText("Your new password is set");
    expect(desk.flatMap((sent) => repeated(sent())), "no step of the desk is done twice").toEqual([]);
    await setUpTwoStep(person, email);
    await person.goto("/");
    expect(atPath(person, "/")).toBe(true);
    await known.goto("/");
    await expect(known).toHaveURL(/\/sign-in/);
  });
}
