// A question and its answers: a member asks, staff answer, the member writes again and closes it.
import { expect, looksWhere, signIn, test } from "./fixtures";

for (const script of [true, false]) {
  test(`a question is answered, opened again and closed, script ${script ? "on" : "off"}`, async ({ another }) => {
    const [member, staff] = await Promise.all([1, 2].map(() => another(script)));
    if (!member || !staff) throw new Error("no page");
    const look = looksWhere(script);
    await signIn(member, "viewer");
    await member.goto("/inquiries");
    await member.getByRole("link", { name: "New inquiry" }).click();
    await member.getByLabel("Subject").fill("Export by prefecture");
    await member.getByRole("textbox", { name: "Message" }).fill("First line\nSecond line");
    await member.getByRole("button", { name: "Send", exact: true }).click();
    await expect(member.getByRole("alert")).toContainText("Choose a category");
    await expect(member.getByRole("textbox", { name: "Message" })).toHaveValue("First line\nSecond line");
    await member.getByLabel("Category").selectOption("usage");
    await member.getByRole("button", { name: "Send", exact: true }).click();
    await expect(member.getByRole("status")).toContainText("has been received");
    await look(member, "inquiry-asked");
    const [number] = /Q-\d{4}-\d{4,}/.exec(await member.getByRole("heading", { level: 1 }).innerText()) ?? [""];

    await signIn(staff, "staff");
    await staff.goto("/support/inquiries");
    await look(staff, "inquiries-queue");
    await staff.getByRole("link", { name: number }).click();
    await staff.getByRole("button", { name: "Assign to me" }).click();
    await expect(staff.getByRole("status")).toContainText("The inquiry is now assigned to you");
    await staff.getByLabel("Template").selectOption("answer.en");
    await staff.getByRole("button", { name: "Insert template" }).click();
    const answer = staff.getByRole("textbox", { name: "Answer", exact: true });
    await expect(answer).toHaveValue(/Thank you for your inquiry/);
    await staff.getByRole("button", { name: "Send answer" }).click();
    await expect(staff.getByRole("alert")).toContainText("Replace the placeholders");
    await answer.fill("Choose the prefecture in the list.\nThen choose Export.");
    await staff.getByRole("button", { name: "Send answer" }).click();
    await expect(staff.getByRole("status")).toContainText("The answer has been sent");
    await staff.getByRole("textbox", { name: "Note" }).fill("Asked twice this month");
    await staff.getByRole("button", { name: "Add note" }).click();
    await expect(staff.locator("main")).toContainText("Asked twice this month");
    await look(staff, "inquiry-answered");

    await member.reload();
    await expect(member.locator("main")).toContainText("Then choose Export.");
    await expect(member.locator("main")).not.toContainText("Asked twice this month");
    await member.getByRole("textbox", { name: "Message" }).fill("And as an operator?");
    await member.getByRole("button", { name: "Send reply" }).click();
    await expect(member.locator(".head-meta")).toContainText("In progress");

    await staff.reload();
    await expect(staff.locator("main")).toContainText("And as an operator?");
    await staff.getByRole("textbox", { name: "Answer", exact: true }).fill("Yes, operators too.");
    await staff.getByRole("button", { name: "Send answer" }).click();
    await expect(staff.getByRole("status")).toContainText("The answer has been sent");

    await member.reload();
    await member.getByRole("button", { name: "Close inquiry" }).first().click();
    await member.getByRole("dialog").getByRole("button", { name: "Close inquiry" }).click();
    await expect(member.locator(".head-meta")).toContainText("Closed");
    await look(member, "inquiry-closed");
    await staff.goto("/support/inquiries?show=months");
    await look(staff, "inquiries-months");
  });
}
