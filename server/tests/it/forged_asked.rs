//! S10: the row of a request for access is not signed, so nobody believes what it says of its end: the log tells it. And how often
//! staff can ask.

use crate::cases;
use crate::forged::uuid;
use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use server::cli::audit;
use server::features::tenants;
use server::storage::entity::{access_consent, consent_request};

const STAFF: &str = "support@takasakiya.example.jp";
const OWNER: &str = "owner@aoba.example.jp";
const ASK: &str = "/support/tenants/access";

async fn scene() -> (TestApp, Browser, Browser) {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    (t, owner, staff)
}

async fn ask(t: &TestApp, by: &Browser, reason: &str) -> Answer {
    let company = t.other.id.to_string();
    by.post(ASK, &[("id", &company), ("scopes", "end_users"), ("reason", reason), ("hours", "4")]).await
}

/// The id of the request that waits.
async fn open(t: &TestApp) -> String {
    let open = consent_request::Entity::find().filter(consent_request::Column::ClosedAt.is_null());
    open.one(&t.db).await.unwrap().unwrap().id.to_string()
}

async fn withdraw(t: &TestApp, by: &Browser) {
    let id = open(t).await;
    assert_eq!(by.post("/support/access-requests/withdraw", &[("id", &id)]).await.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["consent.withdraw:success"]);
}

async fn shown(t: &TestApp, by: &Browser) -> String {
    let page = by.get(&format!("/support/tenants/{}/access", t.other.id)).await;
    page.text("[aria-labelledby=h-requests]").unwrap_or_else(|| panic!("{}", page.body))
}

#[tokio::test]
async fn s10_what_the_company_has_declined_does_not_wait_again() {
    let (t, owner, staff) = scene().await;
    assert_eq!(ask(&t, &staff, "件数の確認").await.status, 303);
    let id = open(&t).await;
    let declined = owner.post("/consents/requests/decline", &[("id", &id), ("why", "契約の範囲外")]).await;
    assert_eq!(declined.status, 303);
    assert!(!audit::all(&t.app, &t.db).await.unwrap().forged.iter().any(|row| row.0 == "consent_request"));
    t.forge("UPDATE consent_request SET closed_at = NULL, closed_by = NULL, answer = NULL").await.unwrap();
    assert_eq!(owner.get("/consents").await.count("[aria-labelledby=h-requests] a"), 0);
    let fields = [("id", &*id), ("scopes", "end_users"), ("reason", "件数の確認"), ("hours", "4")];
    let allowed = owner.post("/consents/requests/allow", &fields).await;
    assert_eq!(allowed.location.as_deref(), Some("/consents"));
    assert_eq!(access_consent::Entity::find().count(&t.db).await.unwrap(), 0);
    assert!(shown(&t, &staff).await.contains("契約の範囲外"), "the log says that it was declined");
    let withdrawn = staff.post("/support/access-requests/withdraw", &[("id", &id)]).await;
    assert_eq!(withdrawn.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["consent.withdraw:failure"], "it has ended");
    let found = audit::all(&t.app, &t.db).await.unwrap();
    assert!(found.forged.contains(&("consent_request", id)), "`sekisho log verify` names it: {:?}", found.forged);
    t.clock.advance(Duration::minutes(10));
    let staff = t.sign_in(STAFF).await;
    assert_eq!(ask(&t, &staff, "別件").await.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["consent.ask:success"], "nor does it keep staff from asking again");
}

#[tokio::test]
async fn s10_an_answer_that_nobody_gave_is_not_told() {
    let (t, _owner, staff) = scene().await;
    assert_eq!(ask(&t, &staff, "件数の確認").await.status, 303);
    let id = open(&t).await;
    let stranger = "yui@takasakiya.example.jp";
    let stranger = tenants::add_account(&t.app, Some(t.own.id), Role::Viewer, stranger, "佐藤 結衣").await.unwrap().id;
    let forged = format!(
        "UPDATE consent_request SET answer = 'allowed', closed_by = {}, closed_at = (SELECT MAX(created_at) FROM account)",
        uuid(&t, stranger)
    );
    t.forge(&forged).await.unwrap();
    let requests = shown(&t, &staff).await;
    assert!(!requests.contains("佐藤") && requests.contains("Expired without a response"), "{requests}");
    assert_eq!(staff.get(&format!("/support/tenants/{}/end-users", t.other.id)).await.status, 403);
    let found = audit::all(&t.app, &t.db).await.unwrap();
    assert!(found.forged.contains(&("consent_request", id)), "{:?}", found.forged);
}

#[tokio::test]
async fn staff_ask_a_company_every_ten_minutes_and_three_times_a_day() {
    let (t, _owner, mut staff) = scene().await;
    let mails = async || t.scalar("SELECT COUNT(*) FROM mail").await;
    for n in 0..3 {
        assert_eq!(ask(&t, &staff, "件数の確認").await.status, 303, "{n}");
        withdraw(&t, &staff).await;
        let before = mails().await;
        let soon = ask(&t, &staff, "件数の確認").await;
        assert_eq!(soon.status, 422, "{n}");
        assert!(soon.field_error("reason").unwrap().contains("can be sent from"), "{}", soon.body);
        assert_eq!(t.newest_acts(t.other.id, 1).await, ["consent.ask:failure"]);
        assert_eq!(mails().await, before, "nobody gets a mail about it");
        t.clock.advance(Duration::minutes(10));
        staff = t.sign_in(STAFF).await;
    }
    assert_eq!(ask(&t, &staff, "件数の確認").await.status, 422, "three a day");
    let other = cases::staff(&t, "other@sekisho.example").await;
    assert_eq!(ask(&t, &other, "件数の確認").await.status, 303, "each person has their own count");
    t.clock.advance(Duration::days(1));
    let staff = t.sign_in(STAFF).await;
    assert_eq!(ask(&t, &staff, "件数の確認").await.status, 303);
    assert!(t.sign_in(OWNER).await.get("/consents").await.count("a[href^='/consents/requests/']") > 0);
}

#[tokio::test]
async fn a_reason_that_is_mailed_holds_no_link() {
    let (t, _owner, staff) = scene().await;
    for reason in ["https://evil.example をご確認ください", "ｈttp：／／x", "www.evil.example", "evil.example/login へ"]
    {
        let refused = ask(&t, &staff, reason).await;
        assert_eq!(refused.status, 422, "{reason}");
        assert!(refused.field_error("reason").unwrap().contains("URLs aren't allowed"), "{}", refused.body);
    }
    assert_eq!(ask(&t, &staff, "件数の確認（@10:00）").await.status, 303);
}
