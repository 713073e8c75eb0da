// Network limits with their dry run, and the consent that opens a company's data to support staff for some hours.
import { expect, expectAccessible, looks, picture, signIn, test } from "./fixtures";

for (const script of [true, false]) {
  test(`an owner limits the networks and sees the effect first, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const owner = script ? page : noScript;
    await signIn(owner, "owner");
    await owner.goto("/security");
    await owner.getByRole("link", { name: "Allowed networks" }).click();
    await owner.getByLabel("IP address or range").fill("office");
    await owner.getByLabel("Note").fill("Head office");
    await owner.getByRole("button", { name: "Add", exact: true }).click();
    await expect(owner.getByRole("alert")).toContainText("This is no IP address or range");
    await expect(owner.getByLabel("Note")).toHaveValue("Head office");
    await owner.getByLabel("IP address or range").fill("203.0.113.0/24");
    await owner.getByRole("button", { name: "Add", exact: true }).click();
    await expect(owner.getByRole("status")).toContainText("The network has been added");
    await owner.getByRole("combobox", { name: "Who is limited" }).selectOption("everyone");
    await owner.getByRole("button", { name: "See the effect" }).click();
    await expect(owner.getByText("you yourself could no longer come")).toBeVisible();
    if (script) {
      // A proposal in a form has no address that could be opened again.
      await expectAccessible(owner);
      await picture(owner, "networks-effect");
    }
    await owner.getByLabel("IP address or range").fill("127.0.0.0/8");
    await owner.getByRole("button", { name: "Add", exact: true }).click();
    await owner.getByRole("combobox", { name: "Who is limited" }).selectOption("administrators");
    await owner.getByRole("button", { name: "See the effect" }).click();
    await owner.getByRole("button", { name: "Apply this setting" }).click();
    await expect(owner.getByRole("status")).toContainText("The limits have been changed");
    if (script) await looks(owner, "networks");

    // The session moves to another network, as forwarded by a trusted proxy.
    const elsewhere = owner.context();
    await elsewhere.setExtraHTTPHeaders({ "x-forwarded-for": "192.0.2.9" });
    await owner.goto("/members");
    await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Not from where you are");
    if (script) await looks(owner, "networks-elsewhere");
    await elsewhere.setExtraHTTPHeaders({});

    await owner.goto("/security/networks");
    await owner.getByRole("combobox", { name: "Who is limited" }).selectOption("");
    await owner.getByRole("button", { name: "See the effect" }).click();
    await owner.getByRole("button", { name: "Apply this setting" }).click();
    for (const network of ["203.0.113.0/24", "127.0.0.0/8"]) {
      await owner.getByRole("row", { name: network }).getByRole("link", { name: "Remove" }).click();
      if (script && network === "203.0.113.0/24") await looks(owner, "networks-remove");
      await owner.getByRole("button", { name: "Remove this network" }).click();
      await expect(owner.getByRole("status")).toContainText("The network has been removed");
    }
  });

  test(`a company lets staff look and revokes it, script ${script ? "on" : "off"}`, async ({ page, noScript, another }) => {
    const owner = script ? page : noScript;
    await signIn(owner, "owner");
    await owner.goto("/consents");
    await owner.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(owner.getByRole("alert")).toContainText("Choose what may be seen");
    await owner.getByLabel("End users").check();
    await owner.getByLabel("Reason").fill("エクスポートの件数の調査");
    await owner.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(owner.getByRole("status")).toContainText("The look is allowed");
    await expect(owner.getByRole("region", { name: "Access consent" })).toContainText("Support staff may look");
    if (script) await looks(owner, "consents");

    const staff = await another(script);
    await signIn(staff, "staff");
    await staff.goto("/support");
    await staff.getByRole("link", { name: "髙﨑屋" }).click();
    if (script) await looks(staff, "support-tenant");
    await staff.getByRole("link", { name: "See End users" }).click();
    await expect(staff.getByText("This look is in the company's operation log")).toBeVisible();
    await expect(staff.getByRole("region", { name: "Company being viewed" })).toBeVisible();
    if (script) await looks(staff, "support-look");
    const list = staff.url();
    await staff.locator("tbody a").first().click();
    await expect(staff.getByText("This look is in the company's operation log")).toBeVisible();
    if (script) await looks(staff, "support-look-person");

    await owner.goto("/consents");
    await owner.getByRole("button", { name: "Revoke" }).click();
    await expect(owner.getByRole("status")).toContainText("The consent is revoked");
    await staff.goto(list);
    await expect(staff.getByRole("heading", { level: 1 })).toHaveText("You may not do this");
  });
}
