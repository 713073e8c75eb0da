//! S10: rows that a person who can write to the database moves, deletes, or puts back for a moment make no consent needless,
//! loosen no rule, and bring no session back.

use crate::cases::{Scene, open};
use crate::forged::{alarms, uuid};
use crate::forged_sessions::{Stubborn, copy};
use crate::support::{Browser, TestApp, put_all_back, put_back};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use server::door::session::counts;
use server::features::cases::watch;
use server::state::sessions::keys;
use server::storage::entity::{account, support_case};
use std::sync::Arc;
use tower_sessions::Session;

pub const ADMINISTRATOR: &str = "administrator@takasakiya.example.jp";
const VIEWER: &str = "viewer@takasakiya.example.jp";

pub async fn cooling(s: &Scene) -> i64 {
    let id = uuid(&s.t, s.id.parse().unwrap());
    s.t.scalar(&format!("SELECT count(*) FROM support_case WHERE cooling_until IS NOT NULL AND id = {id}")).await
}

/// Runs statements without the checks of foreign keys, as the databases' own programs can.
pub async fn forge(t: &TestApp, sql: &str) {
    let off = if t.is_postgres() { "SET session_replication_role = replica" } else { "PRAGMA foreign_keys = OFF" };
    let one = t.lone_connection().await;
    one.execute_unprepared(off).await.unwrap();
    one.execute_unprepared(sql).await.unwrap();
    one.close().await.unwrap();
}

pub async fn administrator(t: &TestApp) -> account::Stored {
    account::Entity::find_by_id(t.id_of(ADMINISTRATOR).await).one(&t.db).await.unwrap().unwrap()
}

#[tokio::test]
async fn s10_no_administrator_who_is_moved_or_deleted_for_a_moment_makes_a_consent_needless() {
    let s = Scene::new().await;
    let before = administrator(&s.t).await;
    let (other, me) = (uuid(&s.t, s.t.other.id), uuid(&s.t, before.id));
    let session = "DELETE FROM session WHERE account_id = ";
    s.check(&s.first).await;
    for how in ["moved", "staff", "deleted", "unreadable"] {
        s.t.tamper("UPDATE support_case SET state = 'opened', checked_at = NULL, checked_by = NULL").await.unwrap();
        s.t.forge(&format!("{session}{me}")).await.unwrap();
        let change = match how {
            "moved" => format!("UPDATE account SET tenant_id = {other} WHERE id = {me}"),
            "staff" => format!("UPDATE account SET tenant_id = NULL WHERE id = {me}"),
            "deleted" => format!("DELETE FROM account WHERE id = {me}"),
            _ => format!("UPDATE account SET sealed = 'AAAA' WHERE id = {me}"),
        };
        forge(&s.t, &change).await;
        assert_eq!(s.check(&s.first).await.status, 303, "{how}");
        watch(&s.t.app).await.unwrap();
        assert_eq!((s.state().await.as_str(), cooling(&s).await), ("checked", 0), "{how}: it waits for a consent");
        assert!(alarms(&s.t).await.contains(&("account".to_owned(), before.id.to_string())), "{how}");
        put_back(&s.t, &before).await;
    }
    let administrator = s.t.sign_in(ADMINISTRATOR).await;
    s.step(&administrator, "/cases/consent").await;
    assert_eq!(s.state().await, "consented", "once the row is right again");
}

#[tokio::test]
async fn s10_no_ended_case_that_is_put_back_keeps_an_administrator_from_consenting() {
    let s = Scene::new().await;
    let theirs = open(&s.t, s.t.own.id, &s.first, (ADMINISTRATOR, "")).await;
    let own = Scene { id: theirs.clone(), ..s };
    own.check(&own.first).await;
    let id: uuid::Uuid = theirs.parse().unwrap();
    let checked = support_case::Entity::find_by_id(id).one(&own.t.db).await.unwrap().unwrap();
    own.step(&own.first, "/support/cases/cancel").await;
    support_case::Entity::delete_by_id(id).exec(&own.t.db).await.unwrap();
    put_back(&own.t, &checked).await;
    let first = support_case::Entity::find().filter(support_case::Column::Id.ne(id));
    let first = first.one(&own.t.db).await.unwrap().unwrap().id.to_string();
    let s = Scene { id: first, ..own };
    s.check(&s.first).await;
    watch(&s.t.app).await.unwrap();
    assert_eq!((s.state().await.as_str(), cooling(&s).await), ("checked", 0), "the administrator can consent");
    assert!(alarms(&s.t).await.contains(&("support_case".to_owned(), theirs)));
}

