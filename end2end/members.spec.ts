// A person is invited and joins: the mail, the password, the second step, and what administrators do with the account.
import { expect, looks, picture, screenshots, signIn, submitSignIn, test, typeNewPassword } from "./fixtures";
import { newestLink } from "./links";
import { setUpTwoStep } from "./two-step";

for (const script of [true, false]) {
  test(`an invited administrator joins and is suspended, script ${script ? "on" : "off"}`, async ({ page, noScript, another }) => {
    const owner = script ? page : noScript;
    const email = `invited-${script ? 1 : 2}@takasakiya.example.jp`;
    await signIn(owner, "owner");
    await owner.goto("/members");
    await owner.getByRole("textbox", { name: "Name", exact: true }).fill("岡本 未来");
    await owner.getByLabel("Email address", { exact: true }).fill("nobody");
    await owner.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(owner.getByRole("alert")).toContainText("Enter a valid email address, such as office@example.co.jp.");
    await expect(owner.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("岡本 未来");
    await owner.getByLabel("Email address", { exact: true }).fill(email);
    await owner.getByRole("radio", { name: "Administrator" }).check();
    const before = newestLink("/join");
    await owner.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(owner.getByRole("status")).toContainText("Invitation sent");
    if (script) await screenshots(owner, "members-invited");

    const link = () => newestLink("/join");
    await expect.poll(() => link() !== before && link() !== undefined).toBe(true);
    const person = await another(script);
    await person.goto(link() ?? "");
    await expect(person).toHaveURL(/\/join$/);
    if (script) await looks(person, "members-join");
    const password = `wet lattice ${Date.now()} ravine`;
    const again = person.getByLabel("New password (again)");
    await expect(again, "needed only where no script shows the first").toHaveJSProperty("required", !script);
    await typeNewPassword(person, password);
    await person.getByRole("button", { name: "Join" }).click();
    await expect(person, "inside, and the first thing is an app").toHaveURL(/\/account\/two-step$/);
    await expect(person.getByRole("status")).toContainText("You've joined");
    await setUpTwoStep(person, email);
    await person.goto("/members");
    await expect(person.getByRole("heading", { level: 1 })).toHaveText("Members");

    await owner.goto("/members");
    await owner.getByRole("link", { name: "岡本 未来" }).first().click();
    if (script) await looks(owner, "members-detail");
    await owner.getByRole("button", { name: "Suspend" }).click();
    await expect(owner.getByRole("status")).toContainText("Account suspended");
    await person.reload();
    await expect(person).toHaveURL(/\/sign-in/);
    await submitSignIn(person, email, password);
    await expect(person.getByRole("alert")).toContainText("Incorrect email or password");

    await owner.getByRole("button", { name: "Undo (reactivate)" }).click();
    await expect(owner.getByRole("status")).toContainText("Account reactivated");
    await owner.getByRole("button", { name: "Remove member" }).click();
    const dialog = owner.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await expect(dialog).toContainText("Remove this member? This can't be undone.");
    if (script) await picture(owner, "members-remove");
    await dialog.getByRole("button", { name: "Remove" }).click();
    await expect(dialog, "the browser asks for the tick").toBeVisible();
    await dialog.getByRole("checkbox").check();
    await dialog.getByRole("button", { name: "Remove" }).click();
    await expect(owner.getByRole("status")).toContainText("Member removed");
  });
}
