//! Step-up before important actions; the typed form is kept.

use crate::exports;
use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::{Permission, Role};
use app::tables;
use chrono::Duration;
use sea_orm::EntityTrait;
use server::features::tenants;
use server::storage::entity::{export, tenant};

const OWNER: &str = "owner@takasakiya.example.jp";

pub async fn later(t: &TestApp) {
    let minutes = t.app.default_profile().step_up.max_age_minutes;
    t.clock.advance(Duration::minutes(minutes.into()));
    t.codes_again().await;
}

/// Sends the step-up form with a code.
pub async fn confirm(by: &Browser, asked: &Answer, code: &str) -> Answer {
    let hidden = |name: &str| asked.attribute(&format!("input[name={name}]"), "value").unwrap_or_default();
    let (act, return_to) = (hidden("act"), hidden("return_to"));
    by.post("/account/prove", &[("act", &act), ("return_to", &return_to), ("code", code)]).await
}

const PURPOSE: &str = "年末の照合 & 100%";

async fn start(by: &Browser) -> Answer {
    by.post("/exports", &[("columns", "email"), ("purpose", PURPOSE)]).await
}

/// A company with end users, and its owner.
async fn with_people() -> (TestApp, Browser) {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    (t, owner)
}

#[tokio::test]
async fn a_stale_proof_is_asked_for_and_the_act_goes_on_as_typed() {
    let (t, owner) = with_people().await;
    assert_eq!(start(&owner).await.status, 303, "fresh from signing in");
    later(&t).await;
    let asked = start(&owner).await;
    assert_eq!((asked.status, asked.text("h1").as_deref()), (403, Some("Confirm it's you")));
    assert_eq!(t.scalar("SELECT count(*) FROM export").await, 1, "nothing happened yet");
    let wrong = confirm(&owner, &asked, "000000").await;
    assert_eq!((wrong.status, wrong.field_error("code").is_some()), (422, true));
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["account.prove:failure"]);
    let done = confirm(&owner, &wrong, &t.code()).await;
    assert!(done.location.as_deref().is_some_and(|to| to.starts_with("/exports/")), "{}", done.body);
    assert_eq!(t.newest_acts(t.own.id, 2).await, ["export.start:success", "account.prove:success"]);
    assert_eq!(t.scalar("SELECT count(*) FROM export").await, 2);
    let page = owner.get(done.location.as_deref().unwrap()).await;
    assert!(page.body.contains("年末の照合 &amp; 100%"), "what was typed came along: {}", page.body);
    assert_eq!(start(&owner).await.status, 303, "and the proof holds for a while");
}

#[tokio::test]
async fn a_refused_act_comes_back_with_its_own_errors_after_the_proof() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    later(&t).await;
    let answer = owner.post("/members", &[("name", ""), ("email", "x"), ("role", "viewer")]).await;
    assert_eq!(answer.status, 422, "what is wrong is said before anybody is asked for a proof");
    let asked = owner.post("/members", &[("name", "渡邊"), ("email", OWNER), ("role", "operator")]).await;
    assert_eq!(asked.status, 403);
    let refused = confirm(&owner, &asked, &t.code()).await;
    assert_eq!((refused.status, refused.field_error("email").is_some()), (422, true), "{}", refused.body);
    assert_eq!(refused.attribute("#name", "value").as_deref(), Some("渡邊"));
}

#[tokio::test]
async fn the_proof_lets_nobody_do_what_they_may_not() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let carried = [("act", "/exports"), ("carried", "columns=email&purpose=x"), ("password", PASSWORD)];
    assert_eq!(viewer.post("/account/prove", &carried).await.status, 400, "no form says what is done");
    for act in ["/exports", "/account/prove", "/made-up", "//evil", "", "01977f00-0000-7000-8000-000000000000"] {
        let answer = viewer.post("/account/prove", &[("act", act), ("password", PASSWORD)]).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{act}");
    }
    assert_eq!(t.scalar("SELECT count(*) FROM export").await, 0);
    later(&t).await;
    assert_eq!(viewer.post("/exports", &[("columns", "email"), ("purpose", "x")]).await.status, 403);
    assert!(viewer.get("/account/prove").await.attribute("input[name=act]", "value").unwrap().is_empty());
    let evil = [("return_to", "//evil.example"), ("password", PASSWORD)];
    assert_eq!(viewer.post("/account/prove", &evil).await.location.as_deref(), Some("/"));
    assert_eq!(viewer.post("/account/prove", &[("password", "wrong")]).await.status, 422);
    let stranger = t.browser().post("/account/prove", &[("password", PASSWORD)]).await;
    assert!(stranger.location.is_some_and(|to| to.starts_with("/sign-in") && !to.contains("prove")));
}

#[tokio::test]
async fn the_session_gets_a_new_id_with_the_proof() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let before = t.scalar("SELECT count(*) FROM session").await;
    let answer = viewer.post("/account/prove", &[("password", PASSWORD)]).await;
    assert!(answer.headers.contains_key("set-cookie"), "another cookie");
    assert_eq!(t.scalar("SELECT count(*) FROM session").await, before, "the one before is gone");
    assert_eq!(viewer.get("/").await.status, 200);
}

