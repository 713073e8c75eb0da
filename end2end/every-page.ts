// Every page of the console's own tables, who opens it, and the way to one with an id in its address.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Role, expect } from "./fixtures";

/** The pages that people come to once they are signed in, as the program's own tables have them. */
const app = join(import.meta.dirname, "../app/src");
const sources = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs"));
const tables = sources.map((name) => readFileSync(join(app, name), "utf8")).join("\n");
// An example in a comment names a page once more.
export const pages = [...new Set([...tables.matchAll(/page!\(\s*"([^"]+)",\s*Needs/g)].map(([, path]) => path ?? ""))];
/** Pages without a list that open only after an earlier step. The file named here looks at them. */
export const STEPS: Record<string, string> = { "/account/passkeys/new": "passkeys.spec.ts", "/account/two-step/codes": "two-step.ts", "/consents/requests/{id}": "access.spec.ts" };

/** Who sees the long lists of a page. The profile of the first company allows no certificates. */
export const role = (path: string): Role =>
  path.startsWith("/support") ? "staff" : path.endsWith("/certificates") ? "other-owner" : "owner";

/** The pages that link to an address with an id, where they are not one level above it. */
const FROM: Record<string, string> = { "/support/tenants": "/support" };

/** Opens a page of the table. An id in its address comes from the first link of the list above it. */
export async function open(page: Page, path: string): Promise<void> {
  if (path.includes("{")) await follow(page, path);
  else expect((await page.goto(path))?.status(), path).toBe(200);
}

/** Follows a link to a page with an id, and of the companies to the one with long lists. */
async function follow(page: Page, path: string): Promise<void> {
  const above = path.slice(0, path.lastIndexOf("/"));
  await open(page, FROM[above] ?? above);
  const address = new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[0-9a-f-]{36}")}$`);
  const company = path === "/support/tenants/{id}";
  for (;;) {
    const links = page.locator("main").getByRole("link", { name: company ? /髙﨑屋/ : undefined });
    const paths = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
    const found = paths.find((found) => address.test(found));
    if (found) return open(page, found);
    const next = page.locator("main a[rel=next][href]");
    await expect(next, `${path} is nowhere in ${above}`).toHaveCount(1);
    await next.click();
  }
}
