//! Changing a company's service profile: two members of staff, a letter with all changes, and a page that the company
//! sees under every profile.

use crate::support::{Browser, TestApp};
use app::permission::Role;

const OWNER: &str = "owner@aoba.example.jp";

/// Another member of staff, signed in.
async fn second(t: &TestApp) -> Browser {
    t.account(None, Role::Support, "second@sekisho.example").await;
    t.sign_in("second@sekisho.example").await
}

pub async fn ask(staff: &Browser, company: &str, profile: &str) -> crate::support::Answer {
    let fields = [("id", company), ("profile", profile), ("reason", "契約の変更による")];
    staff.post("/support/tenants/profile", &fields).await
}

/// The id of a company's waiting change.
pub async fn waiting(staff: &Browser, company: &str) -> String {
    let page = staff.get(&format!("/support/tenants/{company}")).await;
    page.attribute("form[action='/support/tenants/profile/cancel'] [name=change]", "value").unwrap()
}

pub async fn decide(staff: &Browser, verb: &str, company: &str, change: &str) {
    let path = format!("/support/tenants/profile/{verb}");
    assert_eq!(staff.post(&path, &[("id", company), ("change", change)]).await.status, 303);
}

/// Requests a change by one member of staff, and approves it by another.
pub async fn put_in_force(t: &TestApp, staff: &Browser, company: &str, profile: &str) {
    assert_eq!(ask(staff, company, profile).await.status, 303);
    let change = waiting(staff, company).await;
    decide(&second(t).await, "approve", company, &change).await;
}

pub async fn profile_of_other(t: &TestApp) -> String {
    use sea_orm::EntityTrait;
    server::storage::entity::tenant::Entity::find_by_id(t.other.id).one(&t.db).await.unwrap().unwrap().profile
}

#[tokio::test]
async fn a_profile_changes_only_with_a_second_member_of_staff() {
    let t = TestApp::new().await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    let second = second(&t).await;
    let page = format!("/support/tenants/{company}");
    for (profile, reason, field) in [("b2b-platform", "", "reason"), ("managed-saas", "x", "profile")] {
        let fields = [("id", company.as_str()), ("profile", profile), ("reason", reason)];
        let refused = first.post("/support/tenants/profile", &fields).await;
        assert_eq!((refused.status, refused.field_error(field).is_some()), (422, true), "{field}");
    }
    assert_eq!(ask(&first, &company, "b2b-platform").await.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["profile.ask:success"], "in the company's own log");
    assert_eq!(profile_of_other(&t).await, "managed-saas", "nothing has changed");
    assert_eq!(ask(&first, &company, "workspace-saas").await.status, 422, "one at a time");

    let change = waiting(&first, &company).await;
    assert_eq!(first.get(&page).await.count("form[action='/support/tenants/profile/approve']"), 0, "never who asked");
    decide(&first, "approve", &company, &change).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["profile.change:failure"]);
    assert_eq!(profile_of_other(&t).await, "managed-saas");

    let home = second.get("/support").await;
    assert!(home.body.contains("A service profile change for 株式会社 青葉商店 is waiting"));
    let seen = second.get(&page).await;
    let (way, there) = (format!("a[href='{page}#h-effect']"), "#h-effect:not([autofocus])");
    assert_eq!((home.count(&way), seen.count(there)), (1, 1), "the way leads to what waits");
    assert!(seen.body.contains("契約の変更による") && seen.body.contains("30 days"), "the reason, and what changes");
    decide(&second, "approve", &company, &change).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["profile.change:success"]);
    assert_eq!(profile_of_other(&t).await, "b2b-platform");
    decide(&second, "approve", &company, &change).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["profile.change:failure"], "once");
}

#[tokio::test]
async fn owners_read_what_changes_and_keep_sight_of_it_under_every_profile() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(owner.get("/security").await.count("#h-changes"), 0, "it was the same from the start");
    let (staff, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    ask(&staff, &company, "b2b-platform").await;
    server::outbox::work(&t.app).await.unwrap();
    assert!(t.newest_mail(OWNER).contains("契約の変更による"), "told before it counts: {}", t.newest_mail(OWNER));
    assert!(owner.get("/security").await.body.contains("Awaiting approval by another support staff member"));
    let change = waiting(&staff, &company).await;
    decide(&second(&t).await, "approve", &company, &change).await;
    // Mails of the same moment are ordered by the times of their files.
    server::outbox::work(&t.app).await.unwrap();
    let letter = t.newest_mail(OWNER);
    assert!(letter.contains("変更期限（管理者）") && letter.contains("30日 → "), "in words: {letter}");
    assert_eq!(owner.get("/operation-logs").await.status, 403, "the new profile hides the log");
    let row = owner.get("/security").await.text("section[aria-labelledby=h-changes] tbody tr").unwrap();
    let title = |name| server::profile::built_in(name).unwrap().title.en.clone();
    for part in
        [title("managed-saas").as_str(), &title("b2b-platform"), "契約の変更による", "小山内 のぞみ", "Nov 22, 2026"]
    {
        assert!(row.contains(part), "{part}: {row}");
    }
}

/// F17: owners who were told of a requested change are told that it will not happen, whether it was withdrawn or
/// rejected.
#[tokio::test]
async fn f17_owners_hear_that_a_change_does_not_come() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Owner, OWNER).await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    let second = second(&t).await;
    for (letters, by) in [(1, &first), (2, &second)] {
        assert_eq!(ask(&first, &company, "b2b-platform").await.status, 303);
        let change = waiting(&first, &company).await;
        server::outbox::work(&t.app).await.unwrap();
        assert!(t.newest_mail(OWNER).contains("別の運営スタッフが承認すると"), "{}", t.newest_mail(OWNER));
        for _ in 0..2 {
            decide(by, "cancel", &company, &change).await;
        }
        server::outbox::work(&t.app).await.unwrap();
        let letter = t.newest_mail(OWNER);
        let stays = server::profile::built_in("managed-saas").unwrap().title.ja.as_str();
        assert!(letter.contains("中止になりました") && letter.contains(stays), "{letter}");
        assert_eq!(t.scalar("SELECT count(*) FROM mail WHERE kind = 'profile.cancelled'").await, letters, "one each");
    }
}

#[tokio::test]
async fn a_request_that_is_withdrawn_or_overtaken_changes_nothing() {
    let t = TestApp::new().await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    let second = second(&t).await;
    ask(&first, &company, "b2b-platform").await;
    let change = waiting(&first, &company).await;
    decide(&first, "cancel", &company, &change).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["profile.cancel:success"]);
    decide(&second, "approve", &company, &change).await;
    assert_eq!((profile_of_other(&t).await.as_str(), t.log_len(t.other.id).await > 0), ("managed-saas", true));
    ask(&first, &company, "b2b-platform").await;
    let change = waiting(&first, &company).await;
    t.tamper("UPDATE tenant SET profile = 'workspace-saas' WHERE profile = 'managed-saas'").await.unwrap();
    decide(&second, "approve", &company, &change).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["profile.change:failure"], "it was asked for another one");
    assert_eq!(profile_of_other(&t).await, "workspace-saas");
}
