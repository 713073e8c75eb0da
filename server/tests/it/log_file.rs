//! The log as a file: whole or under a filter, verified without the console; no change of any byte stays hidden.

use crate::support::{Browser, TestApp};
use app::permission::Role;
use server::log::{FileVerdict, Finding, verify_file};
use std::path::PathBuf;
use std::process::Command;

const PATH: &str = "/operation-logs/file";

/// A log whose texts need quoting and defusing.
async fn with_some_entries(t: &TestApp) -> Browser {
    let owner = t.signed_in(Role::Owner).await;
    for i in 0..3 {
        let email = format!("=cmd|\"{i}\",@example.jp");
        t.browser().post("/sign-in", &[("email", &email), ("password", "wrong")]).await;
        t.browser().post("/sign-in", &[("email", "owner@takasakiya.example.jp"), ("password", "wrong")]).await;
    }
    t.signed_in(Role::Viewer).await.get("/operation-logs").await;
    owner
}

async fn download(browser: &Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    let name = answer.header("content-disposition");
    assert!(name.contains("attachment") && name.contains("%E6%93%8D%E4%BD%9C%E3%83%AD%E3%82%B0_2026"), "{name}");
    answer.body
}

fn stored(t: &TestApp, text: &str) -> PathBuf {
    let path = t.app.config.data_dir.join("downloaded.csv");
    std::fs::write(&path, text).unwrap();
    path
}

fn verdict(t: &TestApp, text: &str) -> FileVerdict {
    verify_file(&stored(t, text), None).unwrap()
}

#[tokio::test]
async fn the_whole_log_verifies_without_the_console() {
    let t = TestApp::new().await;
    let owner = with_some_entries(&t).await;
    let before = t.log_len(t.own.id).await;
    let file = download(&owner, PATH).await;
    assert_eq!(t.log_len(t.own.id).await, before + 1, "one entry");
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["log.download:success"]);
    assert!(file.starts_with('\u{feff}') && file.ends_with("\r\n"));
    let entries = u64::try_from(before + 1).unwrap();
    let public_key = t.app.keys.public_key().to_vec();
    let good = FileVerdict::Good { tenant: t.own.id, entries, whole_to: Some(before + 1), public_key };
    assert_eq!(verdict(&t, &file), good, "the download itself is the last entry");
    let other = verify_file(&stored(&t, &file), Some(b"another key")).unwrap();
    assert_eq!(other, FileVerdict::Bad(None, Finding::OtherKey));
}

#[tokio::test]
async fn every_change_of_a_file_is_named() {
    let t = TestApp::new().await;
    let file = download(&with_some_entries(&t).await, PATH).await;
    let lines: Vec<&str> = file.split_inclusive("\r\n").collect();
    let last = lines.len() - 1;
    let without =
        |gone: usize| lines.iter().enumerate().filter(|(i, _)| *i != gone).map(|(_, l)| *l).collect::<String>();
    let missing = |seq| FileVerdict::Bad(Some(seq), Finding::Missing);
    assert_eq!(verdict(&t, &without(1)), missing(1));
    assert_eq!(verdict(&t, &without(3)), missing(3));
    let newest = i64::try_from(last).unwrap() - 1;
    assert_eq!(verdict(&t, &without(last - 1)), missing(newest));
    let cut = FileVerdict::Bad(Some(newest + 1), Finding::FileCutShort);
    assert_eq!(verdict(&t, &without(last)), cut);
    assert_eq!(verdict(&t, &file[..file.len() - 200]), cut);
    let mut swapped = lines.clone();
    swapped.swap(2, 3);
    assert_eq!(verdict(&t, &swapped.concat()), FileVerdict::Bad(Some(2), Finding::NotChained));
    let doubled = file.replacen(lines[2], &lines[2].repeat(2), 1);
    assert_eq!(verdict(&t, &doubled), FileVerdict::Bad(Some(2), Finding::NotChained));
    let edited = |line: usize, from: &str, to: &str| {
        assert!(lines[line].contains(from), "{}", lines[line]);
        file.replacen(lines[line], &lines[line].replacen(from, to, 1), 1)
    };
    let changed = edited(5, "wrong_password", "locked");
    assert_eq!(verdict(&t, &changed), FileVerdict::Bad(Some(5), Finding::Changed));
    // What people read stands in no hash, since it may be erased; the signature of the file covers it.
    let renamed = edited(5, "Failure", "Success");
    assert_eq!(verdict(&t, &renamed), FileVerdict::Bad(None, Finding::FileChanged));
    let said = edited(last, "\"\"whole\"\":true", "\"\"whole\"\":false");
    assert_eq!(verdict(&t, &said), FileVerdict::Bad(None, Finding::FileChanged));
    let more = format!("{file}{}", lines[1]);
    assert_eq!(verdict(&t, &more), FileVerdict::Bad(None, Finding::FileChanged));
    assert!(verify_file(&stored(&t, "a,b\r\n1,2\r\n"), None).unwrap_err().to_string().contains("columns are missing"));
}

