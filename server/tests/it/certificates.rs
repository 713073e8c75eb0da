//! Client certificates (MS-16, MS-22): registered for a person, forwarded by a trusted proxy, accepted instead of the
//! code.

use crate::support::{Answer, Browser, PASSWORD, TestApp, profile_with};
use app::permission::Role;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::Duration;
use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};
use server::state::config::Config;

const OWNER: &str = "owner@aoba.example.jp";

/// A certificate for the year 2026, in PEM and in the notation of RFC 9440.
pub fn certificate(name: &str) -> (String, String) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2026, 12, 31);
    let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
    (made.pem(), format!(":{}:", BASE64.encode(made.der())))
}

fn hears(config: &mut Config) {
    config.client_certificate_header = Some("client-cert".into());
}

/// The console, with a company's owner signed in, and their page of certificates.
pub async fn console() -> (TestApp, Browser, String) {
    let t = TestApp::configured(hears).await;
    let id = t.account(Some(t.other.id), Role::Owner, OWNER).await;
    let owner = t.sign_in(OWNER).await;
    (t, owner, id.to_string())
}

/// The page after a correct password, from a device with a certificate.
pub async fn sign_in(browser: &Browser, told: &str) -> Option<String> {
    let form = [("email", OWNER), ("password", PASSWORD)];
    let request = browser.client.post(format!("{}/sign-in", browser.base)).header("origin", &browser.base).form(&form);
    let answer = request.header("client-cert", told).send().await.unwrap();
    answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned())
}

pub async fn add(owner: &Browser, id: &str, pem: &str) -> Answer {
    owner.post("/members/certificates/add", &[("id", id), ("pem", pem)]).await
}

#[tokio::test]
async fn ms_16_ms_22_a_certificate_stands_for_the_second_step() {
    let (t, owner, id) = console().await;
    let (pem, told) = certificate("青葉 健太");
    assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some("/sign-in/verify"), "nobody's yet");
    let page = format!("/members/{id}/certificates");
    assert_eq!(add(&owner, &id, &pem).await.location.as_deref(), Some(page.as_str()));
    let list = owner.get(&page).await;
    assert!(list.body.contains("青葉 健太") && list.body.contains("Valid"), "{}", list.body);
    let device = t.browser();
    assert_eq!(sign_in(&device, &told).await.as_deref(), Some("/"));
    assert_eq!(device.get("/members").await.status, 200);
    assert!(device.get("/sign-in-history").await.body.contains("Client certificate"));
    let escaped = pem.replace('\n', "%0A").replace(' ', "%20").replace('+', "%2B").replace('/', "%2F");
    assert_eq!(sign_in(&t.browser(), &escaped).await.as_deref(), Some("/"), "as nginx writes it");
    let (_, another) = certificate("青葉 健太");
    assert_eq!(sign_in(&t.browser(), &another).await.as_deref(), Some("/sign-in/verify"), "the name alone is nothing");

    let certificate = list.attribute("[name=certificate]", "value").unwrap();
    let one = [("certificate", certificate.as_str())];
    assert_eq!(owner.post("/members/certificates/revoke", &one).await.status, 303);
    assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some("/sign-in/verify"), "revoked");
    owner.post("/members/certificates/revoke", &one).await;
    assert!(owner.get(&page).await.text(".flash").unwrap().contains("already been revoked"));
    assert_eq!(add(&owner, &id, &pem).await.status, 303, "a revoked one may come back");
    assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some("/"));
    let second = t.account(Some(t.other.id), Role::Owner, "second@aoba.example.jp").await.to_string();
    let second_owner = t.sign_in("second@aoba.example.jp").await;
    assert_eq!(second_owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status, 303, "{second}");
    assert_eq!(t.scalar("SELECT COUNT(*) FROM client_certificate WHERE revoked_at IS NULL").await, 0, "who leaves");
}

