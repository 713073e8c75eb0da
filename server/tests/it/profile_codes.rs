//! The second step, with values that no built-in profile has (MS-16, MS-20, MS-22).

use crate::mail_codes::{VIEWER, chosen, half_way, mailed};
use crate::second_factor::{self, verify};
use crate::support::{Answer, Browser, Device, TestApp, profile_with};
use app::permission::Role;
use chrono::Duration;

const ORIGIN: &str = "http://localhost:3999";
const OWNER: &str = "owner@futaba.example.jp";
const MEMBER: &str = "viewer@futaba.example.jp";

/// A member with codes by mail, in a company with a profile of the test.
async fn by_mail(values: &[(&str, &str)]) -> TestApp {
    let t = TestApp::new().await;
    t.put_under(&t.other, &profile_with("managed-saas", values)).await;
    chosen(&t).await;
    t
}

/// The owner and a member of a company with a profile of the test. They have no second step.
async fn people(t: &TestApp, values: &[(&str, &str)]) -> [Browser; 2] {
    let company = t.company(&profile_with("social-login-manager", values)).await;
    let person = async |role, email| {
        t.account(Some(company.id), role, email).await;
        t.without_two_steps(email).await;
        t.sign_in(email).await
    };
    [person(Role::Owner, OWNER).await, person(Role::Viewer, MEMBER).await]
}

async fn console() -> TestApp {
    TestApp::configured(|config| config.public_url = Some(ORIGIN.into())).await
}

async fn flash(browser: &Browser) -> String {
    browser.get("/sign-in/verify").await.text(".flash").unwrap()
}

async fn codes(t: &TestApp) -> i64 {
    t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'sign_in.code'").await
}

#[tokio::test]
async fn ms_20_a_code_by_mail_is_good_as_long_as_the_profile_says() {
    let t = by_mail(&[("second_factor.email_code_minutes", "3")]).await;
    for (late, status) in [(Duration::seconds(-1), 303), (Duration::zero(), 422)] {
        let browser = half_way(&t).await;
        let code = mailed(&t, VIEWER).await;
        t.clock.advance(Duration::minutes(3) + late);
        assert_eq!(verify(&browser, &code).await.status, status, "{late}");
        browser.post("/sign-out", &[]).await;
    }
}

#[tokio::test]
async fn ms_20_an_attempt_gets_as_many_codes_and_as_far_apart_as_the_profile_says() {
    let values = [("second_factor.email_codes", "2"), ("second_factor.email_code_pause_seconds", "90")];
    let t = by_mail(&values).await;
    let (before, browser) = (codes(&t).await, half_way(&t).await);
    for (seconds, said, sent, logged) in [
        (89, "was just sent", 1, "failure:too_soon"),
        (1, "We sent a new code", 2, "success"),
        (90, "No more codes can be sent for this sign-in", 2, "failure:codes_used_up"),
    ] {
        t.clock.advance(Duration::seconds(seconds));
        browser.post("/sign-in/verify/send", &[]).await;
        let shown = flash(&browser).await;
        assert!(shown.contains(said), "{said}: {shown}");
        assert_eq!(codes(&t).await, before + sent, "{said}");
        assert_eq!(t.newest_entry(t.other.id).await, format!("second_factor.mail_code:{logged}"));
    }
    assert_eq!(verify(&browser, &mailed(&t, VIEWER).await).await.location.as_deref(), Some("/"), "the last one");
}

#[tokio::test]
async fn ms_20_an_account_gets_as_many_codes_an_hour_as_the_profile_says() {
    let t = by_mail(&[("second_factor.email_codes_per_hour", "3")]).await;
    let before = codes(&t).await;
    for _ in 0..3 {
        half_way(&t).await;
    }
    let one_too_many = half_way(&t).await;
    assert!(flash(&one_too_many).await.contains("Wait about an hour"));
    assert_eq!(codes(&t).await, before + 3);
    assert_eq!(t.newest_entry(t.other.id).await, "second_factor.mail_code:failure:many_codes");
}

/// Without a code there is nothing to set up. The entry alone is written.
#[tokio::test]
async fn a_set_up_that_gets_no_code_does_not_begin() {
    let t = TestApp::new().await;
    t.put_under(&t.other, &profile_with("managed-saas", &[("second_factor.email_codes_per_hour", "1")])).await;
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    t.without_two_steps(VIEWER).await;
    let (first, second) = (t.sign_in(VIEWER).await, t.sign_in(VIEWER).await);
    first.post("/account/two-step/mail", &[]).await;
    assert_eq!(t.newest_entry(t.other.id).await, "second_factor.start:success");
    first.post("/account/two-step/cancel", &[]).await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM authenticator").await, 0);
    second.post("/account/two-step/mail", &[]).await;
    assert_eq!(t.newest_entry(t.other.id).await, "second_factor.start:failure:many_codes");
    assert!(second.get("/account/two-step").await.text(".flash").unwrap().contains("Wait about an hour"));
    assert_eq!((codes(&t).await, t.scalar("SELECT COUNT(*) FROM authenticator").await), (1, 0));
}

