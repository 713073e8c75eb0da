//! The provider's staff: nobody is added without the approval of another member of staff (DS-13, BP-15).

use crate::invitations::{NEW, join, link_to};
use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::features::staff::{self, AddResult, NewStaff};
use server::seal::keys::PROVIDER;

const NEW_STAFF: &str = "new@sekisho.example";

fn wanted(email: &str) -> NewStaff<'_> {
    NewStaff { role: Role::Support, email, name: "藤原", why: "窓口の増員" }
}

async fn staff_accounts(t: &TestApp) -> i64 {
    t.scalar("SELECT COUNT(*) FROM account WHERE tenant_id IS NULL").await
}

async fn newest_detail(t: &TestApp) -> String {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    use server::storage::entity::operation_log as log;
    let rows = log::Entity::find().filter(log::Column::TenantId.eq(PROVIDER)).order_by_desc(log::Column::Seq);
    rows.one(&t.db).await.unwrap().unwrap().detail
}

pub async fn ask(by: &Browser, email: &str) -> Answer {
    let fields = [("name", "藤原"), ("email", email), ("role", "desk"), ("lang", "ja"), ("why", "窓口の増員")];
    by.post("/support/staff", &fields).await
}

/// The page of the newest request.
pub async fn request_of(by: &Browser) -> String {
    by.get("/support/staff").await.attribute("section[aria-labelledby=h-requests] tbody a", "href").unwrap()
}

pub async fn decide(by: &Browser, verb: &str, page: &str, why: &str) -> Answer {
    let id = page.rsplit('/').next().unwrap();
    by.post(&format!("/support/staff/{verb}"), &[("id", id), ("why", why)]).await
}

/// Another member of staff, signed in.
async fn second(t: &TestApp) -> Browser {
    t.account(None, Role::Support, "second@sekisho.example").await;
    t.sign_in("second@sekisho.example").await
}

#[tokio::test]
async fn ds_13_the_first_member_of_staff_is_added_and_every_further_one_waits() {
    let t = TestApp::new().await;
    assert!(staff::add(&t.app, NewStaff { why: " ", ..wanted("one@sekisho.example") }).await.is_err(), "a reason");
    let first = staff::add(&t.app, wanted("one@sekisho.example")).await.unwrap();
    assert!(matches!(first, AddResult::First(_)), "nobody is there who could approve");
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["account.add:success"]);
    assert!(newest_detail(&t).await.contains(r#""approval":"first""#), "the entry says so");
    let next = staff::add(&t.app, wanted("two@sekisho.example")).await.unwrap();
    assert!(matches!(next, AddResult::Waiting));
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["staff.ask:success"]);
    assert_eq!(staff_accounts(&t).await, 1, "no account before another one approves");
    for taken in ["two@sekisho.example", "one@sekisho.example", "not-an-address"] {
        assert!(staff::add(&t.app, wanted(taken)).await.is_err(), "{taken}");
    }
    server::outbox::work(&t.app).await.unwrap();
    assert!(t.newest_mail("one@sekisho.example").contains("two@sekisho.example"), "a person who may approve is asked");
}

