//! Lines of the preview for values that are the same in all built-in profiles, with profiles of the tests. After the change,
//! what the preview counted is what happens.

use crate::networks::limited;
use crate::profile_effects::{figure, preview};
use crate::support::{Browser, Company, TestApp, profile_with};
use app::permission::Role;
use chrono::Duration;

const OWNER: &str = "owner@aoba.example.jp";
const VIEWER: &str = "viewer@aoba.example.jp";
const OFFICE: &str = "203.0.113.7";
const HOME: &str = "192.0.2.9";

/// A profile like the default profile.
fn like(values: &[(&str, &str)]) -> String {
    profile_with("social-login-manager", values)
}

/// The figures in the preview of a profile for the other company. A line that is not there has none.
async fn foreseen<const N: usize>(t: &TestApp, profile: &str, lines: [&str; N]) -> [Option<String>; N] {
    let email = "staff@sekisho.example";
    if t.person(email).await.is_none() {
        t.account(None, Role::Support, email).await;
    }
    let page = preview(&t.sign_in(email).await, &t.other.id.to_string(), profile).await;
    lines.map(|line| figure(&page, line))
}

fn figures<const N: usize>(said: [&str; N]) -> [Option<String>; N] {
    said.map(|n| (!n.is_empty()).then(|| n.to_owned()))
}

async fn member(t: &TestApp, company: &Company, role: Role, email: &str) -> Browser {
    t.account(Some(company.id), role, email).await;
    t.sign_in(email).await
}

