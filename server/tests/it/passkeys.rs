//! Passkeys over HTTP, with a device implemented independently of the program: adding, signing in, and every fault of a
//! device or attacker. `end2end/passkeys.spec.ts` tests the browser's part.

use crate::support::{Answer, Browser, Device, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::seal::keys::PROVIDER;

pub const ORIGIN: &str = "http://localhost:3999";
const OWNER: &str = "owner@takasakiya.example.jp";
const MANAGED_OWNER: &str = "owner@aoba.example.jp";

/// Makes a device misbehave, or behave again.
type Spoil = fn(&mut Device);

pub async fn console() -> TestApp {
    TestApp::configured(|config| config.public_url = Some(ORIGIN.into())).await
}

fn options(page: &Answer) -> String {
    page.attribute("#passkey", "data-options").unwrap()
}

pub async fn add(browser: &Browser, device: &mut Device) -> Answer {
    let begun = browser.post("/account/passkeys/start", &[("name", "会社のノートPC")]).await;
    assert_eq!(begun.location.as_deref(), Some("/account/passkeys/new"), "{}", begun.body);
    let answer = device.make(&options(&browser.get("/account/passkeys/new").await));
    browser.post("/account/passkeys/finish", &[("credential", &answer)]).await
}

/// A console, an owner who has a passkey, and the device with it.
async fn with_passkey() -> (TestApp, Browser, Device) {
    let t = console().await;
    let owner = t.signed_in(Role::Owner).await;
    let mut device = Device::new(ORIGIN);
    add(&owner, &mut device).await;
    (t, owner, device)
}

/// The challenge that the device is asked to sign.
pub async fn asked(browser: &Browser) -> String {
    let begun = browser.post("/sign-in/passkey/start", &[("return_to", "/members")]).await;
    assert_eq!(begun.location.as_deref(), Some("/sign-in/passkey"));
    options(&browser.get("/sign-in/passkey").await)
}

pub async fn sign_in(browser: &Browser, answer: &str) -> Option<String> {
    browser.post("/sign-in/passkey", &[("credential", answer)]).await.location
}

#[tokio::test]
async fn ms_20_a_passkey_signs_in_without_a_password() {
    let t = console().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let mut device = Device::new(ORIGIN);
    assert_eq!(add(&owner, &mut device).await.location.as_deref(), Some("/account/passkeys"));
    let list = owner.get("/account/passkeys").await;
    assert!(list.body.contains("会社のノートPC") && list.body.contains("Never"), "{}", list.body);
    assert_eq!(t.newest_acts(t.other.id, 2).await, ["passkey.add:success", "passkey.start:success"]);

    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/members"), "straight to where they wanted");
    assert_eq!(browser.get("/members").await.status, 200);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["sign_in:success"]);
    let history = browser.get("/sign-in-history").await;
    assert!(history.body.contains("passkey"), "the method is in the history");
    server::outbox::work(&t.app).await.unwrap();
    assert!(t.newest_mail(MANAGED_OWNER).contains("パスキー") || t.newest_mail(MANAGED_OWNER).contains("端末"));
}

/// After a forced reset only the mailed link lets the person in (MS-16). Passkeys work again once a new password is
/// set.
#[tokio::test]
async fn ms_16_a_forced_reset_closes_the_way_of_a_passkey_until_the_link_was_used() {
    const NEW: &str = "wet lattice 7 ravine";
    let t = console().await;
    let other = t.signed_in_elsewhere(Role::Administrator).await;
    other.post("/sign-out", &[]).await;
    let mut device = Device::new(ORIGIN);
    let person = t.sign_in("administrator@aoba.example.jp").await;
    add(&person, &mut device).await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.id_of("administrator@aoba.example.jp").await.to_string();
    assert_eq!(owner.post("/members/reset-password", &[("id", &id)]).await.status, 303);
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/sign-in"));
    server::outbox::work(&t.app).await.unwrap();
    let (link, person) = (t.link_in_mail("administrator@aoba.example.jp"), t.browser());
    person.get(&link).await;
    assert_eq!(person.post("/password/reset", &[("new", NEW), ("again", NEW)]).await.status, 303);
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/members"));
}

