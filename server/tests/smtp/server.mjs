// An SMTP server (the package smtp-server) for the tests. It prints `port N`, then one line of JSON for each mail.
// Lines on standard input set what it does with mails: accept, refuse (550), busy (451), drop (disconnects after the
// data without a reply), stall (accepts the data and never replies); `same` changes nothing.
//   server.mjs [--key FILE --cert FILE] [--no-starttls]
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { SMTPServer } from "smtp-server";

const { values } = parseArgs({
  options: { key: { type: "string" }, cert: { type: "string" }, "no-starttls": { type: "boolean" } },
});
let manner = "accept";
const say = (line) => process.stdout.write(`${line}\n`);
const reply = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: values["no-starttls"] ? ["STARTTLS"] : [],
  ...(values.key && { key: readFileSync(values.key), cert: readFileSync(values.cert) }),
  onRcptTo(_address, _session, done) {
    done(manner === "refuse" ? reply(550, "no such mailbox") : undefined);
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      if (manner === "busy") return done(reply(451, "try again later"));
      const to = session.envelope.rcptTo.map((r) => r.address);
      const hello = session.hostNameAppearsAs;
      const mail = { to, hello, secure: session.secure, raw: Buffer.concat(chunks).toString("utf8") };
      say(JSON.stringify({ ...mail, answered: !["drop", "stall"].includes(manner) }));
      if (manner === "stall") return;
      if (manner === "drop") return [...server.connections].forEach((c) => c._socket.destroy());
      done();
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => say(`port ${server.server.address().port}`));
createInterface({ input: process.stdin })
  .on("line", (line) => { if (line !== "same") manner = line; say(`manner ${line}`); })
  .on("close", () => process.exit(0));
