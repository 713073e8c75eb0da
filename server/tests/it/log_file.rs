//! The log as a file, complete or filtered, verified without the console. Every changed byte is found.

use crate::support::{Browser, TestApp};
use app::permission::Role;
use server::log::{FileVerdict, Finding, verify_file};
use std::path::PathBuf;
use std::process::Command;

const PATH: &str = "/operation-logs/file";

/// A log with texts that need quoting and defusing.
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
    assert!(name.contains("attachment") && name.contains("''operation_log_2026"), "{name}");
    answer.body
}

#[tokio::test]
async fn a_file_has_its_name_in_the_readers_language() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for (path, plain, ja) in [
        ("/operation-logs/file", "operation_log", "%E6%93%8D%E4%BD%9C%E3%83%AD%E3%82%B0"),
        ("/account-ledger/file", "account_ledger", "%E3%82%A2%E3%82%AB%E3%82%A6%E3%83%B3%E3%83%88"),
        ("/sign-in-history/file", "sign_in_history", "%E3%83%AD%E3%82%B0%E3%82%A4%E3%83%B3"),
    ] {
        for (lang, title) in [("en", plain), ("ja", ja)] {
            let answer = owner.get_in(path, lang).await;
            let name = answer.header("content-disposition");
            assert!(name.starts_with(&format!("attachment; filename=\"{plain}_2026")), "{lang}: {name}");
            assert!(name.contains(&format!("UTF-8''{title}")), "{lang}: {name}");
        }
    }
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
    assert!(t.promises(t.own.id, "logs.disclosure_signed").await);
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
    // The columns for people are not in a hash, because their content may be erased. The signature of the file covers
    // them.
    let renamed = edited(5, "Failure", "Success");
    assert_eq!(verdict(&t, &renamed), FileVerdict::Bad(None, Finding::FileChanged));
    let said = edited(last, "\"\"whole\"\":true", "\"\"whole\"\":false");
    assert_eq!(verdict(&t, &said), FileVerdict::Bad(None, Finding::FileChanged));
    let more = format!("{file}{}", lines[1]);
    assert_eq!(verdict(&t, &more), FileVerdict::Bad(None, Finding::FileChanged));
    assert!(verify_file(&stored(&t, "a,b\r\n1,2\r\n"), None).unwrap_err().to_string().contains("columns are missing"));
}

/// The cells of a line, and the line made of such cells.
fn cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    reader.records().next().unwrap().unwrap().iter().map(ToOwned::to_owned).collect()
}

fn line_of(cells: &[String]) -> String {
    let mut out = Vec::new();
    cells.iter().fold(server::base::csv_out::CsvLine::new(&mut out), |line, cell| line.cell(cell)).end();
    String::from_utf8(out).unwrap()
}

#[tokio::test]
async fn the_last_line_has_no_room_for_anything_unsigned() {
    let t = TestApp::new().await;
    let file = download(&with_some_entries(&t).await, PATH).await;
    let changed = FileVerdict::Bad(None, Finding::FileChanged);
    let start = file.trim_end().rfind("\r\n").unwrap() + 2;
    let (before, last) = file.split_at(start);
    let own = cells(last);
    assert_eq!(line_of(&own), last, "what is tried below differs in its cells alone");
    let act = ["9999", "2026-11-29 10:00:00", "髙﨑 真由美", "Member removed", "everything", "Success", "192.0.2.1"];
    for at in 0..own.len() {
        for says in ["x", "42", "'", " ", "=HYPERLINK(\"http://evil\",\"click\")", act[at % act.len()]] {
            let mut other = own.clone();
            other[at].push_str(says);
            let more = verify_file(&stored(&t, &format!("{before}{}", line_of(&other))), None);
            other[at] = says.to_owned();
            let instead = verify_file(&stored(&t, &format!("{before}{}", line_of(&other))), None);
            for found in [more, instead] {
                assert!(!matches!(found, Ok(FileVerdict::Good { .. })), "{says} in cell {at}: {found:?}");
            }
        }
    }
    let mut told = own.clone();
    for (cell, says) in told.iter_mut().zip(act) {
        says.clone_into(cell);
    }
    assert_eq!(verdict(&t, &format!("{before}{}", line_of(&told))), changed, "a made-up act in its words");
    let more = [own.clone(), vec!["=HYPERLINK(\"http://evil\",\"click\")".to_owned()]].concat();
    assert_eq!(verdict(&t, &format!("{before}{}", line_of(&more))), changed, "one cell more");
    for behind in ["\r\n", "\n", "\r", " ", "\0", "\r\n\r\n", "\r\n,,,\r\n", "x"] {
        assert_eq!(verdict(&t, &format!("{file}{behind}")), changed, "{behind:?} behind it");
        let in_front = verify_file(&stored(&t, &format!("{before}{behind}{last}")), None);
        assert!(!matches!(in_front, Ok(FileVerdict::Good { .. })), "{behind:?} in front of it");
    }
    let (body, ends) = file.split_at(file.len() - 2);
    assert_eq!(ends, "\r\n");
    for end in ["", "\r", "\n", "\n\r"] {
        assert_eq!(verdict(&t, &format!("{body}{end}")), changed, "{end:?} for its end");
    }
    let spaced = last.replace("\"\"entries\"\":", "\"\"entries\"\": ");
    assert_ne!(spaced, last);
    assert_eq!(verdict(&t, &format!("{before}{spaced}")), changed, "the same said in other bytes");
    let more = last.replace("{\"\"entries", "{\"\"note\"\":\"\"Member removed\"\",\"\"entries");
    assert_ne!(more, last);
    assert_eq!(verdict(&t, &format!("{before}{more}")), changed, "a word more in what is signed");
}

