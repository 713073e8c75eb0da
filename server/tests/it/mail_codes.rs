//! Codes by mail as the second step (MS-20, MS-22): only if the profile offers them, never for staff, bound to browser
//! and attempt, valid once and for a short time.

use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;

pub const VIEWER: &str = "viewer@aoba.example.jp";

/// The code in the newest mail.
pub async fn mailed(t: &TestApp, to: &str) -> String {
    server::outbox::work(&t.app).await.unwrap();
    let text = t.newest_mail(to);
    text.lines().find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit())).unwrap().to_owned()
}

pub async fn half_way(t: &TestApp) -> Browser {
    let browser = t.browser();
    let answer = browser.post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/verify"), "{}", answer.body);
    browser
}

async fn verify(browser: &Browser, code: &str) -> Answer {
    browser.post("/sign-in/verify", &[("code", code)]).await
}

/// A member of a company under `managed-saas` whose second step is by mail. Returns a recovery code.
pub async fn chosen(t: &TestApp) -> String {
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    t.without_two_steps(VIEWER).await;
    let viewer = t.sign_in(VIEWER).await;
    assert_eq!(viewer.post("/account/two-step/mail", &[]).await.status, 303);
    let page = viewer.get("/account/two-step").await;
    assert!(page.body.contains("6-digit code to") && !page.body.contains(&format!("to {VIEWER}")), "{}", page.body);
    let code = mailed(t, VIEWER).await;
    let proved = viewer.post("/account/two-step/prove", &[("code", &code)]).await;
    assert_eq!(proved.location.as_deref(), Some("/account/two-step/codes"), "{}", proved.body);
    let page = viewer.get("/account/two-step/codes").await;
    let (first, last) = (page.text(".codes li:first-child").unwrap(), page.text(".codes li:last-child").unwrap());
    assert_eq!(viewer.post("/account/two-step/codes", &[("code", &first)]).await.status, 303);
    assert!(viewer.get("/account/two-step").await.body.contains("Email code"));
    last
}

#[tokio::test]
async fn ms_20_ms_22_a_code_by_mail_is_the_second_step_where_the_profile_offers_it() {
    let t = TestApp::new().await;
    chosen(&t).await;
    let browser = half_way(&t).await;
    let page = browser.get("/sign-in/verify").await;
    assert!(page.body.contains("6-digit code to") && !page.body.contains(VIEWER), "the address is masked");
    let code = mailed(&t, VIEWER).await;
    assert_eq!(verify(&browser, &code).await.location.as_deref(), Some("/"));
    let history = t.newest_acts(t.other.id, 6).await;
    assert_eq!(history[0], "sign_in:success");
    assert!(history.contains(&"second_factor.mail_code:success".to_owned()), "{history:?}");
}

#[tokio::test]
async fn ms_20_codes_by_mail_are_for_nobody_else() {
    let t = TestApp::new().await;
    let (member, staff) = (t.signed_in(Role::Viewer).await, t.signed_in(Role::Support).await);
    for browser in [&member, &staff] {
        assert_eq!(browser.get("/account/two-step").await.count("[formaction='/account/two-step/mail']"), 0);
        assert_eq!(browser.post("/account/two-step/mail", &[("code", "1")]).await.status, 404);
    }
    assert_eq!(member.get("/account/two-step").await.count("form[action='/account/two-step/mail']"), 0);
    t.tamper("UPDATE authenticator SET by_mail = TRUE").await.unwrap();
    staff.post("/account/two-step/send", &[]).await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'sign_in.code'").await, 0);
}

