//! The home page: what waits for whom, the figures of the month, and what people did last.

use crate::end_users::{HEADER, file, import, many};
use crate::exports::{started, work as export};
use crate::invitations::{PERSON, invite};
use crate::support::TestApp;
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;

/// Home names invitations that expire soon, and members without two-step verification.
#[tokio::test]
async fn home_names_what_administrators_have_to_follow_up() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    invite(&owner, PERSON, "viewer").await;
    let home = owner.get("/").await;
    assert!(home.body.contains("1 member has not set up two-step verification"), "{}", home.body);
    assert_eq!(home.count("a[href='/members?two_step=off']"), 1);
    assert!(!home.body.contains("invitation expires soon"));
    t.clock.advance(Duration::days(6));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    let home = owner.get("/").await;
    assert!(home.body.contains("1 invitation expires soon"), "{}", home.body);
    t.clock.advance(Duration::days(2));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    assert!(!owner.get("/").await.body.contains("expires soon"), "it has expired");
}

/// The figures of the month, and the requests of people without what belongs to signing in and without mails.
#[tokio::test]
async fn home_has_the_months_figures_and_what_people_did() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, "out@takasakiya.example.jp").await.to_string();
    invite(&owner, PERSON, "viewer").await;
    work(&t.app).await.unwrap();
    let other = t.account(Some(t.own.id), Role::Viewer, "off@takasakiya.example.jp").await.to_string();
    for id in [&id, &other] {
        owner.post("/members/suspend", &[("id", id)]).await;
    }
    owner.post("/display", &[("keys", "off"), ("back", "/account")]).await;
    let home = owner.get("/").await;
    let recent = home.text("[aria-labelledby=h-recent]").unwrap();
    assert!(recent.contains("Member suspended") && recent.contains("Member invited"), "{recent}");
    assert!(recent.matches("Member suspended").count() == 1 && recent.contains("(and 1 more)"), "{recent}");
    assert!(!recent.contains("Display settings"), "{recent}");
    assert!(!recent.contains("Sign in") && !recent.contains("Mail sent") && !recent.contains("Email sent"), "{recent}");
    let month = home.text("[aria-labelledby=h-month]").unwrap();
    assert!(month.contains("This month (since Nov 1, 2026)") && month.contains("Sign-ins1"), "{month}");
    t.clock.advance(Duration::days(15));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    let month = owner.get("/").await.text("[aria-labelledby=h-month]").unwrap();
    assert!(month.contains("since Dec 1, 2026") && month.contains("Sign-ins1"), "only those of December: {month}");
    let viewer = t.signed_in(Role::Viewer).await;
    let home = viewer.get("/").await;
    assert!(home.text("[aria-labelledby=h-role]").unwrap().ends_with("小山内 のぞみ"), "{}", home.body);
    assert_eq!(home.count("[aria-labelledby=h-month], [aria-labelledby=h-recent]"), 0);
    assert!(home.body.contains("Two-step verification is not set up"), "{}", home.body);
}

/// Rows that the latest import refused are named, and the new end users of the month are counted.
#[tokio::test]
async fn home_names_refused_rows_and_counts_new_end_users() {
    let t = TestApp::new().await;
    let mut rows = many(10);
    rows.extend_from_slice(&file(&["B4,line,,"])[HEADER.len()..]);
    assert_eq!(import(&t, rows).await, [11, 10, 10, 1]);
    t.signed_in(Role::Owner).await;
    let operator = t.signed_in(Role::Operator).await;
    let home = operator.get("/").await;
    assert!(home.body.contains("1 row could not be imported in the latest import"), "{}", home.body);
    let month = home.text("[aria-labelledby=h-month]").unwrap();
    assert!(month.contains("New end users10") && !month.contains("Sign-ins"), "no figures of the log: {month}");
    let denied = operator.get("/operation-logs").await;
    assert_eq!((denied.status, denied.count("main a[href='/inquiries/new']")), (403, 1), "{}", denied.body);
    let viewer = t.signed_in(Role::Viewer).await;
    assert!(!viewer.get("/").await.body.contains("could not be imported"));
    import(&t, many(10)).await;
    assert!(!operator.get("/").await.body.contains("could not be imported"), "the latest import counts");
}

#[tokio::test]
async fn home_names_exports_that_failed_lately() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 20).await;
    t.tamper("DELETE FROM end_user WHERE id = (SELECT id FROM end_user LIMIT 1)").await.unwrap();
    export(&t, &owner, &path).await;
    let home = owner.get("/").await;
    assert!(home.body.contains("1 data export failed in the last 7 days"), "{}", home.body);
    assert_eq!(home.count(&format!("[aria-labelledby=h-todo] a[href='{path}']")), 1);
    t.clock.advance(Duration::days(8));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    assert!(!owner.get("/").await.body.contains("failed in the last 7 days"));
}