/// Each way in that the profile names for restricted classes is enforced, and no other way lets them in.
#[tokio::test]
async fn ms_16_restricted_classes_come_in_by_the_ways_of_the_profile() {
    let (t, owner, id) = console().await;
    let (pem, told) = certificate("青葉 健太");
    assert_eq!(add(&owner, &id, &pem).await.status, 303);
    assert_eq!(owner.post("/security/networks/add", &[("network", "127.0.0.1")]).await.status, 303);
    assert_eq!(owner.post("/security/networks", &[("scope", "everyone")]).await.status, 303);
    let without = [
        ("sign_in.methods", r#"["password", "two-factor"]"#),
        ("second_factor.methods", r#"["totp", "recovery-code"]"#),
        ("second_factor.email_code_for", "[]"),
        ("access.restricted_by", r#"["ip-address", "two-factor"]"#),
    ];
    for (values, to) in [(&[][..], "/"), (&without[..], "/sign-in/verify")] {
        t.put_under(&t.other, &profile_with("managed-saas", values)).await;
        assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some(to), "a certificate under {values:?}");
        let (_, another) = certificate("青葉 健太");
        assert_eq!(sign_in(&t.browser(), &another).await.as_deref(), Some("/sign-in/verify"), "the second step");
        assert_eq!(owner.at("192.0.2.9").get("/").await.status, 403, "the network");
    }
}

#[tokio::test]
async fn a_certificate_that_has_expired_counts_no_more() {
    let (t, owner, id) = console().await;
    let (pem, told) = certificate("a");
    add(&owner, &id, &pem).await;
    t.clock.advance(Duration::days(28));
    assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some("/"));
    t.tamper("UPDATE account SET password_set_at = '2026-12-30T00:00:00+00:00'").await.unwrap();
    t.clock.advance(Duration::days(11));
    assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some("/sign-in/verify"));
    let owner = t.sign_in(OWNER).await;
    assert!(owner.get(&format!("/members/{id}/certificates")).await.body.contains("Outside validity period"));
    assert!(add(&owner, &id, &certificate("b").0).await.field_error("pem").unwrap().contains("has expired"));
}

#[tokio::test]
async fn what_a_client_writes_itself_counts_for_nothing() {
    for change in [
        |_: &mut Config| (),
        |config: &mut Config| {
            hears(config);
            config.trusted_proxies = vec!["198.51.100.1/32".parse().unwrap()];
        },
    ] {
        let t = TestApp::configured(change).await;
        let id = t.account(Some(t.other.id), Role::Owner, OWNER).await.to_string();
        let owner = t.sign_in(OWNER).await;
        let (pem, told) = certificate("a");
        assert_eq!(add(&owner, &id, &pem).await.status, 303);
        assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some("/sign-in/verify"));
    }
}

#[tokio::test]
async fn certificates_are_checked_where_they_enter() {
    let (t, owner, id) = console().await;
    let key = KeyPair::generate().unwrap().serialize_pem();
    let (pem, _) = certificate("a");
    for (typed, part) in [
        ("", "Paste the certificate"),
        ("hello", "can't be read"),
        ("-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----", "can't be read"),
        (&key, "private key"),
        (&format!("{pem}{pem}"), "can't be read"),
    ] {
        let answer = add(&owner, &id, typed).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.text("#pem-error").unwrap().contains(part), "{typed}");
    }
    assert_eq!(add(&owner, &id, &pem).await.status, 303);
    assert!(add(&owner, &id, &pem).await.text("#pem-error").unwrap().contains("already registered"));
    let other = t.account(Some(t.other.id), Role::Administrator, "a@aoba.example.jp").await.to_string();
    assert_eq!(add(&owner, &other, &pem).await.status, 422, "one certificate, one person");
    let administrator = t.sign_in("a@aoba.example.jp").await;
    assert_eq!(add(&administrator, &id, &certificate("b").0).await.status, 403, "not an owner's");
    let stranger = t.signed_in(Role::Owner).await;
    assert_eq!(stranger.get(&format!("/members/{id}/certificates")).await.status, 404, "their profile has none");
    assert_eq!(t.scalar("SELECT COUNT(*) FROM client_certificate").await, 1);
}

async fn mails(t: &TestApp, kind: &str) -> i64 {
    t.scalar(&format!("SELECT COUNT(*) FROM mail WHERE kind = '{kind}'")).await
}

/// A person who loses a device does not have to wait for an administrator.
#[tokio::test]
async fn people_see_and_revoke_their_own_certificates() {
    let (t, owner, id) = console().await;
    let (pem, told) = certificate("青葉 健太");
    add(&owner, &id, &pem).await;
    let device = t.browser();
    assert_eq!(sign_in(&device, &told).await.as_deref(), Some("/"));
    assert!(owner.get("/account").await.count("a[href='/account/certificates']") == 1);
    let page = owner.get("/account/certificates").await;
    assert!(page.body.contains("青葉 健太") && page.body.contains("Dec 31, 2026"), "{}", page.body);
    let certificate = page.attribute("[name=certificate]", "value").unwrap();
    let one = [("certificate", certificate.as_str())];

    t.account(Some(t.other.id), Role::Owner, "second@aoba.example.jp").await;
    let second = t.sign_in("second@aoba.example.jp").await;
    assert!(!second.get("/account/certificates").await.body.contains("青葉 健太"), "nobody else's");
    assert_eq!(second.post("/account/certificates/revoke", &one).await.status, 404);

    t.clock.advance(Duration::minutes(5));
    let asked = owner.post("/account/certificates/revoke", &one).await;
    assert_eq!((asked.status, asked.text("h1").as_deref()), (403, Some("Confirm it's you")));
    let owner = t.sign_in(OWNER).await;
    let done = owner.post("/account/certificates/revoke", &one).await;
    assert_eq!(done.location.as_deref(), Some("/account/certificates"));
    assert!(owner.get("/account/certificates").await.body.contains("Revoked"), "and this session goes on");
    assert_eq!(device.get("/members").await.status, 303, "a person who came in with it is out");
    assert_eq!(mails(&t, "certificate.revoked").await, 1);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["certificate.revoke:success"]);
    owner.post("/account/certificates/revoke", &one).await;
    assert_eq!(mails(&t, "certificate.revoked").await, 1, "once");
}

