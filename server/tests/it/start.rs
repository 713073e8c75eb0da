//! Invalid settings stop every command before it creates or changes anything, whichever part they belong to. So does a
//! database that a command cannot use.

use crate::support::TestDatabase;
use sea_orm::ConnectionTrait;
use std::path::Path;
use std::process::{Command, Output};

#[expect(clippy::disallowed_methods, reason = "the test starts the real program")]
fn run(folder: &Path, (name, value): (&str, &str), arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sekisho"));
    command.args(arguments).env_clear().current_dir(folder).env("SEKISHO_DATA_DIR", folder.join("data"));
    command.env("SEKISHO_LISTEN", "127.0.0.1:0").env("SEKISHO_MAIL_FROM", "no-reply@console.example.jp");
    command.env(name, value).output().unwrap()
}

#[test]
fn wrong_settings_stop_every_command_before_anything_is_made() {
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("list");
    std::fs::write(&list, "not a digest\n").unwrap();
    for (setting, why) in [
        (("SEKISHO_SMTP_URL", "http://mail.example.jp"), "smtp_url: http:// is neither smtps:// nor smtp://"),
        (("SEKISHO_MAIL_FROM", "nobody"), "mail_from is not a valid email address"),
        (("SEKISHO_BREACHED_PASSWORDS_FILE", list.to_str().unwrap()), "no SHA-1 digest"),
        (("SEKISHO_BREACHED_PASSWORDS_FILE", "/no/such/list"), "/no/such/list"),
    ] {
        for arguments in [&["migrate"][..], &["log", "verify"], &["demo"], &["serve"], &["serve", "--role", "web"]] {
            let done = run(dir.path(), setting, arguments);
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.code() == Some(1) && said.contains(why), "{setting:?} {arguments:?}: {said}");
            assert!(done.stdout.is_empty() && !dir.path().join("data").exists(), "{setting:?} {arguments:?}");
        }
    }
}

#[tokio::test]
async fn a_command_that_only_reads_says_that_the_database_is_not_migrated() {
    let dir = tempfile::tempdir().unwrap();
    let database = TestDatabase::new(dir.path()).await;
    let (url, folder) = (database.url(), dir.path().to_str().unwrap().to_owned());
    let setting = url.as_deref().map_or(("SEKISHO_DATA_DIR", folder.as_str()), |url| ("SEKISHO_DATABASE_URL", url));
    let db = database.connect().await;
    for change in [
        "DELETE FROM seaql_migrations WHERE version = (SELECT max(version) FROM seaql_migrations)",
        "DROP TABLE seaql_migrations",
    ] {
        db.execute_unprepared(change).await.unwrap();
        let done = run(dir.path(), setting, &["log", "verify"]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(1) && said.contains("run `sekisho migrate`"), "{change}: {said}");
        assert!(done.stdout.is_empty() && said.lines().count() == 1, "{change}: {said}");
    }
}

#[test]
fn a_command_that_only_reads_makes_no_database() {
    let dir = tempfile::tempdir().unwrap();
    let done = run(dir.path(), ("SEKISHO_LISTEN", "127.0.0.1:0"), &["log", "verify"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(1) && said.contains("run `sekisho migrate`"), "{said}");
    assert!(!dir.path().join("data/sekisho.sqlite").exists());
}
