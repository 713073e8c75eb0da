//! No case waits for a person who cannot sign in: the administrators who can consent are determined at the identity
//! check, and again from then on.

use crate::cases::{PERSON, Scene, open, staff};
use crate::support::TestApp;
use app::permission::Role;
use chrono::Duration;
use server::features::cases::watch;
use server::outbox::work;

const OWNER: &str = "owner@takasakiya.example.jp";
const ADMINISTRATOR: &str = "administrator@takasakiya.example.jp";

/// A company whose two administrators have both asked for a reset, and their cases.
async fn both(locked: bool) -> (Scene, [String; 2]) {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, OWNER).await;
    t.account(Some(t.own.id), Role::Administrator, ADMINISTRATOR).await;
    if locked {
        t.tamper("UPDATE account SET locked_at = created_at").await.unwrap();
    }
    let (first, second) = (staff(&t, "first@example.jp").await, staff(&t, "second@example.jp").await);
    let ids = [
        open(&t, t.own.id, &first, (OWNER, "remove")).await,
        open(&t, t.own.id, &first, (ADMINISTRATOR, "remove")).await,
    ];
    (Scene { admin: t.browser(), t, first, second, id: ids[0].clone() }, ids)
}

async fn cooling(s: &Scene) -> i64 {
    s.t.scalar("SELECT count(*) FROM support_case WHERE cooling_until IS NOT NULL").await
}

async fn letters(s: &Scene) -> i64 {
    s.t.scalar("SELECT count(*) FROM mail WHERE kind = 'case.cooling'").await
}

/// A day later, with the second member of staff signed in again.
async fn a_day_later(s: &mut Scene) {
    s.t.clock.advance(Duration::hours(24));
    s.second = s.t.sign_in("second@example.jp").await;
}

/// Locks the administrator and ends their sessions.
async fn lock_out(s: &Scene) {
    s.t.tamper("UPDATE account SET locked_at = created_at WHERE role = 'administrator'").await.unwrap();
    let sessions = "DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE role = 'administrator')";
    s.t.tamper(sessions).await.unwrap();
}

/// A lock does not keep a signed-in administrator from consenting, so nobody can bypass the consent with wrong
/// passwords.
#[tokio::test]
async fn a_locked_administrator_who_is_signed_in_is_asked() {
    let s = Scene::new().await;
    s.t.tamper("UPDATE account SET locked_at = created_at WHERE role = 'administrator'").await.unwrap();
    s.check(&s.first).await;
    assert_eq!(cooling(&s).await, 0);
    assert_eq!(s.t.scalar("SELECT count(*) FROM mail WHERE kind = 'case.consent'").await, 1);
    s.step(&s.admin, "/cases/consent").await;
    assert_eq!(s.state().await, "consented");
}

/// Outsiders can only lock unknown devices. An administrator who signed in recently has a known device and is asked,
/// even without an open session. One who never signed in, or was reset since, has no known device.
#[tokio::test]
async fn an_administrator_who_is_locked_on_new_devices_is_asked() {
    for (before, cools) in [("NULL", 0), ("created_at", 0), ("'2026-11-23T00:00:00+00:00'", 1)] {
        let s = Scene::new().await;
        let lock = "UPDATE account SET unseen_locked_at = created_at, devices_since = ";
        s.t.tamper(&format!("{lock}{before} WHERE role = 'administrator'")).await.unwrap();
        s.t.tamper("DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE role = 'administrator')")
            .await
            .unwrap();
        s.check(&s.first).await;
        assert_eq!(cooling(&s).await, cools, "{before}");
    }
    let s = Scene::new().await;
    lock_out(&s).await;
    s.t.tamper("UPDATE account SET locked_at = NULL, unseen_locked_at = created_at, last_sign_in_at = NULL")
        .await
        .unwrap();
    s.check(&s.first).await;
    assert_eq!(cooling(&s).await, 1, "nobody ever signed in");
}