#[tokio::test]
async fn ms_20_as_many_recovery_codes_are_handed_out_as_the_profile_says() {
    let t = by_mail(&[("second_factor.recovery_codes", "4")]).await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM recovery_code").await, 4);
}

#[tokio::test]
async fn the_second_step_takes_no_longer_than_the_profile_says() {
    let t = TestApp::new().await;
    let company = t.company(&profile_with("social-login-manager", &[("second_factor.step_minutes", "4")])).await;
    t.account(Some(company.id), Role::Owner, OWNER).await;
    for (late, to) in [(Duration::seconds(-1), "/"), (Duration::zero(), "/sign-in?ended=1")] {
        let browser = second_factor::half_way(&t, OWNER).await;
        t.clock.advance(Duration::minutes(4) + late);
        assert_eq!(verify(&browser, &t.code()).await.sends_out_to(), Some(to), "{late}");
    }
}

/// The challenge of a sign-in, for which the default profile and the company's profile count, and that of a new passkey.
#[tokio::test]
async fn a_passkey_answers_within_the_time_of_the_profile() {
    const SHORT: [(&str, &str); 1] = [("second_factor.passkey_minutes", "2")];
    let options = |page: Answer| page.attribute("#passkey", "data-options").unwrap();
    for deployment in [false, true] {
        let profile = profile_with("social-login-manager", &SHORT);
        let t = TestApp::configured(|config| {
            config.public_url = Some(ORIGIN.into());
            if deployment {
                config.profile.clone_from(&profile);
            }
        })
        .await;
        let company = t.company(if deployment { "workspace-saas" } else { &profile }).await;
        let owner = t.signed_in_at(&company, Role::Owner, OWNER).await;
        let mut device = Device::new(ORIGIN);
        let added = crate::passkeys::add(&owner, &mut device).await;
        assert_eq!(added.location.as_deref(), Some("/account/passkeys"), "{}", added.body);
        for (late, to) in [(Duration::seconds(-1), "/members"), (Duration::zero(), "/sign-in")] {
            let browser = t.browser();
            browser.post("/sign-in/passkey/start", &[("return_to", "/members")]).await;
            let answer = device.sign(&options(browser.get("/sign-in/passkey").await));
            t.clock.advance(Duration::minutes(2) + late);
            let done = browser.post("/sign-in/passkey", &[("credential", &answer)]).await;
            assert_eq!(done.location.as_deref(), Some(to), "{deployment} {late}");
        }
        if !deployment {
            let owner = t.sign_in(OWNER).await;
            owner.post("/account/passkeys/start", &[("name", "a")]).await;
            t.clock.advance(Duration::minutes(2));
            assert_eq!(owner.get("/account/passkeys/new").await.status, 404, "too late to add another one");
        }
    }
}

#[tokio::test]
async fn ms_20_ms_22_a_second_step_is_taken_by_the_methods_of_the_profile_alone() {
    for (methods, app, passkey) in [(r#"["passkey"]"#, 404, 303), (r#"["totp", "recovery-code"]"#, 303, 404)] {
        let t = console().await;
        let [_, member] = people(&t, &[("second_factor.methods", methods)]).await;
        assert_eq!(member.post("/account/two-step/start", &[]).await.status, app, "{methods}");
        let started = member.post("/account/passkeys/start", &[("name", "a")]).await;
        assert_eq!(started.status, passkey, "{methods}");
        assert_eq!(member.post("/account/two-step/mail", &[]).await.status, 404, "{methods}");
    }
}

#[tokio::test]
async fn ms_20_codes_by_mail_are_for_the_classes_of_the_profile() {
    let t = TestApp::new().await;
    let values = [("second_factor.email_code_for", r#"["administrators"]"#)];
    t.put_under(&t.other, &profile_with("managed-saas", &values)).await;
    for (role, status) in [(Role::Owner, 303), (Role::Viewer, 404)] {
        let email = format!("{}@aoba.example.jp", role.code());
        t.account(Some(t.other.id), role, &email).await;
        t.without_two_steps(&email).await;
        let started = t.sign_in(&email).await.post("/account/two-step/mail", &[]).await;
        assert_eq!(started.status, status, "{role:?}");
    }
}

#[tokio::test]
async fn ms_16_a_second_step_is_offered_to_and_required_of_the_classes_of_the_profile() {
    let t = console().await;
    let offered = [("second_factor.offered_to", r#"["administrators", "staff"]"#)];
    let [owner, member] = people(&t, &offered).await;
    assert_eq!(owner.get("/").await.location.as_deref(), Some("/account/two-step"));
    for (browser, status) in [(&owner, 303), (&member, 404)] {
        assert_eq!(browser.post("/account/two-step/start", &[]).await.status, status);
    }
    assert_eq!(member.post("/account/passkeys/start", &[("name", "a")]).await.status, 404);

    let t = TestApp::new().await;
    let required = [("second_factor.required_for", r#"["members", "staff"]"#)];
    let [owner, member] = people(&t, &required).await;
    assert_eq!(owner.get("/").await.status, 200);
    assert_eq!(member.get("/").await.location.as_deref(), Some("/account/two-step"));
}