#[tokio::test]
async fn a_code_is_good_once_in_its_own_browser_and_not_for_long() {
    let t = TestApp::new().await;
    let recovery = chosen(&t).await;
    let first = half_way(&t).await;
    let code = mailed(&t, VIEWER).await;
    let other = half_way(&t).await;
    let newer = mailed(&t, VIEWER).await;
    assert_eq!(verify(&other, &code).await.status, 422, "another attempt's");
    assert_eq!(verify(&first, &newer).await.status, 422, "and the other way round");
    t.clock.advance(Duration::minutes(5));
    assert_eq!(verify(&first, &code).await.location.as_deref(), Some("/"), "its own browser");

    t.clock.advance(Duration::hours(1));
    let late = half_way(&t).await;
    let code = mailed(&t, VIEWER).await;
    t.tamper("UPDATE mail_code SET until = '2026-11-22T00:00:00+00:00'").await.unwrap();
    assert_eq!(verify(&late, &code).await.status, 422);
    t.clock.advance(Duration::minutes(5));
    assert_eq!(verify(&late, &recovery).await.location.as_deref(), Some("/"), "a recovery code stands in");
}

#[tokio::test]
async fn another_mail_makes_the_one_before_void_and_waits_its_time() {
    let t = TestApp::new().await;
    chosen(&t).await;
    let browser = half_way(&t).await;
    let old = mailed(&t, VIEWER).await;
    browser.post("/sign-in/verify/send", &[]).await;
    assert!(browser.get("/sign-in/verify").await.text(".flash").unwrap().contains("was just sent"));
    t.clock.advance(Duration::seconds(30));
    browser.post("/sign-in/verify/send", &[]).await;
    assert!(browser.get("/sign-in/verify").await.text(".flash").unwrap().contains("We sent a new code"));
    let new = mailed(&t, VIEWER).await;
    if old != new {
        assert_eq!(verify(&browser, &old).await.status, 422);
        t.clock.advance(Duration::minutes(5));
    }
    assert_eq!(verify(&browser, &new).await.location.as_deref(), Some("/"));
    assert_eq!(t.browser().post("/sign-in/verify/send", &[]).await.sends_out_to(), Some("/sign-in?ended=1"));
}

#[tokio::test]
async fn a_code_that_is_asked_for_too_soon_is_logged_as_refused() {
    let t = TestApp::new().await;
    chosen(&t).await;
    let browser = half_way(&t).await;
    let before = t.log_len(t.other.id).await;
    browser.post("/sign-in/verify/send", &[]).await;
    assert_eq!(t.newest_entry(t.other.id).await, "second_factor.mail_code:failure:too_soon");
    let by_them = "SELECT COUNT(*) FROM operation_log WHERE action = 'second_factor.mail_code' AND result = 'failure' \
                   AND actor_kind = 'member'";
    assert_eq!((t.log_len(t.other.id).await, t.scalar(by_them).await), (before + 1, 1), "in their company's log");
    // In an open session too.
    assert_eq!(verify(&browser, &mailed(&t, VIEWER).await).await.location.as_deref(), Some("/"));
    for result in ["success", "failure:too_soon"] {
        browser.post("/account/two-step/send", &[]).await;
        assert_eq!(t.newest_entry(t.other.id).await, format!("second_factor.mail_code:{result}"));
    }
}

/// S2: a person who only knows a password cannot fill the log. Beyond the limit the answer is the same.
#[tokio::test]
async fn what_is_refused_between_the_steps_writes_only_so_much() {
    let t = TestApp::new().await;
    let owner = "owner@takasakiya.example.jp";
    t.account(Some(t.own.id), Role::Owner, owner).await;
    chosen(&t).await;
    let by_app = t.browser();
    by_app.post("/sign-in", &[("email", owner), ("password", PASSWORD)]).await;
    let most = i64::from(t.app.default_profile().lockout.per_address_per_minute);
    for (browser, tenant, reason) in [(half_way(&t).await, t.other.id, "too_soon"), (by_app, t.own.id, "out_of_order")]
    {
        let before = t.log_len(tenant).await;
        for _ in 0..most + 2 {
            browser.post("/sign-in/verify/send", &[]).await;
        }
        assert_eq!(t.log_len(tenant).await, before + most, "{reason}");
        assert_eq!(t.newest_entry(tenant).await, format!("second_factor.mail_code:failure:{reason}"));
        assert!(browser.get("/sign-in/verify").await.text(".flash").is_some(), "{reason}: they are still told");
        // The limit counts a network for a minute.
        t.clock.advance(Duration::minutes(1));
    }
}

