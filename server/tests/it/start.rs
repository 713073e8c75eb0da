//! Invalid settings stop every command before it creates or changes anything, whichever part they belong to.

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
        (("SEKISHO_MAIL_FROM", "nobody"), "mail_from is no mail address"),
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