#[tokio::test]
async fn two_locked_administrators_do_not_wait_for_each_other() {
    let (mut s, ids) = both(true).await;
    for id in &ids {
        s.id.clone_from(id);
        assert_eq!(s.check(&s.first).await.status, 303);
    }
    assert_eq!((cooling(&s).await, letters(&s).await), (2, 4), "both are told of both");
    assert_eq!(s.t.scalar("SELECT count(*) FROM mail WHERE kind = 'case.consent'").await, 0);
    a_day_later(&mut s).await;
    for id in &ids {
        s.id.clone_from(id);
        s.step(&s.second, "/support/cases/approve").await;
        assert_eq!(s.state().await, "approved");
    }
}

#[tokio::test]
async fn two_who_lost_their_telephones_do_not_wait_for_each_other() {
    let (mut s, ids) = both(false).await;
    s.check(&s.first).await;
    watch(&s.t.app).await.unwrap();
    assert_eq!(cooling(&s).await, 0, "the other one may still come");
    s.id.clone_from(&ids[1]);
    s.check(&s.first).await;
    assert_eq!(cooling(&s).await, 1, "staff know that the first one cannot sign in");
    watch(&s.t.app).await.unwrap();
    assert_eq!((cooling(&s).await, letters(&s).await), (2, 4));
}

#[tokio::test]
async fn a_case_whose_consenter_goes_away_meanwhile_cools_off() {
    for gone in ["locked", "status = 'suspended'", "role = 'viewer'"] {
        let mut s = Scene::new().await;
        s.check(&s.first).await;
        watch(&s.t.app).await.unwrap();
        assert_eq!(cooling(&s).await, 0, "{gone}: somebody can come");
        if gone == "locked" {
            lock_out(&s).await;
        } else {
            s.t.tamper(&format!("UPDATE account SET {gone} WHERE role = 'administrator'")).await.unwrap();
        }
        watch(&s.t.app).await.unwrap();
        assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.cooling:success"], "{gone}");
        let told = letters(&s).await;
        watch(&s.t.app).await.unwrap();
        assert_eq!((cooling(&s).await, letters(&s).await), (1, told), "{gone}: once");
        work(&s.t.app).await.unwrap();
        assert!(s.t.newest_mail(PERSON).contains("同意できる管理者がほかにいない"), "{gone}");
        s.step(&s.second, "/support/cases/approve").await;
        assert_eq!(s.state().await, "checked", "{gone}: not before the time is over");
        a_day_later(&mut s).await;
        s.step(&s.second, "/support/cases/approve").await;
        assert_eq!(s.state().await, "approved", "{gone}");
    }
}

#[tokio::test]
async fn who_comes_back_in_time_still_decides() {
    let s = Scene::new().await;
    lock_out(&s).await;
    s.check(&s.first).await;
    assert_eq!(cooling(&s).await, 1);
    s.t.tamper("UPDATE account SET locked_at = NULL WHERE role = 'administrator'").await.unwrap();
    let admin = s.t.sign_in(ADMINISTRATOR).await;
    s.step(&admin, "/cases/refuse").await;
    assert_eq!(s.state().await, "closed");
}

/// Outsiders who lock the administrators gain nothing: the consent is requested as soon as it is possible again.
#[tokio::test]
async fn who_can_come_again_is_asked_also_when_the_time_is_over() {
    let mut s = Scene::new().await;
    lock_out(&s).await;
    s.check(&s.first).await;
    assert_eq!(cooling(&s).await, 1);
    work(&s.t.app).await.unwrap();
    assert!(s.t.newest_mail(ADMINISTRATOR).contains("/sign-in/help"), "a locked person cannot refuse in the console");
    s.t.tamper("UPDATE account SET locked_at = NULL WHERE role = 'administrator'").await.unwrap();
    a_day_later(&mut s).await;
    s.step(&s.second, "/support/cases/approve").await;
    assert_eq!((s.state().await.as_str(), cooling(&s).await), ("checked", 0));
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.approve:failure"]);
    assert_eq!(s.t.scalar("SELECT count(*) FROM mail WHERE kind = 'case.consent'").await, 1);
    let admin = s.t.sign_in(ADMINISTRATOR).await;
    s.step(&admin, "/cases/consent").await;
    s.step(&s.second, "/support/cases/approve").await;
    assert_eq!(s.state().await, "approved");
}
