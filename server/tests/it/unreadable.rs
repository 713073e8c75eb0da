//! S10: a forged row that cannot be read hides no other row. Lists mark it or leave it out, an alarm reports it, and the audit
//! goes on after it.

use crate::forged::{alarms, bytes, uuid};
use crate::support::{Browser, Device, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use server::cli::audit;
use server::log::{Finding, Verdict};
use uuid::Uuid;

const MARKS: [(&str, &str); 2] = [("en", "Altered; unreadable"), ("ja", "改ざん（読み取り不可）")];

/// How often a page has the mark, in both languages.
async fn marks(by: &Browser, path: &str) -> usize {
    let mut found = Vec::new();
    for (lang, mark) in MARKS {
        let page = by.get_in(path, lang).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        found.push(page.body.matches(mark).count());
    }
    assert_eq!(found[0], found[1], "{path}");
    found[0]
}

/// A value that the column has room for, and the program cannot read: of another type, or a time without end.
pub fn odd(t: &TestApp, text: &str, time: &str) -> String {
    if t.is_postgres() { format!("{time} = 'infinity'") } else { format!("{text} = X'ff'") }
}

async fn found(t: &TestApp) -> Vec<(&'static str, String)> {
    let mut found = audit::all(&t.app, &t.db).await.unwrap().forged;
    found.sort();
    found
}

/// The id of the only row of a table.
async fn only(t: &TestApp, table: &str) -> Uuid {
    let statement = Statement::from_string(t.db.get_database_backend(), format!("SELECT id FROM {table}"));
    let rows = t.db.query_all_raw(statement).await.unwrap();
    assert_eq!(rows.len(), 1, "{table}");
    rows[0].try_get_by_index(0).unwrap()
}

async fn told(t: &TestApp) -> Vec<(String, String)> {
    server::features::alarms::log_forged_rows(&t.app).await.unwrap();
    alarms(t).await
}

#[tokio::test]
async fn s10_a_company_that_cannot_be_read_hides_no_other() {
    const VIEWER: &str = "viewer@aoba.example.jp";
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    let staff = t.signed_in(Role::Support).await;
    let neighbour = t.signed_in(Role::Owner).await;
    let open = t.sign_in(VIEWER).await;
    let last = t.company("b2b-platform").await;
    let change = odd(&t, "networks_for", "networks_lifted_until");
    t.forge(&format!("UPDATE tenant SET {change} WHERE id = {}", uuid(&t, t.other.id))).await.unwrap();
    t.forge(&format!("UPDATE tenant SET mac = NULL WHERE id = {}", uuid(&t, last.id))).await.unwrap();
    assert_eq!(open.get("/account").await.status, 303, "an open session ends");
    let tries = t.browser().post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
    assert!(tries.status == 422 && tries.text("#errors").unwrap().contains("was changed outside this console"));
    let page = staff.get("/support").await;
    let named = page.text(".notice--danger").unwrap();
    assert!(named.contains(&t.other.id.to_string()) && named.contains("双葉"), "{named}");
    assert!(page.status == 200 && page.body.contains("髙﨑屋") && page.body.contains("双葉"), "{}", page.body);
    assert_eq!(neighbour.get("/").await.status, 200);
    assert!(told(&t).await.contains(&("tenant".to_owned(), t.other.id.to_string())));
    let mut companies = [t.other.id, last.id].map(|id| ("tenant", id.to_string()));
    companies.sort();
    assert_eq!(found(&t).await, companies, "one by one");
}

#[tokio::test]
async fn s10_an_account_that_cannot_be_read_hides_no_other() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let odd_one = t.account(Some(t.own.id), Role::Viewer, "odd@takasakiya.example.jp").await;
    let moved = t.account(Some(t.own.id), Role::Viewer, "moved@takasakiya.example.jp").await;
    let whole = t.account(Some(t.own.id), Role::Viewer, "whole@takasakiya.example.jp").await;
    let change = odd(&t, "role", "created_at");
    t.forge(&format!("UPDATE account SET {change} WHERE id = {}", uuid(&t, odd_one))).await.unwrap();
    let other = t.person("whole@takasakiya.example.jp").await.unwrap().stored.sealed;
    t.forge(&format!("UPDATE account SET sealed = '{other}' WHERE id = {}", uuid(&t, moved))).await.unwrap();
    let list = owner.get("/members").await;
    assert_eq!(list.status, 200, "{}", list.body);
    let shown = |id: Uuid| list.count(&format!("a[href='/members/{id}']"));
    assert_eq!([odd_one, moved, whole].map(shown), [0, 1, 1]);
    let rows_in_japanese = owner.get_in("/members", "ja").await.text("tbody").unwrap();
    assert_eq!(rows_in_japanese.matches("改ざん（").count(), 1);
    for email in ["odd@takasakiya.example.jp", "moved@takasakiya.example.jp"] {
        let tries = t.browser().post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(tries.status, 422, "{email}");
    }
    let told = told(&t).await;
    let rows = [odd_one, moved].map(|id| id.to_string());
    assert!(rows.iter().all(|id| told.contains(&("account".to_owned(), id.clone()))), "{told:?}");
    let mut accounts = rows.map(|id| ("account", id));
    accounts.sort();
    assert_eq!(found(&t).await, accounts);
}