#[tokio::test]
async fn ds_13_bp_15_another_member_of_staff_approves_and_is_kept_with_reason_and_date() {
    let t = TestApp::new().await;
    assert!(t.promises(t.own.id, "staff_access.approved_staff_only").await);
    let first = t.signed_in(Role::Support).await;
    let other = second(&t).await;
    let empty = first.post("/support/staff", &[]).await;
    for field in ["name", "email", "role", "why"] {
        assert!(empty.field_error(field).is_some(), "{field}");
    }
    assert!(ask(&first, "second@sekisho.example").await.field_error("email").is_some(), "one account per person");
    assert_eq!(ask(&first, NEW_STAFF).await.status, 303);
    let page = request_of(&first).await;
    let seen = first.get(&page).await;
    assert_eq!(seen.count("[formaction='/support/staff/approve']"), 0, "never the one who asked");
    decide(&first, "approve", &page, "私が確認した").await;
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["staff.approve:failure"]);

    assert!(other.get("/support").await.body.contains("1 new support staff request"));
    assert_eq!(other.get(&page).await.count("[formaction='/support/staff/approve']"), 1);
    assert!(decide(&other, "approve", &page, " ").await.field_error("why").is_some(), "with a reason");
    assert_eq!(decide(&other, "approve", &page, "所属を確認した").await.status, 303);
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["staff.approve:success"]);
    let detail = newest_detail(&t).await;
    assert_eq!(staff_accounts(&t).await, 2, "no account before they have joined");

    let path = link_to(&t, NEW_STAFF).await;
    let person = t.browser();
    person.get(&path).await;
    let join_page = person.get("/join").await;
    let role = Role::Desk.text().en;
    assert!(
        join_page.body.contains("approved as support staff") && join_page.body.contains(role),
        "{}",
        join_page.body
    );
    assert_eq!(join(&t, &path).await.location.as_deref(), Some("/"));
    assert_eq!(t.newest_acts(PROVIDER, 2).await, ["sign_in:success", "member.join:success"]);
    assert_eq!(join(&t, &path).await.status, 410, "a link works once");
    let id = t.id_of(NEW_STAFF).await;
    assert!(detail.contains(&id.to_string()), "the approval is in the log with the account's id: {detail}");
    t.sign_in_with_password(&t.browser(), NEW_STAFF, NEW).await;
    let rows = crate::sessions::rows(&first.get("/support/staff").await);
    let row = rows.iter().find(|row| row.contains(role)).unwrap();
    for part in ["藤原", "Active", "小山内 のぞみ", "Nov 22, 2026", "所属を確認した"] {
        assert!(row.contains(part), "{part}: {row}");
    }
    assert!(rows.iter().any(|row| row.contains("No approval on record")), "of the others nothing is claimed");
}

#[tokio::test]
async fn who_is_rejected_does_not_get_in() {
    let t = TestApp::new().await;
    let first = t.signed_in(Role::Support).await;
    let other = second(&t).await;
    ask(&first, NEW_STAFF).await;
    let page = request_of(&first).await;
    assert_eq!(decide(&other, "reject", &page, "所属が違う").await.status, 303);
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["staff.reject:success"]);
    decide(&other, "approve", &page, "x").await;
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["staff.approve:failure"], "it is over");

    ask(&first, NEW_STAFF).await;
    let page = request_of(&first).await;
    decide(&other, "approve", &page, "確認した").await;
    let old = link_to(&t, NEW_STAFF).await;
    let id = page.rsplit('/').next().unwrap();
    first.post("/support/staff/send-again", &[("id", id)]).await;
    assert_eq!(t.newest_entry(PROVIDER).await, "staff.send:failure:too_soon");
    t.clock.advance(Duration::minutes(6));
    let first = t.sign_in("support@takasakiya.example.jp").await;
    assert_eq!(first.post("/support/staff/send-again", &[("id", id)]).await.status, 303);
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["staff.send:success"]);
    assert_eq!(join(&t, &old).await.status, 410, "a newer link puts it out of use");
    let link = link_to(&t, NEW_STAFF).await;
    decide(&first, "reject", &page, "採用の取り消し").await;
    assert_eq!(join(&t, &link).await.status, 410, "nor does the link work any more");
    assert_eq!(staff_accounts(&t).await, 2);
}

/// A person who left and is approved again gets the old account, with the new approval.
#[tokio::test]
async fn who_comes_back_keeps_the_account() {
    let t = TestApp::new().await;
    let first = t.signed_in(Role::Support).await;
    let other = second(&t).await;
    let before = t.account(None, Role::Desk, NEW_STAFF).await;
    server::features::tenants::staff_leave(&t.app, NEW_STAFF, "異動").await.unwrap();
    ask(&first, NEW_STAFF).await;
    let page = request_of(&first).await;
    decide(&other, "approve", &page, "復帰").await;
    assert_eq!(join(&t, &link_to(&t, NEW_STAFF).await).await.status, 303);
    assert_eq!((t.id_of(NEW_STAFF).await, staff_accounts(&t).await), (before, 3));
    t.sign_in_with_password(&t.browser(), NEW_STAFF, NEW).await;
}

const STAFF: &str = "support@takasakiya.example.jp";