#[tokio::test]
async fn whom_networks_limit_no_more_and_whom_they_begin_to_limit() {
    const LINES: [&str; 2] =
        ["Members no longer restricted by an IP allowlist", "Members who become restricted by an IP allowlist"];
    let t = TestApp::new().await;
    let (all, some) = (like(&[]), like(&[("access.ip_rules_for", r#"["administrators"]"#)]));
    t.put_under(&t.other, &all).await;
    let owner = limited(&t).await;
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    let viewer = t.sign_in_with(t.browser().at(OFFICE), VIEWER).await.at(HOME);
    assert_eq!(foreseen(&t, &some, LINES).await, figures(["1", ""]));
    assert_eq!((owner.at(HOME).get("/").await.status, viewer.get("/").await.status), (403, 403));
    t.put_under(&t.other, &some).await;
    assert_eq!((owner.at(HOME).get("/").await.status, viewer.get("/").await.status), (403, 200), "and so it comes");
    assert_eq!(foreseen(&t, &all, LINES).await, figures(["", "1"]));
    assert_eq!(owner.post("/security/networks", &[("scope", "")]).await.status, 303);
    assert_eq!(foreseen(&t, &all, LINES).await, figures(["", ""]), "without limits nobody is concerned");
}

#[tokio::test]
async fn how_many_sessions_keep_their_limits_and_how_many_people_there_is_room_for() {
    const LINES: [&str; 2] = ["Open sessions (they keep the time limits", "up to 2 at a time"];
    let t = TestApp::new().await;
    t.put_under(&t.other, &like(&[])).await;
    let idle = member(&t, &t.other, Role::Viewer, VIEWER).await;
    t.clock.advance(Duration::minutes(31));
    let owner = member(&t, &t.other, Role::Owner, OWNER).await;
    t.sign_in(OWNER).await;
    let here = t.sign_in(VIEWER).await;
    for (value, said) in [
        (("session.idle_minutes", "10"), ["3", ""]),
        (("session.absolute_hours", "1"), ["3", ""]),
        (("session.concurrent_users", "2"), ["", "2"]),
        (("step_up.max_age_minutes", "2"), ["", ""]),
    ] {
        assert_eq!(foreseen(&t, &like(&[value]), LINES).await, figures(said), "{value:?}");
    }
    assert_eq!(idle.get("/").await.status, 303, "what is over is not counted");
    here.post("/sign-out", &[]).await;
    assert_eq!(foreseen(&t, &like(&[("session.idle_minutes", "10")]), LINES).await, figures(["2", ""]));
    t.put_under(&t.other, &like(&[("session.idle_minutes", "10")])).await;
    t.clock.advance(Duration::minutes(11));
    assert_eq!(owner.get("/").await.status, 200, "the limits with which it began");
}

#[tokio::test]
async fn whose_account_is_reported_as_unused() {
    const LINES: [&str; 1] = ["Members whose accounts are reported as unused"];
    let t = TestApp::new().await;
    t.put_under(&t.other, &like(&[])).await;
    member(&t, &t.other, Role::Viewer, VIEWER).await;
    t.account(Some(t.other.id), Role::Viewer, "never@aoba.example.jp").await;
    t.clock.advance(Duration::days(11));
    t.account(Some(t.other.id), Role::Viewer, "new@aoba.example.jp").await;
    member(&t, &t.other, Role::Owner, OWNER).await;
    let shorter = like(&[("accounts.unused_days", "10")]);
    assert_eq!(foreseen(&t, &like(&[("accounts.unused_days", "12")]), LINES).await, figures([""]));
    assert_eq!(foreseen(&t, &shorter, LINES).await, figures(["2"]));
    t.put_under(&t.other, &shorter).await;
    let owner = t.sign_in(OWNER).await;
    assert!(owner.get("/").await.body.contains("2 accounts haven't been used for 10 days"), "and so it comes");
    assert_eq!(foreseen(&t, &like(&[("accounts.unused_days", "10")]), LINES).await, figures([""]), "no change");
}

#[tokio::test]
async fn which_certificates_count_no_more_and_which_count_again() {
    const LINES: [&str; 2] = [
        "Client certificates that can no longer be used to sign in",
        "Client certificates that can be used to sign in",
    ];
    let t = TestApp::configured(|config| config.client_certificate_header = Some("client-cert".into())).await;
    let owner = member(&t, &t.other, Role::Owner, OWNER).await;
    let id = t.id_of(OWNER).await.to_string();
    let page = format!("/members/{id}/certificates");
    for name in ["revoked", "first", "second"] {
        let (pem, _) = crate::certificates::certificate(name);
        assert_eq!(owner.post("/members/certificates/add", &[("id", &id), ("pem", &pem)]).await.status, 303);
        if name == "revoked" {
            let certificate = owner.get(&page).await.attribute("[name=certificate]", "value").unwrap();
            owner.post("/members/certificates/revoke", &[("certificate", &certificate)]).await;
        }
    }
    assert_eq!(foreseen(&t, "workspace-saas", LINES).await, figures(["2", ""]));
    assert_eq!(foreseen(&t, &profile_with("managed-saas", &[]), LINES).await, figures(["", ""]), "no change");
    t.put_under(&t.other, "workspace-saas").await;
    assert_eq!(owner.get(&page).await.status, 404, "and so it comes");
    assert_eq!(foreseen(&t, "managed-saas", LINES).await, figures(["", "2"]));
    t.clock.advance(Duration::days(40));
    t.rest().await;
    assert_eq!(foreseen(&t, "managed-saas", LINES).await, figures(["", ""]), "they have run out");
}

#[tokio::test]
async fn whose_password_runs_out_sooner_or_later_and_whose_is_good_again() {
    const LINES: [&str; 4] = [
        "Members whose password will expire earlier",
        "Members whose password will be valid for longer",
        "Members whose password expires immediately and must be changed",
        "Members whose expired password becomes valid again",
    ];
    let t = TestApp::new().await;
    let (long, short) = (like(&[]), like(&[("password.max_age_days.members", "20")]));
    t.put_under(&t.other, &long).await;
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    t.clock.advance(Duration::days(5));
    assert_eq!(foreseen(&t, &short, LINES).await, figures(["1", "", "", ""]));
    t.put_under(&t.other, &short).await;
    assert_eq!(foreseen(&t, &long, LINES).await, figures(["", "1", "", ""]));
    t.clock.advance(Duration::days(15));
    assert_eq!(foreseen(&t, &long, LINES).await, figures(["", "", "", "1"]));
    let viewer = t.sign_in(VIEWER).await;
    assert_eq!(viewer.get("/").await.location.as_deref(), Some("/account/password"));
    t.put_under(&t.other, &long).await;
    assert_eq!(viewer.get("/").await.status, 200, "and so it comes");
    assert_eq!(foreseen(&t, &short, LINES).await, figures(["", "", "1", ""]));
}

#[tokio::test]
async fn a_change_that_concerns_nobody_says_so_and_names_the_rule() {
    let t = TestApp::new().await;
    t.put_under(&t.other, &like(&[])).await;
    let staff = t.signed_in(Role::Support).await;
    let page = preview(&staff, &t.other.id.to_string(), &like(&[("password.min_length", "9")])).await;
    let shown = page.text("section[aria-labelledby=h-effect]").unwrap();
    assert!(shown.contains("No impact on members or data."), "{shown}");
    assert!(shown.contains("Minimum length") && shown.contains("9 characters"), "{shown}");
}