#[tokio::test]
async fn s10_a_session_that_cannot_be_read_is_signed_out() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(owner.get("/account").await.status, 200);
    let change = odd(&t, "idle_seconds", "created_at");
    t.forge(&format!("UPDATE session SET {change}")).await.unwrap();
    assert_eq!(owner.get("/account").await.status, 303);
    assert!(told(&t).await.iter().any(|(table, _)| table == "session"));
}

/// Moves an end user to another company, with nothing that leads there.
async fn moved(t: &TestApp, id: Uuid, from: Uuid, to: Uuid) {
    for table in ["identity", "end_user_word"] {
        t.forge(&format!("DELETE FROM {table} WHERE end_user_id = {}", uuid(t, id))).await.unwrap();
    }
    let of = format!("tenant_id = {} AND id = {}", uuid(t, from), uuid(t, id));
    t.forge(&format!("UPDATE end_user SET tenant_id = {} WHERE {of}", uuid(t, to))).await.unwrap();
}

#[tokio::test]
async fn s10_an_end_user_who_cannot_be_read_is_marked_and_hides_no_other() {
    let t = TestApp::new().await;
    let theirs = crate::people::fill(&t.app, &t.db, t.other.id, 3).await;
    t.clock.advance(Duration::seconds(1));
    let own = crate::people::fill(&t.app, &t.db, t.own.id, 60).await;
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(marks(&owner, "/end-users").await, 0);
    let (stranger, odd_one, swapped) = (theirs[1].0, own[30].0, own[31].0);
    moved(&t, stranger, t.other.id, t.own.id).await;
    let change = if t.is_postgres() { "updated_at = 'infinity'" } else { "updated_at = 'soon'" };
    t.forge(&format!("UPDATE end_user SET {change} WHERE id = {}", uuid(&t, odd_one))).await.unwrap();
    let sealed = format!("(SELECT personal FROM end_user WHERE id = {})", uuid(&t, own[32].0));
    t.forge(&format!("UPDATE end_user SET personal = {sealed} WHERE id = {}", uuid(&t, swapped))).await.unwrap();
    // The list goes on to its end: 60 of the company and the stranger.
    assert_eq!(marks(&owner, "/end-users").await, 2, "those among the newest");
    let first = owner.get("/end-users").await;
    assert_eq!(first.count("tbody tr"), 50);
    let next = first.attribute("a[rel=next]", "href").unwrap();
    assert_eq!(owner.get(&next).await.count("tbody tr"), 11);
    assert_eq!(marks(&owner, &next).await, 1, "the stranger, who is the oldest");
    for id in [stranger, odd_one, swapped] {
        let page = owner.get(&format!("/end-users/{id}")).await;
        assert!(page.status == 409 && page.body.contains("can't be read"), "{}: {}", page.status, page.body);
    }
    let told = told(&t).await;
    let rows = [stranger, odd_one, swapped].map(|id| id.to_string());
    assert!(rows.iter().all(|id| told.contains(&("end_user".to_owned(), id.clone()))), "{told:?}");
    let found = found(&t).await;
    assert!(found.len() == 3 && rows.iter().all(|id| found.contains(&("end_user", id.clone()))), "{found:?}");
}

