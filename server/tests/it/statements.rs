//! Sentences of the policies that no single feature keeps alone, each under the profile it belongs to.

use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::tenants;
use uuid::Uuid;

const MEMBERS: [Role; 4] = [Role::Owner, Role::Administrator, Role::Operator, Role::Viewer];

/// Where the console leads somebody who has just signed in and opens a page.
async fn led_to(browser: &Browser) -> Option<String> {
    browser.get("/").await.location
}

#[tokio::test]
async fn sl_20f_the_same_policy_holds_for_every_manager() {
    let t = TestApp::new().await;
    let mut rules = Vec::new();
    for role in MEMBERS {
        let browser = t.signed_in(role).await;
        rules.push(browser.get("/account/password").await.text(".rules").unwrap());
        assert_eq!(led_to(&browser).await, None, "{role:?}");
    }
    assert!(rules[0].contains("8 to 128") && rules.windows(2).all(|pair| pair[0] == pair[1]), "{rules:?}");
    t.clock.advance(Duration::days(90));
    for role in MEMBERS {
        let browser = t.sign_in(&format!("{}@takasakiya.example.jp", role.code())).await;
        assert_eq!(led_to(&browser).await.as_deref(), Some("/account/password"), "{role:?}");
    }
}

#[tokio::test]
async fn ms_13_bp_16_the_log_is_searched_by_the_account_id() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.account(Some(t.other.id), Role::Viewer, "viewer@aoba.example.jp").await;
    t.sign_in("viewer@aoba.example.jp").await;
    let by = async |id: Uuid| owner.get(&format!("/operation-logs?actor={id}")).await.count("tbody tr");
    assert!(by(id).await > 0);
    assert_eq!(by(Uuid::nil()).await, 0);
}

#[tokio::test]
async fn ms_16_ms_17_administrators_change_within_30_days_and_members_within_90() {
    let t = TestApp::new().await;
    for (role, days) in [(Role::Administrator, 30), (Role::Operator, 90)] {
        let begun = t.now();
        t.signed_in_elsewhere(role).await;
        let email = format!("{}@aoba.example.jp", role.code());
        t.clock.advance(Duration::days(days) - Duration::minutes(1));
        assert_eq!(led_to(&t.sign_in(&email).await).await, None, "{role:?}");
        t.clock.advance(Duration::minutes(1));
        assert_eq!(led_to(&t.sign_in(&email).await).await.as_deref(), Some("/account/password"), "{role:?}");
        assert_eq!(t.now() - begun, Duration::days(days));
    }
}

#[tokio::test]
async fn ms_17_nobody_but_the_owner_exports_under_managed_saas() {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.other.id, 3).await;
    let fields = [("columns", "email"), ("purpose", "照合")];
    for role in [Role::Administrator, Role::Operator, Role::Viewer] {
        let browser = t.signed_in_elsewhere(role).await;
        assert_eq!(browser.post("/exports", &fields).await.status, 403, "{role:?}");
    }
    assert_eq!(t.signed_in_elsewhere(Role::Owner).await.post("/exports", &fields).await.status, 303);
}

/// Without a consent there is nothing that staff could look at; that they tried is recorded.
#[tokio::test]
async fn ms_18_bp_15_staff_reach_no_data_of_a_company() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    let b2b = tenants::add(&t.app, "株式会社 双葉", "b2b-platform").await.unwrap();
    reach_no_data(&t, &staff, t.other.id, "株式会社 青葉商店").await;
    reach_no_data(&t, &staff, b2b, "株式会社 双葉").await;
}

async fn reach_no_data(t: &TestApp, staff: &Browser, id: Uuid, name: &str) {
    let people = crate::people::fill(&t.app, &t.db, id, 3).await;
    for path in ["/end-users", &format!("/end-users/{}", people[0].0), "/exports", "/operation-logs", "/members"] {
        let answer = staff.get(path).await;
        assert_eq!(answer.status, 403, "{path}");
        assert_eq!(t.newest_acts(server::keys::PROVIDER, 1).await, ["access.denied:denied"], "{path}");
    }
    let company = staff.get(&format!("/support/tenants/{id}")).await;
    assert!(company.status == 200 && company.body.contains(name), "the contract they see");
}
