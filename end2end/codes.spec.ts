// The owner of a company whose profile allows codes by mail sets them up and signs in with one, with and without
// script.
import type { Page } from "@playwright/test";
import { accounts, changePassword, expect, looks, submitSignIn, test } from "./fixtures";
import { newestCode } from "./links";

/** A device's certificate; its key was discarded. */
const PEM = `-----BEGIN CERTIFICATE-----
MIIBqjCCAU+gAwIBAgIUbrX8Tu0D/h9oNRhmh4YC+ediSeQwCgYIKoZIzj0EAwIw
KjESMBAGA1UEAwwJTGFwdG9wIDEyMRQwEgYDVQQKDAtBb2JhIFNob3RlbjAeFw0y
NjExMjYwNzU0MTVaFw00ODEwMjEwNzU0MTVaMCoxEjAQBgNVBAMMCUxhcHRvcCAx
MjEUMBIGA1UECgwLQW9iYSBTaG90ZW4wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AARp8j0hFcS7D8Tz3crZ/6n8KySbm/In43piOk2Tk/f/9ReViYl26MiLBTOZfdiM
V9TOoKfuSKRPBuIQdCuDBvrko1MwUTAdBgNVHQ4EFgQUhjk5YzQmao4WZyqaUtfb
Z+mbzgswHwYDVR0jBBgwFoAUhjk5YzQmao4WZyqaUtfbZ+mbzgswDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAht/9ytidtndsdEAadh6OouBvDDsW
UL7y7NIAP1ywD/MCIQCTb9FrB8RPCEKv8Z0Gq6QVD/PtMW+yq9Bst6cb2bAkCg==
-----END CERTIFICATE-----`;

/** The code in the next mail. */
async function codeAfter(before: string | undefined): Promise<string> {
  await expect.poll(() => newestCode() !== before && newestCode() !== undefined).toBe(true);
  return newestCode() ?? "";
}

/** An administrator registers a certificate, and its owner sees and revokes it. */
async function certificate(page: Page, email: string): Promise<void> {
  await page.goto("/account");
  await page.getByRole("link", { name: "Client certificates" }).click();
  await looks(page, "certificates-own-none");
  await page.goto("/members");
  await page.locator("tbody tr").filter({ hasText: email }).getByRole("link").first().click();
  await page.getByRole("link", { name: "Client certificates" }).click();
  await page.getByLabel("Certificate (PEM)").fill(PEM);
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("status").first()).toContainText("Certificate registered");
  await page.goto("/account/certificates");
  await looks(page, "certificates-own");
  await page.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("status").first()).toContainText("Certificate revoked");
}

test.use({ stage: "fresh" });

test("codes by mail are chosen at the first sign-in and work without script", async ({ page, noScript }) => {
  const { email, password } = accounts.first("other-owner");
  await submitSignIn(page, email, password);
  await expect(page).toHaveURL(/\/account\/password$/);
  const own = `wet lattice ${Date.now()} ravine`;
  await changePassword(page, password, own);
  await page.waitForURL((url) => url.pathname !== "/account/password");
  if (new URL(page.url()).pathname === "/sign-in") await submitSignIn(page, email, own);
  await expect(page).toHaveURL(/\/account\/two-step$/);
  await looks(page, "two-step-choice");
  const before = newestCode();
  await page.getByRole("button", { name: "Set up email codes" }).click();
  const first = await codeAfter(before);
  await looks(page, "two-step-mail");
  await page.getByLabel("Verification code").fill(first);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.goto("/account/two-step");
  await expect(page.getByText("Email code", { exact: true })).toBeVisible();
  await looks(page, "two-step-by-mail");
  await certificate(page, email);

  const older = newestCode();
  await submitSignIn(noScript, email, own);
  await expect(noScript).toHaveURL(/\/sign-in\/verify$/);
  const code = await codeAfter(older);
  await noScript.getByLabel("Verification code").fill("000000" === code ? "000001" : "000000");
  await noScript.getByRole("button", { name: "Verify" }).click();
  await expect(noScript.getByRole("alert")).toContainText("The code is incorrect");
  await noScript.getByRole("button", { name: "Resend code" }).click();
  await expect(noScript.getByRole("status")).toContainText("A code was just sent");
  await noScript.getByLabel("Verification code").fill(code);
  await noScript.getByRole("button", { name: "Verify" }).click();
  await expect(noScript).toHaveURL(/\/$/);
});
