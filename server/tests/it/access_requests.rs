//! Requests for access (MS-18, BP-15): support staff ask, only the company's answer opens anything, and it opens what was shown
//! or less.

use crate::cases;
use crate::forged::alarms;
use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::EntityTrait;
use server::cli::audit;
use server::seal::keys::PROVIDER;
use server::storage::entity::{access_consent, consent_request};

const STAFF: &str = "support@takasakiya.example.jp";
const OWNER: &str = "owner@aoba.example.jp";
const WHY: &str = "エクスポートの件数の確認";

struct Scene {
    t: TestApp,
    owner: Browser,
    staff: Browser,
    company: String,
}

impl Scene {
    async fn new() -> Scene {
        let t = TestApp::new().await;
        let owner = t.signed_in_elsewhere(Role::Owner).await;
        let staff = t.signed_in(Role::Support).await;
        let company = t.other.id.to_string();
        Scene { t, owner, staff, company }
    }

    /// Asks for both scopes for eight hours, and returns the id of the request.
    async fn asked(&self) -> String {
        let answer = self.staff.post("/support/tenants/access", &self.form()).await;
        assert_eq!(answer.location.as_deref(), Some(&*self.page()), "{}", answer.body);
        self.waiting().await
    }

    fn form(&self) -> [(&'static str, &str); 5] {
        let scopes = [("scopes", "end_users"), ("scopes", "operation_logs")];
        [("id", self.company.as_str()), scopes[0], scopes[1], ("reason", WHY), ("hours", "8")]
    }

    fn page(&self) -> String {
        format!("/support/tenants/{}/access", self.company)
    }

    fn end_users(&self) -> String {
        format!("/support/tenants/{}/end-users", self.company)
    }

    /// The id of the request on the company's page.
    async fn waiting(&self) -> String {
        let page = self.owner.get("/consents").await;
        let href = page.attribute("a[href^='/consents/requests/']", "href");
        href.unwrap_or_else(|| panic!("{}", page.body)).rsplit('/').next().unwrap().to_owned()
    }

    async fn allow(&self, id: &str, scopes: &[&str], hours: &str) -> crate::support::Answer {
        let mut fields = vec![("id", id), ("reason", WHY), ("hours", hours)];
        fields.extend(scopes.iter().map(|scope| ("scopes", *scope)));
        self.owner.post("/consents/requests/allow", &fields).await
    }

    async fn consents(&self) -> Vec<access_consent::Model> {
        access_consent::Entity::find().all(&self.t.db).await.unwrap()
    }
}

#[tokio::test]
async fn ms_18_staff_ask_and_the_company_allows_what_it_saw_or_less() {
    let s = Scene::new().await;
    let id = s.asked().await;
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["consent.ask:success"], "in the company's own log");
    assert_eq!(s.staff.get(&s.end_users()).await.status, 403, "a request opens nothing");
    let page = s.owner.get(&format!("/consents/requests/{id}")).await;
    assert!(page.body.contains(WHY) && page.body.contains("小山内"), "who asks, and why: {}", page.body);
    let home = s.owner.get("/").await;
    assert_eq!(home.count(&format!("a[href='/consents/requests/{id}']")), 1, "{}", home.body);
    server::outbox::work(&s.t.app).await.unwrap();
    let letter = s.t.newest_mail(OWNER);
    assert!(letter.contains(WHY) && letter.contains(&format!("/consents/requests/{id}")), "{letter}");
    let company = s.staff.get(&format!("/support/tenants/{}", s.company)).await;
    assert!(
        company.text("[aria-labelledby=h-consent]").unwrap().contains("the customer can respond until"),
        "{}",
        company.body
    );
    assert!(letter.contains("申請日時：2026/11/22 ") && letter.contains(" JST"), "{letter}");

    assert_eq!(s.allow(&id, &["end_users"], "4").await.status, 303);
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["consent.grant:success"]);
    let consents = s.consents().await;
    assert_eq!((consents.len(), consents[0].scopes.as_str(), consents[0].id.to_string()), (1, "end_users", id.clone()));
    assert_eq!(consents[0].until, s.t.now() + Duration::hours(4));
    assert_eq!(s.staff.get(&s.end_users()).await.status, 200);
    let log = format!("/support/tenants/{}/operation-logs", s.company);
    assert_eq!(s.staff.get(&log).await.status, 403, "the company has narrowed it");
    assert!(s.staff.get(&s.page()).await.body.contains("Allowed"), "staff see the answer");
    server::outbox::work(&s.t.app).await.unwrap();
    let mail = s.t.newest_mail(STAFF);
    assert!(
        mail.contains("許可しました") && mail.contains("有効期限：2026/"),
        "and are told by mail until when: {mail}"
    );
    assert_eq!(s.owner.get("/consents").await.count(&format!("[aria-labelledby=h-answered] a[href$='{id}']")), 1);

    let again = s.allow(&id, &["end_users", "operation_logs"], "8").await;
    assert_eq!(again.location.as_deref(), Some("/consents"));
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["consent.grant:failure"]);
    assert_eq!(s.consents().await.len(), 1, "one request, one consent");
    let own = s.owner.get(&format!("/consents/{id}")).await;
    assert_eq!(own.count("[aria-labelledby=h-views] tbody tr"), 1, "the one view: {}", own.body);
    assert!(own.text("[aria-labelledby=h-views] tbody").unwrap().contains("小山内"), "{}", own.body);
}

