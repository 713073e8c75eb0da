//! A rolled-back log is found: by the checkpoints beside the database, and by the running process. Only an operator can
//! restart it, and the log records that.

use crate::export_kill::sekisho;
use crate::log_chain::{drop_guards, verdict, witness};
use crate::secrets::Journal;
use crate::support::{Browser, PASSWORD, TestApp};
use app::permission::Role;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use server::cli::restart::restart_log;
use server::cli::start;
use server::log::{Checkpoints, Finding, Verdict};
use server::state::config::Config;
use std::path::Path;
use std::process::Stdio;

const VIEWER: &str = "viewer@takasakiya.example.jp";

/// The newest line about the own company in the checkpoint file: number, hash, signature.
fn newest(t: &TestApp) -> (i64, String, String) {
    let text = std::fs::read_to_string(t.app.config.checkpoint_path()).unwrap();
    let mut lines = text.lines().rev().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let line = lines.find(|line| line["tenant"] == t.own.id.to_string().as_str()).unwrap();
    let hex = |name: &str| hex::encode(BASE64.decode(line[name].as_str().unwrap()).unwrap());
    (line["seq"].as_i64().unwrap(), hex("hash"), hex("signature"))
}

/// Rolls the log back, as a person without the key can who may write to the database: deletes entries, and restores an
/// older signed head.
async fn roll_back(t: &TestApp, (seq, hash, signature): &(i64, String, String)) {
    let postgres = t.is_postgres();
    let bytes = |hex: &str| if postgres { format!("decode('{hex}', 'hex')") } else { format!("X'{hex}'") };
    let own = if postgres { format!("'{}'", t.own.id) } else { format!("X'{}'", t.own.id.simple()) };
    drop_guards(t).await;
    for table in ["operation_log_personal", "operation_log"] {
        t.tamper(&format!("DELETE FROM {table} WHERE tenant_id = {own} AND seq > {seq}")).await.unwrap();
    }
    let head = format!("seq = {seq}, hash = {}, signature = {}", bytes(hash), bytes(signature));
    t.tamper(&format!("UPDATE operation_log_head SET {head} WHERE tenant_id = {own}")).await.unwrap();
}

async fn sign_in(browser: &Browser) -> u16 {
    browser.post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await.status
}

#[tokio::test]
async fn an_act_that_weighs_is_witnessed_at_once() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = newest(&t);
    assert_eq!(before.0, t.log_len(t.own.id).await, "an account was added");
    assert_eq!(sign_in(&t.browser()).await, 303);
    assert_eq!(newest(&t), before, "a sign-in waits for no checkpoint");
    let owner = t.signed_in(Role::Owner).await;
    let contact = [("name", "小山内"), ("email", "desk@example.jp"), ("kinds", "urgent"), ("language", "ja")];
    let added = owner.post("/contacts", &contact).await;
    assert_eq!(added.status, 303, "{}", added.body);
    assert_eq!(newest(&t).0, t.log_len(t.own.id).await, "who is told of what");
    roll_back(&t, &before).await;
    assert_eq!(verdict(&t).await, Verdict::Bad(before.0 + 1, Finding::RolledBack));
}

#[tokio::test]
async fn a_hundred_entries_are_witnessed_whatever_they_say() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = newest(&t).0;
    for _ in 0..50 {
        let browser = t.browser();
        assert_eq!(sign_in(&browser).await, 303);
        browser.post("/sign-out", &[]).await;
    }
    assert_eq!((newest(&t).0, t.log_len(t.own.id).await), (before + 100, before + 100));
}

#[tokio::test]
async fn the_running_process_misses_what_was_taken_away() {
    let (journal, _listening) = Journal::listen();
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = newest(&t);
    for _ in 0..3 {
        assert_eq!(sign_in(&t.browser()).await, 303);
    }
    roll_back(&t, &before).await;
    assert_eq!(verdict(&t).await, Verdict::Good(before.0.unsigned_abs()), "no checkpoint stands behind these");
    for _ in 0..3 {
        assert_eq!(sign_in(&t.browser()).await, 500, "nothing is appended to a log that was rolled back");
    }
    assert_eq!(t.log_len(t.own.id).await, before.0);
    assert!(journal.text().contains("the operation log was rolled back"), "an alarm");
    assert_eq!(witness(&t).await, 1, "and one more at each look");
    assert_eq!(newest(&t), before, "what was rolled back is witnessed by nobody");
}

