//! Whoever cannot sign in asks the support desk, and learns nothing about accounts by it.

use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use chrono::Duration;

const PERSON: &str = "viewer@takasakiya.example.jp";

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
    assert!(browser.get("/sign-in").await.body.contains("the desk will use the contacts on file"));
    let staff = t.signed_in(Role::Support).await;
    let page = staff.get("/support/cases").await;
    assert!(page.body.contains("&lt;b&gt;至急&lt;/b&gt;") && page.body.contains("The password is forgotten"));
    let href = page.attribute("a[href^='/support/accounts?email']", "href").unwrap();
    assert!(staff.get(&href).await.body.contains("Open the case"));
    let id = page.attribute("form[action='/support/cases/answered'] input", "value").unwrap();
    assert_eq!(staff.post("/support/cases/answered", &[("id", &id)]).await.status, 303);
    assert!(!staff.get("/support/cases").await.body.contains("Requests from people"));
    staff.post("/support/cases/answered", &[("id", &id)]).await;
    assert!(staff.get("/support/cases").await.body.contains("Somebody else has marked it"));
    let provider = server::keys::PROVIDER;
    assert!(t.newest_acts(provider, 9).await.contains(&"help.ask:success".to_owned()));
    assert_eq!(t.newest_acts(provider, 1).await, ["help.done:success"]);
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
}
