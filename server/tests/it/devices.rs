//! Known devices: they expire, a reset ends them, and each kind of sign-in counts its own failures.

use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::identity::devices;

const OWNER: &str = "owner@takasakiya.example.jp";
const STAFF: &str = "support@takasakiya.example.jp";

async fn new_device_mails(t: &TestApp) -> i64 {
    t.scalar("SELECT count(*) FROM mail WHERE kind = 'sign_in.new_device'").await
}

#[tokio::test]
async fn a_device_is_known_for_a_time_after_the_last_sign_in_on_it() {
    let t = TestApp::new().await;
    let mut browser = t.signed_in(Role::Viewer).await;
    for (days, mails) in [(60, 0), (60, 0), (91, 1)] {
        t.clock.advance(Duration::days(days));
        t.rest().await;
        browser.post("/sign-out", &[]).await;
        browser = t.sign_in_with(browser, "viewer@takasakiya.example.jp").await;
        assert_eq!(new_device_mails(&t).await, mails, "after {days} days");
    }
    assert!(Duration::days(90) == devices::KNOWN_FOR, "as the numbers above say");
}

/// After a reset by the desk or an administrator, a copy of the cookie is worthless too.
#[tokio::test]
async fn a_reset_ends_what_devices_remember() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    t.clock.advance(Duration::minutes(1));
    let reset = server::features::tenants::reset(&t.app, STAFF, "seen in person", false).await.unwrap();
    t.clock.advance(Duration::minutes(1));
    let fields = [("email", STAFF), ("password", reset.one_time_password.as_str())];
    let half = staff.post("/sign-in", &fields).await;
    assert_eq!(half.location.as_deref(), Some("/sign-in/verify"), "{}", half.body);
    let done = staff.post("/sign-in/verify", &[("code", &t.code())]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(new_device_mails(&t).await, 1);
}

/// A person who knows the password but has no code cannot block the owner: neither from step-up in an open session, nor
/// from the second step on a known device.
#[tokio::test]
async fn wrong_codes_of_somebody_else_keep_nobody_waiting_at_home() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let right = [("email", OWNER), ("password", PASSWORD)];
    for _ in 0..2 {
        let outside = t.browser();
        outside.post("/sign-in", &right).await;
        for _ in 0..4 {
            outside.post("/sign-in/verify", &[("code", "000000")]).await;
        }
    }
    let outside = t.browser();
    outside.post("/sign-in", &right).await;
    t.clock.advance(Duration::seconds(30));
    assert_eq!(outside.post("/sign-in/verify", &[("code", &t.code())]).await.status, 429, "they wait");
    let proved = owner.post("/account/prove", &[("code", &t.code()), ("return_to", "/members")]).await;
    assert_eq!((proved.status, proved.location.as_deref()), (303, Some("/members")), "{}", proved.body);
    owner.post("/sign-out", &[]).await;
    t.clock.advance(Duration::seconds(30));
    owner.post("/sign-in", &right).await;
    assert_eq!(owner.post("/sign-in/verify", &[("code", &t.code())]).await.status, 303);
}