/// The store reads the account and the session at one moment, the door the account at another. In between, somebody may put
/// the right row in the place of an older one.
#[tokio::test]
async fn s10_a_session_counts_for_the_genuine_account_alone() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let here = t.sign_in(VIEWER).await;
    let thief = Stubborn::new(&t).await;
    let loaded = || Session::new(Some(thief.id()), Arc::new(t.app.sessions.clone()), None);
    let account = async || account::Entity::find_by_id(t.id_of(VIEWER).await).one(&t.db).await.unwrap().unwrap();
    let (session, rows) = (loaded(), copy(&t).await);
    assert!(session.get::<String>(keys::NUMBER).await.unwrap().is_some(), "as a request has it in hand");
    assert!(counts(&session, &account().await).await.unwrap());
    assert_eq!(here.post("/account/sessions/end-others", &[]).await.status, 303);
    put_all_back(&t, &rows).await;
    assert!(!counts(&session, &account().await).await.unwrap());
    assert!(!counts(&loaded(), &account().await).await.unwrap());
}

#[tokio::test]
async fn s10_a_session_that_stays_while_others_end_counts_for_requests_under_way() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let mut here = Stubborn::new(&t).await;
    let session = Session::new(Some(here.id()), Arc::new(t.app.sessions.clone()), None);
    assert!(session.get::<String>(keys::NUMBER).await.unwrap().is_some());
    assert_eq!(here.post("/account/sessions/end-others", &[], false).await, 303);
    let account = account::Entity::find_by_id(t.id_of(VIEWER).await).one(&t.db).await.unwrap().unwrap();
    assert!(counts(&session, &account).await.unwrap(), "the stored session is newer than the one in hand");
}

#[tokio::test]
async fn s10_a_session_that_is_altered_when_it_ends_does_not_come_back() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let here = t.sign_in(VIEWER).await;
    let thief = Stubborn::new(&t).await;
    let rows: Vec<_> = copy(&t).await.into_iter().filter(|row| row.id_hash == thief.id_hash()).collect();
    let their = crate::forged::bytes(&t, &thief.id_hash());
    t.forge(&format!("UPDATE session SET idle_seconds = idle_seconds + 1 WHERE id_hash = {their}")).await.unwrap();
    let id = hex::encode(thief.id_hash());
    assert_eq!(here.post("/account/sessions/end", &[("id", &id)]).await.status, 303);
    assert!(alarms(&t).await.contains(&("session".to_owned(), id)));
    put_all_back(&t, &rows).await;
    assert!(!thief.opens().await, "all sessions of the account have ended");
}

/// The status of the lists with a case.
async fn lists(s: &Scene, administrator: &Browser) -> Vec<u16> {
    let mut all = Vec::new();
    for path in ["/support/cases", "/support/cases?show=all"] {
        all.push(s.second.get(path).await.status);
    }
    all.push(administrator.get("/cases").await.status);
    all
}

#[tokio::test]
async fn s10_no_row_that_is_gone_or_unreadable_takes_the_desks_queue_away() {
    let mut s = Scene::new().await;
    let person = uuid(&s.t, s.t.id_of(crate::cases::PERSON).await);
    // PostgreSQL takes no value of another type.
    if !s.t.is_postgres() {
        forge(&s.t, &format!("UPDATE account SET failed_attempts = 'x' WHERE id = {person}")).await;
        assert_eq!(lists(&s, &s.admin).await, [200, 200, 200], "unreadable");
    }
    forge(&s.t, &format!("DELETE FROM account WHERE id = {person}")).await;
    assert_eq!(lists(&s, &s.admin).await, [200, 200, 200], "gone");
    let case = s.second.get("/support/cases").await;
    assert!(case.body.contains(&s.id), "it can still be opened, by the id of the person");
    forge(&s.t, &format!("DELETE FROM tenant WHERE id = {}", uuid(&s.t, s.t.own.id))).await;
    s.t.clock.advance(Duration::minutes(61));
    s.second = s.t.sign_in("second@example.jp").await;
    for path in ["/support/cases", "/support/cases?show=all"] {
        assert_eq!(s.second.get(path).await.status, 200, "{path}: of a company that is gone");
    }
}

