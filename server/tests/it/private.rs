//! No other user of the machine can read the console's data (SL-16), whatever the umask at start, including files that
//! an earlier version has left open.

use crate::support::{TestApp, TestDatabase};
use app::permission::Role;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Everything in a folder, including the folder itself, that is open to group or others.
fn open(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let inside = if entry.is_dir() { open(&entry) } else { vec![entry] };
        found.extend(inside.into_iter().filter(|path| is_open(path)));
    }
    found.extend(is_open(folder).then(|| folder.to_owned()));
    found
}

fn is_open(path: &Path) -> bool {
    path.metadata().unwrap().permissions().mode() & 0o077 != 0
}

fn set(path: &Path, mode: u32) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

/// Runs the real program with the usual umask. Returns its log.
fn run(dir: &Path, database: &TestDatabase, arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = start(dir, database, arguments);
    let log = String::from_utf8(stderr).unwrap();
    assert!(status.success(), "{log}");
    log
}

#[expect(clippy::disallowed_methods, reason = "the test starts the real program")]
fn start(dir: &Path, database: &TestDatabase, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 022; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_sekisho")]).args(arguments);
    command.env_clear().env("SEKISHO_DATA_DIR", dir.join("data")).current_dir(dir);
    if let Some(url) = database.url() {
        command.env("SEKISHO_DATABASE_URL", url);
    }
    command.output().unwrap()
}

#[tokio::test]
async fn sl_16_a_master_key_that_others_could_read_is_refused_and_not_repaired_in_silence() {
    let dir = tempfile::tempdir().unwrap();
    let (database, key) = (TestDatabase::new(dir.path()).await, dir.path().join("data/master.key"));
    run(dir.path(), &database, &["migrate"]);
    set(&key, 0o644);
    let refused = start(dir.path(), &database, &["migrate"]);
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("master.key"));
    assert!(is_open(&key));
}

#[tokio::test]
async fn sl_16_what_was_open_is_closed_at_the_start_and_told_in_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let (database, data) = (TestDatabase::new(dir.path()).await, dir.path().join("data"));
    assert!(!run(dir.path(), &database, &["migrate"]).contains("open to others"), "a new folder never was");
    assert_eq!(open(&data), [] as [PathBuf; 0]);
    std::fs::create_dir(data.join("mail")).unwrap();
    for name in ["checkpoints.ndjson", "first-sign-ins.txt", "mail/a.eml"] {
        std::fs::write(data.join(name), "").unwrap();
    }
    let files = std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
    for file in files.filter(|file| file.is_file() && file.file_name().unwrap() != "master.key") {
        set(&file, 0o644);
    }
    set(&data.join("mail/a.eml"), 0o640);
    set(&data.join("mail"), 0o755);
    set(&data, 0o755);
    assert!(open(&data).len() >= 5);
    let log = run(dir.path(), &database, &["migrate"]);
    assert_eq!(log.matches("was open to others and is closed now").count(), 1, "{log}");
    assert!(log.contains("mail/a.eml") && log.contains("checkpoints.ndjson"), "{log}");
    assert!(log.contains("\". "), "the folder itself, by a name: {log}");
    assert_eq!(open(&data), [] as [PathBuf; 0]);
    assert!(!run(dir.path(), &database, &["migrate"]).contains("open to others"));
}

#[tokio::test]
async fn sl_16_what_is_written_later_is_closed_from_the_start() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    owner.post("/members", &[("name", "髙﨑"), ("email", "new@takasakiya.example.jp"), ("role", "viewer")]).await;
    server::outbox::work(&t.app).await.unwrap();
    crate::log_chain::witness(&t).await;
    let names = |path: &PathBuf| path.strip_prefix(t.dir.path()).unwrap().display().to_string();
    let found: Vec<String> = open(t.dir.path()).iter().map(names).collect();
    // The harness made the folder, and copied the database; SQLite gives its other files the same mode.
    let found: Vec<_> = found.iter().filter(|name| !name.is_empty() && !name.starts_with("sekisho.sqlite")).collect();
    assert_eq!(found, [] as [&String; 0]);
    assert!(t.dir.path().join("mail").read_dir().unwrap().count() > 0);
    assert!(t.app.config.checkpoint_path().exists() && t.app.config.known_rows_path().exists());
}