#[tokio::test]
async fn a_filter_chooses_and_the_file_says_so() {
    let t = TestApp::new().await;
    let owner = with_some_entries(&t).await;
    let file = download(&owner, &format!("{PATH}?result=failure&action=sign_in")).await;
    assert!(!file.contains("Operation log downloaded") && file.contains("Wrong password"));
    let log = owner.get("/operation-logs").await.body;
    assert!(
        log.contains("Operation log downloaded")
            && log.contains("<dd>Sign in</dd>")
            && log.contains("<dd>Failure</dd>")
    );
    let FileVerdict::Good { entries: 3, whole_to: None, .. } = verdict(&t, &file) else { panic!("{file}") };
    let lines: Vec<&str> = file.split_inclusive("\r\n").collect();
    let shorter = file.replacen(lines[2], "", 1);
    assert_eq!(verdict(&t, &shorter), FileVerdict::Bad(None, Finding::FileChanged));
    let none = download(&owner, &format!("{PATH}?from=2031-01-01")).await;
    assert!(matches!(verdict(&t, &none), FileVerdict::Good { entries: 0, whole_to: None, .. }), "{none}");
    assert_eq!(owner.get(&format!("{PATH}?from=2026-02-30")).await.status, 422);
}

#[tokio::test]
async fn staff_get_the_providers_log_and_formulas_sleep() {
    let t = TestApp::new().await;
    with_some_entries(&t).await;
    let staff = t.signed_in(Role::Support).await;
    let file = download(&staff, "/support/logs/file").await;
    assert!(matches!(verdict(&t, &file), FileVerdict::Good { whole_to: Some(_), .. }), "{file}");
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    for record in reader.records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the test runs the real program")]
fn run(t: &TestApp, text: &str, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sekisho"));
    let done = command.args(["log", "verify"]).args(args).arg(stored(t, text)).output().unwrap();
    (done.status.code(), String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap())
}

#[tokio::test]
async fn the_command_line_verifies_a_file_alone() {
    let t = TestApp::new().await;
    let file = download(&with_some_entries(&t).await, PATH).await;
    let key = hex::encode(t.app.keys.public_key());
    let (code, said) = run(&t, &file, &["--key", &key, "--tenant", &t.own.id.to_string()]);
    assert!(code == Some(0) && said.contains("entries verified, the whole log up to entry"), "{said}");
    let (code, said) = run(&t, &file, &["--tenant", &t.other.id.to_string()]);
    assert!(code == Some(1) && said.contains("the file is the log of"), "{said}");
    let (code, said) = run(&t, &file.replacen("wrong_password", "locked", 1), &[]);
    assert!(code == Some(1) && said.starts_with("entry 5: the entry was changed"), "{said}");
    let (code, said) = run(&t, "", &[]);
    assert!(code == Some(1) && said.contains("not an operation log"), "{said}");
}