#[tokio::test]
async fn no_change_of_any_one_byte_stays_hidden() {
    let t = TestApp::new().await;
    let owner = with_some_entries(&t).await;
    // One entry, in which each byte is changed in several ways.
    let file = download(&owner, &format!("{PATH}?action=tenant.add")).await.into_bytes();
    let path = t.app.config.data_dir.join("downloaded.csv");
    let good = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        matches!(verify_file(&path, None), Ok(FileVerdict::Good { .. }))
    };
    assert!(good(&file));
    for at in 0..file.len() {
        let mut other = file.clone();
        for change in [1, 0x20] {
            other[at] = file[at] ^ change;
            assert!(!good(&other), "byte {at} as {:?}", char::from(other[at]));
        }
        other.remove(at);
        assert!(!good(&other), "without byte {at}");
        for more in [file[at], b'\n'] {
            let grown = [&file[..at], &[more], &file[at..]].concat();
            assert!(!good(&grown), "{:?} before byte {at}", char::from(more));
        }
    }
}

#[tokio::test]
async fn a_filter_chooses_and_the_file_says_so() {
    let t = TestApp::new().await;
    let owner = with_some_entries(&t).await;
    let file = download(&owner, &format!("{PATH}?result=failure&action=sign_in")).await;
    assert!(!file.contains("Operation log downloaded") && file.contains("Wrong password"));
    let log = owner.get("/operation-logs").await.body;
    assert!(log.contains("Operation log downloaded") && log.contains("<dd>Sign in<") && log.contains("<dd>Failure<"));
    let FileVerdict::Good { entries: 3, whole_to: None, .. } = verdict(&t, &file) else { panic!("{file}") };
    let lines: Vec<&str> = file.split_inclusive("\r\n").collect();
    let shorter = file.replacen(lines[2], "", 1);
    assert_eq!(verdict(&t, &shorter), FileVerdict::Bad(None, Finding::FileChanged));
    let none = download(&owner, &format!("{PATH}?from=2031-01-01")).await;
    assert!(matches!(verdict(&t, &none), FileVerdict::Good { entries: 0, whole_to: None, .. }), "{none}");
    assert_eq!(owner.get(&format!("{PATH}?from=2026-02-30")).await.status, 422);
}

/// The last line says that it is no entry. Files from before call it otherwise, and are as good.
#[tokio::test]
async fn the_line_of_the_signature_is_marked_and_older_files_stay_valid() {
    let t = TestApp::new().await;
    let owner = with_some_entries(&t).await;
    for (lang, marked, before) in [
        ("ja", "【署名行】このファイルの署名", "このファイルの署名"),
        ("en", "[Signature line] File signature", "Signature of this file"),
    ] {
        let file = owner.get_in(PATH, lang).await.body;
        assert_eq!(file.matches(marked).count(), 1, "{lang}");
        assert!(matches!(verdict(&t, &file), FileVerdict::Good { .. }), "{lang}");
        let older = file.replacen(marked, before, 1);
        assert!(matches!(verdict(&t, &older), FileVerdict::Good { .. }), "{lang}: a file from before");
        let other = file.replacen(marked, "x", 1);
        assert_eq!(verdict(&t, &other), FileVerdict::Bad(None, Finding::FileChanged), "{lang}");
    }
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
    assert!(code == Some(0) && said.contains("entries verified, complete up to entry"), "{said}");
    let (code, said) = run(&t, &file, &["--tenant", &t.other.id.to_string()]);
    assert!(code == Some(1) && said.contains("the file is the log of"), "{said}");
    let (code, said) = run(&t, &file.replacen("wrong_password", "locked", 1), &[]);
    assert!(code == Some(1) && said.starts_with("entry 5: the entry was changed"), "{said}");
    let (code, said) = run(&t, "", &[]);
    assert!(code == Some(1) && said.contains("not a downloaded operation log"), "{said}");
}
