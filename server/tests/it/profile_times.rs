//! How long sessions, proofs, links and consents last, with times that no built-in profile has.

use crate::invitations::{invite, join, link_to};
use crate::support::{Browser, Company, PASSWORD, TestApp, profile_with};
use app::permission::Role;
use chrono::Duration;

const OWNER: &str = "owner@futaba.example.jp";
const PERSON: &str = "new@futaba.example.jp";
const SECOND: Duration = Duration::seconds(1);

/// A company with a profile of the test, and its owner.
async fn under(t: &TestApp, values: &[(&str, &str)]) -> (Company, Browser) {
    let company = t.company(&profile_with("social-login-manager", values)).await;
    let owner = t.signed_in_at(&company, Role::Owner, OWNER).await;
    (company, owner)
}

#[tokio::test]
async fn a_session_is_idle_and_lasts_no_longer_than_the_profile_says() {
    let t = TestApp::new().await;
    let (_, owner) = under(&t, &[("session.idle_minutes", "10"), ("session.absolute_hours", "2")]).await;
    t.clock.advance(Duration::minutes(10) - SECOND);
    assert_eq!(owner.get("/").await.status, 200);
    t.clock.advance(Duration::minutes(10) + SECOND);
    assert_eq!(owner.get("/").await.status, 303, "idle too long");
    let busy = t.sign_in(OWNER).await;
    for _ in 0..(2 * 60 / 5) {
        assert_eq!(busy.get("/").await.status, 200);
        t.clock.advance(Duration::minutes(5));
    }
    assert_eq!(busy.get("/").await.status, 303, "busy or not, it ends");
}

#[tokio::test]
async fn ds_7_there_is_room_for_as_many_people_as_the_profile_says() {
    let t = TestApp::new().await;
    let (company, owner) = under(&t, &[("session.concurrent_users", "2")]).await;
    t.signed_in_at(&company, Role::Viewer, PERSON).await;
    let third = "third@futaba.example.jp";
    t.account(Some(company.id), Role::Viewer, third).await;
    let sign_in = [("email", third), ("password", PASSWORD)];
    assert_eq!(t.browser().post("/sign-in", &sign_in).await.location.as_deref(), Some("/sign-in"));
    owner.post("/sign-out", &[]).await;
    assert_eq!(t.browser().post("/sign-in", &sign_in).await.location.as_deref(), Some("/"));
}

#[tokio::test]
async fn a_proof_is_good_for_weighty_acts_as_long_as_the_profile_says() {
    let t = TestApp::new().await;
    let (company, owner) = under(&t, &[("step_up.max_age_minutes", "2")]).await;
    crate::people::fill(&t.app, &t.db, company.id, 3).await;
    let start = async || owner.post("/exports", &[("columns", "email"), ("purpose", "照合")]).await;
    t.clock.advance(Duration::minutes(2) - SECOND);
    assert_eq!(start().await.status, 303);
    t.clock.advance(SECOND);
    assert_eq!(start().await.text("h1").as_deref(), Some("Confirm it's you"));
}

#[tokio::test]
async fn a_proof_is_good_for_light_acts_as_long_as_the_profile_says() {
    let t = TestApp::new().await;
    let (_, owner) = under(&t, &[("step_up.light_max_age_minutes", "12")]).await;
    let invited = async |role| invite(&owner, &format!("{role}@futaba.example.jp"), role).await.status;
    t.clock.advance(Duration::minutes(12) - SECOND);
    assert_eq!((invited("viewer").await, invited("operator").await), (303, 403));
    t.clock.advance(SECOND);
    assert_eq!(invite(&owner, PERSON, "viewer").await.status, 403);
}

