// Checks that the page checks of the other tests find faults.
import { test } from "@playwright/test";
import { expect, expectAccessible, expectLook } from "./fixtures";

/** A page without faults, and bodies with one fault each. */
const page = (body: string) => `<!DOCTYPE html><html lang="en"><title>Page</title><main><h1>Page</h1>${body}</main></html>`;
const FAULTS = {
  "color-contrast": '<p style="color: #aaa; background: #fff">hard to read</p>',
  "link-in-text-block": '<p>Some text <a href="/" style="color: #111; text-decoration: none">and a link</a> in it</p>',
  "button-name": "<button></button>",
  "landmark-unique": "<nav>one</nav><nav>two</nav>",
};

test("axe finds a fault by its rule, and nothing on a page without one", async ({ page: shown }) => {
  await shown.setContent(page("<p>plain</p>"));
  await expectAccessible(shown);
  for (const [rule, body] of Object.entries(FAULTS)) {
    await shown.setContent(page(body));
    await expect(expectAccessible(shown)).rejects.toThrow(`${rule}: `);
    await expectAccessible(shown, [rule]);
  }
});

test("one look is checked by all rules, the others for their colours alone", async ({ page: shown }) => {
  await shown.setContent(page(FAULTS["color-contrast"]));
  await expect(expectLook(shown, "en-dark")).rejects.toThrow("color-contrast: ");
  await shown.setContent(page(FAULTS["button-name"]));
  for (const look of ["en-dark", "ja-light"] as const) await expectLook(shown, look);
  await expect(expectLook(shown, "en-light")).rejects.toThrow("button-name: ");
  await expect(expectLook(shown, "ja-light", [], "ja-light")).rejects.toThrow("button-name: ");
});
