//! Two-step verification: setup, sign-in, and every step out of order.

use crate::support::{Answer, Browser, PASSWORD, TestApp, code_at};
use app::permission::Role;
use chrono::Duration;
use futures_util::future::join_all;
use sea_orm::EntityTrait;
use server::storage::entity::mail;

const OWNER: &str = "owner@takasakiya.example.jp";
pub const VIEWER: &str = "viewer@takasakiya.example.jp";
/// The owner of the company under `managed-saas`.
pub const MANAGED_OWNER: &str = "owner@aoba.example.jp";

/// A browser that has passed the password of an account with an app.
pub async fn half_way(t: &TestApp, email: &str) -> Browser {
    let browser = t.browser();
    let answer = browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/sign-in/verify")), "{}", answer.body);
    browser
}

pub async fn verify(browser: &Browser, code: &str) -> Answer {
    browser.post("/sign-in/verify", &[("code", code)]).await
}

pub fn to(answer: &Answer) -> (u16, Option<&str>) {
    (answer.status, answer.sends_out_to())
}

/// The secret that the page shows for typing.
pub fn secret(page: &Answer) -> Vec<u8> {
    let shown = page.text(".qr-key").unwrap().replace(' ', "");
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for c in shown.chars() {
        bits = bits << 5 | u32::try_from(alphabet.find(c).unwrap()).unwrap();
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 255).unwrap());
        }
    }
    bytes
}

/// Removes the second step of all accounts.
pub async fn without_second_step(t: &TestApp) {
    t.tamper("DELETE FROM authenticator").await.unwrap();
    t.tamper("UPDATE account SET second_factor_at = NULL").await.unwrap();
}

