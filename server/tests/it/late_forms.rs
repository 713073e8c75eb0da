//! A form whose post arrives after the session has ended by itself, or whose action is cancelled, comes back as it was typed:
//! to its author, in its browser, once, and unsent.

use crate::proof::later;
use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;

const OWNER: &str = "owner@takasakiya.example.jp";
const SECOND: &str = "second@takasakiya.example.jp";
const EMAIL: &str = "new@takasakiya.example.jp";
const TYPED: [(&str, &str); 4] = [("name", "渡邊 𠮷郎"), ("email", EMAIL), ("role", "operator"), ("lang", "ja")];
/// Longer than the idle timeout of every built-in profile, and shorter than the absolute limit.
const AWAY: Duration = Duration::minutes(40);

fn name(page: &Answer) -> String {
    page.attribute("form[action='/members'] [name=name]", "value").unwrap_or_default()
}

async fn invitations(t: &TestApp) -> i64 {
    t.scalar("SELECT count(*) FROM invitation").await
}

/// An owner who has sent an invitation after their session had ended, in the browser that they sent it with.
async fn late(t: &TestApp, away: Duration) -> Browser {
    let owner = t.signed_in(Role::Owner).await;
    t.clock.advance(away);
    let answer = owner.post("/members", &TYPED).await;
    assert_eq!(answer.sends_out_to(), Some("/sign-in?return_to=%2Fmembers&ended=1"));
    owner
}

#[tokio::test]
async fn what_was_typed_too_late_comes_back_after_signing_in_again() {
    for away in [AWAY, Duration::hours(12) - Duration::minutes(1)] {
        let t = TestApp::new().await;
        let owner = late(&t, away).await;
        let stored = t.scalar("SELECT count(*) FROM session WHERE data LIKE '%takasakiya%'").await;
        assert_eq!((stored, invitations(&t).await), (0, 0), "sealed, and nothing was done");
        let owner = t.sign_in_with(owner, OWNER).await;
        let page = owner.get("/members").await;
        assert_eq!((page.status, name(&page).as_str()), (200, "渡邊 𠮷郎"), "{}", page.body);
        assert!(page.text(".flash").unwrap().contains("hasn't been submitted yet"), "{}", page.body);
        assert_eq!(page.attribute("form[action='/display'] [name=sent_to]", "value").as_deref(), Some("/members"));
        assert_eq!(invitations(&t).await, 0, "nothing is carried out by itself");
        assert_eq!(name(&owner.get("/members").await), "", "once");
        assert_eq!(owner.post("/members", &TYPED).await.status, 303);
        assert_eq!(invitations(&t).await, 1);
    }
}

/// It waits for its own page, and other pages are as they are.
#[tokio::test]
async fn other_pages_leave_it_where_it_is() {
    let t = TestApp::new().await;
    let owner = late(&t, AWAY).await;
    let owner = t.sign_in_with(owner, OWNER).await;
    for page in ["/", "/contacts", "/security", "/account/prove"] {
        let shown = owner.get(page).await;
        assert!(!shown.body.contains(EMAIL) && !shown.body.contains("been submitted"), "{page}");
    }
    assert_eq!(name(&owner.get("/members").await), "渡邊 𠮷郎");
}

#[tokio::test]
async fn another_account_never_sees_it_and_it_is_gone_then() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, SECOND).await;
    let browser = late(&t, AWAY).await;
    let browser = t.sign_in_with(browser, SECOND).await;
    let page = browser.get("/members").await;
    assert_eq!((name(&page).as_str(), page.body.contains(EMAIL)), ("", false));
    browser.post("/sign-out", &[]).await;
    let browser = t.sign_in_with(browser, OWNER).await;
    assert_eq!(name(&browser.get("/members").await), "", "thrown away");
    assert_eq!(invitations(&t).await, 0);
}

/// Another browser of the same person has nothing, whatever its address says.
#[tokio::test]
async fn another_browser_and_a_link_have_nothing() {
    let t = TestApp::new().await;
    let mine = late(&t, AWAY).await;
    let elsewhere = t.sign_in(OWNER).await;
    for address in ["/members", "/members?typed=name%3DIT&sent_to=/members", "/members?name=IT&email=x"] {
        assert_eq!(name(&elsewhere.get(address).await), "", "{address}");
    }
    assert_eq!(name(&t.sign_in_with(mine, OWNER).await.get("/members").await), "渡邊 𠮷郎", "and it is still there");
}

/// What strangers ask costs no write: without the cookie of a session that ended by itself, nothing is kept.
#[tokio::test]
async fn nothing_is_kept_for_strangers() {
    let t = TestApp::new().await;
    let stranger = t.browser();
    stranger.post("/members", &TYPED).await;
    let with = |cookie: &str| {
        let request =
            stranger.client.post(format!("{}/members", stranger.base)).header("origin", stranger.base.clone());
        request.header("cookie", format!("sekisho={cookie}")).form(&TYPED).send()
    };
    assert_eq!(with("AAAAAAAAAAAAAAAAAAAAAA").await.unwrap().status(), 303, "made up");
    assert_eq!(t.scalar("SELECT count(*) FROM session").await, 0);
    let owner = t.signed_in(Role::Owner).await;
    owner.post("/sign-out", &[]).await;
    owner.post("/members", &TYPED).await;
    let owner = t.sign_in_with(owner, OWNER).await;
    assert_eq!(name(&owner.get("/members").await), "", "who has signed out has no session that ended by itself");
}

