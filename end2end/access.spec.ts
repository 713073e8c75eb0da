// Network limits with their dry run, and the consent that opens a company's data to support staff for some hours.
import { expect, expectAccessible, looks, picture, signIn, test } from "./fixtures";

for (const script of [true, false]) {
  test(`an owner limits the networks and sees the effect first, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const owner = script ? page : noScript;
    await signIn(owner, "owner");
    await owner.goto("/security");
    await owner.locator('main a[href="/security/networks"]').first().click();
    await owner.getByLabel("IP address or range").fill("office");
    await owner.getByLabel("Note").fill("Head office");
    await owner.getByRole("button", { name: "Add network" }).click();
    await expect(owner.getByRole("alert")).toContainText("Enter a valid IP address or range");
    await expect(owner.getByLabel("Note")).toHaveValue("Head office");
    await owner.getByLabel("IP address or range").fill("203.0.113.0/24");
    await owner.getByRole("button", { name: "Add network" }).click();
    await expect(owner.getByRole("status")).toContainText("Network added");
    await owner.getByRole("combobox", { name: "Apply to" }).selectOption("everyone");
    await owner.getByRole("button", { name: "Preview impact" }).click();
    await expect(owner.getByText("would block you from your current network")).toBeVisible();
    if (script) {
      // A proposal in a form has no address that could be opened again.
      await expectAccessible(owner);
      await picture(owner, "networks-effect");
    }
    await owner.getByLabel("IP address or range").fill("127.0.0.0/8");
    await owner.getByRole("button", { name: "Add network" }).click();
    await owner.getByRole("combobox", { name: "Apply to" }).selectOption("administrators");
    await owner.getByRole("button", { name: "Preview impact" }).click();
    await owner.getByRole("button", { name: "Apply", exact: true }).click();
    await expect(owner.getByRole("status")).toContainText("IP allowlist updated");
    if (script) await looks(owner, "networks");

    // The session moves to another network, as forwarded by a trusted proxy.
    const elsewhere = owner.context();
    await elsewhere.setExtraHTTPHeaders({ "x-forwarded-for": "192.0.2.9" });
    await owner.goto("/members");
    await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Access from this network isn't allowed");
    if (script) await looks(owner, "networks-elsewhere");
    await elsewhere.setExtraHTTPHeaders({});

    await owner.goto("/security/networks");
    await owner.getByRole("combobox", { name: "Apply to" }).selectOption("");
    await owner.getByRole("button", { name: "Preview impact" }).click();
    await owner.getByRole("button", { name: "Apply", exact: true }).click();
    for (const network of ["203.0.113.0/24", "127.0.0.0/8"]) {
      await owner.getByRole("row", { name: network }).getByRole("link", { name: "Remove" }).click();
      if (script && network === "203.0.113.0/24") await looks(owner, "networks-remove");
      await owner.getByRole("button", { name: "Remove network" }).click();
      await expect(owner.getByRole("status")).toContainText("Network removed");
    }
  });

  test(`a company lets staff look and revokes it, script ${script ? "on" : "off"}`, async ({ page, noScript, another }) => {
    const owner = script ? page : noScript;
    await signIn(owner, "owner");
    await owner.goto("/consents");
    await owner.getByRole("button", { name: "Allow access" }).click();
    await expect(owner.getByRole("alert")).toContainText("Select at least one scope");
    await owner.getByLabel("End users").check();
    await owner.getByLabel("Reason").fill("エクスポートの件数の調査");
    await owner.getByRole("button", { name: "Allow access" }).click();
    await expect(owner.getByRole("status")).toContainText("Access allowed");
    await expect(owner.getByRole("region", { name: "Support access" })).toContainText("Support staff can view");
    if (script) await looks(owner, "consents");

    const staff = await another(script);
    await signIn(staff, "staff");
    await staff.goto("/support");
    await staff.getByRole("link", { name: "髙﨑屋" }).click();
    if (script) await looks(staff, "support-tenant");
    await staff.getByRole("link", { name: "View end users" }).click();
    await expect(staff.getByText("This view has been recorded in the customer's operation log")).toBeVisible();
    await expect(staff.getByRole("region", { name: "Company being viewed" })).toBeVisible();
    if (script) await looks(staff, "support-look");
    const list = staff.url();
    await staff.locator("tbody a").first().click();
    await expect(staff.getByText("This view has been recorded in the customer's operation log")).toBeVisible();
    if (script) await looks(staff, "support-look-person");

    await owner.goto("/consents");
    await owner.getByRole("button", { name: "Revoke" }).click();
    await expect(owner.getByRole("status")).toContainText("Access revoked");
    await staff.goto(list);
    await expect(staff.getByRole("heading", { level: 1 })).toHaveText("You don't have permission to do this");
  });
}

for (const script of [true, false]) {
  test(`support asks for access and the company allows a part, script ${script ? "on" : "off"}`, async ({ page, noScript, another }) => {
    const staff = script ? page : noScript;
    await signIn(staff, "staff");
    await staff.goto("/support");
    await staff.getByRole("link", { name: "髙﨑屋" }).click();
    await staff.getByRole("link", { name: "Request access" }).click();
    await staff.getByRole("button", { name: "Send request" }).click();
    await expect(staff.getByRole("alert")).toContainText("Select at least one scope");
    await staff.getByLabel("End users").check();
    await staff.getByLabel("Operation log").check();
    await staff.getByLabel("Reason").fill("エクスポートの件数の確認");
    await staff.getByRole("button", { name: "Send request" }).click();
    await expect(staff.getByRole("status")).toContainText("Request sent");
    if (script) await looks(staff, "access-asked");

    const owner = await another(script);
    await signIn(owner, "owner");
    await owner.goto("/");
    await owner.getByRole("listitem").filter({ hasText: "is requesting access to your data" }).getByRole("link", { name: "Review" }).click();
    await expect(owner.locator("main")).toContainText("エクスポートの件数の確認");
    if (script) await looks(owner, "access-request");
    await owner.getByLabel("Operation log").uncheck();
    await owner.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(owner.getByRole("status")).toContainText("Access allowed");

    await staff.goto("/support");
    await staff.getByRole("link", { name: "髙﨑屋" }).click();
    await expect(staff.getByRole("link", { name: "View operation log" })).toHaveCount(0);
    await staff.getByRole("link", { name: "View end users" }).click();
    await expect(staff.getByText("This view has been recorded in the customer's operation log")).toBeVisible();

    await owner.goto("/consents");
    await owner.getByRole("link", { name: "エクスポートの件数の確認" }).first().click();
    await expect(owner.getByRole("region", { name: "Access log" }).getByRole("row")).not.toHaveCount(0);
    if (script) await looks(owner, "consent");
    await owner.getByRole("button", { name: "Revoke" }).click();
    await expect(owner.getByRole("status")).toContainText("Access revoked");
  });
}
