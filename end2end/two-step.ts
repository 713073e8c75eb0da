// An authenticator app for tests: the codes come from a library of others (otpauth), apart from the program's own.
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

/** A code that has not been used, since none is accepted twice. Where people would wait for it, the console's clock moves on. */
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

/** Types a code where the second step of signing in asks for one. */
export async function verify(page: Page, email: string): Promise<void> {
  await page.getByLabel("Verification code").fill(freshCode(email));
  await page.getByRole("button", { name: "Verify" }).click();
}

/** What somebody may want to look at on the way. */
export type Looks = { atKey?: () => Promise<void>; atCodes?: () => Promise<void> };

/** Sets two-step verification up, as the page asks for it. */
export async function setUpTwoStep(page: Page, email: string, looks: Looks = {}): Promise<void> {
  await page.getByRole("button", { name: "Set it up" }).click();
  await finishTwoStep(page, email, looks);
}

/** From the page with the QR code on. */
export async function finishTwoStep(page: Page, email: string, looks: Looks = {}): Promise<void> {
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await looks.atKey?.();
  const secret = (await page.locator(".qr-key").innerText()).replaceAll(" ", "");
  await page.getByLabel("Verification code").fill(nextCode(email, { secret, last: 0 }));
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recovery codes");
  await looks.atCodes?.();
  const code = await page.locator(".codes code").nth(4).innerText();
  await page.getByLabel("Recovery code").fill(code);
  await page.getByRole("button", { name: "Finish" }).click();
}
