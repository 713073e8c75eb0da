//! The action that waits for step-up: it comes only from a refused post, is valid once, and belongs to one session of
//! one person.

use crate::proof::{confirm, later};
use crate::support::{Answer, Browser, Device, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use scraper::Selector;

const OWNER: &str = "owner@takasakiya.example.jp";
const EVIL: &str = "attacker@evil.example";
/// An attacker's action, as it would appear in an address.
const ACT: &str = "act=/members&carried=name%3DIT%26email%3Dattacker%2540evil.example%26role%3Downer%26lang%3Den";

async fn invite(by: &Browser, email: &str) -> Answer {
    by.post("/members", &[("name", "渡邊 𠮷郎"), ("email", email), ("role", "owner"), ("lang", "ja")]).await
}

fn act_of(page: &Answer) -> String {
    page.attribute("input[name=act]", "value").unwrap_or_default()
}

/// The content of a page, without the menu around it.
fn content(page: &Answer) -> String {
    page.html().select(&Selector::parse("main").unwrap()).next().unwrap().inner_html()
}

async fn invitations(t: &TestApp) -> i64 {
    t.scalar("SELECT count(*) FROM invitation").await
}

/// An owner whose last proof is too old.
async fn stale(t: &TestApp) -> Browser {
    let owner = t.signed_in(Role::Owner).await;
    later(t).await;
    owner
}

/// First form of the attack: a link to the page that asks for a code.
#[tokio::test]
async fn a_link_asks_nobody_to_confirm_anything() {
    let t = TestApp::new().await;
    let owner = stale(&t).await;
    let page = owner.get(&format!("/account/prove?{ACT}&return_to=/")).await;
    assert_eq!((page.status, page.count("[name=carried]"), page.count("#h-act")), (200, 0, 0));
    assert_eq!(act_of(&page), "", "{}", page.body);
    let own = page.attribute("input[name=back]", "value");
    assert_eq!(own.as_deref(), Some("/account/prove?return_to=%2F"), "what the page does not read is not repeated");
    assert!(!content(&page).contains("/members") && !page.body.contains("evil"), "{}", page.body);
    let done = confirm(&owner, &page, &t.code()).await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some("/")));
    assert_eq!(invitations(&t).await, 0);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["account.prove:success"]);
}

/// Second form: through the sign-in page, which redirects to a given address.
#[tokio::test]
async fn signing_in_leads_to_no_page_that_acts() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, OWNER).await;
    let to = format!("/account/prove?{ACT}").replace('%', "%25").replace('&', "%26").replace('=', "%3D");
    let browser = t.browser();
    let page = browser.get(&format!("/sign-in?return_to={to}")).await;
    assert_eq!(page.attribute("input[name=return_to]", "value").as_deref(), Some(""));
    let typed = format!("/account/prove?{ACT}");
    let half = [("email", OWNER), ("password", PASSWORD), ("return_to", typed.as_str())];
    assert_eq!(browser.post("/sign-in", &half).await.location.as_deref(), Some("/sign-in/verify"));
    assert_eq!(browser.post("/sign-in/verify", &[("code", &t.code())]).await.location.as_deref(), Some("/"));
    assert_eq!(invitations(&t).await, 0);
}

#[tokio::test]
async fn a_wrong_code_keeps_what_waits_and_the_right_one_does_it_once() {
    let t = TestApp::new().await;
    let owner = stale(&t).await;
    let asked = invite(&owner, EVIL).await;
    assert_eq!((asked.status, asked.text("#h-act").as_deref()), (403, Some("Invite a member")));
    let told: Vec<String> = ["渡邊 𠮷郎", EVIL, "Owner"].map(str::to_owned).into();
    assert!(told.iter().all(|words| asked.body.contains(words.as_str())), "{}", asked.body);
    let wrong = confirm(&owner, &asked, "000000").await;
    assert_eq!((wrong.status, act_of(&wrong)), (422, act_of(&asked)));
    assert!(wrong.text("#h-act").is_some() && wrong.body.contains(EVIL));
    let done = confirm(&owner, &wrong, &t.code()).await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some("/members")), "{}", done.body);
    assert!(done.headers.contains_key("set-cookie"), "under a new id");
    assert_eq!(invitations(&t).await, 1);

    later(&t).await;
    let again = owner.post("/account/prove", &[("act", &act_of(&asked)), ("code", &t.code())]).await;
    assert_eq!(again.location.as_deref(), Some("/"));
    assert!(owner.get("/").await.text(".flash").unwrap().contains("nothing was done"));
    assert_eq!(invitations(&t).await, 1);
}

