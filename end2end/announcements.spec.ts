// A member reads what is announced, acknowledges it, and subscribes to the calendar and the feed; with and without script.
import { expect, looks, picture, screenshots, signIn, test } from "./fixtures";

for (const script of [true, false]) {
  test(`a member reads, acknowledges and subscribes, script ${script ? "on" : "off"}`, async ({ page, noScript, request }) => {
    const member = script ? page : noScript;
    await signIn(member, "viewer");
    await member.goto("/");
    await expect(member.getByRole("region", { name: "Latest announcements" })).toContainText("Planned downtime");
    await member.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: /Announcements/ }).click();
    await expect(member.getByRole("heading", { level: 1 })).toHaveText("Announcements");
    if (script) await screenshots(member, "announcements");
    const rows = member.getByRole("row");
    await expect(rows.nth(1), "unread ones come first").toContainText("Unread Planned downtime");

    await member.getByLabel("Keyword").fill("ＡＰＩ");
    await member.getByRole("search", { name: "Filter" }).getByRole("button", { name: "Search" }).click();
    await expect(rows, "the heading and one announcement").toHaveCount(2);
    await expect(rows.nth(1)).toContainText("End of the old API");

    await member.goto("/announcements?kind=change");
    await member.getByRole("link", { name: "Changes to the password rules" }).click();
    await expect(member.getByRole("heading", { level: 1 })).toHaveText("Changes to the password rules");
    if (script) await looks(member, "announcements-detail");
    await member.getByRole("button", { name: "Acknowledge" }).click();
    await expect(member.getByRole("status")).toContainText("Acknowledgement recorded");
    await expect(member.getByRole("region", { name: "Acknowledgement" })).toContainText("acknowledged this on");
    await member.goto("/announcements?unread=1");
    await expect(member.getByRole("link", { name: "Changes to the password rules" })).toHaveCount(0);

    await member.getByRole("link", { name: "Subscribe by calendar or feed" }).click();
    await member.getByRole("button", { name: "Create addresses" }).click();
    await expect(member.getByRole("status")).toContainText("The addresses have been created");
    if (script) await looks(member, "announcements-subscription");
    const addresses = await member.locator("dl code").allTextContents();
    expect(addresses).toHaveLength(2);
    const calendar = await request.get(addresses[0] ?? "");
    expect(calendar.headers()["content-type"]).toContain("text/calendar");
    expect(await calendar.text()).toContain("BEGIN:VEVENT");
    const feed = await request.get(addresses[1] ?? "");
    expect(await feed.text()).toContain("<feed");
    if (!script) return;

    await member.getByRole("button", { name: "Replace addresses" }).click();
    const dialog = member.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await picture(member, "announcements-replace");
    await dialog.getByRole("button", { name: "Replace" }).click();
    await expect(member.getByRole("status")).toContainText("The addresses have been created");
    expect((await request.get(addresses[0] ?? "")).status(), "the old address has ended").toBe(404);
  });
}

test("administrators see who has read an announcement", async ({ page, another }) => {
  const viewer = await another();
  await signIn(viewer, "viewer");
  await viewer.goto("/announcements");
  await viewer.getByRole("link", { name: "Unread Planned downtime" }).click();
  await signIn(page, "owner");
  await page.goto("/announcements");
  await page.getByRole("link", { name: "Unread Planned downtime" }).click();
  await expect(page.getByRole("region", { name: "Read status in your company" })).toContainText("Read by 2 of 4");
  await page.getByRole("link", { name: "View who has read it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who has read it");
  await looks(page, "announcements-readers");
  await expect(page.getByRole("row").nth(1), "those who have not come first").toContainText("Not yet");
});