#[tokio::test]
async fn s10_an_export_says_which_rows_it_could_not_open() {
    let t = TestApp::new().await;
    let theirs = crate::people::fill(&t.app, &t.db, t.other.id, 2).await;
    let own = crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    let (stranger, swapped) = (theirs[0].0, own[1].0);
    moved(&t, stranger, t.other.id, t.own.id).await;
    t.forge(&format!("UPDATE end_user SET personal = {} WHERE id = {}", bytes(&t, &[7; 60]), uuid(&t, swapped)))
        .await
        .unwrap();
    let path = crate::exports::start(&owner, &[]).await;
    let page = crate::exports::work(&t, &owner, &path).await;
    assert_eq!(page.text(".badge").as_deref(), Some("Done"), "{}", page.body);
    assert!(
        page.text(".notice--danger").unwrap().starts_with("2 rows were altered outside the console"),
        "{}",
        page.body
    );
    let (_, _, file) = crate::exports::bytes(&owner, &format!("{path}/file"), &[]).await;
    let file = String::from_utf8(file).unwrap();
    for id in [stranger, swapped] {
        assert!(file.contains(&format!("\r\n読み取り不可 / unreadable: {id},,")), "{file}");
    }
    assert_eq!(file.matches("\r\n").count(), 1 + 4, "the others are all there");
    let (_, _, manifest) = crate::exports::bytes(&owner, &format!("{path}/manifest"), &[]).await;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!((manifest["rows"].as_i64(), manifest["unreadable_rows"].as_i64()), (Some(4), Some(2)));
    assert_eq!(told(&t).await.len(), 2);
}

#[tokio::test]
async fn s10_an_import_puts_nothing_in_the_place_of_what_nobody_can_read() {
    let t = TestApp::new().await;
    let rows = ["C1,line,a", "C2,line,b", "C3,line,c"];
    crate::end_users::import(&t, crate::end_users::file(&rows)).await;
    t.forge(&format!("UPDATE end_user SET personal = {}", bytes(&t, &[7; 60]))).await.unwrap();
    let more = ["C1,line,a", "C2,line,b", "C3,line,c", "C4,line,d"];
    assert_eq!(crate::end_users::import(&t, crate::end_users::file(&more)).await, [4, 1, 1, 3]);
    assert_eq!(told(&t).await.len(), 3);
    let owner = t.signed_in(Role::Owner).await;
    assert!(owner.get("/end-users").await.body.contains("was altered outside the program and can't be read"));
}

/// A table, the column of it that is sealed, and where people see it.
struct Sealed {
    table: &'static str,
    column: &'static str,
    pages: Vec<(Browser, String)>,
}

