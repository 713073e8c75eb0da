//! S10: a person who can write to the database, but has no key, cannot restore an ended session or a used code.

use crate::forged::alarms;
use crate::support::{Browser, PASSWORD, TestApp, put_all_back};
use app::permission::Role;
use chrono::Duration;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, Database, EntityTrait, QueryFilter};
use server::storage::entity::session;
use std::net::SocketAddr;
use tower_sessions::SessionStore;
use tower_sessions::session::Id;

const VIEWER: &str = "viewer@takasakiya.example.jp";

/// The rows of a person's sessions, as in a copy of the database.
pub async fn copy(t: &TestApp) -> Vec<session::Model> {
    let own = session::Entity::find().filter(session::Column::AccountId.eq(t.id_of(VIEWER).await));
    own.all(&t.db).await.unwrap()
}

async fn opens(browser: &Browser) -> bool {
    browser.get("/account").await.status == 200
}

#[tokio::test]
async fn s10_a_session_that_was_ended_with_all_is_not_put_back() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await.to_string();
    for path in ["/members/sign-out", "/members/suspend"] {
        let thief = Stubborn::new(&t).await;
        assert!(thief.opens().await, "{path}");
        let rows = copy(&t).await;
        assert_eq!(owner.post(path, &[("id", &id)]).await.status, 303, "{path}");
        assert!(!thief.opens().await, "{path}");
        put_all_back(&t, &rows).await;
        assert_eq!(copy(&t).await.len(), rows.len(), "it is there again");
        assert!(!thief.opens().await, "{path}");
        if path == "/members/suspend" {
            assert_eq!(owner.post("/members/resume", &[("id", &id)]).await.status, 303);
            put_all_back(&t, &rows).await;
            assert!(!thief.opens().await, "nor once the person is let in again");
        }
    }
}

/// A browser that keeps its cookie, whatever the server says.
pub struct Stubborn {
    client: reqwest::Client,
    base: String,
    cookie: String,
}

impl Stubborn {
    /// Uses the cookie of a new sign-in.
    pub async fn new(t: &TestApp) -> Stubborn {
        let browser = t.browser();
        let answer = browser.post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
        let cookie = session_cookie(&answer.headers);
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Stubborn { client, base: format!("http://{}", t.address), cookie }
    }

    /// The same browser, connected to another process of the console.
    pub fn to(&self, address: SocketAddr) -> Stubborn {
        Stubborn { client: self.client.clone(), base: format!("http://{address}"), cookie: self.cookie.clone() }
    }

    pub fn id(&self) -> Id {
        self.cookie.strip_prefix("sekisho=").unwrap().parse().unwrap()
    }

    pub fn id_hash(&self) -> Vec<u8> {
        server::state::sessions::hash(&self.id())
    }

    pub async fn opens(&self) -> bool {
        let request = self.client.get(format!("{}/account", self.base)).header("cookie", &self.cookie);
        request.send().await.unwrap().status().as_u16() == 200
    }

    /// Posts a form, and keeps the cookie of the answer if `takes` is true. Returns the status.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)], takes: bool) -> u16 {
        let request = self.client.post(format!("{}{path}", self.base)).header("origin", &self.base);
        let answer = request.header("cookie", &self.cookie).form(fields).send().await.unwrap();
        if takes {
            self.cookie = session_cookie(answer.headers());
        }
        answer.status().as_u16()
    }
}

/// The cookie of the session that an answer sets.
pub fn session_cookie(headers: &reqwest::header::HeaderMap) -> String {
    let mut set = headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let cookie = set.rfind(|cookie| cookie.starts_with("sekisho=")).unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn s10_an_older_session_opens_nothing_and_the_one_that_stays_goes_on() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.rest().await;
    let change = [("current", PASSWORD), ("new", "wet lattice 7 ravine"), ("again", "wet lattice 7 ravine")];
    let stolen = Stubborn::new(&t).await;
    let here = t.sign_in(VIEWER).await;
    assert!(stolen.opens().await);
    let rows = copy(&t).await;
    let acts = [("/account/sessions/end-others", &[] as &[(&str, &str)]), ("/account/password", change.as_slice())];
    for (path, fields) in acts {
        let answer = here.post(path, fields).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        assert!(opens(&here).await, "the person who did it stays in: {path}");
        assert!(!stolen.opens().await, "{path}");
        let own = copy(&t).await;
        let gone = |row: &&session::Model| own.iter().all(|there| there.id_hash != row.id_hash);
        put_all_back(&t, &rows.iter().filter(gone).cloned().collect::<Vec<_>>()).await;
        assert!(!stolen.opens().await, "put back: {path}");
        assert!(opens(&here).await, "{path}");
        let shown = crate::sessions::rows(&here.get("/account/sessions").await);
        assert_eq!(shown.len(), 1, "what is put back is no session: {path}");
    }
}

#[tokio::test]
async fn s10_a_session_stays_open_while_the_others_end() {
    let t = TestApp::new().await;
    let here = t.signed_in(Role::Viewer).await;
    t.sign_in(VIEWER).await;
    let before = copy(&t).await;
    assert_eq!(here.post("/account/sessions/end-others", &[]).await.status, 303);
    assert!(opens(&here).await);
    let after = copy(&t).await;
    assert_eq!((before.len(), after.len()), (2, 1));
    put_all_back(&t, &before.into_iter().filter(|row| row.id_hash == after[0].id_hash).collect::<Vec<_>>()).await;
    assert!(!opens(&here).await, "as it was before, it is one of those that were ended");
}

