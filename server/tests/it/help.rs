//! A person who cannot sign in asks the support desk, and learns nothing about accounts.

use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use chrono::Duration;

const PERSON: &str = "viewer@takasakiya.example.jp";
/// The page shows the latest deadline of all profiles, because the person's own would reveal that there is an account.
const SAID: &str = "they'll reach out through the contact details on file by Nov 25, 2026, 18:00 JST at the latest";

async fn ask(by: &Browser, email: &str) -> Answer {
    let rest = [("name", "渡邊 𠮷郎"), ("kind", "password"), ("message", "<b>至急</b>")];
    by.post("/sign-in/help", &[&[("email", email)], rest.as_slice()].concat()).await
}

#[tokio::test]
async fn what_a_stranger_asks_reaches_the_desk_and_leads_to_a_case() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    let browser = t.browser();
    assert!(browser.get("/sign-in").await.body.contains("href=\"/sign-in/help\""));
    let answer = ask(&browser, PERSON).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/sign-in")));
    assert!(browser.get("/sign-in").await.body.contains(SAID));
    let staff = t.signed_in(Role::Support).await;
    let page = staff.get("/support/cases").await;
    assert!(page.body.contains("&lt;b&gt;至急&lt;/b&gt;") && page.body.contains("I forgot my password"));
    let href = page.attribute("a[href^='/support/accounts?email']", "href").unwrap();
    assert!(staff.get(&href).await.body.contains("Open case"));
    let id = page.attribute("form[action='/support/cases/answered'] input", "value").unwrap();
    assert_eq!(staff.post("/support/cases/answered", &[("id", &id)]).await.status, 303);
    assert!(!staff.get("/support/cases").await.body.contains("Sign-in help requests"));
    staff.post("/support/cases/answered", &[("id", &id)]).await;
    assert!(staff.get("/support/cases").await.body.contains("Another support staff member has already marked it"));
    let provider = server::seal::keys::PROVIDER;
    assert!(t.newest_acts(provider, 9).await.contains(&"help.ask:success".to_owned()));
    assert_eq!(t.newest_acts(provider, 2).await, ["help.done:failure", "help.done:success"]);
}

/// A person who was helped by their own administrator needs no answer from the desk.
#[tokio::test]
async fn a_new_password_answers_what_was_asked() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    ask(&t.browser(), PERSON).await;
    let staff = t.signed_in(Role::Support).await;
    assert!(staff.get("/support").await.body.contains("1 sign-in help request"));
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    owner.post("/members/reset-password", &[("id", &id.to_string())]).await;
    server::outbox::work(&t.app).await.unwrap();
    let (person, link) = (t.browser(), t.link_in_mail(PERSON));
    person.get(&link).await;
    let set =
        person.post("/password/reset", &[("new", "wet lattice 7 ravine"), ("again", "wet lattice 7 ravine")]).await;
    assert_eq!(set.status, 303, "{}", set.body);
    assert!(staff.get("/support").await.body.contains("Nothing needs your attention"));
}

/// A request by another person in somebody's name does not hide the person's own.
#[tokio::test]
async fn an_open_request_of_another_kind_swallows_nothing() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    t.tamper("UPDATE account SET second_factor_at = created_at").await.unwrap();
    let asks = |kind: &'static str| {
        let browser = t.browser();
        async move { browser.post("/sign-in/help", &[("email", PERSON), ("name", "渡邊"), ("kind", kind)]).await.status }
    };
    for kind in ["other", "second_factor", "password", "other"] {
        assert_eq!(asks(kind).await, 303, "{kind}");
    }
    let open = "SELECT COUNT(*) FROM help_request WHERE done_at IS NULL";
    assert_eq!(t.scalar(open).await, 3, "one of each kind");
    let staff = t.signed_in(Role::Support).await;
    assert_eq!(
        staff.get(&format!("/support/accounts?email={PERSON}")).await.count("[aria-label='Requests from this person']"),
        3
    );
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    owner.post("/members/reset-password", &[("id", &id.to_string())]).await;
    server::outbox::work(&t.app).await.unwrap();
    let (person, link) = (t.browser(), t.link_in_mail(PERSON));
    person.get(&link).await;
    person.post("/password/reset", &[("new", "wet lattice 7 ravine"), ("again", "wet lattice 7 ravine")]).await;
    assert_eq!(t.scalar(open).await, 1, "a new password does not help a person who has lost the second step");
    staff.post("/support/cases", &[("account", &id.to_string()), ("second_factor", "remove")]).await;
    assert_eq!(t.scalar(open).await, 0);
}

