// The people of the demonstration: their passwords, their sessions, and how they sign in.
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Cookie, type Page, expect } from "@playwright/test";

import * as clock from "./clock";
import { setUpTwoStep, verify } from "./two-step";

/** The people of the demonstration. */
export type Role = "owner" | "administrator" | "operator" | "viewer" | "other-owner" | "staff" | "staff-2";

/** The address of the test's own console, and its data folder. */
export const baseUrl = () => process.env.E2E_BASE_URL ?? "";
const data = (file: string) => join(process.env.E2E_DATA ?? "", file);

/** The first sign-ins that the demonstration wrote, and the passwords set since. */
class Accounts {
  find(role: Role): { email: string; password: string } {
    const { email, password } = this.first(role);
    return { email, password: this.passwords()[email] ?? password };
  }

  /** The one-time password that the demonstration wrote. */
  first(role: Role): { email: string; password: string } {
    const lines = readFileSync(data("first-sign-ins.txt"), "utf8").split("\n");
    const [, email, password] = lines.map((line) => line.split("\t")).find(([name]) => name === role) ?? [];
    if (!email || !password) throw new Error(`the demonstration has no first sign-in for ${role}`);
    return { email, password };
  }

  remember(email: string, password: string): void {
    writeFileSync(data("passwords.json"), JSON.stringify({ ...this.passwords(), [email]: password }));
  }

  private passwords(): Record<string, string> {
    return existsSync(data("passwords.json")) ? JSON.parse(readFileSync(data("passwords.json"), "utf8")) : {};
  }
}

export const accounts = new Accounts();

/** Fills and sends the sign-in form. */
export async function submitSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in with all steps that the console requires. The first time these include a new password and, for some roles,
 *  an authenticator app. Reuses a session of this console while it lasts. */
export async function signIn(page: Page, role: Role): Promise<void> {
  if (await cameBack(page, role)) return;
  const { email, password } = accounts.find(role);
  await submitSignIn(page, email, password);
  await leave(page, "/sign-in");
  if (atPath(page, "/sign-in/verify")) await verify(page, email);
  if (atPath(page, "/account/password")) {
    await ownPassword(page, role);
    if (atPath(page, "/sign-in")) await submitSignIn(page, email, accounts.find(role).password);
  }
  await page.waitForLoadState();
  if (atPath(page, "/account/two-step")) await setUpTwoStep(page, email);
  await page.waitForURL((url) => !url.pathname.startsWith("/account") && !url.pathname.startsWith("/sign-in"));
  keepSession(role, await page.context().cookies(baseUrl()));
}

/** The cookies of a role, and the time of its sign-in. */
type Kept = { cookies: Cookie[]; at: number };
/** After five minutes sensitive actions ask for a step-up; well before that a test signs in again. */
const FRESH = 200 * clock.SECOND;
const keptSessions = (): Record<string, Kept> =>
  existsSync(data("sessions.json")) ? JSON.parse(readFileSync(data("sessions.json"), "utf8")) : {};

function keepSession(role: Role, cookies: Cookie[]): void {
  const own = cookies.filter(({ name }) => name.includes("sekisho"));
  writeFileSync(data("sessions.json"), JSON.stringify({ ...keptSessions(), [role]: { cookies: own, at: clock.now() } }));
}

/** Restores the person's cookies, so that the device is known, and reuses the session while it is recent. */
async function cameBack(page: Page, role: Role): Promise<boolean> {
  const kept = keptSessions()[role];
  if (!kept) return false;
  const young = clock.now() - kept.at < FRESH;
  // With an older valid session the sign-in page would redirect at once.
  await page.context().clearCookies({ name: /^(__Host-)?sekisho$/ });
  await page.context().addCookies(kept.cookies.filter(({ name }) => young || name.includes("device")));
  if (!young) return false;
  await page.goto("/");
  return !atPath(page, "/sign-in");
}

/** Signs out through the menu. */
export async function signOut(page: Page): Promise<void> {
  await page.locator("details.menu > summary").click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}

/** Sets a new password when the first sign-in requires it, and stores it. */
export async function ownPassword(page: Page, role: Role): Promise<void> {
  const { email, password } = accounts.find(role);
  // Must not be a small edit of the previous one.
  const next = `wet lattice ${randomUUID().slice(0, 13)} ravine`;
  await changePassword(page, password, next);
  await leave(page, "/account/password");
  accounts.remember(email, next);
}

async function leave(page: Page, path: string): Promise<void> {
  await page.waitForURL((url) => url.pathname !== path);
}

/** Fills the fields of a new password. */
export async function typeNewPassword(page: Page, next: string): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(next);
  await page.getByLabel("New password (again)").fill(next);
}

/** Fills the form that changes one's own password. The current one is not asked for right after a sign-in with a one-time
 *  password. */
export async function changePassword(page: Page, current: string, next: string): Promise<void> {
  await typeNewPassword(page, next);
  const asked = page.getByLabel("Current password");
  if ((await asked.count()) > 0) await asked.fill(current);
  await page.getByRole("button", { name: "Change password" }).click();
}

export function atPath(page: Page, path: string): boolean {
  return new URL(page.url()).pathname === path;
}