#[tokio::test]
async fn s10_what_was_sealed_elsewhere_is_marked_and_hides_nothing_else() {
    const ORIGIN: &str = "http://localhost:3999";
    let t = TestApp::configured(|config| config.public_url = Some(ORIGIN.into())).await;
    let owner = crate::networks::limited(&t).await;
    let staff = t.signed_in(Role::Support).await;
    let (company, owner_id) = (t.other.id.to_string(), t.id_of("owner@aoba.example.jp").await.to_string());
    let contact = [("name", "総務"), ("email", "soumu@aoba.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    assert_eq!(owner.post("/contacts", &contact).await.status, 303);
    let grant = [("scopes", "end_users"), ("reason", "調査"), ("hours", "4")];
    assert_eq!(owner.post("/consents", &grant).await.status, 303);
    crate::passkeys::add(&owner, &mut Device::new(ORIGIN)).await;
    let pem = crate::certificates::certificate("青葉 健太").0;
    assert_eq!(owner.post("/members/certificates/add", &[("id", &owner_id), ("pem", &pem)]).await.status, 303);
    assert_eq!(crate::profile_changes::ask(&staff, &company, "b2b-platform").await.status, 303);
    let help = [("email", "x@aoba.example.jp"), ("name", "渡邊"), ("kind", "password"), ("message", "至急")];
    assert_eq!(t.browser().post("/sign-in/help", &help).await.status, 303);
    let page = format!("/support/tenants/{company}");
    let at = |by: &Browser, path: &str| (by.at("203.0.113.7"), path.to_owned());
    let kinds = [
        Sealed { table: "contact", column: "sealed", pages: vec![at(&owner, "/contacts")] },
        Sealed {
            table: "access_consent",
            column: "sealed_reason",
            pages: vec![at(&owner, "/consents"), at(&staff, &page)],
        },
        Sealed { table: "passkey", column: "sealed", pages: vec![at(&owner, "/account/passkeys")] },
        Sealed {
            table: "client_certificate",
            column: "sealed",
            pages: vec![at(&owner, &format!("/members/{owner_id}/certificates"))],
        },
        Sealed { table: "help_request", column: "sealed", pages: vec![at(&staff, "/support/cases?show=asked")] },
    ];
    assert!(found(&t).await.is_empty());
    for Sealed { table, column, pages } in kinds {
        let mut before = Vec::new();
        for (by, path) in &pages {
            before.push(marks(by, path).await);
        }
        let id = only(&t, table).await;
        t.forge(&format!("UPDATE {table} SET {column} = {}", bytes(&t, &[7; 60]))).await.unwrap();
        for ((by, path), before) in pages.iter().zip(before) {
            assert_eq!(marks(by, path).await, before + 1, "{table}: {path}");
        }
        assert!(told(&t).await.contains(&(table.to_owned(), id.to_string())), "{table}");
        assert!(found(&t).await.contains(&(table, id.to_string())), "{table}");
    }
    assert_eq!(found(&t).await.len(), 5, "and nothing else");
    // What is in the way can be taken away.
    let id = only(&t, "contact").await.to_string();
    assert_eq!(owner.post("/contacts/remove", &[("id", &id)]).await.status, 303);
    let id = only(&t, "passkey").await.to_string();
    assert_eq!(owner.post("/account/passkeys/remove", &[("id", &id)]).await.status, 303);
    let id = only(&t, "client_certificate").await.to_string();
    assert_eq!(owner.post("/members/certificates/revoke", &[("certificate", &id)]).await.status, 303);
    let id = only(&t, "help_request").await.to_string();
    assert_eq!(staff.post("/support/cases/answered", &[("id", &id)]).await.status, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM contact").await + t.scalar("SELECT count(*) FROM passkey").await, 0);
}

#[tokio::test]
async fn s10_an_entry_that_cannot_be_read_is_a_finding() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    crate::log_chain::drop_guards(&t).await;
    let change = odd(&t, "detail", "at");
    let of = format!("WHERE seq = 2 AND tenant_id = {}", uuid(&t, t.own.id));
    t.forge(&format!("UPDATE operation_log SET {change} {of}")).await.unwrap();
    assert_eq!(crate::log_chain::verdict(&t).await, Verdict::Bad(2, Finding::Changed));
    assert_eq!(owner.get("/operation-logs").await.status, 200);
    assert!(told(&t).await.contains(&("operation_log".to_owned(), "2".to_owned())));
}