/// Puts all companies under the default profile, so that none is stricter than the console's own.
async fn only_the_default(t: &TestApp) {
    t.tamper("UPDATE tenant SET profile = 'social-login-manager'").await.unwrap();
}

/// MS-16 includes the provider's administrators: 30 days, as soon as one company requires it.
#[tokio::test]
async fn ms_16_staff_are_held_to_the_strictest_profile_they_serve() {
    let t = TestApp::new().await;
    only_the_default(&t).await;
    t.account(None, Role::Support, STAFF).await;
    t.account(Some(t.own.id), Role::Owner, "owner@takasakiya.example.jp").await;
    let held = async |staff: &Browser| {
        let rows = crate::sessions::rows(&staff.get("/support/profiles").await);
        rows.into_iter().find(|row| row.contains("Passwords: Password expires after (support staff)")).unwrap()
    };
    t.clock.advance(Duration::days(31));
    let staff = t.sign_in(STAFF).await;
    assert_eq!(staff.get("/support").await.status, 200, "90 days");
    assert!(held(&staff).await.ends_with("Social login manager"));

    let company = t.company("managed-saas").await;
    assert!(t.promises(company.id, "password.max_age_days.staff").await);
    assert_eq!(staff.get("/support").await.location.as_deref(), Some("/account/password"), "at the next request");
    let again = t.sign_in(STAFF).await;
    assert_eq!(again.get("/support").await.location.as_deref(), Some("/account/password"));
    let rules = again.get("/account/password").await;
    let until = format!("valid until {}", server::base::when::day(t.now() + Duration::days(30)).en);
    assert!(rules.body.contains(&until), "{}", rules.body);
    t.rest().await;
    let staff = t.sign_in(STAFF).await;
    let now = held(&staff).await;
    assert!(now.contains("30 days") && now.ends_with("Managed SaaS"), "whose value holds: {now}");
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    let shown = crate::sessions::rows(&owner.get("/security/profile").await);
    let shown = shown.iter().find(|row| row.contains("Password expires after (support staff)")).unwrap();
    assert!(shown.contains("so 30 days applies"), "companies read it: {shown}");

    crate::profile_changes::put_in_force(&t, &staff, &company.id.to_string(), "social-login-manager").await;
    assert!(held(&staff).await.ends_with("Social login manager"), "and it ends with the change");
}

#[tokio::test]
async fn ms_16_staff_are_reminded_by_the_strictest_profile() {
    let t = TestApp::new().await;
    t.account(None, Role::Support, STAFF).await;
    t.clock.advance(Duration::days(16) - Duration::minutes(1));
    let reminded = async || {
        server::features::reminders::remind(&t.app).await.unwrap();
        t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'password.remind'").await
    };
    assert_eq!(reminded().await, 0);
    t.clock.advance(Duration::minutes(1));
    assert_eq!(reminded().await, 1, "14 days before 30 are over");
}

/// Another process adds the company whose profile is the strictest.
#[tokio::test]
async fn ms_16_every_process_holds_staff_to_it() {
    let t = TestApp::new().await;
    only_the_default(&t).await;
    let Some(other) = t.second_address().await else { return };
    t.account(None, Role::Support, STAFF).await;
    t.clock.advance(Duration::days(31));
    let staff = t.sign_in(STAFF).await.to(other);
    assert_eq!(staff.get("/support").await.status, 200);
    t.company("managed-saas").await;
    assert_eq!(staff.get("/support").await.location.as_deref(), Some("/account/password"));
}

/// The person who asked for them sees that the mail with the link failed.
#[tokio::test]
async fn an_invitation_of_staff_that_did_not_arrive_is_seen_at_its_request() {
    let t = TestApp::new().await;
    let first = t.signed_in(Role::Support).await;
    let other = second(&t).await;
    assert_eq!(ask(&first, NEW_STAFF).await.status, 303);
    let page = request_of(&first).await;
    assert_eq!(decide(&other, "approve", &page, "面談済み").await.status, 303);
    t.tamper("UPDATE mail SET state = 'dead', failure = 'smtp 550' WHERE about IS NOT NULL").await.unwrap();
    for path in ["/support/staff", &page] {
        let shown = first.get(path).await.body;
        assert!(shown.contains("Not delivered") && shown.contains("550"), "{path}");
    }
}
