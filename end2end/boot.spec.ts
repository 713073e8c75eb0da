// Tests the pages' script alone, on made-up pages: no console, no WASM.
import { fileURLToPath } from "node:url";
import { type Page, expect, test } from "@playwright/test";
import { type OutputFile, buildSync } from "esbuild";

// As the build makes it: one file with what it imports.
const [{ text: boot }] = buildSync({
  entryPoints: [fileURLToPath(new URL("../frontend/js/boot.js", import.meta.url))],
  bundle: true,
  format: "esm",
  write: false,
}).outputFiles as [OutputFile];

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
    `<sekisho-island data-component="Outer_1" data-props="{}"><p data-wake="now"><sekisho-children>
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

test("a fade between pages that the browser ends early is no error", async ({ page }) => {
  const errors = await open(page, "<p>plain</p>");
  await page.evaluate(async () => {
    const ended = () => Promise.reject(new DOMException("Transition was aborted", "AbortError"));
    for (const name of ["pageswap", "pagereveal"]) {
      const viewTransition = { ready: ended(), updateCallbackDone: ended(), finished: ended() };
      dispatchEvent(Object.assign(new Event(name), { viewTransition }));
    }
    await new Promise((done) => setTimeout(done, 50));
  });
  expect(errors).toEqual([]);
});

test("a page without islands loads nothing", async ({ page }) => {
  await open(page, '<p>plain</p><input type="password" aria-label="Password">');
  await page.getByLabel("Password").focus();
  expect(await calls(page)).toBeUndefined();
});

const ISLAND = '<sekisho-island data-component="Inner_2">PART</sekisho-island><p>elsewhere</p><input aria-label="Name">';
const island = (part: string) => ISLAND.replace("PART", part);

test("islands wait until somebody touches one", async ({ page }) => {
  await open(page, island('<button hidden data-wake="focus">Move</button>'));
  await page.getByText("elsewhere").click();
  await page.getByLabel("Name").fill("text");
  expect(await calls(page), "elsewhere is no reason").toBeUndefined();
  await page.getByRole("button", { name: "Move" }).focus();
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  expect(await calls(page)).toEqual(["init /glue.wasm", "hydrate 0", "Inner_2"]);
});

test("a password field that gets the focus is a reason where an island follows it", async ({ page }) => {
  await open(page, `${island('<p data-wake="password">rules</p>')}<input type="password" aria-label="Password">`);
  await page.getByLabel("Name").focus();
  expect(await calls(page)).toBeUndefined();
  await page.getByLabel("Password").focus();
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
});

test("the palette opens at once, and the keys it gets while it loads are answered when it can", async ({ page }) => {
  await open(page, island('<dialog id="palette" data-wake="focus"><input role="combobox" aria-label="Go to"></dialog>'));
  await page.evaluate(() => {
    const keys: string[] = [];
    Object.assign(globalThis, { keys });
    // As the island does: it hears keys from when it is awake.
    document.addEventListener("keydown", ({ key }) => document.documentElement.dataset.islands && keys.push(key));
  });
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route("**/glue.js", async (route) => {
    await held;
    await route.fallback();
  });
  await page.keyboard.press("Control+k");
  await expect(page.getByLabel("Go to")).toBeFocused();
  await page.keyboard.type("ab");
  for (const key of ["ArrowDown", "Enter"]) await page.keyboard.press(key);
  go();
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as { keys: string[] }).keys)).toEqual(["ArrowDown", "Enter"]);
  await expect(page.getByLabel("Go to")).toHaveValue("ab");
});

test("an island that does not exist is reported, and the others wake", async ({ page }) => {
  const errors = await open(
    page,
    '<sekisho-island data-component="Gone_3"></sekisho-island><sekisho-island data-component="Inner_2"><p data-wake="now"></p></sekisho-island>',
  );
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
  expect(errors).toEqual(["no island is called Gone_3"]);
  expect(await calls(page)).toContain("Inner_2");
});

const LISTS = `<style>.off { display: none }</style><a href="/before">Before</a><main>
  <table class="tbl"><tbody>
    <tr><th><input type="checkbox" aria-label="Tick"><a href="#one">One</a></th><td><a href="#aside">Aside</a></td></tr>
    <tr class="tbl-detail"><td><a href="#more">More</a><table class="tbl diff"><tbody><tr><td><a href="#d">D</a></td></tr></tbody></table></td></tr>
    <tr><th>Two</th><td><a href="#object">Object</a></td><td class="tbl-more"><details><summary>Details</summary></details></td></tr>
    <tr><th>Three</th><td><form><button>Sign out</button></form></td></tr>
    <tr><th><a href="#hidden" class="off">Hidden</a></th><td><a href="#four">Four</a></td></tr>
  </tbody></table>
  <ul class="list"><li><a href="#five">Five</a></li></ul><input aria-label="Name"></main>`;

test("j and k move through the rows of all lists, to what opens each, and stay at their ends", async ({ page }) => {
  await open(page, LISTS);
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const walk = async (keys: string) => {
    const seen = [];
    for (const key of keys) {
      await page.keyboard.press(key);
      seen.push(await focused());
    }
    return seen;
  };
  expect(await walk("jjjjj"), "no button that sends a form, nothing hidden, no table in a row").toEqual(["One", "Details", "Four", "Five", "Five"]);
  expect(await walk("kkkk")).toEqual(["Four", "Details", "One", "One"]);
  expect(await page.evaluate(() => document.activeElement?.matches(":focus-visible"))).toBe(true);
  await page.getByLabel("Tick").focus();
  expect(await walk("j"), "from a box in the row").toEqual(["Details"]);
  await page.getByText("More").focus();
  expect(await walk("k"), "from below the row").toEqual(["One"]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#one$/);
});

test("j and k are letters in a field, while composing, with other keys held, and switched off", async ({ page }) => {
  await open(page, LISTS);
  const field = page.getByLabel("Name");
  await field.focus();
  await page.keyboard.type("jk");
  await expect(field).toHaveValue("jk");
  await page.getByText("Before").focus();
  for (const key of ["Control+j", "Alt+j", "Meta+j", "Shift+j"]) await page.keyboard.press(key);
  await page.evaluate(() => {
    const composing = new KeyboardEvent("keydown", { key: "j", isComposing: true, bubbles: true });
    document.activeElement?.dispatchEvent(composing);
    document.documentElement.dataset.keys = "off";
  });
  await page.keyboard.press("j");
  await expect(page.getByText("Before")).toBeFocused();
});

test("one box ticks all rows of the page, shows that some are ticked, and the bar says how many", async ({ page }) => {
  await open(
    page,
    `<label class="pick-all" hidden><input type="checkbox" data-pick-all="picked">All</label><input type="checkbox" aria-label="Other">
     ${["a", "b", "c"].map((id) => `<input class="pick" type="checkbox" name="id" value="${id}" form="picked" aria-label="${id}">`).join("")}
     <form id="picked" action="/selected"><span class="pick-count" aria-live="polite">selected</span><button>Suspend</button></form>`,
  );
  const act = page.getByRole("button", { name: "Suspend" });
  const all = page.getByLabel("All");
  const indeterminate = () => all.evaluate((box: HTMLInputElement) => box.indeterminate);
  const said = page.locator(".pick-count");
  await expect(all).toBeVisible();
  await expect(said).toHaveText("");
  await expect(act, "nobody is chosen").toBeDisabled();
  await page.getByLabel("b").check();
  await expect(act).toBeEnabled();
  await expect(said).toHaveText("1 selected");
  expect(await indeterminate()).toBe(true);
  await all.check();
  await expect(said).toHaveText("3 selected");
  expect(await indeterminate()).toBe(false);
  await expect(page.getByLabel("Other")).not.toBeChecked();
  await page.getByLabel("c").uncheck();
  expect(await indeterminate()).toBe(true);
  const sent = await page.evaluate(() => new FormData(document.querySelector("form") ?? undefined).getAll("id"));
  expect(sent, "what was ticked, and not the box for all").toEqual(["a", "b"]);
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

test("a table is a tab stop only while there is something to scroll", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 700 });
  await open(
    page,
    `<style>.tbl-wrap { overflow-x: auto } td { min-width: 600px }</style><a href="/x">Before</a>
     <div class="tbl-wrap" role="region" aria-label="Table" tabindex="0"><table><tr><td>Cell</td></tr></table></div>
     <a href="/y">After</a>`,
  );
  const table = page.getByRole("region");
  await expect(table).toHaveAttribute("tabindex", "-1");
  await page.getByText("Before").focus();
  await page.keyboard.press("Tab");
  await expect(page.getByText("After")).toBeFocused();

  await page.setViewportSize({ width: 400, height: 700 });
  await expect(table).toHaveAttribute("tabindex", "0");
  await page.getByText("Before").focus();
  await page.keyboard.press("Tab");
  await expect(table).toBeFocused();
});