#[tokio::test]
async fn of_several_processes_each_misses_what_it_has_seen() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = newest(&t);
    let Some(second) = t.second_process().await else { return };
    let add = async |email: &str| {
        server::features::tenants::add_account(&second, Some(t.own.id), Role::Viewer, email, "髙﨑").await.is_ok()
    };
    assert_eq!(sign_in(&t.browser()).await, 303);
    assert!(add("second@takasakiya.example.jp").await, "what the first one appended is no roll-back");
    assert_eq!(sign_in(&t.browser()).await, 303, "nor what the second one did");
    roll_back(&t, &before).await;
    assert!(!add("third@takasakiya.example.jp").await);
    assert_eq!(sign_in(&t.browser()).await, 500);
    assert_eq!(t.log_len(t.own.id).await, before.0);
}

#[tokio::test]
async fn a_log_that_grows_again_still_contradicts_its_checkpoint() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = newest(&t);
    assert_eq!(sign_in(&t.browser()).await, 303);
    witness(&t).await;
    let file = std::fs::read(t.app.config.checkpoint_path()).unwrap();
    roll_back(&t, &before).await;
    assert_eq!(verdict(&t).await, Verdict::Bad(before.0 + 1, Finding::RolledBack));
    let seq = restart_log(&t.app, t.own.id, "put back from a backup").await.unwrap();
    assert_eq!((seq, t.newest_acts(t.own.id, 1).await), (before.0 + 1, vec!["log.restart:success".to_owned()]));
    for _ in 0..3 {
        assert_eq!(sign_in(&t.browser()).await, 303, "the console goes on");
    }
    assert_eq!(verdict(&t).await, Verdict::Good(seq.unsigned_abs() + 3));
    assert_eq!(witness(&t).await, 0);
    let said = Checkpoints::read(&t.app.config.checkpoint_path(), &t.app.keys).unwrap().accepted;
    assert_eq!((said.len(), said[0].seq, said[0].reason.as_str()), (1, seq, "put back from a backup"));
    // Without the restart the log would have outgrown its last checkpoint, which still contradicts it.
    std::fs::write(t.app.config.checkpoint_path(), file).unwrap();
    assert_eq!(verdict(&t).await, Verdict::Bad(before.0 + 1, Finding::RolledBack));
}

#[tokio::test]
async fn that_a_log_begins_again_is_said_once() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let before = newest(&t);
    t.account(Some(t.own.id), Role::Viewer, "b@takasakiya.example.jp").await;
    roll_back(&t, &before).await;
    let seq = restart_log(&t.app, t.own.id, "put back from a backup").await.unwrap();
    let text = std::fs::read_to_string(t.app.config.checkpoint_path()).unwrap();
    let said = text.lines().next_back().unwrap();
    assert!(said.contains("put back from a backup"));
    t.account(Some(t.own.id), Role::Viewer, "c@takasakiya.example.jp").await;
    assert_eq!(newest(&t).0, seq + 1);
    let again = format!("{}{said}\n", std::fs::read_to_string(t.app.config.checkpoint_path()).unwrap());
    std::fs::write(t.app.config.checkpoint_path(), again).unwrap();
    let known = Checkpoints::read(&t.app.config.checkpoint_path(), &t.app.keys).unwrap();
    assert_eq!((known.accepted.len(), known.witnessed[&t.own.id].last().unwrap().0), (1, seq + 1));
}