#[tokio::test]
async fn nothing_more_than_was_shown_is_allowed() {
    let s = Scene::new().await;
    let narrow = [("id", &*s.company), ("scopes", "end_users"), ("reason", WHY), ("hours", "4")];
    assert_eq!(s.staff.post("/support/tenants/access", &narrow).await.status, 303);
    let id = s.waiting().await;
    assert_eq!(s.allow(&id, &["end_users"], "8").await.status, 422, "more hours than were asked for");
    assert_eq!(s.allow(&id, &[], "4").await.status, 422, "no scope");
    let wider = s.allow(&id, &["end_users", "operation_logs"], "4").await;
    assert_eq!(wider.location, Some(format!("/consents/requests/{id}")), "another scope");
    let other = [("id", &*id), ("scopes", "end_users"), ("hours", "4"), ("reason", "別の理由")];
    let other = s.owner.post("/consents/requests/allow", &other).await;
    assert_eq!(other.location, Some(format!("/consents/requests/{id}")), "not the reason that the request has");
    assert!(s.consents().await.is_empty());
    assert_eq!(s.allow(&id, &["end_users"], "4").await.status, 303);
}

/// What is asked for is sealed for its row, so that nobody who writes to the database changes what an administrator is shown.
#[tokio::test]
async fn s10_a_request_that_the_database_changes_opens_nothing() {
    let s = Scene::new().await;
    let first = s.asked().await;
    let decline = [("id", &*first), ("why", "契約の範囲外のため")];
    assert_eq!(s.owner.post("/consents/requests/decline", &decline).await.status, 303);
    let narrow = [("id", &*s.company), ("scopes", "end_users"), ("reason", "別件"), ("hours", "4")];
    let other = cases::staff(&s.t, "other@sekisho.example").await;
    assert_eq!(other.post("/support/tenants/access", &narrow).await.status, 303);
    let second = s.waiting().await;
    let rows = consent_request::Entity::find().all(&s.t.db).await.unwrap();
    let wide = rows.iter().find(|row| row.id.to_string() == first).unwrap().sealed.clone();
    consent_request::Entity::update_many()
        .col_expr(consent_request::Column::Sealed, sea_orm::sea_query::Expr::value(wide))
        .exec(&s.t.db)
        .await
        .unwrap();
    assert_eq!(s.owner.get("/consents").await.count("[aria-labelledby=h-requests] a"), 0, "not shown as a request");
    assert_ne!(s.allow(&second, &["end_users", "operation_logs"], "8").await.status, 303);
    assert!(s.consents().await.is_empty());
    let found = audit::all(&s.t.app, &s.t.db).await.unwrap();
    assert!(found.forged.contains(&("consent_request", second.clone())), "`sekisho log verify` names it");
    let alarms = alarms(&s.t).await;
    assert!(alarms.contains(&("consent_request".to_owned(), second.clone())), "{alarms:?}");
}

#[tokio::test]
async fn a_request_is_declined_with_a_reason_and_staff_can_ask_again() {
    let mut s = Scene::new().await;
    let id = s.asked().await;
    let twice = s.staff.post("/support/tenants/access", &s.form()).await;
    assert_eq!(twice.location, Some(s.page()), "one for each company and member of staff");
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["consent.ask:failure"]);
    let other = cases::staff(&s.t, "other@sekisho.example").await;
    assert_eq!(other.post("/support/access-requests/withdraw", &[("id", &id)]).await.status, 404, "another person's");
    let long = "あ".repeat(501);
    let refused = s.owner.post("/consents/requests/decline", &[("id", &id), ("why", &long)]).await;
    assert_eq!(refused.status, 422);
    let fields = [("id", &*id), ("why", "契約の範囲外のため")];
    assert_eq!(s.owner.post("/consents/requests/decline", &fields).await.status, 303);
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["consent.decline:success"]);
    server::outbox::work(&s.t.app).await.unwrap();
    let mail = s.t.newest_mail(STAFF);
    let at = |words: &str| mail.find(words).unwrap_or_else(|| panic!("{words}: {mail}"));
    assert!(at(&format!("申請の理由：{WHY}")) < at("回答者："), "why it was asked");
    assert!(at("回答日時：") < at("許可しない理由：契約の範囲外のため"), "and why it was declined");
    assert!(s.staff.get(&s.page()).await.body.contains("契約の範囲外のため"));
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["staff.see:success"], "who has answered is a person's name");
    s.t.clock.advance(Duration::minutes(10));
    (s.staff, s.owner) = (s.t.sign_in(STAFF).await, s.t.sign_in(OWNER).await);
    let again = s.asked().await;
    assert_eq!(s.staff.post("/support/access-requests/withdraw", &[("id", &again)]).await.status, 303);
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["consent.withdraw:success"]);
    assert_eq!(s.allow(&again, &["end_users"], "4").await.location.as_deref(), Some("/consents"));
    assert!(s.consents().await.is_empty(), "what was withdrawn cannot be allowed");
}

