// observatory.mjs PROGRAM SITE: serves a fresh console with TLS in front, and scans it with the MDN HTTP Observatory.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scan } from "@mdn/mdn-http-observatory";

const [program, site] = process.argv.slice(2);
const [PLAIN, TLS] = [39871, 39872];
const data = mkdtempSync(join(tmpdir(), "sekisho-observatory-"));
const env = {
  PATH: process.env.PATH,
  SEKISHO_DATA_DIR: data,
  SEKISHO_LISTEN: `127.0.0.1:${PLAIN}`,
  SEKISHO_PUBLIC_URL: `https://localhost:${TLS}`,
  SEKISHO_SITE_DIR: site,
};
const here = (name) => readFileSync(new URL(name, import.meta.url));
const console_ = spawn(program, ["serve"], { cwd: data, env, stdio: "ignore" });

function forward(incoming, answer) {
  const headers = { ...incoming.headers, "x-forwarded-proto": "https", "x-forwarded-for": incoming.socket.remoteAddress };
  const up = request({ host: "127.0.0.1", port: PLAIN, path: incoming.url, method: incoming.method, headers }, (reply) => {
    answer.writeHead(reply.statusCode, reply.rawHeaders);
    reply.pipe(answer);
  });
  incoming.pipe(up);
}

async function answers() {
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(`http://127.0.0.1:${PLAIN}/healthz`).then((a) => a.ok, () => false)) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error("the console did not start");
}

const proxy = createServer({ key: here("key.pem"), cert: here("cert.pem") }, forward).listen(TLS);
try {
  await answers();
  const { scan: total, tests } = await scan(`localhost:${TLS}`);
  for (const [name, test] of Object.entries(tests)) console.log(`${test.pass ? "ok " : "BAD"} ${name}: ${test.result}`);
  console.log(`grade ${total.grade}, score ${total.score}`);
  process.exitCode = total.grade === "A+" ? 0 : 1;
} finally {
  console_.kill();
  proxy.close();
  proxy.closeAllConnections();
  rmSync(data, { recursive: true, force: true });
}
