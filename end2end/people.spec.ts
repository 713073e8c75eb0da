// Common problems: the password expires, the phone is lost, the account is locked, another person signs in. Each person
// gets through by reading only the screen, with and without script.
import type { Page } from "@playwright/test";
import * as clock from "./clock";
import {
  type Role,
  accounts,
  changePassword,
  expect,
  looksWhere,
  ownPassword,
  picture,
  signIn,
  signOut,
  submitSignIn,
  test,
} from "./fixtures";
import { wasMailed } from "./links";
import { finishTwoStep, setUpTwoStep, verify } from "./two-step";

const FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0";

/** Signs in for the first time, with a role that needs no second step. */
async function firstSignIn(page: Page, role: Role): Promise<string> {
  await signIn(page, role);
  return accounts.find(role).email;
}

for (const script of [true, false]) {
  test.describe(`script ${script ? "on" : "off"}`, () => {
    test.use({ stage: "fresh" });

    const shown = looksWhere(script);

    test("a password runs out: told before, then led to a new one and on", async ({ page, noScript }) => {
      const person = script ? page : noScript;
      const email = await firstSignIn(person, "viewer");
      clock.advance(88 * clock.DAY);
      await submitSignIn(person, email, accounts.find("viewer").password);
      await expect(person).toHaveURL(/\/$/);
      await expect(person.locator("main")).toContainText("Your password expires in 2 days");
      await shown(person, "password-soon");
      await signOut(person);

      clock.advance(3 * clock.DAY);
      await submitSignIn(person, email, accounts.find("viewer").password);
      await expect(person).toHaveURL(/\/account\/password$/);
      await expect(person.locator("main")).toContainText("Your password has expired");
      await person.goto("/account/sessions");
      await expect(person, "nothing else opens before").toHaveURL(/\/account\/password$/);
      await shown(person, "password-expired");
      const { password } = accounts.find("viewer");
      await changePassword(person, password, password);
      await expect(person.getByLabel("New password", { exact: true })).toHaveAccessibleDescription(/used this password before/);
      await picture(person, `password-expired-refused-${script}`);
      await ownPassword(person, "viewer");
      await expect(person).toHaveURL(/\/$/);
      await expect(person.getByRole("status")).toContainText("Password changed");
      await expect(person.getByRole("heading", { level: 1 })).toHaveText("Home");
    });

    test("a phone is lost: a recovery code opens the console once, and a new phone is set up", async ({ page, noScript }) => {
      const person = script ? page : noScript;
      await firstSignIn(person, "operator");
      const { email, password } = accounts.find("operator");
      await person.goto("/account/two-step");
      const codes: string[] = [];
      const atCodes = async () => void codes.push(...(await person.locator(".codes code").allInnerTexts()));
      await setUpTwoStep(person, email, { atCodes });
      await signOut(person);

      await submitSignIn(person, email, password);
      await expect(person.getByLabel("Verification code"), "phones show the keys for digits").toHaveAttribute("inputmode", "numeric");
      await person.getByRole("link", { name: "Trouble signing in?" }).click();
      await expect(person.getByLabel("What do you need help with?").locator("option:checked"), "who has no code either").toContainText("I can't use my authenticator app");
      await person.goBack();
      await person.getByRole("link", { name: "Use a recovery code" }).click();
      await person.getByLabel("Recovery code").fill(codes[0] ?? "");
      await person.getByRole("button", { name: "Verify" }).click();
      await expect(person).toHaveURL(/\/$/);
      await expect(person.getByRole("status")).toContainText("You signed in with a recovery code. 9 are left");
      await expect.poll(() => wasMailed(email, "リカバリーコードが使われました")).toBe(true);
      await signOut(person);

      await submitSignIn(person, email, password);
      await person.getByRole("link", { name: "Use a recovery code" }).click();
      await person.getByLabel("Recovery code").fill(codes[0] ?? "");
      await person.getByRole("button", { name: "Verify" }).click();
      await expect(person.getByLabel("Recovery code"), "the same field again").toHaveAccessibleDescription(/incorrect/);
      await picture(person, `recovery-twice-${script}`);
      await person.getByLabel("Recovery code").fill(codes[1] ?? "");
      await person.getByRole("button", { name: "Verify" }).click();

      await person.goto("/account");
      await person.getByRole("link", { name: "Two-step verification" }).click();
      await shown(person, "recovery-again");
      await expect(person.locator("main"), "the last code may be the one just used").toContainText("you don't need another one");
      await person.getByRole("button", { name: "Set up again" }).click();
      await finishTwoStep(person, email);
      await expect(person.getByRole("status")).toContainText("Two-step verification is on");
      await signOut(person);
      await submitSignIn(person, email, password);
      await verify(person, email);
      await expect(person).toHaveURL(/\/$/);
    });

    test("an account is locked: the person is told by mail, and the help page leads to the desk", async ({ page, noScript }) => {
      const person = script ? page : noScript;
      const email = await firstSignIn(person, "administrator");
      const { password } = accounts.find("administrator");
      await signOut(person);
      for (let tries = 0; tries < 10; tries++) await submitSignIn(person, email, `not it ${tries}`);
      await expect(person.getByRole("alert"), "no word about the account").toContainText("Incorrect email or password, or the account is locked");
      const told = () => wasMailed(email, "アカウントがロックされました", "/sign-in/help");
      await expect.poll(told, "the mail says where to go").toBe(true);
      await expect.poll(() => wasMailed(accounts.find("owner").email, "メンバーのアカウントがロックされました")).toBe(true);
      await submitSignIn(person, email, password);
      await expect(person.getByRole("alert"), "not the account's lock").toContainText("Too many sign-in attempts. Wait");
      await expect(person.getByLabel("Email address")).toHaveValue(email);
      const button = person.getByRole("button", { name: /^Sign in/ });
      if (script) await expect(button, "counts down").toBeDisabled();
      else await expect(button).toBeEnabled();
      await expect(person.getByRole("link", { name: "Trouble signing in?" })).toBeVisible();
      await picture(person, `locked-too-many-${script}`);
      clock.advance(clock.MINUTE);
      await submitSignIn(person, email, password);
      await expect(person.getByRole("alert"), "the right password is refused as a wrong one").toContainText("or the account is locked");
      await picture(person, `locked-${script}`);
      await person.getByRole("link", { name: "Trouble signing in?", exact: true }).click();
      await expect(person.locator("main")).toContainText("verify your identity using the contact details on file");
      await person.getByLabel("Email address").fill(email);
      await person.getByLabel("Name").fill("小山内 のぞみ");
      await expect(person.getByLabel("What do you need help with?").locator("option:checked")).toContainText("locked out");
      await person.getByRole("button", { name: "Send to Support" }).click();
      await expect(person.getByRole("status")).toContainText("Your request has been sent to Support");
    });

    test("somebody signs in on a new device: a mail tells, and the session is ended", async ({ page, noScript, another }) => {
      const person = script ? page : noScript;
      await signIn(person, "owner");
      const { email, password } = accounts.find("owner");
      const other = await another(script, FIREFOX);
      await submitSignIn(other, email, password);
      await verify(other, email);
      await expect(other).toHaveURL(/\/$/);
      await expect.poll(() => wasMailed(email, "新しい端末からログインがありました")).toBe(true);

      await person.goto("/account");
      await person.getByRole("link", { name: "Active sessions" }).click();
      await expect(person.getByRole("row", { name: /Firefox/ })).toBeVisible();
      await shown(person, "sessions-new-device");
      await person.getByRole("button", { name: /^Sign out \(Firefox/ }).click();
      await expect(person.getByRole("status")).toContainText("The device has been signed out");
      await expect(person.getByRole("row", { name: /Firefox/ })).toHaveCount(0);
      await other.getByRole("link", { name: "End users", exact: true }).first().click();
      await expect(other).toHaveURL(/\/sign-in/);
      await expect(other.locator("main")).toContainText("Your session has ended");
    });
  });
}