#[tokio::test]
async fn a_request_ends_after_a_week() {
    let s = Scene::new().await;
    let id = s.asked().await;
    s.t.clock.advance(Duration::days(7));
    let owner = s.t.sign_in(OWNER).await;
    assert_eq!(owner.get("/consents").await.count("[aria-labelledby=h-requests] a"), 0);
    let late = [("id", &*id), ("reason", WHY), ("hours", "4"), ("scopes", "end_users")];
    assert_eq!(owner.post("/consents/requests/allow", &late).await.location.as_deref(), Some("/consents"));
    assert!(s.consents().await.is_empty());
    let staff = s.t.sign_in(STAFF).await;
    assert!(staff.get(&s.page()).await.body.contains("Expired without a response"));
    assert_eq!(staff.post("/support/tenants/access", &s.form()).await.status, 303, "and staff can ask again");
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["consent.ask:success"]);
}

#[tokio::test]
async fn a_request_for_a_case_ends_with_the_case() {
    let s = Scene::new().await;
    s.t.account(Some(s.t.other.id), Role::Viewer, "viewer@aoba.example.jp").await;
    let case = cases::open(&s.t, s.t.other.id, &s.staff, ("viewer@aoba.example.jp", "")).await;
    let page = s.staff.get(&format!("/support/cases/{case}/access")).await;
    assert_eq!(page.attribute("form[action='/support/cases/access'] [name=id]", "value"), Some(case.clone()));
    let fields = [("id", &*case), ("scopes", "end_users"), ("reason", WHY), ("hours", "4")];
    server::outbox::work(&s.t.app).await.unwrap();
    assert_eq!(s.staff.post("/support/cases/access", &fields).await.status, 303);
    let id = s.waiting().await;
    server::outbox::work(&s.t.app).await.unwrap();
    let letter = s.t.newest_mail(OWNER);
    assert!(letter.contains("対応案件：CS-2026-0001"), "{letter}");
    let page = s.owner.get(&format!("/consents/requests/{id}")).await;
    assert!(page.text("main dl").unwrap().contains("CS-2026-0001"), "{}", page.body);
    assert_eq!(s.staff.post("/support/cases/cancel", &[("id", &case)]).await.status, 303);
    assert_eq!(s.owner.get("/consents").await.count("[aria-labelledby=h-requests] a"), 0);
    assert_eq!(s.allow(&id, &["end_users"], "4").await.location.as_deref(), Some("/consents"));
    assert!(s.consents().await.is_empty());
    let late = s.staff.post("/support/cases/access", &fields).await;
    assert_eq!(late.location, Some(s.page()));
    assert_eq!(s.t.newest_acts(s.t.other.id, 1).await, ["consent.ask:failure"], "a closed case needs no access");
}

#[tokio::test]
async fn who_may_ask_and_who_may_answer() {
    let s = Scene::new().await;
    let desk = s.t.signed_in(Role::Desk).await;
    assert_eq!(desk.post("/support/tenants/access", &s.form()).await.status, 403, "the least rights");
    assert_eq!(s.t.newest_acts(PROVIDER, 1).await, ["access.denied:denied"]);
    let empty = s.staff.post("/support/tenants/access", &[("id", &s.company), ("hours", "1000")]).await;
    assert_eq!(empty.status, 422);
    for (field, words) in
        [("scopes", "Select at least one scope"), ("reason", "Enter a reason"), ("hours", "Select a duration")]
    {
        assert!(empty.field_error(field).unwrap().contains(words), "{field}");
    }
    let id = s.asked().await;
    let operator = s.t.signed_in_elsewhere(Role::Operator).await;
    assert_eq!(operator.get(&format!("/consents/requests/{id}")).await.status, 403);
    let stranger = s.t.signed_in(Role::Owner).await;
    assert_eq!(stranger.get(&format!("/consents/requests/{id}")).await.status, 404, "another company's");
    let fields = [("id", &*id), ("reason", WHY), ("hours", "4"), ("scopes", "end_users")];
    assert_eq!(stranger.post("/consents/requests/allow", &fields).await.status, 404);
    s.t.clock.advance(Duration::minutes(6));
    assert_eq!(
        s.owner.post("/consents/requests/allow", &fields).await.status,
        403,
        "it asks for a proof, as a consent does"
    );
    assert!(s.consents().await.is_empty());
}