/// The cookie of an ended session keeps one form; a copy of it keeps no further one.
#[tokio::test]
async fn the_cookie_of_an_ended_session_is_good_once() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let cookie = owner.get("/").await;
    assert_eq!(cookie.status, 200);
    t.clock.advance(AWAY);
    let before = t.scalar("SELECT count(*) FROM session").await;
    owner.post("/members", &TYPED).await;
    assert_eq!(t.scalar("SELECT count(*) FROM session").await, before, "one takes the place of the other");
    assert_eq!(t.scalar("SELECT count(*) FROM session WHERE account_id IS NOT NULL").await, 0);
    for n in 0..5 {
        owner.post("/contacts", &[("name", &format!("連絡先{n}")), ("email", EMAIL)]).await;
    }
    assert_eq!(t.scalar("SELECT count(*) FROM session").await, before, "other tabs of the browser share the session");
    let owner = t.sign_in_with(owner, OWNER).await;
    let contact = |page: &Answer| page.attribute("form[action='/contacts'] [name=name]", "value").unwrap_or_default();
    let mut shown = Vec::new();
    for _ in 0..4 {
        shown.push(contact(&owner.get("/contacts").await));
    }
    assert_eq!(shown, ["連絡先4", "連絡先3", "連絡先2", ""], "three at a time");
    assert_eq!(name(&owner.get("/members").await), "", "the oldest has given way");
}

/// Nor does the browser that has shown the cookie keep forms without end, each of which is a write.
#[tokio::test]
async fn a_browser_without_a_session_keeps_a_few_forms_and_no_more() {
    let t = TestApp::new().await;
    let owner = late(&t, AWAY).await;
    for n in 0..12 {
        owner.post("/contacts", &[("name", &format!("連絡先{n}")), ("email", EMAIL)]).await;
    }
    let owner = t.sign_in_with(owner, OWNER).await;
    let contact = |page: &Answer| page.attribute("form[action='/contacts'] [name=name]", "value").unwrap_or_default();
    assert_eq!(contact(&owner.get("/contacts").await), "連絡先6", "the eighth form was the last one");
    // A session that has ended by itself later on has as many again.
    t.clock.advance(AWAY);
    owner.post("/contacts", &[("name", "連絡先"), ("email", EMAIL)]).await;
    let owner = t.sign_in_with(owner, OWNER).await;
    assert_eq!(contact(&owner.get("/contacts").await), "連絡先");
}

#[tokio::test]
async fn secrets_large_forms_and_mere_buttons_are_not_kept() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.clock.advance(AWAY);
    let before = t.scalar("SELECT count(*) FROM session").await;
    let secrets = [("current", PASSWORD), ("new", "other lattice 8 ravine"), ("again", "other lattice 8 ravine")];
    owner.post("/account/password", &secrets).await;
    owner.post("/account/prove", &[("act", "x"), ("return_to", "/members"), ("code", "123456")]).await;
    let long = "𠮷".repeat(5000);
    owner.post("/security/networks/add", &[("network", "203.0.113.0/24"), ("note", &long)]).await;
    let id = "01977f00-0000-7000-8000-000000000000";
    owner.post("/members/suspend", &[("id", id)]).await;
    assert_eq!(t.scalar("SELECT count(*) FROM session WHERE account_id IS NULL").await, 0);
    assert!(t.scalar("SELECT count(*) FROM session").await <= before);
}

#[tokio::test]
async fn it_ends_with_the_session_that_keeps_it() {
    let t = TestApp::new().await;
    let owner = late(&t, AWAY).await;
    t.clock.advance(Duration::minutes(31));
    let owner = t.sign_in_with(owner, OWNER).await;
    assert_eq!(name(&owner.get("/members").await), "");
}

/// A person who has lost the permission meanwhile is shown nothing.
#[tokio::test]
async fn it_needs_the_permission_of_its_form() {
    let t = TestApp::new().await;
    let owner = late(&t, AWAY).await;
    t.tamper("UPDATE account SET role = 'viewer'").await.unwrap();
    let owner = t.sign_in_with(owner, OWNER).await;
    let page = owner.get("/members").await;
    assert_eq!((page.status, page.body.contains(EMAIL)), (403, false));
}

/// Cancelling the step-up leads back to the form, which is as it was typed.
#[tokio::test]
async fn a_cancelled_action_leads_back_to_what_was_typed() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    later(&t).await;
    let asked = owner.post("/members", &TYPED).await;
    assert_eq!(asked.status, 403);
    assert_eq!(asked.text(".ask-act").as_deref(), Some("Invite 渡邊 𠮷郎 (new@takasakiya.example.jp) as Operator"));
    assert_eq!(asked.count("#menu a[href='/members']"), 1, "inside the console");
    let act = asked.attribute("input[name=act]", "value").unwrap();
    let back = owner.post("/account/prove/cancel", &[("act", &act)]).await;
    assert_eq!(back.location.as_deref(), Some("/members"));
    let page = owner.get("/members").await;
    assert_eq!(name(&page), "渡邊 𠮷郎");
    assert!(page.text(".flash").unwrap().contains("Nothing was changed"), "{}", page.body);
    assert_eq!(name(&owner.get("/members").await), "", "once");
    assert_eq!(invitations(&t).await, 0);
}
