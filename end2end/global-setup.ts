import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillDemo, serve } from "./console";

/** Starts a console of its own for the run: a fresh data folder, the demonstration company, a free port. */
export default async function start(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), "sekisho-browser-"));
  fillDemo(join(data, "main"));
  // For tests that need a console of their own: one to serve as it is, one to copy.
  cpSync(join(data, "main"), join(data, "spare"), { recursive: true });
  cpSync(join(data, "main"), join(data, "fresh"), { recursive: true });
  const console = await serve(join(data, "main"));
  process.env.E2E_BASE_URL = console.url;
  process.env.E2E_DATA = join(data, "main");
  process.env.E2E_SPARE = join(data, "spare");
  process.env.E2E_FRESH = join(data, "fresh");
  return async () => {
    await console.stop();
    rmSync(data, { recursive: true, force: true });
  };
}