#[tokio::test]
async fn a_forged_head_is_signed_by_nobody() {
    let t = TestApp::new().await;
    let (own, hash) = if t.is_postgres() {
        (format!("'{}'", t.own.id), "decode(repeat('00', 32), 'hex')".to_owned())
    } else {
        (format!("X'{}'", t.own.id.simple()), "zeroblob(32)".to_owned())
    };
    t.tamper(&format!("UPDATE operation_log_head SET seq = 99, hash = {hash} WHERE tenant_id = {own}")).await.unwrap();
    let before = newest(&t);
    assert_eq!((witness(&t).await, newest(&t)), (1, before));
}

#[tokio::test]
async fn a_torn_line_of_the_checkpoints_spoils_no_other() {
    let t = TestApp::new().await;
    t.signed_in(Role::Viewer).await;
    let path = t.app.config.checkpoint_path();
    let mut torn = std::fs::read(&path).unwrap();
    torn.extend(b"{\"tenant\":\"01977f");
    std::fs::write(&path, torn).unwrap();
    assert_eq!(witness(&t).await, 0);
    let known = Checkpoints::read(&path, &t.app.keys).unwrap().witnessed;
    assert_eq!(known[&t.own.id].last().unwrap().0, t.log_len(t.own.id).await);
}

/// Runs the real program in a data folder. Returns its exit code and its output.
pub fn run(dir: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = sekisho(dir, "127.0.0.1:0".parse().unwrap(), arguments);
    let done = command.stdout(Stdio::piped()).output().unwrap();
    (done.status.code(), String::from_utf8(done.stdout).unwrap())
}

#[tokio::test]
async fn a_lost_file_of_checkpoints_is_a_finding_until_an_operator_begins_it_again() {
    if std::env::var("SEKISHO_TEST_DATABASE").is_ok_and(|d| d == "postgres") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let config = Config { data_dir: dir.path().to_owned(), ..Config::default() };
    let app = start::open(config.clone()).await.unwrap();
    let company = server::features::tenants::add(&app, "株式会社 髙﨑屋", &app.config.profile).await.unwrap();
    app.close().await;
    drop(app);
    let file = config.checkpoint_path();
    assert_eq!(run(dir.path(), &["log", "verify"]).0, Some(0));
    for left in [None, Some(""), Some("{}\n")] {
        match left {
            None => std::fs::remove_file(&file).unwrap(),
            Some(text) => std::fs::write(&file, text).unwrap(),
        }
        let (code, said) = run(dir.path(), &["log", "verify"]);
        assert!(code == Some(1) && said.contains("the log has no checkpoint"), "{left:?}: {said}");
        // The console runs on, but does not start a file by itself: the finding stays.
        let app = start::open(config.clone()).await.unwrap();
        server::features::tenants::add_account(
            &app,
            Some(company),
            Role::Viewer,
            &format!("{}@example.jp", app.new_id()),
            "髙﨑",
        )
        .await
        .unwrap();
        app.close().await;
        drop(app);
        let (code, said) = run(dir.path(), &["log", "verify"]);
        assert!(code == Some(1) && said.contains("the log has no checkpoint"), "{left:?}: {said}");
        let (code, said) = run(dir.path(), &["log", "restart", "--reason", "the disk was replaced"]);
        assert!(code == Some(0) && said.contains("new checkpoints start at entry"), "{left:?}: {said}");
        let (code, said) = run(dir.path(), &["log", "verify"]);
        assert!(code == Some(0) && said.contains("the disk was replaced"), "{left:?}: {said}");
    }
}

#[tokio::test]
async fn lines_that_are_missing_of_one_log_are_a_finding_and_are_not_made_up_for() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let path = t.app.config.checkpoint_path();
    let text = std::fs::read_to_string(&path).unwrap();
    let own = t.own.id.to_string();
    let others: String = text.split_inclusive('\n').filter(|line| !line.contains(&own)).collect();
    assert_ne!(others, text);
    std::fs::write(&path, others).unwrap();
    let entries = t.log_len(t.own.id).await;
    assert_eq!(verdict(&t).await, Verdict::Bad(entries, Finding::Unwitnessed));
}