#[tokio::test]
async fn a_lock_does_not_close_the_way_of_a_passkey_and_a_suspension_does() {
    let (t, _, device) = with_passkey().await;
    t.tamper("UPDATE account SET locked_at = '2026-11-22T00:00:00+00:00'").await.unwrap();
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/members"));
    t.tamper("UPDATE account SET status = 'suspended'").await.unwrap();
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/sign-in"));
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["sign_in:failure"]);
}

#[tokio::test]
async fn no_answer_counts_twice() {
    let (t, _, device) = with_passkey().await;
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    let fields = [("credential", answer.as_str())];
    let all = futures_util::future::join_all((0..20).map(|_| browser.post("/sign-in/passkey", &fields))).await;
    assert_eq!(all.iter().filter(|a| a.location.as_deref() == Some("/members")).count(), 1);
    let other = t.browser();
    asked(&other).await;
    assert_eq!(sign_in(&other, &answer).await.as_deref(), Some("/sign-in"), "an answer to another question");
    assert_eq!(sign_in(&other, &answer).await.as_deref(), Some("/sign-in"), "and none was asked any more");
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["sign_in:failure"]);
}

#[tokio::test]
async fn what_a_device_can_do_wrong_is_refused_and_logged() {
    let (t, _, mut device) = with_passkey().await;
    let spoils: [(&str, Spoil, Spoil); 3] = [
        ("another site", |d| d.origin = "https://evil.example".into(), |d| d.origin = ORIGIN.into()),
        ("another host", |d| d.host = "evil.example", |d| d.host = "localhost"),
        ("nobody was checked", |d| d.verifies = false, |d| d.verifies = true),
    ];
    for (what, spoil, mend) in spoils {
        spoil(&mut device);
        let browser = t.browser();
        let answer = device.sign(&asked(&browser).await);
        assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/sign-in"), "{what}");
        assert_eq!(t.newest_acts(t.own.id, 1).await, ["sign_in:failure"], "{what}");
        assert_eq!(browser.get("/").await.status, 303, "{what}");
        mend(&mut device);
    }
    for nonsense in ["", "{}", "null", "x"] {
        let browser = t.browser();
        asked(&browser).await;
        assert_eq!(sign_in(&browser, nonsense).await.as_deref(), Some("/sign-in"), "{nonsense}");
    }
    let browser = t.browser();
    let unknown = Device::new(ORIGIN).sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &unknown).await.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn steps_out_of_order_are_refused_and_logged() {
    let t = console().await;
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(owner.get("/account/passkeys/new").await.status, 404, "nothing was begun");
    assert_eq!(t.browser().get("/sign-in/passkey").await.location.as_deref(), Some("/sign-in"));
    owner.post("/account/passkeys/finish", &[("credential", "{}")]).await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["passkey.add:failure"]);

    let mut device = Device::new(ORIGIN);
    owner.post("/account/passkeys/start", &[("name", "a")]).await;
    let wanted = options(&owner.get("/account/passkeys/new").await);
    assert!(wanted.contains("\"residentKey\":\"required\"") && wanted.contains("\"userVerification\":\"required\""));
    t.clock.advance(Duration::minutes(5));
    let owner = t.sign_in(OWNER).await;
    owner.post("/account/passkeys/start", &[("name", "a")]).await;
    let late = device.make(&wanted);
    owner.post("/account/passkeys/finish", &[("credential", &late)]).await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["passkey.add:failure"], "an answer to an earlier question");
    let browser = t.browser();
    let question = asked(&browser).await;
    t.clock.advance(Duration::minutes(5));
    assert!(browser.get("/sign-in/passkey").await.location.unwrap().starts_with("/sign-in?"));
    sign_in(&browser, &device.sign(&question)).await;
    assert!(browser.get("/sign-in").await.text(".flash").unwrap().contains("took too long"));
    assert_eq!(t.scalar("SELECT COUNT(*) FROM passkey").await, 0);
}

