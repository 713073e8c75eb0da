//! Support cases: nobody resets an account alone, nobody skips a step, and nothing changes before the person acts.

use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::EntityTrait;
use server::outbox::work;
use server::storage::entity::{mail, support_case};
use uuid::Uuid;

pub const PERSON: &str = "viewer@takasakiya.example.jp";
pub const NEW: &str = "wet lattice 7 ravine";

/// A locked member, two members of staff, and an administrator of the company.
pub struct Scene {
    pub t: TestApp,
    pub first: Browser,
    pub second: Browser,
    pub admin: Browser,
    pub id: String,
}

pub async fn staff(t: &TestApp, email: &str) -> Browser {
    t.account(None, Role::Support, email).await;
    t.sign_in(email).await
}

pub async fn open(t: &TestApp, tenant: Uuid, staff: &Browser, (email, second_factor): (&str, &str)) -> String {
    let page = staff.get(&format!("/support/accounts?email={email}")).await;
    let account = page.attribute("input[name=account]", "value").unwrap_or_else(|| panic!("{}", page.body));
    let answer = staff.post("/support/cases", &[("account", &account), ("second_factor", second_factor)]).await;
    let to = answer.location.unwrap();
    assert_eq!(t.newest_acts(tenant, 1).await, ["case.open:success"], "in the company's own log");
    to.trim_start_matches("/support/cases/").to_owned()
}

impl Scene {
    pub async fn new() -> Scene {
        let t = TestApp::new().await;
        let (tenant, admin) = (t.own.id, t.signed_in(Role::Administrator).await);
        Scene::of(t, tenant, admin).await
    }

    /// The scene in the company under `managed-saas`.
    async fn elsewhere() -> Scene {
        let t = TestApp::new().await;
        let (tenant, admin) = (t.other.id, t.signed_in_elsewhere(Role::Administrator).await);
        Scene::of(t, tenant, admin).await
    }

    async fn of(t: TestApp, tenant: Uuid, admin: Browser) -> Scene {
        t.account(Some(tenant), Role::Viewer, PERSON).await;
        t.tamper("UPDATE account SET locked_at = created_at, failed_attempts = 10 WHERE role = 'viewer'")
            .await
            .unwrap();
        let (first, second) = (staff(&t, "first@example.jp").await, staff(&t, "second@example.jp").await);
        let id = open(&t, tenant, &first, (PERSON, "")).await;
        Scene { t, first, second, admin, id }
    }

    /// The usual path: wrong passwords until the lock, the form at the sign-in page, a case from that request.
    pub async fn asked_for() -> Scene {
        let t = TestApp::new().await;
        t.account(Some(t.own.id), Role::Viewer, PERSON).await;
        let person = t.browser();
        let limit = server::profile::built_in("social-login-manager").unwrap().lockout.attempts;
        for _ in 0..limit {
            t.clock.advance(Duration::minutes(31));
            person.post("/sign-in", &[("email", PERSON), ("password", "wrong")]).await;
        }
        assert_eq!(t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await, 1);
        t.clock.advance(Duration::minutes(31));
        let asked = [("email", PERSON), ("name", "小山内"), ("kind", "password"), ("message", "")];
        assert_eq!(person.post("/sign-in/help", &asked).await.location.as_deref(), Some("/sign-in"));
        let admin = t.signed_in(Role::Administrator).await;
        let (first, second) = (staff(&t, "first@example.jp").await, staff(&t, "second@example.jp").await);
        let queue = first.get("/support/cases").await;
        let look = queue.attribute("a[href^='/support/accounts?email']", "href").unwrap();
        let account = first.get(&look).await.attribute("input[name=account]", "value").unwrap();
        let opened = first.post("/support/cases", &[("account", &account), ("second_factor", "")]).await;
        let id = opened.location.unwrap().trim_start_matches("/support/cases/").to_owned();
        Scene { t, first, second, admin, id }
    }

    pub async fn check(&self, by: &Browser) -> Answer {
        let all = [("checked", "name"), ("checked", "channel"), ("checked", "reason")];
        let rest = [("id", self.id.as_str()), ("evidence", "contract"), ("reason", "パスワードを忘れた")];
        by.post("/support/cases/check", &[all.as_slice(), &rest].concat()).await
    }

