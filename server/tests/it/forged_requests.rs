//! S10: a person who can write to the database, but has no key, cannot decide a request for others.

use crate::cases::{NEW, Scene, set_password};
use crate::forged::{alarms, uuid};
use crate::support::{Browser, TestApp, only, put_back};
use crate::{invitations, networks, profile_changes, staff};
use app::permission::Role;
use server::storage::entity::{invitation, support_case};

/// A forged row: each change raises an alarm, and later steps do not follow the forged content.
struct Forgery<'a> {
    t: &'a TestApp,
    table: &'static str,
    id: String,
}

impl Forgery<'_> {
    async fn write(&self, change: &str) -> usize {
        self.t.forge(&format!("UPDATE {} SET {change}", self.table)).await.unwrap();
        alarms(self.t).await.len()
    }

    async fn is_told(&self, before: usize, change: &str) {
        assert_eq!(alarms(self.t).await[before..], [(self.table.to_owned(), self.id.clone())], "{change}");
    }
}

async fn passwords(t: &TestApp) -> i64 {
    t.scalar("SELECT CAST(SUM(password_no) AS BIGINT) FROM account").await
}

async fn second(t: &TestApp) -> Browser {
    t.account(None, Role::Support, "second@sekisho.example").await;
    t.sign_in("second@sekisho.example").await
}

#[tokio::test]
async fn s10_a_case_skips_no_step_by_the_database() {
    let s = Scene::new().await;
    let row = async || only::<support_case::Model>(&s.t).await;
    let case = Forgery { t: &s.t, table: "support_case", id: s.id.clone() };
    let second = uuid(&s.t, s.t.id_of("second@example.jp").await);
    let set = passwords(&s.t).await;
    let tried = async |changes: &[String], by: &Browser, path: &str| {
        let was = row().await;
        for change in changes {
            let before = case.write(change).await;
            let forged = row().await;
            assert_eq!(s.step(by, path).await.status, 303, "{change}");
            assert_eq!(row().await, forged, "{change}");
            case.is_told(before, change).await;
            put_back(&s.t, &was).await;
        }
    };
    let checked = "checked_at = opened_at, checked_by = opened_by";
    let skipped =
        [format!("state = 'consented', {checked}"), format!("state = 'checked', {checked}, cooling_until = opened_at")];
    tried(&skipped, &s.second, "/support/cases/approve").await;
    tried(&["state = 'approved'".to_owned()], &s.second, "/support/cases/send-again").await;
    assert_eq!(s.check(&s.first).await.status, 303);
    let person = uuid(&s.t, s.t.id_of("administrator@takasakiya.example.jp").await);
    tried(&[format!("opened_by = {person}")], &s.admin, "/cases/consent").await;
    assert_eq!(s.step(&s.admin, "/cases/consent").await.status, 303);
    tried(&[format!("opened_by = {second}, checked_by = {second}")], &s.first, "/support/cases/approve").await;
    let more = ["removes_second_factor = TRUE".to_owned(), "mac = NULL".to_owned()];
    tried(&more, &s.second, "/support/cases/approve").await;
    assert_eq!(passwords(&s.t).await, set, "no password has ended");
    assert_eq!(s.t.scalar("SELECT count(*) FROM one_time_link").await, 0, "no link has gone out");
    // A request that nobody can carry out any more can still be ended.
    case.write("removes_second_factor = TRUE").await;
    assert_eq!(s.step(&s.second, "/support/cases/cancel").await.status, 303);
    assert_eq!(s.state().await, "closed");
}

#[tokio::test]
async fn s10_a_link_of_ones_own_resets_nobody_elses_password() {
    let s = Scene::new().await;
    s.t.account(Some(s.t.own.id), Role::Owner, "owner@takasakiya.example.jp").await;
    let owner = uuid(&s.t, s.t.id_of("owner@takasakiya.example.jp").await);
    let path = s.approved().await;
    let set = passwords(&s.t).await;
    let case = Forgery { t: &s.t, table: "support_case", id: s.id.clone() };
    for change in [format!("account_id = {owner}, removes_second_factor = TRUE"), format!("opened_by = {owner}")] {
        let before = case.write(&change).await;
        assert_eq!(set_password(&s.t.browser(), &path).await.status, 410, "{change}");
        case.is_told(before, &change).await;
    }
    assert_eq!(passwords(&s.t).await, set);
    let taken = [("email", "owner@takasakiya.example.jp"), ("password", NEW)];
    assert_eq!(s.t.browser().post("/sign-in", &taken).await.status, 422);
}