#[tokio::test]
async fn passkeys_are_named_few_and_ones_own() {
    let t = console().await;
    let owner = t.signed_in(Role::Owner).await;
    let refused = owner.post("/account/passkeys/start", &[("name", " ")]).await;
    assert!(refused.field_error("name").unwrap().contains("Enter a name"));
    let mut first = Device::new(ORIGIN);
    add(&owner, &mut first).await;
    add(&owner, &mut first).await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["passkey.add:failure"], "a device counts once");
    for _ in 1..9 {
        add(&owner, &mut Device::new(ORIGIN)).await;
    }
    let late = t.sign_in(OWNER).await;
    late.post("/account/passkeys/start", &[("name", "a")]).await;
    let answer = Device::new(ORIGIN).make(&options(&late.get("/account/passkeys/new").await));
    add(&owner, &mut Device::new(ORIGIN)).await;
    late.post("/account/passkeys/finish", &[("credential", &answer)]).await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["passkey.add:failure"], "the tenth came meanwhile");
    assert_eq!(owner.get("/account/passkeys").await.count("tbody tr"), 10);
    let refused = owner.post("/account/passkeys/start", &[("name", "a")]).await;
    assert!(refused.field_error("name").unwrap().contains("up to 10 passkeys"));
    let id = owner.get("/account/passkeys").await.attribute("tbody [name=id]", "value").unwrap();
    let viewer = t.signed_in(Role::Viewer).await;
    assert_eq!(viewer.post("/account/passkeys/remove", &[("id", &id)]).await.status, 404);
    assert_eq!(owner.post("/account/passkeys/remove", &[("id", &id)]).await.status, 303);
    assert_eq!(owner.get("/account/passkeys").await.count("tbody tr"), 9);
    t.clock.advance(Duration::minutes(6));
    assert_eq!(owner.post("/account/passkeys/start", &[("name", "a")]).await.status, 403, "asks once more who acts");
}

/// A person who signs in with a passkey needs neither the expired password nor step-up.
#[tokio::test]
async fn an_expired_password_is_no_dead_end_for_a_person_with_a_passkey() {
    let t = console().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let mut device = Device::new(ORIGIN);
    add(&viewer, &mut device).await;
    t.clock.advance(Duration::days(91));
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/members"));
    assert_eq!(browser.get("/members").await.location.as_deref(), Some("/account/password"));
    let page = browser.get("/account/password").await;
    assert_eq!(page.count("[name=current]"), 0);
    let new = [("new", "wet lattice 7 ravine"), ("again", "wet lattice 7 ravine")];
    assert_eq!(browser.post("/account/password", &new).await.location.as_deref(), Some("/members"));
    t.clock.advance(Duration::minutes(10));
    let voluntary = browser.post("/account/password", &new).await;
    assert!(voluntary.field_error("current").is_some(), "a change of one's own accord asks for it");
    let prove = browser.get("/account/prove?return_to=/account/passkeys").await;
    assert_eq!(prove.count("form[action='/sign-in/passkey/start']"), 1);
    let again = browser.post("/sign-in/passkey/start", &[("return_to", "/account/passkeys")]).await;
    assert_eq!(again.location.as_deref(), Some("/sign-in/passkey"));
    let answer = device.sign(&options(&browser.get("/sign-in/passkey").await));
    assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/account/passkeys"));
    let begun = browser.post("/account/passkeys/start", &[("name", "b")]).await;
    assert_eq!(begun.location.as_deref(), Some("/account/passkeys/new"), "proved");

    t.clock.advance(Duration::days(91));
    let late = t.browser();
    let answer = device.sign(&asked(&late).await);
    sign_in(&late, &answer).await;
    t.clock.advance(Duration::minutes(5));
    let page = late.get("/account/password").await;
    assert_eq!((page.count("[name=current]"), page.count("a[href='/sign-in/help']")), (1, 1), "the proof is old");
}