    pub async fn step(&self, by: &Browser, path: &str) -> Answer {
        by.post(path, &[("id", &self.id)]).await
    }

    pub async fn state(&self) -> String {
        let id: Uuid = self.id.parse().unwrap();
        support_case::Entity::find_by_id(id).one(&self.t.db).await.unwrap().unwrap().state
    }

    /// Runs the case up to the link, and returns the link's path.
    pub async fn approved(&self) -> String {
        assert_eq!(self.check(&self.first).await.status, 303);
        assert_eq!(self.step(&self.admin, "/cases/consent").await.status, 303);
        assert_eq!(self.step(&self.second, "/support/cases/approve").await.status, 303);
        assert_eq!(self.state().await, "approved");
        work(&self.t.app).await.unwrap();
        self.t.link_in_mail(PERSON)
    }
}

pub async fn set_password(browser: &Browser, path: &str) -> Answer {
    browser.get(path).await;
    browser.post("/password/reset", &[("new", NEW), ("again", NEW)]).await
}

#[tokio::test]
async fn sl_20c_sl_20d_a_locked_account_is_opened_by_the_support_desk_and_the_person() {
    let s = Scene::asked_for().await;
    assert!(s.t.promises(s.t.own.id, "password.change_after_reset").await);
    let path = s.approved().await;
    assert_eq!(
        s.t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await,
        1,
        "not opened yet"
    );
    let person = s.t.browser();
    assert_eq!(person.get(&path).await.location.as_deref(), Some("/password/reset"), "the link leaves the address");
    let page = person.get("/password/reset").await;
    assert!(page.status == 200 && page.body.contains(PERSON), "{}", page.body);
    for (new, again, field) in [("short", "short", "new"), (PASSWORD, PASSWORD, "new"), (NEW, "other", "again")] {
        let refused = person.post("/password/reset", &[("new", new), ("again", again)]).await;
        assert_eq!((refused.status, refused.field_error(field).is_some()), (422, true), "{new}");
    }
    let done = person.post("/password/reset", &[("new", NEW), ("again", NEW)]).await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some("/")));
    assert_eq!(person.get("/").await.status, 200, "with the new password, as at the sign-in page");
    let fields = [("email", PERSON), ("password", NEW)];
    assert_eq!(s.t.browser().post("/sign-in", &fields).await.location.as_deref(), Some("/"));
    let old = [("email", PERSON), ("password", PASSWORD)];
    assert_ne!(s.t.browser().post("/sign-in", &old).await.status, 303);
    assert_eq!(s.state().await, "done");
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 410, "a link works once");
    assert!(s.t.newest_acts(s.t.own.id, 5).await.contains(&"case.finish:success".to_owned()));
    let open = s.second.get("/support/cases").await;
    assert!(open.body.contains("No support cases."));
    assert!(s.second.get(&format!("/support/cases/{}", s.id)).await.body.contains("The person completed the reset"));
}

/// A case ends with the person's membership, and a consent ends with the right to give it.
#[tokio::test]
async fn a_case_follows_its_people() {
    let s = Scene::new().await;
    s.check(&s.first).await;
    let asked = s.admin.get("/cases").await.text("dialog form[action='/cases/consent']");
    assert!(asked.is_some(), "the page asks before it posts");
    s.step(&s.admin, "/cases/consent").await;
    s.t.tamper("UPDATE account SET role = 'viewer' WHERE role = 'administrator'").await.unwrap();
    s.step(&s.second, "/support/cases/approve").await;
    assert_eq!(s.state().await, "consented");
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.approve:failure"]);
    assert!(s.second.get("/support/cases").await.text(".flash").unwrap().contains("Close this case"));

    let s = Scene::new().await;
    let path = s.approved().await;
    let owner = s.t.signed_in(Role::Owner).await;
    let id = s.t.id_of(PERSON).await.to_string();
    owner.post("/members/suspend", &[("id", &id)]).await;
    assert_eq!(s.state().await, "closed");
    assert!(s.t.newest_acts(s.t.own.id, 2).await.contains(&"case.cancel:success".to_owned()));
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 410);
}

