// Pages in states without an address: a refused form, the open palette, the drawer on a phone.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { open, role } from "./every-page";
import { eachLook, expect, expectAccessible, expectLook, picture, signIn, test } from "./fixtures";

type State = { name: string; path: string; width: number; open: (page: Page) => Promise<void>; without?: string[] };

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
}

const STATES: State[] = [
  {
    name: "refused form",
    path: "/exports/new",
    width: 1280,
    open: async (page) => {
      await page.locator('input[name="columns"]').first().uncheck();
      await page.locator("form[action='/exports'] .btn--primary").click();
      await expect(page.getByRole("alert")).toBeFocused();
    },
  },
  {
    name: "refused filter",
    path: "/operation-logs?from=yesterday&result=failure",
    width: 1280,
    open: async (page) => expect(page.locator("#from")).toHaveAttribute("aria-invalid", "true"),
  },
  {
    name: "palette",
    path: "/end-users",
    width: 1280,
    open: async (page) => {
      await openPalette(page);
      await expect(page.getByRole("combobox", { expanded: true })).toBeFocused();
    },
  },
  {
    name: "palette, no page found",
    path: "/end-users",
    width: 1280,
    open: async (page) => {
      await openPalette(page);
      await page.locator(".palette input").fill("zzz");
      await expect(page.locator('.palette a[href="/end-users?q=zzz"]')).toBeVisible();
    },
  },
  {
    name: "help on keys",
    path: "/end-users",
    width: 1280,
    open: async (page) => {
      await page.keyboard.press("?");
      await expect(page.locator("#help-keys")).toBeVisible();
    },
  },
  {
    name: "a section of the profile",
    path: "/security/profile",
    width: 375,
    open: async (page) => {
      await page.locator(".sheet-part > summary").first().click();
      await expect(page.locator("#s0 tbody tr").first()).toBeVisible();
    },
  },
  {
    name: "ledger, permissions open",
    path: "/account-ledger",
    width: 375,
    open: async (page) => {
      await page.locator("main summary").first().click();
      await expect(page.locator(".tbl-detail").first()).toBeVisible();
    },
  },
  {
    name: "drawer",
    path: "/end-users",
    width: 375,
    // The page behind the open drawer is inert, like behind a dialog; its main part and heading still exist.
    without: ["landmark-one-main", "page-has-heading-one"],
    open: async (page) => {
      await page.locator(".shell-burger").click();
      await expect(page.locator(".shell-side")).toBeVisible();
    },
  },
];

for (const { name, path, width, open, without } of STATES) {
  test(`axe finds nothing in a state of its own: ${name}`, async ({ page }) => {
    await signIn(page, "owner");
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    const url = page.url();
    await eachLook(page, async (look) => {
      await page.goto(url);
      await open(page);
      await expectLook(page, look, without);
      await picture(page, `state-${name.replaceAll(/[ ,]+/g, "-")}-${look}-${width}`);
    });
  });
}

/** Pages whose acts ask first, in a dialog. */
const ASKING = ["/members/{id}", "/contacts/{id}", "/inquiries/{id}", "/consents", "/support/cases/{id}", "/support/inquiries/{id}", "/support/tenants/{id}"];

test.describe("dialogs", () => {
  test.use({ stage: "crowded" });

  for (const path of ASKING) {
    test(`axe finds nothing in the dialogs of ${path}`, async ({ page }) => {
      await signIn(page, role(path));
      await open(page, path);
      for (const opener of await page.locator('main button[command="show-modal"]').all()) {
        if (!(await opener.isVisible())) continue;
        await opener.click();
        await expect(page.locator("dialog[open]")).toHaveCount(1);
        await expectAccessible(page);
        await page.keyboard.press("Escape");
      }
    });
  }

  test("axe finds nothing on the pages that ask about several members", async ({ page }) => {
    await signIn(page, "owner");
    for (const act of ["Suspend", "Change role"]) {
      await page.goto("/members");
      await page.locator('main tbody input[type="checkbox"]').nth(1).check();
      await page.locator("form.pick-row").getByRole("button", { name: act }).click();
      await expect(page).toHaveURL(/\/members\/selected/);
      await expectAccessible(page);
    }
  });
});

test("axe finds nothing in the help", async ({ page }) => {
  await signIn(page, "owner");
  const topics = readFileSync(join(import.meta.dirname, "../app/src/help/topics.rs"), "utf8");
  const names = [...topics.matchAll(/^ {4}(?:Start|Company|Reference) "([^"]+)"/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    await page.goto(`/help/${name}`);
    await expectAccessible(page);
  }
});

test("axe finds nothing where nothing is found, and on refusals", async ({ page }) => {
  await signIn(page, "operator");
  expect((await page.goto("/members"))?.status()).toBe(403);
  await expectAccessible(page);
  await page.context().clearCookies();
  await signIn(page, "owner");
  expect((await page.goto("/sign-out"))?.status(), "an act has no page").toBe(405);
  await expectAccessible(page);
  for (const [path, status] of [["/no-such-page", 404], ["/end-users?q=zzzz", 200], ["/members?q=zzzz", 200], ["/operation-logs?q=zzzz", 200], ["/inquiries?q=zzzz", 200]] as const) {
    expect((await page.goto(path))?.status(), path).toBe(status);
    await expectAccessible(page);
  }
});
