// Tests the pages' script alone, on made-up pages: no console, no WASM.
import { readFileSync } from "node:fs";
import { type Page, expect, test } from "@playwright/test";

const boot = readFileSync(new URL("../frontend/js/boot.js", import.meta.url), "utf8");

/** Replaces the output of wasm-bindgen: records the calls in their order. */
const glue = `
  globalThis.calls = [];
  export default async ({ module_or_path }) => calls.push("init " + module_or_path);
  export const hydrate = () => calls.push("hydrate " + [__RESOLVED_RESOURCES, __SERIALIZED_ERRORS, __INCOMPLETE_CHUNKS].flat().length);
  export const Outer_1 = (el) => {
    calls.push("Outer_1 " + el.dataset.props);
    el.querySelector("sekisho-children").$$on_hydrate = () => calls.push("children of Outer_1");
  };
  export const Inner_2 = async () => calls.push("Inner_2");
`;

async function open(page: Page, body: string): Promise<string[]> {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  const script = '<script type="module" src="/boot.js" data-glue="/glue.js" data-wasm="/glue.wasm"></script>';
  const files: Record<string, [string, string]> = {
    "/": ["text/html; charset=utf-8", `<!DOCTYPE html><html lang="en"><head>${script}<link rel="icon" href="data:,"></head><body>${body}</body></html>`],
    "/boot.js": ["text/javascript", boot],
    "/glue.js": ["text/javascript", glue],
  };
  await page.route("http://boot.test/**", (route) => {
    const [contentType, text] = files[new URL(route.request().url()).pathname] ?? [];
    return text === undefined ? route.abort() : route.fulfill({ contentType, body: text });
  });
  await page.goto("http://boot.test/");
  return errors;
}

const calls = (page: Page) => page.evaluate(() => (globalThis as unknown as { calls?: string[] }).calls);

test("islands wake from the outside in, each with what its parent left for it", async ({ page }) => {
  const errors = await open(
    page,
    `<sekisho-island data-component="Outer_1" data-props="{}"><p><sekisho-children>
       <sekisho-island data-component="Inner_2"></sekisho-island></sekisho-children></p></sekisho-island>
     <sekisho-island data-component="Inner_2"></sekisho-island>`,
  );
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  expect(await calls(page)).toEqual([
    "init /glue.wasm",
    "hydrate 0",
    "Outer_1 {}",
    "children of Outer_1",
    "Inner_2",
    "Inner_2",
  ]);
  expect(errors).toEqual([]);
});

test("a page without islands loads nothing", async ({ page }) => {
  await open(page, "<p>plain</p>");
  expect(await calls(page)).toBeUndefined();
});

test("an island that does not exist is reported, and the others wake", async ({ page }) => {
  const errors = await open(
    page,
    '<sekisho-island data-component="Gone_3"></sekisho-island><sekisho-island data-component="Inner_2"></sekisho-island>',
  );
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  expect(errors).toEqual(["no island is called Gone_3"]);
  expect(await calls(page)).toContain("Inner_2");
});

test("a menu closes on Escape with the focus back on it, and on a click elsewhere", async ({ page }) => {
  await open(page, '<details class="menu"><summary>Me</summary><a href="#x">Account</a></details><p>elsewhere</p>');
  const menu = page.locator("details.menu");
  await page.getByText("Me").click();
  await page.getByText("Account").focus();
  await page.keyboard.press("Escape");
  await expect(menu).not.toHaveAttribute("open");
  await expect(page.locator("summary")).toBeFocused();
  await page.getByText("Me").click();
  await expect(menu).toHaveAttribute("open");
  await page.getByText("elsewhere").click();
  await expect(menu).not.toHaveAttribute("open");
});

test("the drawer keeps the focus inside, and Escape gives it back", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await open(
    page,
    `<div class="shell"><nav class="shell-side" id="menu"><a href="#main">Close</a><a href="/x">Entry</a></nav>
     <header><a class="shell-burger" href="#menu">Menu</a></header><main id="main" tabindex="-1"><a href="/y">Page</a></main></div>`,
  );
  await page.getByText("Menu").click();
  await expect(page.getByText("Close")).toBeFocused();
  await expect(page.locator("main")).toHaveAttribute("inert");
  await page.keyboard.press("Escape");
  await expect(page.locator("main")).not.toHaveAttribute("inert");
  await expect(page.getByText("Menu")).toBeFocused();

  await page.getByText("Menu").click();
  await page.mouse.click(300, 600);
  await expect(page.locator("main")).not.toHaveAttribute("inert");
});