#[tokio::test]
async fn s10_nobody_approves_a_member_of_staff_alone_by_the_database() {
    let t = TestApp::new().await;
    let first = t.signed_in(Role::Support).await;
    let other = second(&t).await;
    staff::ask(&first, "new@sekisho.example").await;
    let page = staff::request_of(&first).await;
    let request = Forgery { t: &t, table: "staff_request", id: page.rsplit('/').next().unwrap().to_owned() };
    let second = uuid(&t, t.id_of("second@sekisho.example").await);
    for change in [format!("asked_by = {second}"), "asked_by = NULL".to_owned(), "mac = NULL".to_owned()] {
        let before = request.write(&change).await;
        assert_eq!(staff::decide(&first, "approve", &page, "x").await.status, 303, "{change}");
        assert_eq!(t.scalar("SELECT count(*) FROM staff_request WHERE state <> 'waiting'").await, 0, "{change}");
        request.is_told(before, &change).await;
    }
    request.write("state = 'approved'").await;
    other.post("/support/staff/send-again", &[("id", &request.id)]).await;
    assert_eq!(t.scalar("SELECT count(*) FROM one_time_link").await, 0, "no link has gone out");
    assert_eq!(staff::decide(&other, "reject", &page, "x").await.status, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM staff_request WHERE state = 'rejected'").await, 1, "it can be ended");
}

#[tokio::test]
async fn s10_nobody_changes_a_profile_alone_by_the_database() {
    let t = TestApp::new().await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    let other = second(&t).await;
    assert_eq!(profile_changes::ask(&first, &company, "b2b-platform").await.status, 303);
    let change = profile_changes::waiting(&first, &company).await;
    let request = Forgery { t: &t, table: "profile_change", id: change.clone() };
    let second = uuid(&t, t.id_of("second@sekisho.example").await);
    for (forged, by) in [
        (format!("asked_by = {second}"), &first),
        ("wanted = 'workspace-saas'".to_owned(), &other),
        ("mac = NULL".to_owned(), &other),
    ] {
        let before = request.write(&forged).await;
        profile_changes::decide(by, "approve", &company, &change).await;
        assert_eq!(profile_changes::profile_of_other(&t).await, "managed-saas", "{forged}");
        request.is_told(before, &forged).await;
        t.forge(&format!("UPDATE profile_change SET asked_by = {}", uuid(&t, t.id_of(FIRST).await))).await.unwrap();
    }
    profile_changes::decide(&other, "cancel", &company, &change).await;
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["profile.cancel:success"], "it can be ended");
}

/// The same address as in `signed_in`.
const FIRST: &str = "support@takasakiya.example.jp";

#[tokio::test]
async fn s10_nobody_lifts_the_limits_alone_by_the_database() {
    let t = TestApp::new().await;
    networks::limited(&t).await;
    let first = t.signed_in(Role::Support).await;
    second(&t).await;
    let tenant = t.other.id.to_string();
    let fields = [("id", tenant.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    first.post("/support/tenants/lift", &fields).await;
    let page = first.get(&format!("/support/tenants/{tenant}")).await;
    let id = page.attribute("form[action='/support/tenants/lift/cancel'] [name=lift]", "value").unwrap();
    let lift = Forgery { t: &t, table: "network_lift", id: id.clone() };
    let forged = format!("asked_by = {}", uuid(&t, t.id_of("second@sekisho.example").await));
    let before = lift.write(&forged).await;
    first.post("/support/tenants/lift/approve", &[("lift", &id)]).await;
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["network.lift:failure"]);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM tenant WHERE networks_lifted_until IS NOT NULL").await, 0);
    lift.is_told(before, &forged).await;
    first.post("/support/tenants/lift/cancel", &[("lift", &id)]).await;
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["network.lift_cancel:success"], "it can be ended");
}

