//! Networks, logs and downloads, with values that no built-in profile has (MS-16, MS-17, BP-5).

use crate::networks::limited;
use crate::support::{TestApp, profile_with};
use app::permission::Role;
use chrono::Duration;

const OFFICE: &str = "203.0.113.7";
const HOME: &str = "192.0.2.9";
const OWNER: &str = "owner@aoba.example.jp";

/// The values of a profile that differ.
type Values = &'static [(&'static str, &'static str)];

#[tokio::test]
async fn ms_16_networks_limit_the_classes_of_the_profile() {
    let t = TestApp::new().await;
    let values = [("access.ip_rules_for", r#"["administrators"]"#)];
    t.put_under(&t.other, &profile_with("social-login-manager", &values)).await;
    let owner = limited(&t).await;
    let member = t.signed_in_elsewhere(Role::Viewer).await.at(HOME);
    assert_eq!((owner.at(HOME).get("/").await.status, member.get("/").await.status), (403, 200));
    t.put_under(&t.other, "social-login-manager").await;
    assert_eq!((owner.at(HOME).get("/").await.status, member.get("/").await.status), (403, 403));
}

#[tokio::test]
async fn ms_16_limits_are_lifted_for_as_long_as_the_profile_says() {
    let t = TestApp::new().await;
    t.put_under(&t.other, &profile_with("managed-saas", &[("access.lift_hours", "2")])).await;
    limited(&t).await;
    let first = t.signed_in(Role::Support).await;
    let company = t.other.id.to_string();
    let fields = [("id", company.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(first.post("/support/tenants/lift", &fields).await.status, 303);
    let page = first.get(&format!("/support/tenants/{company}")).await;
    let lift = page.attribute("form[action='/support/tenants/lift/cancel'] [name=lift]", "value").unwrap();
    t.account(None, Role::Support, "second@sekisho.example").await;
    let second = t.sign_in("second@sekisho.example").await;
    assert_eq!(second.post("/support/tenants/lift/approve", &[("lift", &lift)]).await.status, 303);
    for (later, status) in [(Duration::hours(2) - Duration::seconds(1), 200), (Duration::seconds(1), 403)] {
        t.clock.advance(later);
        let owner = t.sign_in_with(t.browser().at(OFFICE), OWNER).await;
        assert_eq!(owner.at(HOME).get("/").await.status, status, "{later}");
    }
}

/// The logs that an administrator sees, and the files that they may download.
#[tokio::test]
async fn what_administrators_see_and_take_along_is_the_profiles_matter() {
    let t = TestApp::new().await;
    let pages = ["/operation-logs", "/sign-in-history", "/operation-logs/file"];
    let under: [(Values, [u16; 3]); 4] = [
        (&[], [200, 200, 200]),
        (&[("logs.visible.sign_in", r#""provider""#)], [200, 403, 200]),
        (&[("logs.visible.operation", r#""provider""#), ("logs.member_activity", r#""provider""#)], [403, 200, 403]),
        (&[("rights.download_by_default", "false")], [200, 200, 403]),
    ];
    for (n, (values, statuses)) in under.into_iter().enumerate() {
        let profile = profile_with("social-login-manager", values);
        let company = server::features::tenants::add(&t.app, &format!("株式会社 {n}号"), &profile).await.unwrap();
        let email = format!("administrator{n}@example.jp");
        t.account(Some(company), Role::Administrator, &email).await;
        let administrator = t.sign_in(&email).await;
        for (path, status) in pages.into_iter().zip(statuses) {
            assert_eq!(administrator.get(path).await.status, status, "{values:?}: {path}");
        }
    }
}

/// A person sees all their own acts, or only their own sign-ins (BP-5, WS-2).
#[tokio::test]
async fn what_people_see_of_themselves_is_the_profiles_matter() {
    for (said, acts) in [("true", true), ("false", false)] {
        let t = TestApp::new().await;
        let company = t.company(&profile_with("social-login-manager", &[("logs.own_activity", said)])).await;
        let viewer = t.signed_in_at(&company, Role::Viewer, "viewer@futaba.example.jp").await;
        viewer.post("/display", &[("lang", "en"), ("back", "/")]).await;
        let shown = crate::sessions::rows(&viewer.get("/account/activity").await).join("\n");
        assert!(shown.contains("Success"), "the sign-in: {shown}");
        assert_eq!(shown.contains("Display settings changed"), acts, "{said}: {shown}");
    }
}
