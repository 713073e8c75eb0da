//! A third-party SMTP server (the npm package smtp-server) in its own process.

use serde::Deserialize;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The server process. It is stopped on drop.
pub struct SmtpServer {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
    pub port: u16,
    mails: Vec<Received>,
}

/// A mail that reached the server.
#[derive(Clone, Debug, Deserialize)]
pub struct Received {
    pub to: Vec<String>,
    /// The name in the client's greeting.
    pub hello: String,
    pub secure: bool,
    pub raw: String,
    /// True if the server has acknowledged it.
    pub answered: bool,
}

impl SmtpServer {
    #[expect(clippy::disallowed_methods, reason = "a test starts a server, and waits for it in real time")]
    pub fn start(arguments: &[&str]) -> SmtpServer {
        let script = super::package().join("tests/smtp/server.mjs");
        let mut child = Command::new("node")
            .arg(script)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("node, which scripts/setup.sh installs, does not start: {e}"));
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let (sender, lines) = channel();
        std::thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut server = SmtpServer { child, input, lines, port: 0, mails: Vec::new() };
        server.port = server.answer("port ").parse().unwrap();
        server
    }

    /// Tells the server how to treat further mails.
    pub fn be(&mut self, manner: &str) {
        writeln!(self.input, "{manner}").unwrap();
        self.answer("manner ");
    }

    fn answer(&mut self, start: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(20)).unwrap();
            match line.strip_prefix(start) {
                Some(rest) => return rest.to_owned(),
                None => self.mails.push(serde_json::from_str(&line).unwrap()),
            }
        }
    }

    /// All mails that the server has received.
    pub fn mails(&mut self) -> Vec<Received> {
        // Its lines come in order, so after an answer all earlier mails are there.
        writeln!(self.input, "same").unwrap();
        self.answer("manner ");
        self.mails.clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Received {
    /// A header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.raw.split("\r\n\r\n").next()?.replace("\r\n ", " ");
        let start = format!("{}:", name.to_ascii_lowercase());
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(&start))?.to_owned();
        Some(line[start.len()..].trim().to_owned())
    }
}
