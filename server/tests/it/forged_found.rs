//! S10: `sekisho log verify` names every row forged by a person who can write to the database but has no key.

use crate::cases::Scene;
use crate::export_kill::sekisho;
use crate::forged::uuid;
use crate::support::TestApp;
use crate::{invitations, staff};
use app::permission::Role;
use chrono::Duration;
use server::cli::audit;
use server::cli::upgrade::RowKind;
use server::door::guarded;
use server::storage::entity::{access_consent, client_certificate, passkey};
use std::process::Stdio;

/// Table and id of the rows that it finds.
async fn found(t: &TestApp) -> Vec<(&'static str, String)> {
    audit::all(&t.app, &t.db).await.unwrap().forged
}

#[tokio::test]
async fn s10_every_kind_of_forged_row_is_found() {
    let s = Scene::new().await;
    let t = &s.t;
    crate::networks::limited(t).await;
    s.approved().await;
    staff::ask(&s.first, "new@sekisho.example").await;
    let owner = t.signed_in(Role::Owner).await;
    invitations::invite(&owner, "new@takasakiya.example.jp", "viewer").await;
    let grant = [("scopes", "end_users"), ("reason", "調査"), ("hours", "4")];
    assert_eq!(owner.post("/consents", &grant).await.status, 303);
    let whole = audit::all(&t.app, &t.db).await.unwrap();
    assert!(whole.forged.is_empty() && whole.looked_at > 15, "{:?} of {}", whole.forged, whole.looked_at);
    for (table, change) in [
        ("account", "mac = NULL"),
        ("tenant", "mac = NULL"),
        ("network", "cidr = '192.0.2.0/24'"),
        ("authenticator", "by_mail = TRUE"),
        ("support_case", "removes_second_factor = TRUE"),
        ("staff_request", "asked_by = NULL"),
        ("invitation", "role = 'owner'"),
        ("access_consent", "scopes = 'end_users,operation_logs'"),
        ("one_time_link", "until = '2030-01-01T00:00:00+00:00'"),
    ] {
        let rows = t.scalar(&format!("SELECT count(*) FROM {table}")).await;
        let before = found(t).await.len();
        t.forge(&format!("UPDATE {table} SET {change}")).await.unwrap();
        let now = found(t).await;
        assert_eq!(now.len() - before, usize::try_from(rows).unwrap(), "{table}");
        assert_eq!(now.iter().filter(|(of, _)| *of == table).count(), now.len() - before, "{table}");
    }
}

/// Byte for byte, or rows that are there would no longer be genuine.
#[tokio::test]
async fn s10_what_lets_people_in_is_signed_as_it_ever_was() {
    let t = TestApp::new().await;
    let [id, of, company] = [t.app.new_id(), t.app.new_id(), t.app.new_id()];
    let until = t.now() + Duration::milliseconds(1_234);
    let (key, micros, seconds) = (t.app.keys.rows(), until.timestamp_micros(), until.timestamp());
    let passkey = passkey::Model {
        id,
        account_id: of,
        tenant_id: company,
        credential_hash: vec![1, 2],
        sealed: vec![3],
        last_challenge: Some(vec![4]),
        last_used_at: Some(until),
        created_at: t.now(),
        version: 0,
        mac: None,
    };
    let signed = key.sign("passkey", &[id.as_bytes(), of.as_bytes(), company.as_bytes(), &[1, 2]]);
    assert_eq!(guarded::mac(&t.app, &passkey), signed);
    let certificate = client_certificate::Model {
        id,
        tenant_id: company,
        account_id: of,
        fingerprint: vec![5, 6],
        sealed: vec![7],
        not_before: t.now(),
        not_after: until,
        created_at: t.now(),
        created_by: of,
        revoked_at: None,
        version: 0,
        mac: None,
    };
    let (from, to) = (t.now().timestamp().to_be_bytes(), seconds.to_be_bytes());
    let parts: [&[u8]; 6] = [id.as_bytes(), company.as_bytes(), of.as_bytes(), &[5, 6], &from, &to];
    assert_eq!(guarded::mac(&t.app, &certificate), key.sign("client_certificate", &parts));
    let consent = access_consent::Model {
        id,
        tenant_id: company,
        scopes: "end_users".into(),
        sealed_reason: vec![8],
        granted_at: t.now(),
        granted_by: of,
        until,
        ended_at: None,
        ended_by: None,
        version: 0,
        mac: None,
    };
    let until = micros.to_be_bytes();
    let parts: [&[u8]; 5] = [id.as_bytes(), company.as_bytes(), b"end_users", of.as_bytes(), &until];
    assert_eq!(guarded::mac(&t.app, &consent), key.sign("access_consent", &parts));
    let changed = access_consent::Model { version: 1, ..consent.clone() };
    let version = [b"version".as_slice(), &1_i64.to_be_bytes()].concat();
    let parts = [parts.as_slice(), &[version.as_slice()]].concat();
    assert_eq!(guarded::mac(&t.app, &changed), key.sign("access_consent", &parts), "with the number of its changes");
}

