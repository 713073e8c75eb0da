// An authenticator app for tests: the codes come from a third-party library (otpauth), not from the program.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Page, expect } from "@playwright/test";
import { Secret, TOTP } from "otpauth";

import * as clock from "./clock";

const PERIOD = 30 * clock.SECOND;
type Entry = { secret: string; last: number };

const file = () => join(process.env.E2E_DATA ?? "", "authenticators.json");
const entries = (): Record<string, Entry> => (existsSync(file()) ? JSON.parse(readFileSync(file(), "utf8")) : {});

function keep(email: string, entry: Entry): void {
  writeFileSync(file(), JSON.stringify({ ...entries(), [email]: entry }));
}

/** An unused code, because the console accepts each code once. Moves the console's clock where people would wait. */
function nextCode(email: string, entry: Entry): string {
  const step = Math.max(entry.last + 1, Math.floor(clock.now() / PERIOD));
  clock.advance(Math.max(0, step * PERIOD - clock.now()));
  keep(email, { ...entry, last: step });
  return new TOTP({ secret: Secret.fromBase32(entry.secret) }).generate({ timestamp: step * PERIOD });
}

/** A code for a page that asks for one. */
export function freshCode(email: string): string {
  const entry = entries()[email];
  if (!entry) throw new Error(`nobody has set up an authenticator for ${email}`);
  return nextCode(email, entry);
}

/** Types a code in the second step of sign-in. */
export async function verify(page: Page, email: string): Promise<void> {
  await page.getByLabel("Verification code").fill(freshCode(email));
  await page.getByRole("button", { name: "Verify" }).click();
}

/** Functions that check pages on the way. */
export type Looks = { atKey?: () => Promise<void>; atCodes?: () => Promise<void> };

/** Sets up two-step verification on its page. A first sign-in leads to the picture at once. */
export async function setUpTwoStep(page: Page, email: string, looks: Looks = {}): Promise<void> {
  const start = page.getByRole("button", { name: "Start setup" });
  await expect(start.or(page.getByRole("img", { name: /QR code/ }))).toBeVisible();
  if (await start.isVisible()) await start.click();
  await finishTwoStep(page, email, looks);
}

/** The code of an app that has just read the key on the page. */
export async function codeOfShownKey(page: Page, email: string): Promise<string> {
  const secret = (await page.locator(".qr-key").innerText()).replaceAll(" ", "");
  return nextCode(email, { secret, last: 0 });
}

/** Finishes the setup, starting at the page with the QR code. */
export async function finishTwoStep(page: Page, email: string, looks: Looks = {}): Promise<void> {
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await looks.atKey?.();
  await page.getByLabel("Verification code").fill(await codeOfShownKey(page, email));
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recovery codes");
  await looks.atCodes?.();
  await page.getByRole("button", { name: "Finish" }).click();
}