async fn codes_mailed(t: &TestApp) -> i64 {
    t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'sign_in.code'").await
}

/// A person who knows the password cannot flood the owner's mailbox by starting over, nor keep the owner's own device
/// from getting a code.
#[tokio::test]
async fn an_account_gets_no_more_than_so_many_codes_in_an_hour() {
    let t = TestApp::new().await;
    chosen(&t).await;
    let own = half_way(&t).await;
    assert_eq!(verify(&own, &mailed(&t, VIEWER).await).await.location.as_deref(), Some("/"));
    own.post("/sign-out", &[]).await;
    let before = codes_mailed(&t).await;
    for _ in 0..9 {
        half_way(&t).await;
    }
    assert_eq!(codes_mailed(&t).await, before + 9);
    let one_too_many = half_way(&t).await;
    assert_eq!(codes_mailed(&t).await, before + 9);
    assert!(one_too_many.get("/sign-in/verify").await.text(".flash").unwrap().contains("Wait about an hour"));
    one_too_many.post("/sign-in/verify/send", &[]).await;
    assert_eq!(codes_mailed(&t).await, before + 9, "nor by asking once more");
    let answer = own.post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/verify"));
    assert_eq!(codes_mailed(&t).await, before + 10, "the person's own device gets one");
    t.clock.advance(Duration::hours(1));
    half_way(&t).await;
    assert_eq!(codes_mailed(&t).await, before + 11, "and everybody an hour later");
}

/// A change of profile must not ask anybody for an app that they never had.
#[tokio::test]
async fn who_had_codes_by_mail_sets_up_an_app_once_they_are_no_longer_offered() {
    let t = TestApp::new().await;
    chosen(&t).await;
    let staff = t.signed_in(Role::Support).await;
    let id = t.other.id.to_string();
    let wanted = [("id", id.as_str()), ("profile", "social-login-manager")];
    let preview = staff.post("/support/tenants/preview", &wanted).await;
    let counted =
        crate::profile_effects::figure(&preview, "Accounts that must switch from email codes to an authenticator app");
    assert_eq!(counted.as_deref(), Some("1"));
    crate::profile_changes::put_in_force(&t, &staff, &id, "social-login-manager").await;

    let browser = half_way(&t).await;
    assert!(browser.get("/sign-in/verify").await.body.contains("6-digit code to"));
    assert_eq!(verify(&browser, &mailed(&t, VIEWER).await).await.location.as_deref(), Some("/"));
    assert_eq!(browser.get("/").await.location.as_deref(), Some("/account/two-step"), "and nowhere else");
    let set_up = browser.get("/account/two-step").await;
    assert!(set_up.body.contains("Email codes are no longer available"), "{}", set_up.body);
    assert_eq!(set_up.count("[action='/account/two-step/mail'], [formaction='/account/two-step/mail']"), 0);
    crate::second_factor::set_up(&t, &browser).await;
    assert_eq!(browser.get("/").await.status, 200);
    let again = half_way(&t).await;
    assert!(again.get("/sign-in/verify").await.body.contains("from your authenticator app"));
}

/// A change of role must not ask anybody for an app that they never had either.
#[tokio::test]
async fn a_second_step_of_the_past_is_kept_until_another_is_set_up() {
    let t = TestApp::new().await;
    let recovery = chosen(&t).await;
    t.tamper("UPDATE tenant SET profile = 'social-login-manager'").await.unwrap();
    let browser = half_way(&t).await;
    assert_eq!(verify(&browser, &recovery).await.location.as_deref(), Some("/"));
    t.clock.advance(Duration::minutes(5));
    let asked = browser.post("/account/two-step/start", &[]).await;
    assert_eq!((asked.status, asked.count("#password")), (403, 1), "the password, not a code of an app");
}
