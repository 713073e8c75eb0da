// A company has locked everybody out: two members of staff lift its limits, and its owner corrects the rule.
import type { Page } from "@playwright/test";
import { expect, looksWhere, picture, signIn, test } from "./fixtures";

const OFFICE = { "x-forwarded-for": "203.0.113.7" };

async function apply(owner: Page, scope: string): Promise<void> {
  await owner.getByRole("combobox", { name: "Apply to" }).selectOption(scope);
  await owner.getByRole("button", { name: "Preview impact" }).click();
  await owner.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(owner.getByRole("status")).toContainText("IP allowlist updated");
}

async function add(owner: Page, network: string): Promise<void> {
  await owner.getByLabel("IP address or range").fill(network);
  await owner.getByRole("button", { name: "Add network" }).click();
  await expect(owner.getByRole("status")).toContainText("Network added");
}

for (const script of [true, false]) {
  test(`limits that keep everybody out are lifted by two of the staff, script ${script ? "on" : "off"}`, async ({ page, noScript, another }) => {
    const owner = script ? page : noScript;
    const [first, second] = [await another(script), await another(script)];
    const look = looksWhere(script);
    await signIn(owner, "owner");
    await owner.context().setExtraHTTPHeaders(OFFICE);
    await owner.goto("/security/networks");
    await add(owner, "203.0.113.0/24");
    await apply(owner, "everyone");
    // The office gets a new internet connection, so nobody uses the listed network any more.
    await owner.context().setExtraHTTPHeaders({});
    await owner.goto("/");
    await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Access from this network isn't allowed");

    await signIn(first, "staff");
    await first.goto("/support");
    await first.getByRole("link", { name: "髙﨑屋" }).click();
    await first.getByRole("button", { name: "Request temporary lift" }).click();
    await expect(first.getByRole("alert")).toContainText("Select a verification method");
    await first.getByLabel("Verification method").selectOption("contract");
    await first.getByRole("textbox", { name: "Reason for the request" }).fill("The office has another line");
    await first.getByRole("button", { name: "Request temporary lift" }).click();
    await expect(first.locator("main")).toContainText("You can't approve your own request");
    await signIn(second, "staff-2");
    await second.goto(first.url());
    await look(second, "lift-waiting");
    await second.getByRole("button", { name: "Approve and lift" }).click();
    await expect(second.locator("main")).toContainText("Lifted until");
    await look(second, "lift-lifted");

    await owner.goto("/security/networks");
    await look(owner, "networks-lifted");
    await owner.getByRole("button", { name: "Turn restrictions back on" }).click();
    await expect(owner.locator(".flash")).toContainText("would block you from your current network");
    if (script) await picture(owner, "networks-lift-kept-en-light-1280");
    await add(owner, "127.0.0.0/8");
    await owner.getByRole("button", { name: "Turn restrictions back on" }).click();
    await expect(owner.getByRole("status")).toContainText("Restrictions turned back on");
    await apply(owner, "");
    for (const network of ["203.0.113.0/24", "127.0.0.0/8"]) {
      await owner.getByRole("row", { name: network }).getByRole("link", { name: "Remove" }).click();
      await owner.getByRole("button", { name: "Remove network" }).click();
      await expect(owner.getByRole("status")).toContainText("Network removed");
    }
  });
}
