// Opens every page with long lists (crowd.rs): each paged list has a next page, which is asserted, and the others have
// many rows. Repeated elements must have distinct names, and no page may scroll sideways.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, looks, signIn, test } from "./fixtures";

test.use({ stage: "crowded" });

/** The pages for signed-in people, from the program's own tables. */
const app = join(import.meta.dirname, "../app/src");
const sources = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs"));
const tables = sources.map((name) => readFileSync(join(app, name), "utf8")).join("\n");
const pages = [...tables.matchAll(/page!\(\s*"([^"{]+)",\s*Needs/g)].map(([, path]) => path ?? "");
/** Further lists on a page of the table. */
const others = ["/support/cases?show=all", "/support/cases?show=asked"];

/** The number of paged lists on a page; other lists show everything. */
const PAGERS: Record<string, number> = {
  "/end-users": 1,
  "/exports": 1,
  "/operation-logs": 1,
  "/sign-in-history": 1,
  "/account/activity": 1,
  "/members": 1,
  "/support": 1,
  "/support/cases": 2,
  "/support/cases?show=all": 1,
  "/support/cases?show=asked": 1,
  "/support/staff": 1,
  "/support/outbox": 1,
  "/support/logs": 1,
};

test("the table of pages was found", () => {
  for (const path of Object.keys(PAGERS)) expect([...pages, ...others]).toContain(path);
});

for (const path of [...pages, ...others]) {
  const role = path.startsWith("/support") ? "staff" : "owner";
  test(`axe finds nothing on ${path} with long lists (${role})`, async ({ page }) => {
    await signIn(page, role);
    await page.goto(path);
    const more = page.getByRole("navigation", { name: /^Pages: / }).locator("a[rel=next][href]");
    await expect(more, "lists with a page behind this one").toHaveCount(PAGERS[path] ?? 0);
    await looks(page, `long${path.replaceAll(/[/?=]/g, "-")}`);
  });
}
