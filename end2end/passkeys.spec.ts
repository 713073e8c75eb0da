// Passkeys with the browser's virtual authenticator: adding one, signing in with it, and the message if the device does
// not respond.
import type { CDPSession, Page } from "@playwright/test";
import { accounts, expect, looks, signIn, submitSignIn, test } from "./fixtures";

type Authenticator = { session: CDPSession; id: string };

async function authenticator(page: Page): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  return { session, id: authenticatorId };
}

const verifies = ({ session, id }: Authenticator, isUserVerified: boolean) =>
  session.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified });

test("a passkey is added, signs in, and is removed", async ({ page }) => {
  const device = await authenticator(page);
  await signIn(page, "administrator");
  await page.goto("/account");
  await page.getByRole("link", { name: "Passkeys" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Work laptop");
  await page.getByRole("button", { name: "Register passkey" }).click();
  await expect(page).toHaveURL(/\/account\/passkeys\/new$/);
  await looks(page, "passkey-new");
  await verifies(device, false);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page.getByRole("alert")).toContainText("Verification wasn't completed on your device");
  await verifies(device, true);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page.getByRole("status")).toContainText("Passkey added");
  await expect(page.getByRole("table")).toContainText("Work laptop");
  await looks(page, "passkeys");

  await page.context().clearCookies();
  await page.goto("/members");
  await expect(page).toHaveURL(/\/sign-in\?return_to=/);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/sign-in\/passkey$/);
  await looks(page, "sign-in-passkey");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/members$/);

  // As the second step the passkey replaces the code.
  await page.context().clearCookies();
  const { email, password } = accounts.find("administrator");
  await submitSignIn(page, email, password);
  await expect(page).toHaveURL(/\/sign-in\/verify$/);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/$/);

  await page.goto("/account/passkeys");
  await page.getByRole("button", { name: "Remove Work laptop" }).click();
  await expect(page.getByRole("status")).toContainText("Passkey removed");
});

test("without script the pages say what a passkey needs", async ({ noScript }) => {
  await noScript.goto("/sign-in");
  await noScript.getByRole("button", { name: "Use a passkey" }).click();
  await expect(noScript.getByText("To use passkeys, turn on JavaScript")).toBeVisible();
  await noScript.getByRole("link", { name: "Back to sign-in" }).click();
  await expect(noScript).toHaveURL(/\/sign-in$/);
});