/// Sets the second step up as a person would. Returns the secret and the recovery codes.
pub async fn set_up(t: &TestApp, browser: &Browser) -> (Vec<u8>, Vec<String>) {
    let started = browser.post("/account/two-step/start", &[]).await;
    assert_eq!(to(&started), (303, Some("/account/two-step")), "{}", started.body);
    let page = browser.get("/account/two-step").await;
    let secret = secret(&page);
    assert_eq!(secret.len(), 20);
    assert_eq!(crate::qr::secret(&crate::qr::read(&page)), secret, "the QR code says the same");
    let proved = browser.post("/account/two-step/prove", &[("code", &code_at(&secret, t.now().timestamp()))]).await;
    assert_eq!(to(&proved), (303, Some("/account/two-step/codes")), "{}", proved.body);
    let page = browser.get("/account/two-step/codes").await;
    let codes = texts(&page, ".codes code");
    assert_eq!(codes.len(), 10);
    let typed = codes[3].to_lowercase().replace('-', " ");
    let done = browser.post("/account/two-step/codes", &[("code", &typed)]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    (secret, codes)
}

pub fn texts(page: &Answer, selector: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(selector).unwrap();
    page.html().select(&selector).map(|e| e.text().collect()).collect()
}

pub async fn kinds(t: &TestApp) -> Vec<String> {
    let mut rows = mail::Entity::find().all(&t.db).await.unwrap();
    rows.sort_by_key(|row| row.id);
    rows.into_iter().map(|row| row.kind).collect()
}

#[tokio::test]
async fn ms_16_administrators_set_up_two_steps_at_their_next_sign_in_and_nothing_else_opens() {
    let t = TestApp::new().await;
    let browser = t.signed_in_elsewhere(Role::Owner).await;
    without_second_step(&t).await;
    for path in ["/", "/end-users", "/operation-logs", "/contacts"] {
        assert_eq!(to(&browser.get(path).await), (303, Some("/account/two-step")), "{path}");
    }
    let (secret, _) = set_up(&t, &browser).await;
    assert_eq!(browser.get("/end-users").await.status, 200);
    t.clock.advance(Duration::seconds(30));
    let again = half_way(&t, MANAGED_OWNER).await;
    assert_eq!(to(&again.get("/end-users").await).0, 303, "the password alone opens nothing");
    assert_eq!(to(&verify(&again, &code_at(&secret, t.now().timestamp())).await), (303, Some("/")));
    assert_eq!(again.get("/end-users").await.status, 200);
    assert_eq!(
        t.newest_acts(t.other.id, 5).await,
        [
            "sign_in:success",
            "sign_in.password:success",
            "second_factor.on:success",
            "second_factor.prove:success",
            "second_factor.start:success"
        ]
    );
    assert_eq!(kinds(&t).await, ["second_factor.on", "sign_in.new_device"]);
}

#[tokio::test]
async fn set_up_one_comes_to_the_page_that_was_asked_for_and_half_way_back_to_the_codes() {
    let t = TestApp::new().await;
    let browser = t.signed_in_elsewhere(Role::Owner).await;
    without_second_step(&t).await;
    assert_eq!(to(&browser.get("/exports").await), (303, Some("/account/two-step")));
    browser.post("/account/two-step/start", &[]).await;
    let page = browser.get("/account/two-step").await;
    assert_eq!(page.count("a[href='/account/two-step/codes']"), 0);
    let code = code_at(&secret(&page), t.now().timestamp());
    browser.post("/account/two-step/prove", &[("code", &code)]).await;
    assert_eq!(browser.get("/account/two-step").await.count("a[href='/account/two-step/codes']"), 1);
    let codes = texts(&browser.get("/account/two-step/codes").await, ".codes code");
    let done = browser.post("/account/two-step/codes", &[("code", &codes[0])]).await;
    assert_eq!(to(&done), (303, Some("/exports")));
    assert_eq!(browser.get("/account/two-step").await.count("a[href='/account/two-step/codes']"), 0);
}

#[tokio::test]
async fn two_step_sign_in_can_be_chosen_and_turned_off_again() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    assert_eq!(viewer.get("/").await.status, 200, "members may do without");
    let other = t.sign_in(VIEWER).await;
    let (secret, _) = set_up(&t, &viewer).await;
    assert_eq!(other.get("/").await.status, 303, "other sessions ended");
    let page = viewer.get("/account/two-step").await;
    assert!(page.text("dl").unwrap().contains("10"), "recovery codes left");
    let wrong = viewer.post("/account/two-step/stop", &[("code", "000000")]).await;
    assert_eq!((wrong.status, wrong.field_error("code").is_some()), (422, true));
    t.clock.advance(Duration::seconds(60));
    let code = code_at(&secret, t.now().timestamp());
    assert_eq!(viewer.post("/account/two-step/stop", &[("code", &code)]).await.status, 303);
    t.sign_in(VIEWER).await;
    assert!(kinds(&t).await.contains(&"second_factor.off".to_owned()));
}

#[tokio::test]
async fn what_is_required_is_not_turned_off() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.clock.advance(Duration::seconds(60));
    let answer = owner.post("/account/two-step/stop", &[("code", &t.code())]).await;
    assert_eq!(to(&answer), (303, Some("/account/two-step")));
    assert!(owner.get("/account/two-step").await.body.contains("is required and can't be turned off"));
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["second_factor.off:failure"]);
    half_way(&t, OWNER).await;
}

#[tokio::test]
async fn a_company_may_ask_it_of_everybody() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.tamper("UPDATE tenant SET second_factor_for_all = TRUE").await.unwrap();
    assert_eq!(to(&viewer.get("/").await), (303, Some("/account/two-step")));
}

