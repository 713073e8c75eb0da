// The end of a session: a warning five minutes before, a click that goes on, and what was typed, which is not lost. The
// console's clock and the browser's are moved together.
import type { Page } from "@playwright/test";

import * as clock from "./clock";
import { accounts, expect, expectAccessible, picture, signIn, test } from "./fixtures";
import { verify } from "./two-step";

const { MINUTE, SECOND } = clock;

/** Lets time pass in the console and in the browser. */
async function pass(page: Page, minutes: number): Promise<void> {
  clock.advance(minutes * MINUTE);
  await page.clock.runFor(minutes * MINUTE);
}

async function signInHere(page: Page): Promise<void> {
  const { email, password } = accounts.find("owner");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  if (new URL(page.url()).pathname === "/sign-in/verify") await verify(page, email);
}

test("a session warns, is extended, ends, and keeps the page until the person is back", async ({ page }) => {
  await signIn(page, "owner");
  await page.clock.install();
  await page.goto("/contacts");
  const dialog = page.locator("#session");
  await page.getByRole("textbox", { name: "Name" }).fill("総務部");
  await pass(page, 23);
  await expect(dialog).toBeHidden();
  await pass(page, 2);
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText("You'll be signed out soon", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Extend session" })).toBeFocused();
  await expectAccessible(page);
  await picture(page, "session-ends-soon");
  await dialog.getByRole("button", { name: "Extend session" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("総務部");

  await pass(page, 25);
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  await pass(page, 1);
  await expect(dialog).toBeHidden();
  await pass(page, 5);
  await expect(dialog.getByText("You've been signed out", { exact: true })).toBeVisible();
  await picture(page, "session-over");

  const [tab] = await Promise.all([page.waitForEvent("popup"), dialog.getByRole("link", { name: "Sign in in another tab" }).click()]);
  await signInHere(tab);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("総務部");
  await tab.close();
});

test("leaving a changed form asks first, a search and a sent form do not", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/contacts");
  await page.getByRole("textbox", { name: "Name" }).fill("総務部");
  const asked = page.waitForEvent("dialog");
  const gone = page.getByRole("link", { name: "Security", exact: true }).first().click();
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await gone;
  await expect(page).toHaveURL(/\/contacts$/);
  page.on("dialog", () => expect(false, "asked without a reason").toBe(true));
  await page.getByLabel("Email address").fill("no address");
  await page.locator("form[action='/contacts'] button[type=submit]").first().click();
  await expect(page.getByRole("alert")).toBeVisible();
});

test("the language switch keeps what was typed on a page that was not sent yet", async ({ page }) => {
  await signIn(page, "owner");
  await page.goto("/contacts");
  await page.getByRole("textbox", { name: "Name" }).fill("総務部");
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page.locator("form[action='/contacts'] [name=name]")).toHaveValue("総務部");
  await page.getByRole("button", { name: "English" }).click();
});

for (const script of [true, false]) {
  test(`a form that was sent too late comes back after signing in, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const owner = script ? page : noScript;
    await signIn(owner, "owner");
    await owner.goto("/contacts");
    await owner.locator("form[action='/contacts'] [name=name]").fill("総務部");
    await owner.locator("form[action='/contacts'] [name=email]").fill("soumu@takasakiya.example.jp");
    clock.advance(31 * MINUTE + 2 * SECOND);
    await owner.locator("form[action='/contacts'] button[type=submit]").first().click();
    await expect(owner.locator("main")).toContainText("Your session has ended");
    await signInHere(owner);
    await expect(owner).toHaveURL(/\/contacts$/);
    await expect(owner.getByRole("status")).toContainText("hasn't been submitted yet");
    await expect(owner.locator("form[action='/contacts'] [name=name]")).toHaveValue("総務部");
    await expect(owner.locator("main")).not.toContainText("soumu@");
  });

  test(`re-authentication names its action and gives back what was typed, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const owner = script ? page : noScript;
    await signIn(owner, "owner");
    clock.advance(6 * MINUTE);
    await owner.goto("/members");
    await owner.locator("form[action='/members'] [name=name]").fill("岡本 未来");
    await owner.locator("form[action='/members'] [name=email]").fill(`okamoto-${script}@takasakiya.example.jp`);
    await owner.getByRole("radio", { name: "Administrator" }).check();
    await owner.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Confirm it's you");
    await expect(owner.getByRole("navigation", { name: "Main menu" })).toBeVisible();
    await expect(owner.locator("main")).toContainText("Invite 岡本 未来");
    // The page answers a post, so it cannot be loaded again in other looks.
    if (script) await expectAccessible(owner);
    await owner.getByRole("link", { name: "Use a recovery code" }).click();
    await expect(owner.getByLabel("Recovery code")).toBeVisible();
    await expect(owner.locator("main")).toContainText("Invite 岡本 未来");
    await owner.getByRole("button", { name: "Cancel" }).click();
    await expect(owner.getByRole("status")).toContainText("Nothing was changed");
    await expect(owner.locator("form[action='/members'] [name=name]")).toHaveValue("岡本 未来");
  });
}