#[tokio::test]
async fn s10_networks_that_are_gone_or_put_back_are_found() {
    let t = TestApp::new().await;
    crate::networks::limited(&t).await;
    t.forge(&format!("UPDATE network SET tenant_id = {}", uuid(&t, t.own.id))).await.unwrap();
    assert_eq!(found(&t).await.len(), 1);
    t.forge("DELETE FROM network").await.unwrap();
    assert_eq!(found(&t).await.len(), 1);
}

#[tokio::test]
async fn s10_it_is_told_since_when_rows_are_signed() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let since = async || audit::all(&t.app, &t.db).await.unwrap().since;
    assert!(since().await.iter().all(|since| since.signed && since.entry.is_none()), "the file tells it");
    server::cli::upgrade::run(&t.app).await.unwrap();
    let told = since().await;
    assert_eq!(
        told.iter().map(|since| since.kind).collect::<Vec<_>>(),
        [
            RowKind::Accounts,
            RowKind::Companies,
            RowKind::PasswordDates,
            RowKind::Locks,
            RowKind::Exports,
            RowKind::EndedConsents,
        ]
    );
    assert!(told.iter().all(|since| since.entry.is_some_and(|(_, at)| at == t.now())));
}

/// The exit code and the output of `sekisho log verify`.
fn verify(t: &TestApp, more: &[&str]) -> (Option<i32>, String) {
    let arguments = [&["log", "verify"], more].concat();
    let mut command = sekisho(t.dir.path(), "127.0.0.1:0".parse().unwrap(), &arguments);
    let done = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.code(), String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn s10_the_command_names_forged_rows_and_fails() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        return;
    }
    let id = t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    crate::log_chain::witness(&t).await;
    let verify = |more: &[&str]| verify(&t, more);
    let (code, said) = verify(&[]);
    assert!(code == Some(0) && said.contains("rows: accounts are signed") && said.contains("rows verified"), "{said}");
    t.forge("UPDATE account SET role = 'owner'").await.unwrap();
    let (code, said) = verify(&[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains(&format!("rows: account {id}: changed outside the program")), "{said}");
    assert_eq!(verify(&["--tenant", &t.own.id.to_string()]).0, Some(0), "one company's log alone");
}

#[tokio::test]
async fn s10_the_command_names_entries_whose_search_words_are_gone() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        return;
    }
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    t.sign_in("viewer@takasakiya.example.jp").await;
    crate::log_chain::witness(&t).await;
    let (code, said) = verify(&t, &[]);
    assert_eq!(code, Some(0), "{said}");
    t.forge("DELETE FROM operation_log_word").await.unwrap();
    let own = t.own.id.to_string();
    for more in [vec![], vec!["--tenant", own.as_str()]] {
        let (code, said) = verify(&t, &more);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("search words were changed outside the program"), "{said}");
    }
}

#[tokio::test]
async fn s10_companies_and_accounts_that_are_gone_are_found() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let company = t.company("b2b-platform").await.id;
    crate::log_chain::witness(&t).await;
    let gone = async || audit::all(&t.app, &t.db).await.unwrap().gone;
    assert!(gone().await.is_empty());
    for beside in ["password_history", "account_word"] {
        t.forge(&format!("DELETE FROM {beside} WHERE account_id = {}", uuid(&t, id))).await.unwrap();
    }
    t.forge(&format!("DELETE FROM account WHERE id = {}", uuid(&t, id))).await.unwrap();
    t.forge(&format!("DELETE FROM tenant WHERE id = {}", uuid(&t, company))).await.unwrap();
    assert_eq!(gone().await, [("tenant", company.to_string()), ("account", id.to_string())]);
    assert!(found(&t).await.is_empty(), "what is left is genuine");
    if t.is_postgres() {
        return;
    }
    let (code, said) = verify(&t, &[]);
    assert_eq!(code, Some(1), "{said}");
    for line in [
        format!("rows: account {id}: missing, although the log records that it was created"),
        format!("rows: tenant {company}: missing, although the log records that it was created"),
        format!("company {company}: has a log, but its company row is missing or unreadable"),
    ] {
        assert!(said.contains(&line), "{line}: {said}");
    }
    let (code, said) = verify(&t, &["--tenant", &company.to_string()]);
    assert!(code == Some(1) && said.contains("has a log, but its company row is missing or unreadable"), "{said}");
    assert_eq!(verify(&t, &["--tenant", &t.own.id.to_string()]).0, Some(0), "another company's log alone");
    let (code, said) = verify(&t, &["--tenant", "nobody"]);
    assert!(code == Some(1) && said.contains("company not found: nobody"), "{said}");
}