#[tokio::test]
async fn ms_22_no_step_is_accepted_twice_nor_one_before_it() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Owner, MANAGED_OWNER).await;
    let first = half_way(&t, MANAGED_OWNER).await;
    let (second, third) = (half_way(&t, MANAGED_OWNER).await, half_way(&t, MANAGED_OWNER).await);
    let before = code_at(b"12345678901234567890", t.now().timestamp() - 30);
    assert_eq!(to(&verify(&first, &t.code()).await), (303, Some("/")));
    assert_eq!(verify(&second, &t.code()).await.status, 422, "the same code once more");
    assert_eq!(verify(&third, &before).await.status, 422, "the code before it");
    t.clock.advance(Duration::seconds(30));
    assert_eq!(to(&verify(&second, &t.code()).await), (303, Some("/")));
}

#[tokio::test]
async fn wrong_codes_end_the_attempt_and_the_owner_is_told() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, OWNER).await;
    let browser = half_way(&t, OWNER).await;
    let limit = t.app.default_profile().lockout.code_attempts;
    for n in 1..limit {
        assert_eq!(verify(&browser, "000000").await.status, 422, "{n}");
        t.clock.advance(Duration::minutes(2));
    }
    assert_eq!(to(&verify(&browser, "000000").await), (303, Some("/sign-in")));
    assert!(browser.get("/sign-in").await.body.contains("Too many incorrect codes"));
    assert_eq!(to(&verify(&browser, &t.code()).await), (303, Some("/sign-in?ended=1")), "the attempt is over");
    assert_eq!(kinds(&t).await, ["second_factor.wrong_codes"]);
    // The next attempt has to wait; then the correct code works, and nothing was locked.
    let next = half_way(&t, OWNER).await;
    let waits = verify(&next, &t.code()).await;
    assert_eq!((waits.status, waits.header("retry-after").is_empty()), (429, false));
    t.clock.advance(Duration::minutes(3));
    assert_eq!(to(&verify(&next, &t.code()).await), (303, Some("/")));
}

#[tokio::test]
async fn parallel_wrong_codes_are_verified_no_more_often_than_the_limit() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, OWNER).await;
    let mut browsers = Vec::new();
    for _ in 0..20 {
        browsers.push(half_way(&t, OWNER).await);
    }
    join_all(browsers.iter().map(|browser| verify(browser, "000000"))).await;
    let looked_at = "SELECT count(*) FROM operation_log WHERE action = 'sign_in' AND result = 'failure'";
    let waits = t.app.default_profile().lockout.unseen_wait_minutes.iter().take_while(|w| **w == 0).count();
    assert_eq!(t.scalar(looked_at).await, i64::try_from(waits).unwrap() + 1);
}

/// A person can cancel a setup and choose another method.
#[tokio::test]
async fn a_set_up_that_is_stopped_leaves_what_was_in_force() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    without_second_step(&t).await;
    let stop = async |by: &Browser| by.post("/account/two-step/cancel", &[]).await;
    owner.post("/account/two-step/start", &[]).await;
    assert_eq!(to(&stop(&owner).await), (303, Some("/account/two-step")));
    assert_eq!(t.scalar("SELECT COUNT(*) FROM authenticator").await, 0);
    let (secret, _) = set_up(&t, &owner).await;
    t.clock.advance(Duration::seconds(30));
    let code = code_at(&secret, t.now().timestamp());
    owner.post("/account/two-step/start", &[("code", &code)]).await;
    let new = self::secret(&owner.get("/account/two-step").await);
    assert_ne!(new, secret);
    stop(&owner).await;
    stop(&owner).await;
    assert_eq!(t.newest_acts(t.other.id, 2).await, ["second_factor.cancel:failure", "second_factor.cancel:success"]);
    t.clock.advance(Duration::seconds(30));
    let browser = half_way(&t, MANAGED_OWNER).await;
    assert_eq!(verify(&browser, &code_at(&new, t.now().timestamp())).await.status, 422);
    t.clock.advance(Duration::minutes(2));
    assert_eq!(verify(&browser, &code_at(&secret, t.now().timestamp())).await.status, 303);
}

