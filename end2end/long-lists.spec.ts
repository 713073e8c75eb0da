// Every page of the table with its lists filled by crowd.rs: what stands twice on a page is called by name. That each pager
// is there is asserted; that its list really goes on to another page is not yet.
import { readFileSync } from "node:fs";
import { eachLook, expect, expectAccessible, screenshots, signIn, test } from "./fixtures";

test.use({ stage: "crowded" });

/** The pages that people come to once they are signed in, as the program's own table has them. */
const routes = readFileSync(new URL("../app/src/routes.rs", import.meta.url), "utf8");
const pages = [...routes.matchAll(/page!\(\s*"([^"{]+)",\s*Needs/g)].map(([, path]) => path ?? "");
/** Lists that stand there beside the one that the table names. */
const others = ["/support/cases?show=all", "/support/cases?show=asked"];

/** How many lists of a page have a pager; the others show everything. */
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
    const pagers = page.getByRole("navigation", { name: /^Pages: / });
    await expect(pagers, "lists that page").toHaveCount(PAGERS[path] ?? 0);
    await eachLook(page, () => expectAccessible(page));
    await screenshots(page, `long${path.replaceAll(/[/?=]/g, "-")}`);
  });
}