#[tokio::test]
async fn the_person_cannot_consent_to_their_own_case_but_may_refuse_it() {
    let t = TestApp::new().await;
    let person = t.signed_in(Role::Administrator).await;
    t.account(Some(t.own.id), Role::Owner, "owner@takasakiya.example.jp").await;
    let first = staff(&t, "first@example.jp").await;
    let id = open(&t, t.own.id, &first, ("administrator@takasakiya.example.jp", "remove")).await;
    let s = Scene { second: t.browser(), admin: person, first, id, t };
    s.check(&s.first).await;
    s.step(&s.admin, "/cases/consent").await;
    assert_eq!(s.state().await, "checked");
    let page = s.admin.get("/cases").await;
    assert!(page.body.contains("This case is about you"));
    let forms = |path: &str| page.count(&format!("form[action='{path}']"));
    assert_eq!((forms("/cases/consent"), forms("/cases/refuse")), (0, 1), "{}", page.body);
    assert!(s.admin.get("/").await.body.contains("A reset of your own account has been requested"), "home leads there");
    s.step(&s.admin, "/cases/refuse").await;
    assert_eq!(s.state().await, "closed");
}

#[tokio::test]
async fn where_nobody_else_can_consent_a_cooling_off_time_runs_and_all_contacts_are_told() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "owner@takasakiya.example.jp").await;
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    let contact =
        [("name", "総務部"), ("email", "soumu@takasakiya.example.jp"), ("kinds", "change"), ("language", "ja")];
    owner.post("/contacts", &contact).await;
    t.tamper("UPDATE contact SET confirmed_at = created_at").await.unwrap();
    let (first, second) = (staff(&t, "first@example.jp").await, staff(&t, "second@example.jp").await);
    let id = open(&t, t.own.id, &first, ("owner@takasakiya.example.jp", "remove")).await;
    let s = Scene { t, first, second, admin: owner, id };
    s.check(&s.first).await;
    let told = mail::Entity::find().all(&s.t.db).await.unwrap();
    assert_eq!(told.iter().filter(|row| row.kind == "case.cooling").count(), 2, "the person and the contact");
    work(&s.t.app).await.unwrap();
    assert!(s.t.newest_mail("soumu@takasakiya.example.jp").contains("二要素認証も解除します"));
    let page = s.admin.get("/cases").await;
    assert_eq!(page.count("form[action='/cases/refuse']"), 1, "a person who did not ask has a button");
    assert!(page.body.contains("Support can continue after"), "{}", page.body);
    s.step(&s.second, "/support/cases/approve").await;
    assert_eq!(s.state().await, "checked");
    s.t.clock.advance(Duration::hours(24));
    s.t.codes_again().await;
    let second = s.t.sign_in("second@example.jp").await;
    s.step(&second, "/support/cases/approve").await;
    assert_eq!(s.state().await, "approved");
    work(&s.t.app).await.unwrap();
    let path = s.t.link_in_mail("owner@takasakiya.example.jp");
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 303);
    let fields = [("email", "owner@takasakiya.example.jp"), ("password", NEW)];
    let browser = s.t.browser();
    assert_eq!(s.t.scalar("SELECT count(*) FROM mail WHERE kind = 'second_factor.off'").await, 1, "a letter says so");
    browser.post("/sign-in", &fields).await;
    assert_eq!(browser.get("/").await.location.as_deref(), Some("/account/two-step"), "the second step went with it");
}

#[tokio::test]
async fn two_steps_stay_unless_their_removal_was_approved() {
    let s = Scene::new().await;
    let tenant = s.t.own.id;
    let id = s.t.scalar("SELECT count(*) FROM account WHERE role = 'viewer' AND second_factor_at IS NULL").await;
    assert_eq!(id, 1);
    crate::support::enrol(&s.t.app, &s.t.db, s.t.id_of(PERSON).await, tenant).await;
    let path = s.approved().await;
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 303);
    assert_eq!(s.t.scalar("SELECT count(*) FROM mail WHERE kind = 'second_factor.off'").await, 0);
    let answer = s.t.browser().post("/sign-in", &[("email", PERSON), ("password", NEW)]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/verify"));
}