#[tokio::test]
async fn cancelling_gives_it_up_and_leads_back() {
    let t = TestApp::new().await;
    let owner = stale(&t).await;
    let asked = invite(&owner, EVIL).await;
    assert_eq!(owner.get("/account/prove").await.text("#h-act").as_deref(), Some("Invite a member"), "it waits");
    let back = owner.post("/account/prove/cancel", &[("act", &act_of(&asked))]).await;
    assert_eq!(back.location.as_deref(), Some("/members"));
    assert_eq!(owner.get("/account/prove").await.count("#h-act"), 0);
    confirm(&owner, &asked, &t.code()).await;
    assert_eq!(invitations(&t).await, 0);
    let nothing = owner.post("/account/prove/cancel", &[("act", "x")]).await;
    assert_eq!(nothing.location.as_deref(), Some("/"));
}

/// One action at a time, and the button does exactly what the page shows.
#[tokio::test]
async fn the_next_act_takes_the_place_of_the_one_before() {
    let t = TestApp::new().await;
    let owner = stale(&t).await;
    let first = invite(&owner, "first@takasakiya.example.jp").await;
    let second = invite(&owner, "second@takasakiya.example.jp").await;
    let wrong = confirm(&owner, &first, "000000").await;
    assert_eq!((wrong.status, wrong.count("#h-act")), (422, 0), "it shows no act that is not its own");
    confirm(&owner, &first, &t.code()).await;
    assert_eq!(invitations(&t).await, 0, "its act is gone, and the other one was not on it");
    later(&t).await;
    assert_eq!(confirm(&owner, &second, &t.code()).await.location.as_deref(), Some("/members"));
    assert!(owner.get("/members").await.body.contains("second@"));
}

#[tokio::test]
async fn what_waits_ends_after_half_an_hour() {
    let t = TestApp::new().await;
    let owner = stale(&t).await;
    let asked = invite(&owner, EVIL).await;
    for _ in 0..2 {
        t.clock.advance(Duration::minutes(15));
        owner.get("/members").await;
    }
    t.codes_again().await;
    assert_eq!(owner.get("/account/prove").await.count("#h-act"), 0);
    assert_eq!(confirm(&owner, &asked, &t.code()).await.location.as_deref(), Some("/"));
    assert_eq!(invitations(&t).await, 0);
}

/// Neither another person nor another session of the same person has it.
#[tokio::test]
async fn it_belongs_to_one_session_of_one_person() {
    let t = TestApp::new().await;
    let owner = stale(&t).await;
    let asked = invite(&owner, EVIL).await;
    t.account(Some(t.own.id), Role::Owner, "second@takasakiya.example.jp").await;
    for email in [OWNER, "second@takasakiya.example.jp"] {
        let other = t.sign_in(email).await;
        later(&t).await;
        assert_eq!(other.get("/account/prove").await.count("#h-act"), 0);
        assert_eq!(confirm(&other, &asked, &t.code()).await.location.as_deref(), Some("/"));
    }
    assert_eq!(invitations(&t).await, 0);
    let stored = t.scalar("SELECT count(*) FROM session WHERE data LIKE '%evil.example%'").await;
    assert_eq!(stored, 0, "what was typed is sealed");
}

