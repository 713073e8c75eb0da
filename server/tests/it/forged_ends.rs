//! S10: a person who can write to the database takes the row of a session away, or alters it, at the very moment when its
//! owner ends it, and puts it back later. The session stays ended.

use crate::forged::{alarms, bytes, uuid};
use crate::forged_sessions::{Stubborn, copy, session_cookie};
use crate::sign_out::request;
use crate::support::{PASSWORD, TestApp, put_all_back};
use crate::unreadable::odd;
use app::permission::Role;
use app::sign_in::api::{SignInApi, SignOut};
use sea_orm::EntityTrait;
use server::storage::entity::session;
use tower_sessions::SessionStore;
use tower_sessions::session::Id;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const WAYS: [&str; 3] = ["gone", "another account's", "unreadable"];

async fn console() -> TestApp {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.account(Some(t.own.id), Role::Operator, "other@takasakiya.example.jp").await;
    t
}

/// Takes the row of a session away, or alters it. Returns the row from before.
async fn disturb(t: &TestApp, of: &Stubborn, how: &str) -> Vec<session::Model> {
    let rows = copy(t).await.into_iter().filter(|row| row.id_hash == of.id_hash()).collect::<Vec<_>>();
    assert_eq!(rows.len(), 1);
    let other = uuid(t, t.id_of("other@takasakiya.example.jp").await);
    let change = match how {
        "gone" => "DELETE FROM session".to_owned(),
        "unreadable" => format!("UPDATE session SET {}", odd(t, "idle_seconds", "created_at")),
        _ => format!("UPDATE session SET account_id = {other}"),
    };
    t.forge(&format!("{change} WHERE id_hash = {}", bytes(t, &of.id_hash()))).await.unwrap();
    rows
}

/// True if a process that starts now opens a session.
async fn opens_after_a_start(t: &TestApp, id: Id) -> bool {
    t.app.by(t.clock.clone()).await.unwrap().sessions.load(&id).await.unwrap().is_some()
}

/// The dead ids in the file.
pub fn dead(t: &TestApp) -> usize {
    let text = std::fs::read_to_string(t.app.config.known_rows_path()).unwrap_or_default();
    text.lines().filter(|line| line.starts_with("dead ")).count()
}

#[tokio::test]
async fn s10_who_signs_out_is_out_whatever_the_row_is_at_that_moment() {
    for how in WAYS {
        let t = console().await;
        let thief = Stubborn::new(&t).await;
        let out = request(&t, thief.id()).await;
        let rows = disturb(&t, &thief, how).await;
        out.sign_out(SignOut {}).await.unwrap();
        assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["sign_out:success"], "{how}");
        put_all_back(&t, &rows).await;
        assert!(!thief.opens().await && !opens_after_a_start(&t, thief.id()).await, "{how}");
        // A process with another data folder reads it from the account.
        std::fs::remove_file(t.app.config.known_rows_path()).unwrap();
        assert!(!opens_after_a_start(&t, thief.id()).await, "{how}");
    }
}

#[tokio::test]
async fn s10_a_session_that_its_owner_ends_stays_ended_whatever_the_row_is_at_that_moment() {
    for how in WAYS {
        let t = console().await;
        let (here, thief) = (t.sign_in(VIEWER).await, Stubborn::new(&t).await);
        let rows = disturb(&t, &thief, how).await;
        let id = hex::encode(thief.id_hash());
        let ended = here.post("/account/sessions/end", &[("id", &id)]).await;
        assert_eq!(ended.status, 303, "{how}: {}", ended.body);
        put_all_back(&t, &rows).await;
        assert!(!thief.opens().await && !opens_after_a_start(&t, thief.id()).await, "{how}");
        // An altered row does not tell whose session it was, so all of the account end.
        assert_eq!(here.get("/account").await.status == 200, how == "gone", "{how}");
        assert!(alarms(&t).await.contains(&("session".to_owned(), id)), "{how}");
    }
}

#[tokio::test]
async fn s10_a_session_in_hiding_ends_with_its_browsers_next_act() {
    let again = [("email", VIEWER), ("password", PASSWORD)];
    for (path, fields) in [("/sign-out", &[] as &[(&str, &str)]), ("/sign-in", &again)] {
        let t = console().await;
        let mut thief = Stubborn::new(&t).await;
        let rows = disturb(&t, &thief, "gone").await;
        assert_eq!(thief.post(path, fields, false).await, 303, "{path}");
        put_all_back(&t, &rows).await;
        assert!(!thief.opens().await, "{path}");
        // Who signs out without a row is a stranger, for whom nothing is stored.
        assert!(path == "/sign-out" || !opens_after_a_start(&t, thief.id()).await, "{path}");
    }
}

#[tokio::test]
async fn s10_the_session_between_the_two_steps_is_not_put_back() {
    const OWNER: &str = "owner@takasakiya.example.jp";
    let t = console().await;
    t.account(Some(t.own.id), Role::Owner, OWNER).await;
    let browser = t.browser();
    let answer = browser.post("/sign-in", &[("email", OWNER), ("password", PASSWORD)]).await;
    let (cookie, rows) = (session_cookie(&answer.headers), session::Entity::find().all(&t.db).await.unwrap());
    let half_way = async || {
        let page = t.browser().client.get(format!("http://{}/sign-in/verify", t.address)).header("cookie", &cookie);
        page.send().await.unwrap().status().as_u16() == 200
    };
    assert!(half_way().await);
    assert_eq!(browser.post("/sign-in/verify", &[("code", &t.code())]).await.status, 303);
    put_all_back(&t, &rows).await;
    assert!(!half_way().await);
}

#[tokio::test]
async fn anothers_genuine_session_is_not_ended_by_its_hash() {
    let t = console().await;
    let (theirs, owner) = (Stubborn::new(&t).await, t.signed_in(Role::Owner).await);
    let (id, before) = (hex::encode(theirs.id_hash()), dead(&t));
    assert_eq!(owner.post("/account/sessions/end", &[("id", &id)]).await.status, 303);
    assert!(theirs.opens().await && owner.get("/account").await.status == 200);
    assert_eq!((dead(&t), alarms(&t).await.len()), (before, 0));
    assert_eq!(owner.post("/account/sessions/end", &[("id", "ff")]).await.status, 404);
}

#[tokio::test]
async fn strangers_who_leave_made_up_sessions_fill_no_file() {
    let t = console().await;
    let most = t.app.default_profile().lockout.per_address_per_minute;
    for n in 0..i128::from(most) + 20 {
        let post = t.browser().client.post(format!("http://{}/sign-out", t.address));
        let post = post.header("origin", t.app.config.origin()).header("cookie", format!("sekisho={}", Id(n)));
        assert_eq!(post.send().await.unwrap().status().as_u16(), 303);
    }
    assert_eq!(dead(&t), 0, "nothing is stored for what does not exist");
}