/// The alarms about a session.
async fn told(t: &TestApp) -> usize {
    alarms(t).await.iter().filter(|(table, _)| table == "session").count()
}

#[tokio::test]
async fn s10_one_session_that_was_ended_is_not_put_back() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let here = t.sign_in(VIEWER).await;
    for how in ["signed out", "ended from another device", "signed in again"] {
        let mut thief = Stubborn::new(&t).await;
        let rows: Vec<_> = copy(&t).await.into_iter().filter(|row| row.id_hash == thief.id_hash()).collect();
        assert_eq!((rows.len(), thief.opens().await), (1, true), "{how}");
        let before = told(&t).await;
        match how {
            "signed out" => assert_eq!(thief.post("/sign-out", &[], false).await, 303),
            "signed in again" => {
                let again = [("email", VIEWER), ("password", PASSWORD)];
                assert_eq!(thief.post("/sign-in", &again, false).await, 303);
            }
            _ => {
                let id = hex::encode(thief.id_hash());
                assert_eq!(here.post("/account/sessions/end", &[("id", &id)]).await.status, 303);
            }
        }
        assert!(!thief.opens().await, "{how}");
        assert_eq!(told(&t).await, before, "{how}");
        put_all_back(&t, &rows).await;
        assert!(!thief.opens().await && !thief.opens().await, "{how}");
        assert_eq!(told(&t).await, before + 1, "{how}");
        let shown = crate::sessions::rows(&here.get("/account/sessions").await);
        assert!(shown.len() < copy(&t).await.len(), "what is put back is no session: {how}");
        assert!(opens(&here).await, "nobody else is out: {how}");
        if how == "signed in again" {
            t.forge("UPDATE account SET ended_sessions = NULL").await.unwrap();
            assert!(!thief.opens().await, "nor where somebody takes the account's list away");
        }
    }
}

#[tokio::test]
async fn s10_an_id_that_was_replaced_is_not_put_back() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let mut viewer = Stubborn::new(&t).await;
    let (stolen, rows) = (viewer.cookie.clone(), copy(&t).await);
    assert_eq!(viewer.post("/account/prove", &[("password", PASSWORD)], true).await, 303);
    assert_ne!(viewer.cookie, stolen);
    put_all_back(&t, &rows).await;
    let thief = Stubborn { client: viewer.client.clone(), base: viewer.base.clone(), cookie: stolen };
    assert!(viewer.opens().await && !thief.opens().await);
    assert_eq!(told(&t).await, 1);
    // Signing out ends the session under every id, also for a process that has seen none of it, with its own data folder.
    std::fs::remove_file(t.app.config.known_rows_path()).unwrap();
    let other = t.app.by(t.clock.clone()).await.unwrap();
    let opens_there = async || other.sessions.load(&thief.id()).await.unwrap().is_some();
    assert!(opens_there().await, "it knows no better, until the session ends");
    assert_eq!(viewer.post("/sign-out", &[], false).await, 303);
    put_all_back(&t, &rows).await;
    assert!(!thief.opens().await && !opens_there().await);
}

#[tokio::test]
async fn s10_no_idle_session_is_woken_and_the_attempt_makes_no_flood() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let thief = Stubborn::new(&t).await;
    for _ in 0..3 {
        t.clock.advance(Duration::minutes(20));
        assert!(thief.opens().await, "each look counts");
    }
    t.clock.advance(Duration::minutes(31));
    assert!(!thief.opens().await);
    assert_eq!(told(&t).await, 0, "it is over, and nobody has written it");
    for _ in 0..20 {
        t.clock.advance(Duration::minutes(1));
        t.forge(&format!("UPDATE session SET last_seen_at = '{}'", t.now().to_rfc3339())).await.unwrap();
        assert!(!thief.opens().await);
    }
    assert_eq!(told(&t).await, 1, "the same row, written again and again");
    t.forge("UPDATE session SET absolute_at = '2030-01-01T00:00:00+00:00'").await.unwrap();
    assert!(!thief.opens().await);
    assert_eq!(told(&t).await, 2, "another forgery of it");
}

#[tokio::test]
async fn s10_no_trace_of_used_recovery_codes_is_left() {
    let dir = tempfile::tempdir().unwrap();
    let db = Database::connect(format!("sqlite://{}?mode=rwc", dir.path().join("db").display())).await.unwrap();
    let this = |name: &str| name.contains("codes_gone");
    let before = Migrator::migrations().iter().position(|migration| this(migration.name())).unwrap();
    Migrator::up(&db, Some(u32::try_from(before).unwrap())).await.unwrap();
    db.execute_unprepared("PRAGMA foreign_keys = OFF").await.unwrap();
    for (n, used) in [(1, "NULL"), (2, "'2026-01-02T00:00:00+00:00'")] {
        let row = format!(
            "INSERT INTO recovery_code (account_id, code_hash, in_force, used_at, created_at) VALUES (X'{n:032}', X'{n:02}', \
             TRUE, {used}, '2026-01-01T00:00:00+00:00')"
        );
        db.execute_unprepared(&row).await.unwrap();
    }
    Migrator::up(&db, None).await.unwrap();
    let left = server::storage::entity::recovery_code::Entity::find().all(&db).await.unwrap();
    assert_eq!(left.iter().map(|row| row.code_hash.clone()).collect::<Vec<_>>(), [vec![1]]);
}
