// Counts what a way costs: a click on a link or a button, a field that is typed. Opening an address, such as the link of a
// mail, is neither. A way that gets longer fails its test.
import { type Locator, type Page, expect } from "@playwright/test";

/** How much a way costs. */
export type Cost = { clicks: number; fields: number };

/** A person at a page, whose clicks and fields are counted. */
export class Walker {
  private readonly cost: Cost = { clicks: 0, fields: 0 };

  constructor(readonly page: Page) {}

  async click(where: Locator): Promise<void> {
    this.cost.clicks += 1;
    await where.click();
  }

  async type(where: Locator, text: string): Promise<void> {
    this.cost.fields += 1;
    await where.fill(text);
  }

  get soFar(): Cost {
    return { ...this.cost };
  }
}

/** The cost of a way of several people. */
export function together(walkers: Walker[]): Cost {
  const sum = (of: keyof Cost) => walkers.reduce((all, walker) => all + walker.soFar[of], 0);
  return { clicks: sum("clicks"), fields: sum("fields") };
}

/** Fails if a way costs more than it may. */
export function expectAtMost(cost: Cost, most: Cost): void {
  console.log(`the way: ${cost.clicks} clicks, ${cost.fields} fields`);
  expect(cost.clicks, "clicks").toBeLessThanOrEqual(most.clicks);
  expect(cost.fields, "fields").toBeLessThanOrEqual(most.fields);
}

/** The steps of cases that a page sends, from now on. Sign-ins and proofs of identity are no steps. */
export function posts(page: Page): () => string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === "POST" && /^\/(support\/)?cases/.test(pathname)) sent.push(pathname);
  });
  return () => sent;
}

/** What is sent more than once. */
export const repeated = (sent: string[]) => sent.filter((path, i) => sent.indexOf(path) !== i);
