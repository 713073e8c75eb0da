//! Exports can be imported: an export, imported into another company and exported there, is equal byte by byte.

use crate::end_users::{file, line_id};
use crate::exports::{bytes, start, work};
use crate::support::{Browser, TestApp};
use app::permission::Role;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use server::base::csv_out::CsvLine;
use server::cli::demo::people;
use server::features::end_users::import;
use std::io::Cursor;
use uuid::Uuid;

/// Imports a file into a company. Returns the numbers of stored and refused rows.
async fn put(test: &TestApp, company: Uuid, file: Vec<u8>) -> (i64, i64) {
    // Later rows of a file get later ids.
    test.clock.tick(chrono::Duration::milliseconds(1));
    let done = import::import(&test.app, company, "people.csv", Cursor::new(file)).await;
    test.clock.tick(chrono::Duration::zero());
    let done = done.unwrap_or_else(|error| panic!("{error}")).import;
    (done.rows_stored, done.rows_refused)
}

/// Exports all columns and downloads the file.
async fn export(test: &TestApp, browser: &Browser) -> Vec<u8> {
    let path = start(browser, &[]).await;
    let done = work(test, browser, &path).await;
    assert_eq!(done.text(".badge").as_deref(), Some("Done"), "{}", done.body);
    bytes(browser, &format!("{path}/file"), &[]).await.2
}

/// Exports a company's data, imports it into the other company, and exports it there.
async fn goes_round(test: &TestApp, rows: i64) -> String {
    let (owner, other) = (test.signed_in(Role::Owner).await, test.signed_in_elsewhere(Role::Owner).await);
    let first = export(test, &owner).await;
    assert_eq!(put(test, test.other.id, first.clone()).await, (rows, 0));
    let second = export(test, &other).await;
    let (first, second) = (String::from_utf8(first).unwrap(), String::from_utf8(second).unwrap());
    for (line, (out, again)) in first.split("\r\n").zip(second.split("\r\n")).enumerate() {
        assert_eq!(out, again, "line {line}");
    }
    assert!(first == second);
    // Importing known people again changes nothing.
    assert_eq!(put(test, test.other.id, first.clone().into_bytes()).await, (rows, 0));
    assert!(export(test, &other).await == first.as_bytes());
    first
}

#[tokio::test]
async fn the_demonstrations_people_go_round() {
    let test = TestApp::new().await;
    let people = people::csv(5_000, test.now());
    assert_eq!(put(&test, test.own.id, people).await, (4_990, 10));
    goes_round(&test, 4_990).await;
}

/// What people read in the first line changes nothing of the others, and it is imported as well.
#[tokio::test]
async fn japanese_headings_go_round() {
    let test = TestApp::new().await;
    let (owner, other) = (test.signed_in(Role::Owner).await, test.signed_in_elsewhere(Role::Owner).await);
    put(&test, test.own.id, people::csv(300, test.now())).await;
    let path = start(&owner, &[("headings", "ja")]).await;
    assert_eq!(work(&test, &owner, &path).await.text(".badge").as_deref(), Some("Done"));
    let file = bytes(&owner, &format!("{path}/file"), &[]).await.2;
    let csv = String::from_utf8(file.clone()).unwrap();
    assert!(csv.starts_with("\u{feff}顧客ID,プロバイダ,プロバイダでのID,メールアドレス,"), "{csv}");
    let manifest = bytes(&owner, &format!("{path}/manifest"), &[]).await.2;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!((&manifest["columns"][0], &manifest["headings"][0]), (&"customer_id".into(), &"顧客ID".into()));
    let (stored, refused) = put(&test, test.other.id, file).await;
    assert!(stored > 250 && refused == 0, "{stored} {refused}");
    let keys = export(&test, &owner).await;
    let lines = |file: &str| file.split_once("\r\n").unwrap().1.to_owned();
    assert_eq!(lines(str::from_utf8(&keys).unwrap()), lines(&csv), "the lines are the same");
    assert!(export(&test, &other).await == keys);
}

#[tokio::test]
async fn guards_and_several_accounts_go_round() {
    let test = TestApp::new().await;
    let rows = [
        "'=1,line,a,-x@example.jp,true,＝HYPERLINK,1999-9-9,female,東京都,+81-90-1111-2222,'-要連絡",
        "'=1,google,123456789012345678901,-x@example.jp,true,＝HYPERLINK,1999-9-9,女性,JP-13,'+81-90-1111-2222,-要連絡",
        "''123,apple,-001.a,,,'山田,,,,,''1",
        "+5,yahoo_japan,=abc,,,@太郎,,,,,''=1",
        "'a,rakuten,'b,,,'+'−,,,,,'",
    ];
    assert_eq!(put(&test, test.own.id, file(&rows)).await, (5, 0));
    let csv = goes_round(&test, 4).await;
    let both = format!("\r\n'=1,line|google,{}|123456789012345678901,'-x@example.jp,true,'＝HYPERLINK,", line_id("a"));
    assert!(csv.contains(&both), "{csv}");
}

/// Arbitrary people that the import accepts survive the round trip.
#[tokio::test]
async fn arbitrary_people_go_round() {
    let test = TestApp::new().await;
    let mut runner = TestRunner::deterministic();
    let (ids, names) = ("['=+@＝－0-9a-]{0,4}", "['=+@＝髙🎁 0-9-]{0,8}");
    let strategy = (ids, names, "[ '=+@,\"\r\n\t＝0-9-]{0,8}", "[0-9]{6,9}", 0..3_usize);
    let mut csv = crate::end_users::HEADER.as_bytes().to_vec();
    for i in 0..1_500 {
        let (id, name, note, phone, kind) = strategy.new_tree(&mut runner).unwrap().current();
        let line = line_id(&i.to_string());
        let (provider, subject) =
            [("line", line.clone()), ("apple", format!("-{i}")), ("x|line", format!("{i}1|{line}"))][kind].clone();
        let phone = format!("+8{phone}1");
        let cells = [&*format!("{id}#{i}"), provider, &subject, "", "", &format!("{name}.")];
        let rest = ["", "", "", &phone, &note, "2024-08-23T15:14:40+09:00", ""];
        let line = CsvLine::new(&mut csv);
        cells.into_iter().chain(rest).fold(line, CsvLine::cell).end();
    }
    assert_eq!(put(&test, test.own.id, csv).await, (1_500, 0));
    goes_round(&test, 1_500).await;
}