/// A person signs out everywhere during step-up: the session must not come back under its new id.
#[tokio::test]
async fn a_session_that_ends_while_it_gets_a_new_id_stays_ended() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.meanwhile("UPDATE OF id_hash ON session", "DELETE FROM session WHERE id_hash = NEW.id_hash").await;
    let answer = viewer.post("/account/prove", &[("password", PASSWORD)]).await;
    assert!(answer.location.is_some_and(|to| to.starts_with("/sign-in")), "{}", answer.status);
    assert_eq!(t.scalar("SELECT count(*) FROM session WHERE account_id IS NOT NULL").await, 0);
    let home = viewer.get("/").await;
    assert!(home.location.is_some_and(|to| to.starts_with("/sign-in")), "{}", home.status);
}

#[tokio::test]
async fn a_file_asks_on_the_page_it_stands_on() {
    let (t, owner) = with_people().await;
    let path = start(&owner).await.location.unwrap();
    exports::work(&t, &owner, &path).await;
    assert_eq!(owner.get(&format!("{path}/file")).await.status, 200);
    later(&t).await;
    let asked = owner.get(&format!("{path}/file")).await;
    let to = asked.location.unwrap();
    assert!(to.starts_with("/account/prove?return_to=%2Fexports%2F") && !to.contains("file"), "{to}");
    let page = owner.get(&to).await;
    let back = confirm(&owner, &page, &t.code()).await;
    assert_eq!(back.location.as_deref(), Some(path.as_str()));
    assert_eq!(owner.get(&format!("{path}/file")).await.status, 200);
    assert!(export::Entity::find().one(&t.db).await.unwrap().is_some());
}

fn fresh(role: Role) -> impl Iterator<Item = Permission> {
    tables::permissions().filter(move |p| p.requires_step_up() && p.is_held_by(role, true))
}

/// The page shows the table that the door enforces.
#[tokio::test]
async fn the_table_of_acts_is_shown_under_security() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let page = owner.get("/security/sensitive-actions").await;
    for act in fresh(Role::Owner) {
        assert!(page.body.contains(act.text().en), "{act:?}");
    }
    assert!(page.body.contains("more than 5 minutes old, or 30 minutes for low-impact actions"));
    let act = |page: &Answer, act: &str| {
        let rows = crate::sessions::rows(page);
        rows.into_iter().find(|row| row.contains(act)).unwrap()
    };
    let exports = act(&page, app::exports::api::CREATE.text().en);
    assert!(exports.contains("Authenticator app code (or your password, if no app is set up)"), "{exports}");
    assert!(exports.ends_with("5 minutes"), "{exports}");
    let contacts = act(&page, app::contacts::api::ADD.text().en);
    assert!(contacts.ends_with("30 minutes"), "{contacts}");
    assert!(act(&page, "Change your password").contains("Every time"));
    let staff = t.signed_in(Role::Support).await;
    let page = staff.get("/support/profiles").await;
    for permission in fresh(Role::Support) {
        assert!(act(&page, permission.text().en).contains("Authenticator app code"), "{permission:?}");
    }
}

#[tokio::test]
async fn a_company_may_ask_two_steps_of_all_its_members() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let member = t.signed_in(Role::Viewer).await;
    assert!(owner.get("/security").await.body.contains("Members without two-step verification: 1"));
    assert_eq!(owner.post("/security", &[("second_factor", "all")]).await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["security.change:success"]);
    assert_eq!(member.get("/").await.location.as_deref(), Some("/account/two-step"));
    assert!(!tenant::Entity::find_by_id(t.other.id).one(&t.db).await.unwrap().unwrap().second_factor_for_all);
    owner.post("/security", &[("second_factor", "")]).await;
    assert_eq!(member.get("/").await.status, 200);
    assert_eq!(member.post("/security", &[("second_factor", "all")]).await.status, 403);
}

/// DS-7: at most 50 people of a company at the same time, under `dual-server-saas`.
#[tokio::test]
async fn ds_7_no_more_people_at_once_than_the_policy_has_room_for() {
    let t = TestApp::new().await;
    let id = tenants::add(&t.app, "株式会社 双葉", "dual-server-saas").await.unwrap();
    let mut people = Vec::new();
    for n in 0..50 {
        let email = format!("member{n}@futaba.example.jp");
        t.account(Some(id), Role::Viewer, &email).await;
        people.push(t.sign_in(&email).await);
    }
    let one_more = "one-more@futaba.example.jp";
    t.account(Some(id), Role::Viewer, one_more).await;
    let browser = t.browser();
    let sign_in = [("email", one_more), ("password", PASSWORD)];
    assert_eq!(browser.post("/sign-in", &sign_in).await.location.as_deref(), Some("/sign-in"));
    assert!(browser.get("/sign-in").await.body.contains("the limit of people signed in at the same time"));
    assert_eq!(t.newest_acts(id, 1).await, ["sign_in:failure"]);
    t.sign_in("member7@futaba.example.jp").await;
    people[3].post("/sign-out", &[]).await;
    assert_eq!(browser.post("/sign-in", &sign_in).await.location.as_deref(), Some("/"), "somebody has left");
}