/// ASVS 6.3.7: the owner of a certificate is told in any case.
#[tokio::test]
async fn who_loses_a_certificate_is_told_and_signed_out() {
    let (t, owner, id) = console().await;
    add(&owner, &id, &certificate("a").0).await;
    t.account(Some(t.other.id), Role::Owner, "second@aoba.example.jp").await;
    let second = t.sign_in("second@aoba.example.jp").await;
    let page = format!("/members/{id}/certificates");
    let certificate = second.get(&page).await.attribute("[name=certificate]", "value").unwrap();
    second.post("/members/certificates/revoke", &[("certificate", &certificate)]).await;
    assert_eq!(owner.get("/members").await.status, 303);
    assert!(second.get(&page).await.body.contains("Other devices have been signed out"));
    server::outbox::work(&t.app).await.unwrap();
    assert!(t.newest_mail(OWNER).contains("クライアント証明書が失効しました"));
}

#[tokio::test]
async fn there_is_no_page_where_the_profile_takes_no_certificates() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    assert_eq!(viewer.get("/account").await.count("a[href='/account/certificates']"), 0);
    assert_eq!(viewer.get("/account/certificates").await.status, 404);
}

/// ASVS 6.4.5: the same reminders as for a password.
#[tokio::test]
async fn a_certificate_that_runs_out_is_announced_14_7_3_and_1_days_ahead() {
    let (t, owner, id) = console().await;
    add(&owner, &id, &certificate("a").0).await;
    let mut told = Vec::new();
    for day in 0..=40 {
        for _ in 0..2 {
            server::features::reminders::remind(&t.app).await.unwrap();
        }
        if mails(&t, "certificate.remind").await > i64::try_from(told.len()).unwrap() {
            told.push(day);
        }
        t.clock.advance(Duration::days(1));
    }
    // From the morning of 22 November to midnight on 31 December.
    assert_eq!(told, [25, 32, 36, 38]);
    assert_eq!(t.scalar("SELECT count(*) FROM operation_log WHERE action = 'certificate.remind'").await, 4);
    assert_eq!(mails(&t, "certificate.remind").await, 4);
}

#[tokio::test]
async fn anothers_certificates_do_not_exist() {
    let (t, owner, id) = console().await;
    let page = format!("/members/{id}/certificates");
    let (pem, told) = certificate("青葉 健太");
    assert_eq!(add(&owner, &id, &pem).await.status, 303);
    let one = owner.get(&page).await.attribute("[name=certificate]", "value").unwrap();
    let rival = t.company("managed-saas").await;
    let stranger = t.signed_in_at(&rival, Role::Owner, "owner@futaba.example.jp").await;
    assert_eq!(stranger.get(&page).await.status, 404);
    assert_eq!(add(&stranger, &id, &certificate("b").0).await.status, 404);
    assert_eq!(stranger.post("/members/certificates/revoke", &[("certificate", &one)]).await.status, 404);
    let own = stranger.get("/members").await.attribute("tbody a", "href").unwrap();
    let own = own.trim_start_matches("/members/");
    assert_eq!(add(&stranger, own, &pem).await.status, 303, "whether others have it is nobody's business");
    assert_eq!(t.scalar("SELECT COUNT(*) FROM client_certificate WHERE revoked_at IS NULL").await, 2);
    assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some("/"), "it still counts");
}

#[tokio::test]
async fn s10_a_certificate_that_the_database_gives_to_somebody_opens_nothing() {
    let (t, owner, _) = console().await;
    let other = t.account(Some(t.other.id), Role::Administrator, "a@aoba.example.jp").await.to_string();
    let (pem, told) = certificate("a");
    assert_eq!(add(&owner, &other, &pem).await.status, 303);
    t.forge("UPDATE client_certificate SET account_id = (SELECT id FROM account WHERE role = 'owner')").await.unwrap();
    assert_eq!(sign_in(&t.browser(), &told).await.as_deref(), Some("/sign-in/verify"));
    assert_eq!(t.newest_acts(server::seal::keys::PROVIDER, 1).await, ["row.forged:noticed"]);
}
