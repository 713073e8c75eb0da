// Pages in states without an address: a refused form, the open palette, the drawer on a phone.
import type { Page } from "@playwright/test";
import { eachLook, expect, expectLook, picture, signIn, test } from "./fixtures";

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
