import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import {
  accounts,
  expect,
  kilobytes,
  looks,
  ownPassword,
  picture,
  screenshots,
  signIn,
  signOut,
  submitSignIn,
  test,
  transferred,
} from "./fixtures";
import { freshCode, setUpTwoStep, verify } from "./two-step";

test.describe("the first time", () => {
  test.use({ stage: "fresh" });

  test("a first sign-in demands a password of one's own, then leads on", async ({ page }) => {
    const { email, password } = accounts.find("operator");
    await submitSignIn(page, email, password);
    await expect(page).toHaveURL(/\/account\/password/);
    await page.goto("/end-users");
    await expect(page, "nothing else opens before").toHaveURL(/\/account\/password/);
    await looks(page, "forced-password");

    await ownPassword(page, "operator");
    await expect(page, "where one was going").toHaveURL(/\/end-users$/);
  });
});

test("signing out ends the session", async ({ page }) => {
  await signIn(page, "owner");
  await page.locator("details.menu > summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto("/end-users");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a wrong password is refused without a word about the account, and the address stays typed", async ({ page }) => {
  const { email } = accounts.find("viewer");
  const messages: string[] = [];
  for (const address of [email, "nobody@example.jp"]) {
    await submitSignIn(page, address, "not the password");
    await expect(page.getByRole("alert")).toBeVisible();
    messages.push((await page.getByRole("alert").innerText()).trim());
    await expect(page.getByLabel("Password", { exact: true }), "where the next try begins").toBeFocused();
    await expect(page.getByLabel("Email address")).toHaveValue(address);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  }
  expect(messages[0]).toBe(messages[1]);
});

for (const script of [true, false]) {
  test(`members and staff sign in with password and code, and out, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const person = script ? page : noScript;
    for (const [role, home] of [["administrator", "/"], ["staff", "/support"]] as const) {
      const { email, password } = accounts.find(role);
      await submitSignIn(person, email, password);
      await expect(person).toHaveURL(/\/sign-in\/verify$/);
      await verify(person, email);
      await person.waitForURL(home);
      await signOut(person);
      await person.goto(home);
      await expect(person).toHaveURL(/\/sign-in/);
    }
  });
}

test("the keyboard is enough", async ({ page }) => {
  await page.goto("/sign-in");
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveAttribute("href", "#main");
  await page.getByLabel("Email address").focus();
  await page.keyboard.type("nobody@example.jp");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
});

test("axe finds nothing on the sign-in page, in any look", async ({ page }) => {
  await page.goto("/sign-in");
  await looks(page, "sign-in");
});

test("the sign-in page is light: 20 kB in all, and no WASM", async ({ page }) => {
  const sizes = await transferred(page, "/sign-in");
  console.log(`sign-in page: ${kilobytes(sizes).toFixed(1)} kB`, Object.fromEntries(sizes));
  await expect(page, "the page that was weighed").toHaveURL(/\/sign-in$/);
  expect([...sizes.keys()].some((name) => name.endsWith(".css"))).toBe(true);
  expect([...sizes.keys()].filter((name) => name.endsWith(".wasm"))).toEqual([]);
  expect(kilobytes(sizes)).toBeGreaterThan(5);
  expect(kilobytes(sizes)).toBeLessThanOrEqual(20);
});

test("a person who was away too long is told so, and comes back to the page", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/exports/new");
  await page.getByLabel("Purpose").fill("Year-end campaign");
  await page.context().clearCookies({ name: "sekisho" });
  await page.getByRole("button", { name: "Start export" }).click();
  await expect(page.locator("main")).toContainText("Your session has ended");
  await screenshots(page, "sign-in-ended");
  const { email, password } = accounts.find("owner");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await verify(page, email);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New export");
});

/** The recovery codes are copied, saved and printed, each with a button; without a script there is none. */
async function takenAway(page: Page, script: boolean): Promise<void> {
  const buttons = ["Copy Recovery codes", "Download (.txt)", "Print"].map((name) => page.getByRole("button", { name }));
  for (const button of buttons) await expect(button).toBeVisible({ visible: script });
  const codes = await page.locator(".codes code").allInnerTexts();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".pass"), "paper has the pass alone").toBeVisible();
  await expect(page.getByRole("button", { name: "Finish" })).toBeHidden();
  await picture(page, `pass-${script}`);
  await page.emulateMedia({ media: null });
  if (!script) return;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await buttons[0]?.click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join("\n"));
  const [file] = await Promise.all([page.waitForEvent("download"), buttons[1]?.click()]);
  expect(file.suggestedFilename()).toBe("recovery-codes.txt");
  expect(readFileSync(await file.path(), "utf8")).toContain(codes.join("\n"));
}

for (const script of [true, false]) {
  test(`setting up two steps, and signing in with them, script ${script ? "on" : "off"}`, async ({ another }) => {
    const page = await another(script);
    await signIn(page, "operator");
    const { email } = accounts.find("operator");
    await page.goto("/account");
    await page.getByRole("link", { name: "Two-step verification" }).click();
    const shown = (name: string) => async () => (script ? looks(page, name) : undefined);
    await shown("two-step-off")();
    const atCodes = async () => {
      await takenAway(page, script);
      await shown("two-step-codes")();
    };
    await setUpTwoStep(page, email, { atKey: shown("two-step-key"), atCodes });
    await expect(page.getByRole("status")).toContainText("Two-step verification is on");
    await shown("two-step-on")();
    await page.context().clearCookies({ name: "sekisho" });
    await submitSignIn(page, email, accounts.find("operator").password);
    await expect(page).toHaveURL(/\/sign-in\/verify$/);
    await page.getByLabel("Verification code").fill("12345a");
    await page.getByRole("button", { name: "Verify" }).click();
    await expect(page.getByLabel("Verification code")).toHaveAttribute("aria-invalid", "true");
    await page.goto("/sign-in/verify");
    await shown("verify")();
    await verify(page, email);
    await expect(page).toHaveURL(/\/$/);
    await page.goto("/account/two-step");
    await page.getByLabel("Current code").fill(freshCode(email));
    await page.getByRole("button", { name: "Turn off" }).click();
    await expect(page.getByRole("status")).toContainText("Two-step verification is off");
  });
}

for (const script of [true, false]) {
  test(`a person who cannot sign in asks the support desk, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const person = script ? page : noScript;
    await person.goto("/sign-in");
    await person.getByRole("link", { name: "Trouble signing in?" }).click();
    if (script) await looks(person, "sign-in-help");
    await person.getByLabel("Email address").fill("saito@takasakiya.example.jp");
    await person.getByRole("button", { name: "Send to Support" }).click();
    await expect(person.getByRole("alert")).toContainText("Enter your name");
    await person.getByLabel("Name").fill("齋藤 結衣");
    await person.getByRole("button", { name: "Send to Support" }).click();
    await expect(person.getByRole("status")).toContainText("Your request has been sent to Support");

    await signIn(person, "staff");
    await person.goto("/support/cases");
    await expect(person.getByRole("table", { name: "Sign-in help requests" })).toContainText("齋藤 結衣");
    if (script) await looks(person, "case-asked");
  });
}