#[tokio::test]
async fn s10_an_invitation_is_approved_by_nobody_but_who_may() {
    let t = TestApp::new().await;
    let company = server::features::tenants::add(&t.app, "株式会社 双葉", "dual-server-saas").await.unwrap();
    for (role, email) in [(Role::Owner, "owner@futaba.example.jp"), (Role::Administrator, "admin@futaba.example.jp")] {
        t.account(Some(company), role, email).await;
    }
    let admin = t.sign_in("admin@futaba.example.jp").await;
    invitations::invite(&admin, "new@futaba.example.jp", "viewer").await;
    let id = invitations::open_invitation(&t).await;
    let invitation = Forgery { t: &t, table: "invitation", id: id.clone() };
    let was = only::<invitation::Model>(&t).await;
    let before = invitation.write("state = 'sent'").await;
    admin.post("/members/invitations/send-again", &[("id", &id)]).await;
    assert_eq!(t.scalar("SELECT count(*) FROM one_time_link").await, 0, "no link without approval");
    invitation.is_told(before, "state").await;
    put_back(&t, &was).await;
    let owner = t.sign_in("owner@futaba.example.jp").await;
    owner.post("/members/invitations/approve", &[("id", &id)]).await;
    assert_eq!(t.acts_but_alarms(company, 1).await, ["invitation.approve:success"], "as it was, it goes its way");
}

#[tokio::test]
async fn s10_an_app_does_not_become_a_code_by_mail_by_the_database() {
    const EMAIL: &str = "owner@aoba.example.jp";
    let t = TestApp::new().await;
    let signed_in = t.signed_in_elsewhere(Role::Owner).await;
    let step = Forgery { t: &t, table: "authenticator", id: t.id_of(EMAIL).await.to_string() };
    let before = step.write("by_mail = TRUE").await;
    let half = t.browser().post("/sign-in", &[("email", EMAIL), ("password", crate::support::PASSWORD)]).await;
    assert_eq!((half.status, half.location.as_deref()), (303, Some("/sign-in/verify")));
    assert_eq!(t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'sign_in.code'").await, 0, "no code by mail");
    step.is_told(before, "by_mail").await;
    signed_in.post("/account/two-step/send", &[]).await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'sign_in.code'").await, 0, "nor to change it");
}

#[tokio::test]
async fn s10_a_second_step_that_somebody_writes_takes_no_code() {
    const EMAIL: &str = "owner@aoba.example.jp";
    let t = TestApp::new().await;
    t.signed_in_elsewhere(Role::Owner).await;
    let step = Forgery { t: &t, table: "authenticator", id: t.id_of(EMAIL).await.to_string() };
    let verify = async || {
        t.codes_again().await;
        let half = t.browser();
        half.post("/sign-in", &[("email", EMAIL), ("password", crate::support::PASSWORD)]).await;
        half.post("/sign-in/verify", &[("code", &t.code())]).await.status
    };
    assert_eq!(verify().await, 303, "changed outside the program");
    let before = step.write("sealed_new = sealed").await;
    assert_eq!(verify().await, 422);
    step.is_told(before, "sealed_new").await;
}

#[tokio::test]
async fn s10_no_company_is_shown_a_change_of_profile_that_nobody_approved() {
    let t = TestApp::new().await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    assert_eq!(profile_changes::ask(&first, &company, "b2b-platform").await.status, 303);
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let is_shown = async || owner.get("/security").await.body.contains("契約の変更による");
    assert!(is_shown().await, "what waits is shown");
    let change = profile_changes::waiting(&first, &company).await;
    let request = Forgery { t: &t, table: "profile_change", id: change };
    let before = request.write("approved_at = asked_at, approved_by = asked_by").await;
    assert!(!is_shown().await);
    request.is_told(before, "approved").await;
}

#[tokio::test]
async fn s10_requests_from_before_are_signed_with_the_accounts() {
    let s = Scene::new().await;
    for table in ["account", "support_case", "authenticator"] {
        s.t.forge(&format!("UPDATE {table} SET mac = NULL")).await.unwrap();
    }
    std::fs::remove_file(s.t.dir.path().join("signed-rows")).unwrap();
    server::cli::upgrade::run(&s.t.app).await.unwrap();
    assert_eq!(s.t.scalar("SELECT count(*) FROM support_case WHERE mac IS NULL").await, 0);
    assert_eq!(s.t.scalar("SELECT count(*) FROM authenticator WHERE mac IS NULL").await, 0);
    s.check(&s.first).await;
    assert_eq!(s.state().await, "checked", "it goes on");
}