#[tokio::test]
async fn s10_a_role_that_does_not_exist_breaks_no_page() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.forge(&format!("UPDATE account SET role = 'zz' WHERE id = {}", uuid(&t, id))).await.unwrap();
    for path in ["/members".to_owned(), format!("/members/{id}"), "/security/networks".to_owned()] {
        let page = owner.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
    }
    let try_it = [("scope", "everyone")];
    assert!(owner.post("/security/networks/try", &try_it).await.status < 500);
    server::features::reminders::remind(&t.app).await.unwrap();
}

#[tokio::test]
async fn s10_a_deleted_company_loosens_nothing_that_staff_are_held_to() {
    let t = TestApp::new().await;
    let strict = t.app.staff_rules(&t.db).await.unwrap().profile.password.history;
    let other = uuid(&t, t.other.id);
    t.clock.advance(Duration::minutes(1));
    forge(&t, &format!("DELETE FROM tenant WHERE id = {other}")).await;
    assert_eq!(t.app.staff_rules(&t.db).await.unwrap().profile.password.history, strict);
    t.browser().get("/sign-in").await;
    assert!(alarms(&t).await.contains(&("tenant".to_owned(), t.other.id.to_string())));
}

#[tokio::test]
async fn s10_one_end_user_with_an_impossible_id_stops_no_export() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        // Its columns take no value of another type.
        return;
    }
    let own = crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    forge(&t, &format!("UPDATE end_user SET id = 12 WHERE id = {}", uuid(&t, own[1].0))).await;
    let path = crate::exports::start(&owner, &[]).await;
    let page = crate::exports::work(&t, &owner, &path).await;
    assert_eq!(page.text(".badge").as_deref(), Some("Done"), "{}", page.body);
    let (_, _, file) = crate::exports::bytes(&owner, &format!("{path}/file"), &[]).await;
    let file = String::from_utf8(file).unwrap();
    assert!(file.contains("\r\n読み取り不可 / unreadable: 12,,"), "{file}");
    assert_eq!(file.matches("\r\n").count(), 1 + 3, "the others are all there");
}

#[tokio::test]
async fn s10_fillers_hide_no_forged_row_from_the_check() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        // Its keys are ids and nothing else.
        return;
    }
    let owner = t.signed_in(Role::Owner).await;
    crate::invitations::invite(&owner, "new@takasakiya.example.jp", "viewer").await;
    let forged = crate::invitations::open_invitation(&t).await;
    t.forge("UPDATE invitation SET role = 'owner'").await.unwrap();
    // As many as a block has, with keys of 16 letters, which SQLite sorts before all ids.
    let columns = "tenant_id, sealed, address_index, role, state, invited_at, invited_by, closed_at";
    let fill = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) \
         INSERT INTO invitation (id, {columns}) SELECT printf('filler%010d', i), tenant_id, sealed, address_index, role, state, invited_at, invited_by, invited_at \
         FROM invitation, n"
    );
    t.forge(&fill).await.unwrap();
    let found = server::cli::audit::all(&t.app, &t.db).await.unwrap().forged;
    assert!(found.contains(&("invitation", forged)), "{} found", found.len());
}

/// SQLite keeps a value of any type in any column. PostgreSQL does not.
#[tokio::test]
async fn s10_one_impossible_id_stops_no_page_and_no_queue() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        return;
    }
    let owner = t.signed_in(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    for email in ["first@takasakiya.example.jp", "second@takasakiya.example.jp"] {
        assert_eq!(crate::invitations::invite(&owner, email, "viewer").await.status, 303);
    }
    forge(&t, "UPDATE mail SET tenant_id = X'01' WHERE id = (SELECT id FROM mail ORDER BY id LIMIT 1)").await;
    server::outbox::work(&t.app).await.unwrap();
    assert!(t.scalar("SELECT count(*) FROM mail WHERE state = 'sent'").await > 0, "the others are delivered");
    forge(&t, "INSERT INTO operation_log_head SELECT X'01', seq, hash, signature FROM operation_log_head LIMIT 1")
        .await;
    t.clock.advance(Duration::seconds(11));
    assert_eq!(staff.get("/support").await.status, 200);
    let strictest = t.app.staff_rules(&t.db).await.unwrap().profile.password.history;
    assert_eq!(strictest, 5, "as under all profiles");
}
