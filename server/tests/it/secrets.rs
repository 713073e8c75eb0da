//! SL-20e: passwords are stored only as hashes and cannot be read back. A search through everything that the console
//! stores, writes, sends, logs and shows finds no password.

use crate::support::{Answer, Browser, PASSWORD, TestApp, dump};
use app::permission::Role;
use app::tables;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::Duration;
use mail_parser::MessageParser;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use tracing::Dispatch;
use tracing::subscriber::NoSubscriber;

const EMAIL: &str = "administrator@takasakiya.example.jp";
const NEW: &str = "wet lattice 7 ravine";
const NEXT: &str = "dry meadow 8 lantern";
const MISTYPED: &str = "wet lattice 8 ravine";

/// The program's own log, at its normal level.
#[derive(Clone, Default)]
pub struct Journal(Arc<Mutex<Vec<u8>>>);

impl Write for Journal {
    fn write(&mut self, text: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// While `tracing` knows of one listener alone, it asks the thread that comes by an event first whether anybody listens. That
/// may be another test's, where nobody does.
static ANOTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::new()));

impl Journal {
    /// Records the log while the guard lives; a test runs on a single thread.
    pub fn listen() -> (Journal, tracing::subscriber::DefaultGuard) {
        LazyLock::force(&ANOTHER);
        let (journal, filter) = (Journal::default(), tracing_subscriber::EnvFilter::new("warn,server=info,sqlx=error"));
        let writer = journal.clone();
        let subscriber = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(move || writer.clone());
        (journal, tracing::subscriber::set_default(subscriber.finish()))
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// The encodings in which a password could appear.
fn forms(password: &str) -> [Vec<u8>; 4] {
    let hex = password.bytes().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let base64 = BASE64.encode(password).trim_end_matches('=').to_owned();
    let typed = password.replace(' ', "+");
    [password.into(), hex.into(), base64.into(), typed.into()]
}

/// Ignores case, because hexadecimal digits may be in either.
fn holds(lower: &[u8], part: &[u8]) -> bool {
    let part = part.to_ascii_lowercase();
    lower.windows(part.len()).any(|window| window == part)
}

/// Everything that is searched, each part with its name.
type Places = Vec<(String, Vec<u8>)>;

/// The files of the data directory: keys, checkpoints, sent mails, and the SQLite database itself.
fn files(dir: &Path, places: &mut Places) {
    for entry in std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files(&entry, places);
            continue;
        }
        let (name, bytes) = (entry.display().to_string(), std::fs::read(&entry).unwrap());
        let is_mail = entry.extension().is_some_and(|kind| kind == "eml");
        if let Some(mail) = MessageParser::default().parse(&bytes).filter(|_| is_mail) {
            let bodies = [mail.subject().map(ToOwned::to_owned), mail.body_text(0).map(Into::into)];
            places.push((format!("{name}, decoded"), bodies.into_iter().flatten().collect::<String>().into()));
        }
        places.push((name, bytes));
    }
}

async fn pages(name: &str, browser: &Browser, places: &mut Places) {
    for page in tables::pages().filter(|page| !page.path.contains('{')) {
        for lang in ["ja", "en"] {
            let answer = browser.get_in(page.path, lang).await;
            places.push((format!("{name}: {}", page.path), answer.body.into()));
        }
    }
}

/// Issues a password, changes it, mistypes it everywhere, forgets it, and issues another one. Returns the issued
/// passwords and the pages shown.
async fn live(t: &TestApp) -> (Vec<String>, Browser, Places) {
    let issued =
        server::features::tenants::add_account(&t.app, Some(t.own.id), Role::Viewer, EMAIL, "小山内").await.unwrap();
    let issued = issued.one_time_password;
    let browser = t.browser();
    let mut shown = Places::new();
    let mut say = |what: &str, answer: Answer| shown.push((what.to_owned(), answer.body.into()));
    say("sign in", browser.post("/sign-in", &[("email", EMAIL), ("password", &issued)]).await);
    let change = |current: &str, new: &str, again: &str| {
        let fields = [("current", current.to_owned()), ("new", new.to_owned()), ("again", again.to_owned())];
        let browser = &browser;
        async move {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post("/account/password", &fields).await
        }
    };
    say("refused change", change(&issued, NEW, MISTYPED).await);
    let changed = change(&issued, NEW, NEW).await;
    assert_eq!(changed.location.as_deref(), Some("/"), "{}", changed.body);
    say("wrong proof", browser.post("/account/prove", &[("password", MISTYPED)]).await);
    say("proof", browser.post("/account/prove", &[("password", NEW)]).await);
    let other = t.browser();
    say("wrong password", other.post("/sign-in", &[("email", EMAIL), ("password", MISTYPED)]).await);
    say("no such account", other.post("/sign-in", &[("email", "nobody@example.jp"), ("password", NEW)]).await);
    let reset = server::features::tenants::reset(&t.app, EMAIL, "seen in person", false).await;
    let reset = reset.map(|reset| reset.one_time_password).unwrap_or_default();
    let again = t.browser();
    let password = if reset.is_empty() { NEW } else { &reset };
    say("sign in again", again.post("/sign-in", &[("email", EMAIL), ("password", password)]).await);
    let issued = [issued, reset].into_iter().filter(|password| !password.is_empty()).collect();
    (issued, again, shown)
}

#[tokio::test]
async fn sl_20e_a_password_is_found_nowhere_and_its_hash_is_argon2id() {
    let (journal, _listening) = Journal::listen();
    let t = TestApp::new().await;
    assert!(t.promises(t.own.id, "password.hash").await);
    let owner = t.signed_in(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    let (issued, person, mut places) = live(&t).await;
    t.rest().await;
    let next = [("current", PASSWORD), ("new", NEXT), ("again", NEXT)];
    assert_eq!(staff.post("/account/password", &next).await.status, 303, "so that there is an earlier one");
    t.clock.advance(Duration::seconds(1));
    server::outbox::work(&t.app).await.unwrap();
    for (name, browser) in [("person", &person), ("owner", &owner), ("staff", &staff)] {
        pages(name, browser, &mut places).await;
    }
    places.push(("downloaded log".into(), owner.get("/operation-logs/file").await.body.into()));
    for (table, rows) in dump(&t.db).await {
        places.push((table, rows.join("\n").into()));
    }
    files(t.dir.path(), &mut places);
    places.push(("the program's own log".into(), journal.text().into()));
    for (_, text) in &mut places {
        text.make_ascii_lowercase();
    }
    assert!(places.iter().any(|(_, text)| holds(text, EMAIL.as_bytes())), "what is there is found");
    let typed = [PASSWORD, NEW, NEXT, MISTYPED].map(ToOwned::to_owned);
    for password in typed.iter().chain(&issued) {
        for form in forms(password) {
            let found = places.iter().find(|(_, text)| holds(text, &form));
            assert_eq!(found.map(|(place, _)| place), None, "{password}");
        }
    }
    for table in ["account", "password_history"] {
        let other =
            format!("SELECT COUNT(*) FROM {table} WHERE password_hash NOT LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'");
        assert_eq!(t.scalar(&other).await, 0, "{table}");
        assert!(t.scalar(&format!("SELECT COUNT(*) FROM {table}")).await > 0, "{table}");
    }
}
