//! The facts on the page of a case: the words of the person's request, and what happens to their passkeys.

use crate::cases::{NEW, PERSON, open, staff};
use crate::support::{Browser, Device, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;

const ASKED: &str = "[aria-label='Requests from this person']";

async fn ask(t: &TestApp, kind: &str, message: &str) {
    let fields = [("email", PERSON), ("name", "渡邊 𠮷郎"), ("kind", kind), ("message", message)];
    assert_eq!(t.browser().post("/sign-in/help", &fields).await.status, 303);
}

async fn case(staff: &Browser, id: &str) -> crate::support::Answer {
    let page = staff.get(&format!("/support/cases/{id}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

/// Opening a case closes the person's open requests. The page of the case shows staff their words, including those of
/// later requests.
#[tokio::test]
async fn the_words_of_requests_stand_on_the_case_that_answers_them() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    ask(&t, "password", "機種変更で入れません").await;
    ask(&t, "other", "<i>至急</i>").await;
    let first = staff(&t, "first@example.jp").await;
    let id = open(&t, t.own.id, &first, (PERSON, "")).await;
    assert_eq!(t.scalar("SELECT count(*) FROM help_request WHERE done_at IS NULL").await, 0, "answered");
    let page = case(&first, &id).await;
    assert_eq!(page.count(ASKED), 2, "one of each kind");
    for words in ["機種変更で入れません", "&lt;i&gt;至急&lt;/i&gt;", "渡邊 𠮷郎", "Name unverified"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    ask(&t, "password", "まだですか").await;
    let page = case(&first, &id).await;
    assert_eq!(page.count(ASKED), 3);
    assert!(page.body.contains("まだですか"), "asked while the case is open");
    let owner = t.signed_in(Role::Owner).await;
    assert!(!owner.get("/cases").await.body.contains("機種変更"), "what the desk is told is not the company's");

    first.post("/support/cases/cancel", &[("id", &id)]).await;
    let page = case(&first, &id).await;
    assert_eq!(page.count(ASKED), 2, "what it answers stays, what is open waits in the queue");
    let other = t.account(Some(t.own.id), Role::Viewer, "other@takasakiya.example.jp").await;
    assert!(!other.is_nil());
    let id = open(&t, t.own.id, &first, ("other@takasakiya.example.jp", "")).await;
    assert_eq!(case(&first, &id).await.count(ASKED), 0, "nobody else's");
}

/// A reset keeps passkeys by design. Staff and the consenting administrator are told.
#[tokio::test]
async fn a_case_says_what_becomes_of_passkeys() {
    const ORIGIN: &str = "http://localhost:3999";
    for (removes, said, left) in [
        ("", "1. It keeps working after the password reset.", 1),
        ("remove", "1. It is removed along with two-step verification.", 0),
    ] {
        let t = TestApp::configured(|config| config.public_url = Some(ORIGIN.into())).await;
        let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
        let person = t.sign_in(PERSON).await;
        crate::passkeys::add(&person, &mut Device::new(ORIGIN)).await;
        let (first, second) = (staff(&t, "first@example.jp").await, staff(&t, "second@example.jp").await);
        let case_id = open(&t, t.other.id, &first, (PERSON, removes)).await;
        assert!(case(&first, &case_id).await.body.contains(said), "{}", case(&first, &case_id).await.body);
        let owner = t.signed_in_elsewhere(Role::Owner).await;
        let checks = [("checked", "name"), ("checked", "channel"), ("checked", "reason")];
        let rest = [("id", case_id.as_str()), ("evidence", "contract"), ("reason", "パスワードを忘れた")];
        first.post("/support/cases/check", &[checks.as_slice(), &rest].concat()).await;
        assert!(owner.get("/cases").await.body.contains(said), "the consenting administrator");
        owner.post("/cases/consent", &[("id", &case_id)]).await;
        second.post("/support/cases/approve", &[("id", &case_id)]).await;
        work(&t.app).await.unwrap();
        let (person, link) = (t.browser(), t.link_in_mail(PERSON));
        person.get(&link).await;
        assert_eq!(person.post("/password/reset", &[("new", NEW), ("again", NEW)]).await.status, 303);
        assert_eq!(t.scalar("SELECT count(*) FROM passkey").await, left, "as was said: {id}");
        assert!(!case(&first, &case_id).await.body.contains(said), "over");
    }
}

/// The course of a case says that the person asked the desk only if they did, even though time passes while staff open it.
#[tokio::test]
async fn a_case_that_nobody_asked_for_does_not_say_so() {
    let t = TestApp::new().await;
    let first = staff(&t, "first@example.jp").await;
    for (email, asks) in [(PERSON, true), ("other@takasakiya.example.jp", false)] {
        t.account(Some(t.own.id), Role::Viewer, email).await;
        if asks {
            ask(&t, "password", "機種変更で入れません").await;
        }
        t.clock.tick(Duration::microseconds(1));
        let id = open(&t, t.own.id, &first, (email, "")).await;
        t.clock.tick(Duration::zero());
        assert_eq!(case(&first, &id).await.text(".timeline").unwrap().contains("Requested"), asks, "{email}");
    }
}