/// A person who asks first in somebody's name, with their own telephone number, cannot hide the real person's words
/// from the desk.
#[tokio::test]
async fn what_somebody_asked_before_swallows_nothing_of_what_is_asked_later() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    let said = async |ip: &'static str, name: &'static str, message: &'static str| {
        let browser = t.browser().at(ip);
        let fields = [("email", PERSON), ("name", name), ("kind", "other"), ("message", message)];
        let answer = browser.post("/sign-in/help", &fields).await;
        (answer.status, answer.location, browser.get("/sign-in").await.text(".flash"))
    };
    let first = said("203.0.113.5", "Mallory", "call me at ０９０-0000-0000").await;
    let second = said("203.0.113.6", "渡邊 𠮷郎", "本人です").await;
    assert_eq!(first, second, "the answer does not tell");
    said("203.0.113.6", "渡邊 𠮷郎", "本人です").await;
    assert_eq!(t.scalar("SELECT count(*) FROM help_request").await, 1);
    let staff = t.signed_in(Role::Support).await;
    let account = format!("/support/accounts?email={PERSON}");
    for page in [staff.get("/support/cases?show=asked").await, staff.get(&account).await] {
        for words in ["Mallory", "渡邊 𠮷郎", "本人です", "Received 3 times, with different messages."] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert_eq!(page.body.matches("Name unverified").count(), 2);
        assert_eq!(page.body.matches("The phone number in this message is unverified").count(), 1);
    }
    for n in 0..9 {
        t.clock.advance(Duration::minutes(1));
        let message: &'static str = Box::leak(format!("flood {n}").into_boxed_str());
        said("203.0.113.5", "Mallory", message).await;
    }
    let page = staff.get(&account).await;
    assert!(page.body.contains("本人です") && page.body.contains("Received 12 times"), "{}", page.body);
}

/// Opens a case for the account of a request, and returns its id.
async fn open_case(staff: &Browser, href: &str) -> String {
    let account = staff.get(href).await.attribute("input[name=account]", "value").unwrap();
    let answer = staff.post("/support/cases", &[("account", &account), ("second_factor", "")]).await;
    answer.location.unwrap()
}

/// A request on a Sunday before a holiday. The deadline is the next business day, and staff are late.
#[tokio::test]
async fn sl_7_a_case_is_as_old_as_what_was_asked() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    ask(&t.browser(), PERSON).await;
    let due = "Nov 24, 2026, 17:00 JST";
    t.account(None, Role::Support, "s@sekisho.example").await;
    // Tuesday, 16:00 in Japan.
    t.clock.advance(Duration::hours(53) + Duration::minutes(55));
    let staff = t.sign_in("s@sekisho.example").await;
    let queue = staff.get("/support/cases").await;
    let row = queue.text("section[aria-labelledby=h-asked] tbody").unwrap();
    assert!(row.contains(due) && row.contains("6 h (business hours)") && !row.contains("Overdue"), "{row}");
    let href = queue.attribute("a[href^='/support/accounts?email']", "href").unwrap();
    let account = staff.get(&href).await;
    assert!(
        account.text("[aria-label='Requests from this person']").unwrap().contains(due),
        "what was asked stands beside"
    );
    let case = open_case(&staff, &href).await;
    assert_eq!(t.scalar("SELECT count(*) FROM help_request WHERE done_at IS NULL").await, 0, "it is answered");
    let page = staff.get(&case).await;
    assert!(page.body.contains(due) && page.body.contains("Requested") && !page.body.contains("Overdue"));
    t.clock.advance(Duration::minutes(61));
    let staff = t.sign_in("s@sekisho.example").await;
    let row = staff.get("/support/cases").await.text("section[aria-labelledby=h-cases] tbody").unwrap();
    assert!(row.contains(due) && row.contains("7 h (business hours)") && row.contains("Overdue"), "{row}");
}

