// A person who cannot get in: the whole way through the support desk, each with a browser of their own.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type Page } from "@playwright/test";
import { accounts, baseUrl, eachLook, expect, expectAccessible, screenshots, signIn, submitSignIn, test } from "./fixtures";

/** The path of the newest link of a kind, from the folder where mails are written. */
function newestLink(path: string): string | undefined {
  const folder = join(process.env.E2E_DATA ?? "", "mail");
  const written = (name: string) => statSync(join(folder, name)).mtimeMs;
  const mails = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  mails.sort((a, b) => written(b) - written(a));
  for (const name of mails) {
    const raw = readFileSync(join(folder, name), "utf8");
    const parts = raw.split(/\r?\n\r?\n/).map((part) => part.replace(/\s+/g, ""));
    const text = [raw.replace(/=\r?\n/g, ""), ...parts.map((part) => Buffer.from(part, "base64").toString("utf8"))].join("\n");
    const found = new RegExp(`${path}/[A-Za-z0-9_-]{43}`).exec(text);
    if (found) return found[0];
  }
  return undefined;
}

async function asNew(browser: Browser, script: boolean): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseUrl(), javaScriptEnabled: script, locale: "en-US" });
  return context.newPage();
}

for (const script of [true, false]) {
  test(`a forgotten password, from the support desk to the sign-in, script ${script ? "on" : "off"}`, async ({ browser }) => {
    test.setTimeout(180_000);
    const [staff, owner, second, person] = await Promise.all([1, 2, 3, 4].map(() => asNew(browser, script)));
    if (!staff || !owner || !second || !person) throw new Error("no page");
    const { email } = accounts.find("viewer");
    const look = async (page: Page, name: string) => {
      if (!script) return;
      const url = page.url();
      await eachLook(page, () => expectAccessible(page));
      await screenshots(page, name);
      await page.goto(url);
    };
    await signIn(staff, "staff");
    await staff.goto("/support/accounts");
    await staff.getByLabel("Email address").fill(email);
    await staff.getByRole("button", { name: "Search" }).click();
    await look(staff, "case-account");
    await staff.getByRole("button", { name: "Open the case" }).click();
    await expect(staff.getByRole("status")).toContainText("The case is open");
    await look(staff, "case-opened");
    await staff.getByRole("button", { name: "Record the check" }).click();
    await expect(staff.getByRole("alert")).toContainText("All of it must be checked");
    for (const box of await staff.getByRole("checkbox").all()) await box.check();
    await staff.getByLabel("Evidence").selectOption("call-back");
    await staff.getByRole("textbox", { name: "Reason for the request" }).fill("The password is forgotten");
    await staff.getByRole("button", { name: "Record the check" }).click();
    await expect(staff.locator("main")).toContainText("Once another administrator of the company consents");

    await signIn(owner, "owner");
    await owner.goto("/");
    await owner.getByRole("link", { name: "See them" }).click();
    await look(owner, "case-consent");
    await owner.getByRole("button", { name: "Consent" }).click();
    await expect(owner.getByRole("status")).toContainText("You have consented");

    await staff.goto("/support/cases");
    await look(staff, "case-queue");
    await staff.getByRole("link", { name: "齋藤 結衣" }).click();
    await expect(staff.locator("main")).toContainText("Ask another member of staff");
    await signIn(second, "staff-2");
    await second.goto(staff.url());
    const before = newestLink("/password/reset");
    await second.getByRole("button", { name: "Approve and send the link" }).click();
    await expect(second.getByRole("status")).toContainText("Approved");
    await look(second, "case-approved");

    const link = () => newestLink("/password/reset");
    await expect.poll(() => link() !== before && link() !== undefined).toBe(true);
    await person.goto(link() ?? "");
    await expect(person).toHaveURL(/\/password\/reset$/);
    await look(person, "password-reset");
    const next = `wet lattice ${Date.now()} ravine`;
    await person.getByLabel("New password", { exact: true }).fill(next);
    await person.getByLabel("New password (again)").fill(next);
    await person.getByRole("button", { name: "Set password" }).click();
    await expect(person.getByRole("status")).toContainText("Please sign in");
    accounts.remember(email, next);
    await submitSignIn(person, email, next);
    await expect(person).toHaveURL(/\/$/);
    await staff.reload();
    await expect(staff.locator("main")).toContainText("The person completed the reset");
    for (const page of [staff, owner, second, person]) await page.context().close();
  });
}
