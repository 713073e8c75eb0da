// Client certificates in the browser, with the console's own TLS: an owner registers one for themself. From then on the
// console asks for no code in a browser that presents it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import type { Tls } from "./console";
import { accounts, baseUrl, expect, looks, signIn, signOut, submitSignIn, test } from "./fixtures";

/** The folder of this run's files. */
let folder = "";
const file = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });

/** Creates a key and a certificate for one day: an authority, or a certificate signed by it. */
function issue(name: string, subject: string, extensions: string, authority?: string): void {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", `${name}.key`];
  openssl("req", "-new", ...key, "-subj", subject, "-utf8", "-out", `${name}.csr`);
  writeFileSync(file(`${name}.ext`), extensions);
  const by = authority ? ["-CA", `${authority}.pem`, "-CAkey", `${authority}.key`, "-CAcreateserial"] : ["-key", `${name}.key`];
  openssl("x509", "-req", "-in", `${name}.csr`, ...by, "-days", "1", "-extfile", `${name}.ext`, "-out", `${name}.pem`);
}

function certificates(where: string): Tls {
  folder = where;
  issue("authority", "/CN=Aoba authority", "basicConstraints=critical,CA:TRUE");
  issue("server", "/CN=localhost", "subjectAltName=DNS:localhost", "authority");
  issue("person", "/CN=青葉 健太", "extendedKeyUsage=clientAuth", "authority");
  return { cert: file("server.pem"), key: file("server.key"), clientCa: file("authority.pem") };
}

/** A browser that presents a certificate, or none. */
async function browserWith(browser: Browser, script: boolean, certificate?: string): Promise<Page> {
  const origin = baseUrl();
  const own = certificate && { origin, certPath: file(`${certificate}.pem`), keyPath: file(`${certificate}.key`) };
  const context = await browser.newContext({
    baseURL: origin,
    ignoreHTTPSErrors: true,
    javaScriptEnabled: script,
    locale: "en-US",
    clientCertificates: own ? [own] : undefined,
  });
  return context.newPage();
}

for (const script of [true, false]) {
  test.describe(`script ${script ? "on" : "off"}`, () => {
    test.use({ stage: "fresh", serving: { tls: certificates } });

    test("a certificate is registered, stands for the code, and is revoked", async ({ browser }) => {
      const person = await browserWith(browser, script, "person");
      const shown = (name: string) => (script ? looks(person, name) : Promise.resolve());
      await signIn(person, "other-owner");
      const { email, password } = accounts.find("other-owner");
      await person.goto("/members");
      await person.getByRole("link", { name: "青葉 健太" }).first().click();
      await person.getByRole("link", { name: "Client certificates" }).click();
      await expect(person.locator("main")).toContainText("no verification code is needed after the password");
      await person.getByLabel("Certificate (PEM)").fill(readFileSync(file("person.key"), "utf8"));
      await person.getByRole("button", { name: "Register" }).click();
      await expect(person.getByLabel("Certificate (PEM)")).toHaveAccessibleDescription(/contains a private key/);
      await expect(person.getByLabel("Certificate (PEM)"), "a key is never shown again").toHaveValue("");
      await person.getByLabel("Certificate (PEM)").fill(readFileSync(file("person.pem"), "utf8"));
      await person.getByRole("button", { name: "Register" }).click();
      await expect(person.getByRole("status")).toContainText("Certificate registered");
      await expect(person.getByRole("row", { name: /青葉 健太/ })).toContainText("Valid");
      await shown("certificates");
      await signOut(person);

      await submitSignIn(person, email, password);
      await expect(person, "no code is asked for").toHaveURL(/\/$/);
      const elsewhere = await browserWith(browser, script);
      await submitSignIn(elsewhere, email, password);
      await expect(elsewhere, "without it a code is asked for").toHaveURL(/\/sign-in\/verify$/);
      await elsewhere.context().close();

      await person.goto("/members");
      await person.getByRole("link", { name: "青葉 健太" }).first().click();
      await person.getByRole("link", { name: "Client certificates" }).click();
      await person.getByRole("button", { name: "Revoke" }).click();
      await expect(person.getByRole("status")).toContainText("Certificate revoked");
      await shown("certificates-revoked");
      await signOut(person);
      await submitSignIn(person, email, password);
      await expect(person, "revoked").toHaveURL(/\/sign-in\/verify$/);
      await person.context().close();
    });
  });
}