/// A person who has lost the permission meanwhile neither sees nor runs it.
#[tokio::test]
async fn the_act_goes_on_with_all_its_own_checks() {
    let t = TestApp::new().await;
    let owner = stale(&t).await;
    let asked = invite(&owner, EVIL).await;
    t.tamper("UPDATE account SET role = 'viewer'").await.unwrap();
    let page = owner.get("/account/prove").await;
    assert_eq!((page.status, page.count("#h-act"), page.body.contains(EVIL)), (200, 0, false));
    confirm(&owner, &asked, &t.code()).await;
    assert_eq!(invitations(&t).await, 0);
}

#[tokio::test]
async fn what_is_too_large_is_not_kept_and_said_so() {
    let t = TestApp::new().await;
    let owner = stale(&t).await;
    let scopes = vec![("scopes", "end_users"); 1000];
    let asked = owner.post("/consents", &[scopes.as_slice(), &[("reason", "調査"), ("hours", "4")]].concat()).await;
    assert_eq!((asked.status, asked.count("#h-act")), (403, 0), "{}", asked.body);
    assert!(asked.text(".notice--warn").unwrap().contains("too large"));
    let back = confirm(&owner, &asked, &t.code()).await;
    assert_eq!(back.location.as_deref(), Some("/consents"));
}

/// A passkey counts as step-up: the waiting action runs, and a failed answer does not drop it.
#[tokio::test]
async fn a_passkey_carries_the_act_on() {
    let t = TestApp::configured(|config| config.public_url = Some(crate::idor::ORIGIN.into())).await;
    let owner = t.signed_in(Role::Owner).await;
    let mut device = Device::new(crate::idor::ORIGIN);
    crate::passkeys::add(&owner, &mut device).await;
    later(&t).await;
    let asked = invite(&owner, "new@takasakiya.example.jp").await;
    let act = asked.attribute("form[action='/sign-in/passkey/start'] [name=act]", "value").unwrap();
    assert_eq!(act, act_of(&asked));
    let begin = async || owner.post("/sign-in/passkey/start", &[("act", act.as_str()), ("return_to", "")]).await;
    let question = async || owner.get("/sign-in/passkey").await.attribute("#passkey", "data-options").unwrap();

    begin().await;
    device.verifies = false;
    let spoilt = device.sign(&question().await);
    let failed = owner.post("/sign-in/passkey", &[("credential", &spoilt)]).await;
    assert_eq!(failed.location.as_deref(), Some("/account/prove"));
    assert_eq!(act_of(&owner.get("/account/prove").await), act, "it waits still");

    device.verifies = true;
    begin().await;
    let answer = device.sign(&question().await);
    let done = owner.post("/sign-in/passkey", &[("credential", &answer)]).await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some("/members")), "{}", done.body);
    assert_eq!(t.newest_acts(t.own.id, 2).await, ["invitation.create:success", "sign_in:success"]);
    assert_eq!(invitations(&t).await, 1);
}

/// Another person's passkey on the same device does not count.
#[tokio::test]
async fn the_passkey_of_somebody_else_does_not() {
    let t = TestApp::configured(|config| config.public_url = Some(crate::idor::ORIGIN.into())).await;
    let second = "second@takasakiya.example.jp";
    t.account(Some(t.own.id), Role::Owner, second).await;
    let mut device = Device::new(crate::idor::ORIGIN);
    crate::passkeys::add(&t.sign_in(second).await, &mut device).await;
    let owner = stale(&t).await;
    let asked = invite(&owner, EVIL).await;
    owner.post("/sign-in/passkey/start", &[("act", &act_of(&asked)), ("return_to", "")]).await;
    let question = owner.get("/sign-in/passkey").await.attribute("#passkey", "data-options").unwrap();
    let answer = device.sign(&question);
    assert_eq!(owner.post("/sign-in/passkey", &[("credential", &answer)]).await.location.as_deref(), Some("/"));
    assert_eq!(invitations(&t).await, 0);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["sign_in:success"]);
}