#[tokio::test]
async fn an_invitation_is_good_as_long_as_the_profile_says() {
    for (late, status) in [(-SECOND, 303), (Duration::zero(), 410)] {
        let t = TestApp::new().await;
        let (_, owner) = under(&t, &[("accounts.invitation_days", "2")]).await;
        assert_eq!(invite(&owner, PERSON, "viewer").await.status, 303);
        let path = link_to(&t, PERSON).await;
        t.clock.advance(Duration::days(2) + late);
        assert_eq!(join(&t, &path).await.status, status, "{late}");
    }
}

#[tokio::test]
async fn a_contact_is_confirmed_within_the_time_of_the_profile() {
    const CONTACT: &str = "soumu@futaba.example.jp";
    for (late, status) in [(-SECOND, 303), (Duration::zero(), 410)] {
        let t = TestApp::new().await;
        let (_, owner) = under(&t, &[("notices.contact_link_hours", "3")]).await;
        let fields = [("name", "総務"), ("email", CONTACT), ("kinds", "urgent"), ("language", "ja")];
        assert_eq!(owner.post("/contacts", &fields).await.status, 303);
        let (path, reader) = (link_to(&t, CONTACT).await, t.browser());
        t.clock.advance(Duration::hours(3) + late);
        reader.get(&path).await;
        assert_eq!(reader.post("/contacts/confirm", &[]).await.status, status, "{late}");
    }
}

#[tokio::test]
async fn accounts_count_as_unused_when_the_profile_says() {
    let t = TestApp::new().await;
    let (company, _) = under(&t, &[("accounts.unused_days", "10")]).await;
    t.account(Some(company.id), Role::Viewer, PERSON).await;
    let reported = async || {
        let owner = t.sign_in(OWNER).await;
        let home = owner.get("/").await.body.contains("1 account hasn't been used for 10 days");
        (home, owner.get("/members?state=dormant").await.count("main tbody tr") == 1)
    };
    t.clock.advance(Duration::days(10));
    assert_eq!(reported().await, (false, false));
    t.clock.advance(SECOND);
    assert_eq!(reported().await, (true, true));
}

#[tokio::test]
async fn ms_18_a_consent_lasts_as_long_as_the_profile_lets_it() {
    let t = TestApp::new().await;
    let (company, owner) = under(&t, &[("staff_access.consent_max_hours", "100")]).await;
    assert_eq!(owner.get("/consents").await.count("option[value='100']"), 1);
    let grant = |hours| [("scopes", "end_users"), ("reason", "件数の調査"), ("hours", hours)];
    let refused = owner.post("/consents", &grant("101")).await;
    assert!(refused.field_error("hours").is_some(), "{}", refused.body);
    assert_eq!(owner.post("/consents", &grant("100")).await.status, 303);
    t.account(None, Role::Support, "staff@sekisho.example").await;
    let list = format!("/support/tenants/{}/end-users", company.id);
    for (later, status) in [(Duration::hours(100) - SECOND, 200), (SECOND, 403)] {
        t.clock.advance(later);
        let staff = t.sign_in("staff@sekisho.example").await;
        assert_eq!(staff.get(&list).await.status, status, "{later}");
    }
}

/// The case of the only administrator: nobody else of the company can consent to it.
#[tokio::test]
async fn where_nobody_can_consent_a_case_waits_as_long_as_the_profile_says() {
    use crate::cases::{Scene, open, staff};
    let t = TestApp::new().await;
    let (company, owner) = under(&t, &[("support.cooling_off_hours", "5")]).await;
    let (first, second) = (staff(&t, "first@example.jp").await, staff(&t, "second@example.jp").await);
    let id = open(&t, company.id, &first, (OWNER, "remove")).await;
    let s = Scene { t, first, second, admin: owner, id };
    assert_eq!(s.check(&s.first).await.status, 303);
    for (later, state) in [(Duration::hours(5) - SECOND, "checked"), (SECOND, "approved")] {
        s.t.clock.advance(later);
        let second = s.t.sign_in("second@example.jp").await;
        s.step(&second, "/support/cases/approve").await;
        assert_eq!(s.state().await, state, "{later}");
    }
}
