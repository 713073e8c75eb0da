//! MS-18: what staff see of people without a consent is in their company's log, one entry per hour and member of staff;
//! the outbox masks addresses.

use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;

const PERSON: &str = "viewer@aoba.example.jp";

async fn looks(t: &TestApp) -> i64 {
    t.scalar("SELECT COUNT(*) FROM operation_log WHERE action = 'staff.see'").await
}

async fn staff(t: &TestApp, role: Role, email: &str) -> Browser {
    t.account(None, role, email).await;
    t.sign_in(email).await
}

#[tokio::test]
async fn ms_18_staff_who_see_people_are_in_the_companys_log() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let contact = [("name", "総務部"), ("email", "jimu@aoba.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    assert_eq!(owner.post("/contacts", &contact).await.status, 303);
    let first = staff(&t, Role::Support, "first@sekisho.example").await;
    let company = format!("/support/tenants/{}", t.other.id);
    first.get(&company).await;
    assert_eq!(looks(&t).await, 0, "nobody is named on it");
    t.tamper("UPDATE contact SET confirmed_at = created_at").await.unwrap();
    let page = first.get(&company).await;
    assert!(page.body.contains("総務部"));
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["staff.see:success"], "in the company's own log");
    first.get(&format!("/support/accounts?email={PERSON}")).await;
    first.get(&company).await;
    assert_eq!(looks(&t).await, 1, "one an hour, whatever they open");

    let second = staff(&t, Role::Desk, "second@sekisho.example").await;
    assert!(second.get(&format!("/support/accounts?email={PERSON}")).await.body.contains("小山内"));
    assert_eq!(looks(&t).await, 2, "each of the staff");
    second.get("/support/accounts?email=nobody@aoba.example.jp").await;
    assert_eq!(t.scalar("SELECT COUNT(DISTINCT tenant_id) FROM operation_log WHERE action = 'staff.see'").await, 1);

    t.clock.advance(Duration::minutes(61));
    let first = t.sign_in("first@sekisho.example").await;
    first.get(&company).await;
    assert_eq!(looks(&t).await, 3, "and again after an hour");
    let owner = t.sign_in("owner@aoba.example.jp").await;
    let seen = owner.get("/operation-logs?action=staff.see").await;
    assert_eq!(seen.count("main tbody tr:not(.tbl-detail)"), 3);
    assert!(seen.body.contains("Contact details viewed by support staff"));
}

#[tokio::test]
async fn ms_18_cases_are_looked_at_on_the_record() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    let first = staff(&t, Role::Support, "first@sekisho.example").await;
    let case = crate::cases::open(&t, t.other.id, &first, (PERSON, "")).await;
    t.account(None, Role::Support, "second@sekisho.example").await;
    for path in ["/support/cases".to_owned(), format!("/support/cases/{case}"), "/support/cases?show=all".to_owned()] {
        t.clock.advance(Duration::minutes(61));
        let second = t.sign_in("second@sekisho.example").await;
        let before = looks(&t).await;
        assert_eq!(second.get(&path).await.status, 200);
        assert_eq!(looks(&t).await, before + 1, "{path}");
    }
}

#[tokio::test]
async fn ms_18_requests_for_help_are_looked_at_on_the_record() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    for email in [PERSON, "nobody@nowhere.example.jp"] {
        let asked = [("email", email), ("name", "小山内"), ("kind", "password"), ("message", "090-1234-5678")];
        assert_eq!(t.browser().post("/sign-in/help", &asked).await.status, 303);
    }
    t.account(None, Role::Desk, "first@sekisho.example").await;
    for path in ["/support/cases", "/support/cases?show=asked"] {
        t.clock.advance(Duration::minutes(61));
        let desk = t.sign_in("first@sekisho.example").await;
        let before = looks(&t).await;
        assert!(desk.get(path).await.body.contains("小山内"), "{path}");
        assert_eq!(looks(&t).await, before + 1, "{path}: the company of the address, and no other");
        assert_eq!(t.newest_acts(t.other.id, 1).await, ["staff.see:success"]);
    }
}

#[tokio::test]
async fn ms_18_a_request_that_is_named_before_a_proof_is_looked_at_on_the_record() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, PERSON).await;
    let asked = [("email", PERSON), ("name", "小山内"), ("kind", "password"), ("message", "")];
    assert_eq!(t.browser().post("/sign-in/help", &asked).await.status, 303);
    let desk = staff(&t, Role::Desk, "first@sekisho.example").await;
    let page = desk.get("/support/cases?show=asked").await;
    let id = page.attribute("form[action='/support/cases/answered'] input", "value").unwrap();
    for _ in 0..4 {
        t.clock.advance(Duration::minutes(20));
        assert_eq!(desk.get("/account").await.status, 200, "the session goes on");
    }
    let before = looks(&t).await;
    let asked = desk.post("/support/cases/answered", &[("id", &id)]).await;
    assert!(asked.status == 403 && asked.body.contains("小山内"), "{}", asked.body);
    assert_eq!(looks(&t).await, before + 1);
}

#[tokio::test]
async fn ms_18_the_outbox_hides_addresses() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let person = [("name", "渡邊 𠮷郎"), ("email", "tanaka@aoba.example.jp"), ("role", "viewer")];
    assert_eq!(owner.post("/members", &person).await.status, 303);
    let staff = t.signed_in(Role::Support).await;
    let list = staff.get("/support/outbox").await;
    let row = list.text("tbody tr").unwrap();
    assert!(row.contains("t***@aoba.example.jp"), "{row}");
    let detail = staff.get(&list.attribute("tbody a", "href").unwrap()).await;
    assert!(detail.text("dl").unwrap().contains("t***@"), "{}", detail.body);
    for page in [&list, &detail] {
        assert!(!page.body.contains("tanaka") && !page.body.contains("渡邊"), "{}", page.body);
    }
}
