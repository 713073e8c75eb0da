//! Sign-out while another request gives the same session a new id, as every step-up does.

use crate::forged::alarms;
use crate::forged_sessions::session_cookie;
use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use app::sign_in::api::{SignInApi, SignOut};
use app::text::Lang;
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use server::door::{CookieJar, Origin, Person, Request, Who};
use server::state::sessions::keys;
use server::storage::entity::session;
use std::sync::Arc;
use tower_sessions::session::Id;
use tower_sessions::{Session, SessionStore};
use uuid::Uuid;

const VIEWER: &str = "viewer@takasakiya.example.jp";

/// The id of a session that was opened now.
async fn opened(t: &TestApp) -> Id {
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let answer = t.browser().post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
    let cookie = session_cookie(&answer.headers);
    cookie.strip_prefix("sekisho=").unwrap().parse().unwrap()
}

/// A request of a session that has come in and is not answered yet.
pub async fn request(t: &TestApp, id: Id) -> Request {
    let session = Session::new(Some(id), Arc::new(t.app.sessions.clone()), None);
    let account: Uuid = session.get(keys::ACCOUNT).await.unwrap().unwrap();
    let me = Person::load(&t.app, &t.db, account).await.unwrap().unwrap();
    Request {
        app: t.app.clone(),
        who: Who::Account(Arc::new(me)),
        origin: Origin::default(),
        cookies: CookieJar::default(),
        lang: Lang::default(),
        session: Some(session),
        touched: Arc::default(),
    }
}

async fn rows(t: &TestApp) -> u64 {
    session::Entity::find().filter(session::Column::AccountId.is_not_null()).count(&t.db).await.unwrap()
}

#[tokio::test]
async fn a_session_that_has_got_a_new_id_meanwhile_ends_as_well() {
    let t = TestApp::new().await;
    let id = opened(&t).await;
    let (out, proves) = (request(&t, id).await, request(&t, id).await);
    proves.renew_session().await.unwrap();
    let new = proves.session_id().unwrap();
    assert!(new != id && t.app.sessions.load(&new).await.unwrap().is_some());
    out.sign_out(SignOut {}).await.unwrap();
    assert_eq!(rows(&t).await, 0);
    assert!(t.app.sessions.load(&new).await.unwrap().is_none());
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["sign_out:success"]);
    assert!(alarms(&t).await.is_empty(), "nobody has forged anything");
}

#[tokio::test]
async fn a_session_that_is_getting_a_new_id_ends_as_well() {
    let t = TestApp::new().await;
    let id = opened(&t).await;
    let out = request(&t, id).await;
    let number: String = out.session().unwrap().get(keys::NUMBER).await.unwrap().unwrap();
    let aside = t.app.sessions.aside(&number);
    assert!(t.app.sessions.set_aside(&id, &aside, Duration::minutes(30)).await.unwrap());
    out.sign_out(SignOut {}).await.unwrap();
    assert_eq!(rows(&t).await, 0, "the new id takes over nothing");
}

/// Other sessions of the person stay open.
#[tokio::test]
async fn it_ends_alone() {
    let t = TestApp::new().await;
    let id = opened(&t).await;
    let other = t.sign_in(VIEWER).await;
    let (out, proves) = (request(&t, id).await, request(&t, id).await);
    proves.renew_session().await.unwrap();
    out.sign_out(SignOut {}).await.unwrap();
    assert_eq!(rows(&t).await, 1);
    assert_eq!(other.get("/account").await.status, 200);
}
