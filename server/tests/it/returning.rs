//! A lock survives all actions of a company's own people (SL-20c): only the support desk removes it, or an
//! administrator's reset if the profile allows it.

use crate::invitations::{NEW, PERSON, fields, found, invite, join, link_to};
use crate::lockout::guess;
use crate::support::{Browser, TestApp, enrol};
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;
use uuid::Uuid;

/// A locked member with two-step verification, and the company's owner.
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
        assert_eq!(owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status, 303);
        assert!(owner.get("/members?state=left").await.text("tbody").unwrap().contains("Locked"));
        invite(&owner, PERSON, "viewer").await;
        assert!(owner.get("/members").await.body.contains("account is still locked"), "the inviter is told");
        let path = link_to(&t, PERSON).await;
        let person = t.browser();
        person.get(&path).await;
        let page = person.get("/join").await.body;
        assert!(page.contains("joining doesn't unlock it") && page.contains("two-step verification you used before"));
        assert_eq!(person.post("/join", &[("new", NEW), ("again", NEW)]).await.status, 303);
        assert!(person.get("/sign-in").await.body.contains("the account is still locked"));
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

/// All actions of an administrator that affect the account, one after another.
#[tokio::test]
async fn sl_20c_nothing_that_a_companys_people_do_opens_a_lock() {
    let t = TestApp::new().await;
    let (owner, id) = locked(&t, t.own.id, "owner@futaba.example.jp").await;
    for what in ["suspend", "resume", "sign-out", "reset-password", "suspend", "leave"] {
        assert_eq!(owner.post(&format!("/members/{what}"), &fields(what, &id)).await.status, 303);
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
        assert_eq!(owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status, 303);
    }
}

/// Outsiders have locked unknown devices. That lock survives removal and return, and the device on which the person
/// joins is let in, as before.
#[tokio::test]
async fn sl_20c_who_comes_back_while_outsiders_guess_is_let_in_on_a_known_device_alone() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await.to_string();
    let known = t.sign_in(PERSON).await;
    known.post("/sign-out", &[]).await;
    for _ in 0..t.app.default_profile().lockout.attempts {
        assert_eq!(guess(&t, &t.browser(), PERSON).await, 422);
    }
    let locked = "SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL AND locked_at IS NULL";
    assert_eq!(t.scalar(locked).await, 1);

    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status, 303);
    assert_eq!(invite(&owner, PERSON, "viewer").await.status, 303);
    let said = owner.get("/members").await.body;
    assert!(said.contains("Sign-in on new devices is still locked for this person"), "the inviter is told: {said}");
    known.get(&link_to(&t, PERSON).await).await;
    let page = known.get("/join").await.body;
    assert!(page.contains("You can sign in on the device you use to join"), "{page}");
    assert_eq!(known.post("/join", &[("new", NEW), ("again", NEW)]).await.status, 303);
    let inside = known.get("/").await;
    assert_eq!(inside.status, 200, "the link has let them in");
    assert!(inside.body.contains("Sign-in on other new devices is still locked"), "{}", inside.body);
    work(&t.app).await.unwrap();
    assert!(t.newest_mail(PERSON).contains("登録に使った端末では、ログインできます"), "{}", t.newest_mail(PERSON));

    t.clock.advance(Duration::minutes(31));
    let right = [("email", PERSON), ("password", NEW)];
    for _ in 0..2 {
        assert_eq!(t.browser().post("/sign-in", &right).await.status, 422, "new devices stay closed");
        assert_eq!(known.post("/sign-in", &right).await.location.as_deref(), Some("/"), "theirs is open");
        assert_eq!(known.get("/account").await.status, 200, "inside");
        known.post("/sign-out", &[]).await;
        t.clock.advance(Duration::minutes(31));
    }
    assert_eq!(t.scalar(locked).await, 1, "until the desk opens it");
}

/// A person who returns without a lock signs in as before, with both steps.
#[tokio::test]
async fn who_comes_back_keeps_the_second_step() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    enrol(&t.app, &t.db, id, t.own.id).await;
    owner.post("/members/leave", &[("id", &id.to_string()), ("confirmed", "yes")]).await;
    invite(&owner, PERSON, "viewer").await;
    let path = link_to(&t, PERSON).await;
    assert_eq!(join(&t, &path).await.status, 303);
    let browser = t.browser();
    let answer = browser.post("/sign-in", &[("email", PERSON), ("password", NEW)]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/verify"));
    t.codes_again().await;
    assert_eq!(browser.post("/sign-in/verify", &[("code", &t.code())]).await.location.as_deref(), Some("/"));
}
