// Members: searched and sorted by the address, several of them changed together, and one removed behind a question.
import { accounts, expect, looks, signIn, test } from "./fixtures";
import { newestLink } from "./links";

for (const script of [true, false]) {
  test(`invitations are sent again together, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const owner = script ? page : noScript;
    const of = script ? "many" : "many-plain";
    await signIn(owner, "owner");
    for (const n of [1, 2]) {
      await owner.goto("/members");
      await owner.getByRole("textbox", { name: "Name", exact: true }).fill(`一括 ${n}郎`);
      await owner.getByLabel("Email address", { exact: true }).fill(`${of}-${n}@takasakiya.example.jp`);
      const invite = owner.getByRole("button", { name: "Invite", exact: true });
      if (n === 1) {
        await invite.click();
        await expect(owner.getByRole("alert")).toContainText("Select a role");
      }
      await owner.getByRole("radio", { name: "Operator" }).check();
      await invite.click();
      await expect(owner.getByRole("status")).toContainText("Invitation sent");
    }
    await owner.goto("/members");
    for (const n of [1, 2]) {
      await owner.getByRole("row", { name: `${of}-${n}@` }).getByRole("checkbox").check();
    }
    await owner.getByRole("button", { name: "Resend", exact: true }).last().click();
    await expect(owner).toHaveURL(/\/members\/selected\?/);
    await expect(owner.getByRole("heading", { level: 2 })).toHaveText("Resend 2 invitations? Previous links will stop working.");
    if (script) await looks(owner, "members-selected");
    await owner.getByRole("button", { name: "Resend" }).click();
    await expect(owner.getByRole("status")).toContainText("can be sent from");
    for (const n of [1, 2]) {
      const row = owner.getByRole("row", { name: `${of}-${n}@` });
      await row.getByRole("button", { name: "Revoke" }).click();
      await expect(owner.getByRole("status")).toContainText("Invitation revoked");
    }
    expect(newestLink("/join")).toBeDefined();
  });

  test(`all rows of the page are ticked by one box, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const owner = script ? page : noScript;
    await signIn(owner, "owner");
    await owner.goto("/members");
    const list = owner.locator("section.picks");
    const all = list.getByRole("checkbox", { name: "Select all on this page" });
    const boxes = list.locator("tbody .pick");
    const n = await boxes.count();
    expect(n).toBeGreaterThan(1);
    if (script) {
      await all.check();
    } else {
      await expect(all).toHaveCount(0);
      for (const box of await boxes.all()) await box.check();
    }
    await expect(list.locator("tbody .pick:checked")).toHaveCount(n);
    await list.getByRole("button", { name: "Suspend" }).click();
    await expect(owner).toHaveURL(/\/members\/selected\?/);
    expect(new URL(owner.url()).searchParams.getAll("id")).toHaveLength(n);
  });

  test(`the list sorts and searches by its address, script ${script ? "on" : "off"}`, async ({ page, noScript }) => {
    const owner = script ? page : noScript;
    await signIn(owner, "owner");
    await owner.goto("/members");
    await owner.getByRole("link", { name: "Role", exact: true }).click();
    await expect(owner).toHaveURL(/sort=role/);
    await expect(owner.getByRole("columnheader", { name: "Role" }).first()).toHaveAttribute("aria-sort", "ascending");
    await owner.getByRole("searchbox", { name: "Name or email address" }).fill(accounts.find("owner").email);
    await owner.getByRole("button", { name: "Filter" }).click();
    await expect(owner).toHaveURL(/q=[^&]+%40.*sort=role|sort=role.*q=[^&]+%40/);
    await expect(owner.locator("section.picks tbody tr").first()).toContainText(accounts.find("owner").email);
  });
}
