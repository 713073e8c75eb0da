// Consoles for tests: the real program with a data folder, a free port and its own clock (clock.ts).
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { type IncomingMessage, get as getPlainly } from "node:http";
import { get as getByTls } from "node:https";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";

import * as clock from "./clock";

const RESULTS = resolve(import.meta.dirname, "../test-results/servers");
const BUILT = join(process.env.CARGO_TARGET_DIR ?? "target", "debug");
const PROGRAM = process.env.E2E_PROGRAM ?? join(BUILT, "sekisho");
const CROWD = join(BUILT, "examples/crowd");

/** A running console, and the function that stops it. */
export type Console = { url: string; stop: () => Promise<void> };
/** How it runs: with or without its jobs, and optionally with TLS, with files in the given folder. */
export type Serving = { role?: "all" | "web"; tls?: (folder: string) => Tls };

/** Fills a data folder with the demonstration company. */
export function fillDemo(data: string): void {
  mkdirSync(data, { recursive: true });
  run(data, "demo", PROGRAM, ["demo"], { SEKISHO_DATA_DIR: data });
}

/** PEM files for a console's own TLS, and the authority of its client certificates. */
export type Tls = { cert: string; key: string; clientCa: string };

/** Makes every list of a filled data folder longer than a page. */
export function crowd(data: string): void {
  run(data, "crowd", CROWD, [data], {});
}

/** Runs a program on a data folder until it ends. */
function run(data: string, name: string, program: string, args: string[], own: Record<string, string>): void {
  const log = openLog(name);
  const env = { ...settings(own), ...clock.wind(data) };
  const { pid, status, error } = spawnSync(program, args, { cwd: data, env, stdio: ["ignore", log, log], timeout: 900_000 });
  closeSync(log);
  clock.stop(data, pid);
  if (status !== 0) throw error ?? new Error(`${name} failed:\n${tail(name)}`);
}

/** Serves a data folder. If another program takes the free port first, tries again with another port. */
export async function serve(data: string, serving: Serving = {}, tries = 3): Promise<Console> {
  const port = await freePort();
  // A host name and not an IP address, because passkeys need one.
  const url = `${serving.tls ? "https" : "http"}://localhost:${port}`;
  const server = start(data, url, port, serving);
  const end = async () => {
    await stop(server);
    clock.stop(data, server.pid);
  };
  if (await answers(`${url}/healthz`, server)) return { url, stop: end };
  await end();
  if (tries > 1) return serve(data, serving, tries - 1);
  throw new Error(`the console did not start:\n${tail(`${port}`)}`);
}

function start(data: string, url: string, port: number, { role = "all", tls }: Serving): ChildProcess {
  const log = openLog(`${port}`);
  const own = { SEKISHO_DATA_DIR: data, SEKISHO_LISTEN: `127.0.0.1:${port}`, SEKISHO_PUBLIC_URL: url };
  // Certificates are created with the machine's clock.
  const clocked = clock.wind(data, tls && Date.now());
  const env = settings(tls ? { ...own, ...tlsSettings(tls(dirname(data))) } : own);
  const server = spawn(PROGRAM, ["serve", "--role", role], { cwd: data, env: { ...env, ...clocked }, stdio: ["ignore", log, log] });
  closeSync(log);
  return server;
}

const tlsSettings = ({ cert, key, clientCa }: Tls) => ({
  SEKISHO_TLS_CERT: cert,
  SEKISHO_TLS_KEY: key,
  SEKISHO_TLS_CLIENT_CA: clientCa,
  SEKISHO_PROFILE: "managed-saas",
});

const logFile = (name: string) => join(RESULTS, `server-${name}.log`);
const tail = (name: string) => readFileSync(logFile(name), "utf8").slice(-4000);

function openLog(name: string): number {
  mkdirSync(RESULTS, { recursive: true });
  return openSync(logFile(name), "w");
}

/** The environment without the settings of other consoles, plus the test's own. */
function settings(own: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("SEKISHO_"));
  const site = resolve(process.env.SEKISHO_SITE_DIR ?? "target/site");
  return { ...Object.fromEntries(inherited), SEKISHO_SITE_DIR: site, ...own };
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? found(address.port) : failed(new Error("no port"))));
    });
  });
}

/** True if it starts within three minutes, which is many times what a busy machine needs. */
async function answers(url: string, server: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 1800 && server.exitCode === null; tries++) {
    if (await healthy(url)) return true;
    await new Promise((later) => setTimeout(later, 100));
  }
  return false;
}

/** True if it responds. Does not check its certificate. */
function healthy(url: string): Promise<boolean> {
  return new Promise((found) => {
    const heard = (answer: IncomingMessage) => {
      answer.resume();
      found(answer.statusCode === 200);
    };
    const asked = url.startsWith("https:") ? getByTls(url, { rejectUnauthorized: false }, heard) : getPlainly(url, heard);
    asked.once("error", () => found(false));
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGTERM");
  const late = setTimeout(() => server.kill("SIGKILL"), 60_000);
  await ended;
  clearTimeout(late);
}