#[tokio::test]
async fn a_new_phone_takes_over_only_once_it_is_proved() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (old, codes) = set_up(&t, &viewer).await;
    let refused = viewer.post("/account/two-step/start", &[("code", "")]).await;
    assert_eq!((refused.status, refused.field_error("code").is_some()), (422, true), "a code is asked for first");
    assert_eq!(viewer.post("/account/two-step/start", &[("code", &codes[1])]).await.status, 303);
    let new = secret(&viewer.get("/account/two-step").await);
    assert_ne!(old, new);
    t.clock.advance(Duration::seconds(60));
    let meanwhile = half_way(&t, VIEWER).await;
    assert_eq!(verify(&meanwhile, &code_at(&new, t.now().timestamp())).await.status, 422);
    assert_eq!(to(&verify(&meanwhile, &code_at(&old, t.now().timestamp())).await), (303, Some("/")));
}

#[tokio::test]
async fn steps_out_of_order_change_nothing_and_are_logged() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    for (path, act) in [("prove", "second_factor.prove"), ("codes", "second_factor.on"), ("stop", "second_factor.off")]
    {
        let answer = viewer.post(&format!("/account/two-step/{path}"), &[("code", "123456")]).await;
        assert_eq!(to(&answer), (303, Some("/account/two-step")), "{path}");
        assert_eq!(t.newest_acts(t.own.id, 1).await, [format!("{act}:failure")], "{path}");
    }
    assert_eq!(to(&viewer.get("/account/two-step/codes").await), (303, Some("/account/two-step")));
    // Neither a signed-in person nor a stranger is between the steps.
    for browser in [viewer, t.browser()] {
        assert_eq!(browser.get("/sign-in/verify").await.status, 303);
        assert_eq!(verify(&browser, "123456").await.status, 303);
    }
}

#[tokio::test]
async fn half_way_ends_with_the_time_the_password_and_the_account() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, OWNER).await;
    let sign_in =
        |answer: Answer| (answer.status, answer.location.unwrap_or_default().split('?').next().unwrap().to_owned());
    let over = (303, "/sign-in".to_owned());
    let late = half_way(&t, OWNER).await;
    t.clock.advance(Duration::minutes(10));
    assert_eq!(sign_in(verify(&late, &t.code()).await), over);
    let changed = half_way(&t, OWNER).await;
    let hash = t.app.passwords.hash("another 1 password").await.unwrap();
    t.tamper(&format!("UPDATE account SET password_no = password_no + 1, password_hash = '{hash}'")).await.unwrap();
    assert_eq!(sign_in(verify(&changed, &t.code()).await), over);
    let hash = t.app.passwords.hash(PASSWORD).await.unwrap();
    t.tamper(&format!("UPDATE account SET password_no = password_no + 1, password_hash = '{hash}'")).await.unwrap();
    let suspended = half_way(&t, OWNER).await;
    t.tamper("UPDATE account SET status = 'suspended'").await.unwrap();
    assert_eq!(sign_in(verify(&suspended, &t.code()).await), over);
}

/// An open session alone is not enough for another person to register their own phone.
#[tokio::test]
async fn a_first_second_step_asks_who_acts_unless_it_was_proved_lately() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.clock.advance(Duration::minutes(t.app.default_profile().step_up.max_age_minutes.into()));
    let asked = viewer.post("/account/two-step/start", &[]).await;
    assert_eq!((asked.status, asked.text("h1").as_deref()), (403, Some("Confirm it's you")));
    assert_eq!(t.scalar("SELECT COUNT(*) FROM authenticator").await, 0, "nothing happened yet");
    let act = asked.attribute("input[name=act]", "value").unwrap();
    let proved = viewer.post("/account/prove", &[("act", &act), ("password", PASSWORD)]).await;
    assert_eq!(to(&proved), (303, Some("/account/two-step")), "{}", proved.body);
    assert_eq!(viewer.get("/account/two-step").await.count("svg.qr"), 1, "and it goes on");
}
