import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const RESULTS = resolve(import.meta.dirname, "../test-results");
const LOG = join(RESULTS, "server.log");

/** Starts a console of its own for the run: a fresh data folder, the demonstration company, a free port. */
export default async function start(): Promise<() => Promise<void>> {
  mkdirSync(RESULTS, { recursive: true });
  const program = process.env.E2E_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? "target", "debug/sekisho");
  const data = mkdtempSync(join(tmpdir(), "sekisho-browser-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const env = settings({ SEKISHO_DATA_DIR: data, SEKISHO_LISTEN: listen });
  const log = openSync(LOG, "w");
  execFileSync(program, ["demo"], { cwd: data, env, stdio: ["ignore", log, log], timeout: 300_000 });
  const server = spawn(program, ["serve"], { cwd: data, env, stdio: ["ignore", log, log] });
  process.env.E2E_BASE_URL = `http://${listen}`;
  process.env.E2E_DATA = data;
  await answers(`http://${listen}/healthz`, server);
  return async () => {
    await stop(server);
    rmSync(data, { recursive: true, force: true });
  };
}

/** The environment without settings of somebody's own console, and with ours. */
function settings(own: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("SEKISHO_"));
  const site = resolve(process.env.SEKISHO_SITE_DIR ?? "target/site");
  return { ...Object.fromEntries(inherited), SEKISHO_SITE_DIR: site, ...own };
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? found(address.port) : failed(new Error("no port"))));
    });
  });
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300 && server.exitCode === null; tries++) {
    const healthy = await fetch(url).then((answer) => answer.ok).catch(() => false);
    if (healthy) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  server.kill("SIGKILL");
  throw new Error(`the console did not start:\n${readFileSync(LOG, "utf8").slice(-4000)}`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGTERM");
  const late = setTimeout(() => server.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(late);
}