#[tokio::test]
async fn a_link_ends_after_30_minutes_with_the_next_one_and_with_the_case() {
    let s = Scene::new().await;
    let first = s.approved().await;
    s.t.clock.advance(Duration::seconds(1));
    s.step(&s.second, "/support/cases/send-again").await;
    work(&s.t.app).await.unwrap();
    let second = s.t.link_in_mail(PERSON);
    assert_eq!(set_password(&s.t.browser(), &first).await.status, 410);
    s.t.clock.advance(Duration::minutes(29));
    let person = s.t.browser();
    person.get(&second).await;
    assert_eq!(person.get("/password/reset").await.status, 200);
    s.t.clock.advance(Duration::minutes(1));
    assert_eq!(person.get("/password/reset").await.status, 410);
    s.step(&s.first, "/support/cases/cancel").await;
    assert_eq!(s.state().await, "approved", "their session is over after half an hour");
    let again = s.t.sign_in("first@example.jp").await;
    s.step(&again, "/support/cases/send-again").await;
    work(&s.t.app).await.unwrap();
    let third = s.t.link_in_mail(PERSON);
    s.step(&again, "/support/cases/cancel").await;
    assert_eq!(set_password(&s.t.browser(), &third).await.status, 410);
}

#[tokio::test]
async fn ms_18_staff_see_account_states_and_no_secret() {
    let s = Scene::elsewhere().await;
    let path = s.approved().await;
    let token = path.rsplit('/').next().unwrap();
    let list = s.second.get("/support/outbox").await;
    let mut pages = vec![s.second.get(&format!("/support/cases/{}", s.id)).await, list];
    for n in 0..pages[1].count("tbody a") {
        let selector = scraper::Selector::parse("tbody a").unwrap();
        let href = pages[1].html().select(&selector).nth(n).unwrap().value().attr("href").unwrap().to_owned();
        pages.push(s.second.get(&href).await);
    }
    pages.push(s.second.get(&format!("/support/accounts?email={PERSON}")).await);
    assert!(pages.len() > 4);
    assert!(pages.iter().all(|page| page.status == 200 && !page.body.contains(token)));
    assert_eq!(s.t.scalar(&format!("SELECT count(*) FROM operation_log WHERE detail LIKE '%{token}%'")).await, 0);
    let anothers = s.t.signed_in(Role::Owner).await;
    assert!(!anothers.get("/cases").await.body.contains(PERSON));
    for path in ["/cases/consent", "/cases/refuse"] {
        assert_eq!(s.step(&anothers, path).await.status, 404, "another company's case does not exist");
    }
}

/// Staff prove who they are for a whole form alone.
#[tokio::test]
async fn what_is_missing_is_said_before_a_proof_is_asked_for() {
    let s = Scene::new().await;
    crate::proof::later(&s.t).await;
    let missing = s.first.post("/support/cases/check", &[("id", &s.id), ("checked", "name")]).await;
    assert_eq!((missing.status, missing.field_error("reason").is_some()), (422, true), "{}", missing.body);
    assert_eq!(s.check(&s.first).await.status, 403);
    assert_eq!(s.state().await, "opened");
}

#[tokio::test]
async fn what_is_missing_is_said_at_its_field_and_one_case_is_enough() {
    let s = Scene::new().await;
    let answer = s.first.post("/support/cases/check", &[("id", &s.id), ("checked", "name")]).await;
    assert_eq!(answer.status, 422);
    for field in ["checked", "evidence", "reason"] {
        assert!(answer.field_error(field).is_some(), "{field}");
    }
    let all = [("checked", "name"), ("checked", "channel"), ("checked", "reason")];
    let called = [("id", s.id.as_str()), ("evidence", "call-back"), ("reason", "パスワードを忘れた")];
    let answer = s.first.post("/support/cases/check", &[all.as_slice(), &called].concat()).await;
    assert!(answer.field_error("evidence").unwrap().contains("no phone number on file"), "nobody was called");
    let offered = s.first.get(&format!("/support/cases/{}", s.id)).await;
    assert_eq!(offered.count("option[value=call-back]"), 0);
    let found = s.first.get(&format!("/support/accounts?email={PERSON}")).await;
    assert!(found.body.contains("Locked since") && found.count("input[name=account]") == 0, "{}", found.body);
    assert!(s.first.get("/support/accounts?email=nobody@example.jp").await.body.contains("No accounts found."));
    s.check(&s.first).await;
    assert!(s.admin.get("/").await.body.contains("1 support case needs your consent"));
}
