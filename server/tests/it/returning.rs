//! A lock outlives whatever a company's own people do (SL-20c): it opens at the support desk, or by an administrator's reset
//! where the profile says so.

use crate::invitations::{NEW, PERSON, found, invite, join, link_to};
use crate::support::{Browser, TestApp, enrol};
use app::permission::Role;
use chrono::Duration;
use server::mail::work;
use uuid::Uuid;

/// A member with two steps who is locked, and the company's owner.
async fn locked(t: &TestApp, tenant: Uuid, owner: &str) -> (Browser, String) {
    let id = t.account(Some(tenant), Role::Administrator, PERSON).await;
    t.lock(id).await;
    t.account(Some(tenant), Role::Owner, owner).await;
    (t.sign_in(owner).await, id.to_string())
}

async fn is_locked(t: &TestApp) -> bool {
    let account = found(t, PERSON).await;
    account.locked_at.is_some() && account.failed_attempts == 10
}

#[tokio::test]
async fn sl_20c_a_lock_outlives_removal_and_return() {
    for managed in [false, true] {
        let t = TestApp::new().await;
        let tenant = if managed { t.other.id } else { t.own.id };
        let (owner, id) = locked(&t, tenant, "owner@futaba.example.jp").await;
        assert_eq!(owner.post("/members/leave", &[("id", &id)]).await.status, 303);
        assert!(owner.get("/members?state=left").await.text("tbody").unwrap().contains("Locked"));
        invite(&owner, PERSON, "viewer").await;
        assert!(owner.get("/members").await.body.contains("account is still locked"), "the inviter is told");
        let path = link_to(&t, PERSON).await;
        let person = t.browser();
        person.get(&path).await;
        let page = person.get("/join").await.body;
        assert!(
            page.contains("joining does not open it") && page.contains("two-step verification that you had before")
        );
        assert_eq!(person.post("/join", &[("new", NEW), ("again", NEW)]).await.status, 303);
        assert!(person.get("/sign-in").await.body.contains("The account is still locked"));
        t.clock.advance(Duration::minutes(31));
        assert_eq!(t.browser().post("/sign-in", &[("email", PERSON), ("password", NEW)]).await.status, 422);
        assert!(is_locked(&t).await, "managed: {managed}");
        assert_eq!(found(&t, PERSON).await.role, "viewer", "what the invitation may give is given");
        assert!(found(&t, PERSON).await.second_factor_at.is_some(), "nor does the second step vanish");
        work(&t.app).await.unwrap();
        assert!(t.newest_mail(PERSON).contains("ロックされています"), "{}", t.newest_mail(PERSON));
        let staff = t.signed_in(Role::Support).await;
        let found = staff.get(&format!("/support/accounts?email={PERSON}")).await;
        assert!(found.attribute("input[name=account]", "value").is_some(), "the desk can open a case");
    }
}

/// Each act of an administrator that comes near the account, one after the other.
#[tokio::test]
async fn sl_20c_nothing_that_a_companys_people_do_opens_a_lock() {
    let t = TestApp::new().await;
    let (owner, id) = locked(&t, t.own.id, "owner@futaba.example.jp").await;
    for what in ["suspend", "resume", "sign-out", "reset-password", "suspend", "leave"] {
        assert_eq!(owner.post(&format!("/members/{what}"), &[("id", &id)]).await.status, 303);
        assert!(is_locked(&t).await, "{what}");
        if what == "resume" {
            owner.post("/members/role", &[("id", &id), ("role", "viewer")]).await;
            assert!(is_locked(&t).await, "role");
        }
        if what == "reset-password" {
            work(&t.app).await.unwrap();
            let (person, path) = (t.browser(), t.link_in_mail(PERSON));
            person.get(&path).await;
            let set = person
                .post("/password/reset", &[("new", "other lattice 8 ravine"), ("again", "other lattice 8 ravine")]);
            assert_eq!(set.await.status, 303);
            assert!(is_locked(&t).await, "the link of a reset");
        }
    }
    for round in 0..2 {
        t.clock.advance(Duration::minutes(6));
        let owner = t.sign_in("owner@futaba.example.jp").await;
        assert_eq!(invite(&owner, PERSON, "owner").await.status, 303);
        let path = link_to(&t, PERSON).await;
        let person = t.browser();
        person.get(&path).await;
        let new = format!("wet lattice {round} ravine");
        assert_eq!(person.post("/join", &[("new", &new), ("again", &new)]).await.status, 303);
        assert!(is_locked(&t).await, "return {round}");
        assert_eq!(owner.post("/members/leave", &[("id", &id)]).await.status, 303);
    }
}

/// Who comes back without a lock signs in as before, with both steps.
#[tokio::test]
async fn who_comes_back_keeps_the_second_step() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    enrol(&t.app, &t.db, id, t.own.id).await;
    owner.post("/members/leave", &[("id", &id.to_string())]).await;
    invite(&owner, PERSON, "viewer").await;
    let path = link_to(&t, PERSON).await;
    assert_eq!(join(&t, &path).await.status, 303);
    let browser = t.browser();
    let answer = browser.post("/sign-in", &[("email", PERSON), ("password", NEW)]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/verify"));
    t.tamper("UPDATE authenticator SET last_step = 0").await.unwrap();
    assert_eq!(browser.post("/sign-in/verify", &[("code", &t.code())]).await.location.as_deref(), Some("/"));
}