/// Removing a passkey ends the sessions that it opened.
#[tokio::test]
async fn a_removed_passkey_ends_the_other_sessions() {
    let (t, owner, device) = with_passkey().await;
    let stolen = t.browser();
    let answer = device.sign(&asked(&stolen).await);
    sign_in(&stolen, &answer).await;
    assert_eq!(stolen.get("/").await.status, 200);
    let id = owner.get("/account/passkeys").await.attribute("tbody [name=id]", "value").unwrap();
    owner.post("/account/passkeys/remove", &[("id", &id)]).await;
    assert_eq!(stolen.get("/").await.status, 303);
    assert_eq!(owner.get("/").await.status, 200);
}

#[tokio::test]
async fn without_a_host_name_there_are_no_passkeys() {
    let t = TestApp::new().await;
    assert_eq!(t.browser().get("/sign-in").await.count("form[action='/sign-in/passkey/start']"), 0);
    assert_eq!(t.browser().post("/sign-in/passkey/start", &[]).await.status, 404);
    let owner = t.signed_in(Role::Owner).await;
    let page = owner.get("/account/passkeys").await;
    assert!(
        page.body.contains("Passkeys can't be used because this console is served from an IP address"),
        "{}",
        page.body
    );
    assert_eq!(owner.post("/account/passkeys/start", &[("name", "a")]).await.status, 404);
}

#[tokio::test]
async fn s10_a_passkey_that_the_database_gives_to_somebody_else_opens_nothing() {
    let (t, _, device) = with_passkey().await;
    t.account(Some(t.own.id), Role::Administrator, "administrator@takasakiya.example.jp").await;
    let other = "UPDATE passkey SET account_id = (SELECT id FROM account WHERE role = 'administrator')";
    t.forge(other).await.unwrap();
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &answer).await.as_deref(), Some("/sign-in"));
    assert_eq!(t.newest_acts(PROVIDER, 2).await, ["row.forged:noticed", "sign_in:failure"]);
}

#[tokio::test]
async fn s10_the_passkey_of_somebody_whose_company_was_altered_opens_nothing_and_they_are_told() {
    let t = console().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let mut device = Device::new(ORIGIN);
    add(&owner, &mut device).await;
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    t.forge(&format!(
        "UPDATE tenant SET profile = 'workspace-saas' WHERE id = {}",
        crate::forged::uuid(&t, t.other.id)
    ))
    .await
    .unwrap();
    let told = browser.post("/sign-in/passkey", &[("credential", &answer)]).await;
    assert_eq!(told.sends_out_to(), Some("/sign-in?ended=company"));
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["sign_in:failure"]);
    assert_eq!(browser.get("/").await.status, 303);
    let stranger = Device::new(ORIGIN).sign(&asked(&browser).await);
    assert_eq!(sign_in(&browser, &stranger).await.as_deref(), Some("/sign-in"), "who shows nothing is told nothing");
}

#[tokio::test]
async fn s10_the_passkey_of_an_altered_account_opens_nothing_and_its_owner_is_told() {
    let (t, _, device) = with_passkey().await;
    let browser = t.browser();
    let answer = device.sign(&asked(&browser).await);
    t.forge("UPDATE account SET may_download = TRUE WHERE role = 'owner'").await.unwrap();
    let told = browser.post("/sign-in/passkey", &[("credential", &answer)]).await;
    assert_eq!(told.sends_out_to(), Some("/sign-in?ended=account"));
    let page = browser.get(&told.location.unwrap()).await;
    assert_eq!(page.text(".notice--danger").as_deref(), Some(app::sign_in::messages::ALTERED.en));
    assert_eq!(browser.get("/").await.status, 303, "nobody has come in");
}