#[tokio::test]
async fn what_is_due_soonest_stands_first_and_every_page_is_reached() {
    let t = TestApp::new().await;
    // Both are due on the same day. The desk of the first person is open an hour longer.
    for (tenant, email) in [(t.other.id, "a@aoba.example.jp"), (t.own.id, PERSON)] {
        t.account(Some(tenant), Role::Viewer, email).await;
        ask(&t.browser(), email).await;
        t.clock.advance(Duration::seconds(1));
    }
    let staff = t.signed_in(Role::Support).await;
    let emails = |page: &Answer| {
        let (html, selector) = (page.html(), scraper::Selector::parse("a[href^='/support/accounts?email']").unwrap());
        html.select(&selector).map(|a| a.value().attr("href").unwrap().to_owned()).collect::<Vec<_>>()
    };
    let page = staff.get("/support/cases").await;
    assert!(emails(&page)[0].contains("viewer%40"), "{:?}", emails(&page));
    for href in emails(&page) {
        open_case(&staff, &href).await;
    }
    let cases = staff.get("/support/cases").await.text("section[aria-labelledby=h-cases] tbody").unwrap();
    assert!(cases.find("髙﨑屋").unwrap() < cases.find("青葉商店").unwrap(), "{cases}");

    for n in 0..52 {
        t.clock.advance(Duration::seconds(16));
        ask(&t.browser(), &format!("a{n}@example.jp")).await;
    }
    let queue = staff.get("/support/cases").await;
    assert_eq!(emails(&queue).len(), 5, "the first of them");
    assert_eq!(queue.count("a[href='/support/cases?show=asked']"), 2, "the view of all of them");
    let first = staff.get("/support/cases?show=asked").await;
    let next = first.attribute("section[aria-labelledby=h-asked] a[rel=next]", "href").unwrap();
    let second = staff.get(&next).await;
    assert_eq!((emails(&first).len(), emails(&second).len()), (50, 2));
    let back = second.attribute("a[rel=prev]", "href").unwrap();
    assert_eq!(emails(&staff.get(&back).await), emails(&first));
    assert_eq!(staff.get("/support/cases?after=x").await.status, 400);
}

#[tokio::test]
async fn the_answer_is_the_same_with_and_without_an_account() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    let mut seen = Vec::new();
    for email in [PERSON, "nobody@example.jp", PERSON] {
        let browser = t.browser();
        let answer = ask(&browser, email).await;
        let page = browser.get("/sign-in").await;
        seen.push((answer.status, answer.location, answer.headers.len(), page.text(".flash")));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    assert_eq!(t.scalar("SELECT count(*) FROM help_request").await, 2, "one open request for an address");
}

#[tokio::test]
async fn what_is_typed_is_checked_and_a_flood_waits() {
    let t = TestApp::new().await;
    let browser = t.browser();
    let long = "あ".repeat(501);
    for (email, name, kind, message, field) in [
        ("", "渡邊", "password", "", "email"),
        ("x", "渡邊", "password", "", "email"),
        (PERSON, " ", "password", "", "name"),
        (PERSON, "渡邊", "else", "", "kind"),
        (PERSON, "渡邊", "password", long.as_str(), "message"),
    ] {
        let fields = [("email", email), ("name", name), ("kind", kind), ("message", message)];
        let answer = browser.post("/sign-in/help", &fields).await;
        assert_eq!((answer.status, answer.field_error(field).is_some()), (422, true), "{field}");
    }
    let mut statuses = Vec::new();
    for n in 0..6 {
        statuses.push(ask(&browser, &format!("a{n}@example.jp")).await.status);
    }
    assert_eq!(statuses, [303, 303, 303, 303, 303, 429]);
    t.clock.advance(Duration::minutes(1));
    assert_eq!(ask(&browser, "a9@example.jp").await.status, 303);
    assert!(browser.get("/sign-in").await.body.contains(SAID), "the same where there is no account");
}
