//! S10: a page about forged rows offers no form that can only be refused, says why, and tells each reader whom to ask.

use crate::cases::{Scene, staff};
use crate::forged::uuid;
use crate::networks::limited;
use crate::profile_changes::{ask, decide, waiting};
use crate::sessions::rows;
use crate::support::{Answer, TestApp};
use app::permission::Role;

const CLOSED: &str = "nothing can be requested or approved here";
const GRANT: [(&str, &str); 3] = [("scopes", "end_users"), ("reason", "件数の調査"), ("hours", "4")];

/// How many forms of a page post to each path.
fn forms<const N: usize>(page: &Answer, paths: [&str; N]) -> [usize; N] {
    paths.map(|path| page.count(&format!("form[action='/support/{path}']")))
}

async fn forge(t: &TestApp) {
    let change = format!("UPDATE tenant SET profile = 'workspace-saas' WHERE id = {}", uuid(t, t.other.id));
    t.forge(&change).await.unwrap();
}

#[tokio::test]
async fn s10_for_a_forged_company_nothing_is_asked_and_its_page_says_why() {
    const FORMS: [&str; 3] = ["tenants/preview", "tenants/profile", "tenants/lift"];
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    assert_eq!(owner.post("/consents", &GRANT).await.status, 303);
    let staff = t.signed_in(Role::Support).await;
    let (id, page) = (t.other.id.to_string(), format!("/support/tenants/{}", t.other.id));
    let looks = format!("a[href='{page}/end-users']");
    let whole = staff.get(&page).await;
    assert_eq!((forms(&whole, FORMS), whole.count(&looks)), ([1, 0, 1], 1));
    forge(&t).await;
    let wanted = [("id", id.as_str()), ("profile", "b2b-platform")];
    for shown in [staff.get(&page).await, staff.post("/support/tenants/preview", &wanted).await] {
        assert_eq!((shown.status, forms(&shown, FORMS), shown.count(&looks)), (200, [0; 3], 0));
        assert_eq!(shown.body.matches(CLOSED).count(), 2, "a change and a lift: {}", shown.body);
        assert!(shown.body.contains("it can't be viewed until the correct data is restored"), "{}", shown.body);
        assert_eq!(shown.count("#h-effect"), 0, "nobody knows the effects on what is forged");
    }
}

#[tokio::test]
async fn s10_what_waits_for_a_forged_company_can_be_withdrawn_alone() {
    const DECIDE: [&str; 4] =
        ["tenants/profile/approve", "tenants/profile/cancel", "tenants/lift/approve", "tenants/lift/cancel"];
    let t = TestApp::new().await;
    limited(&t).await;
    let (first, second) = (t.signed_in(Role::Support).await, staff(&t, "second@sekisho.example").await);
    let (id, page) = (t.other.id.to_string(), format!("/support/tenants/{}", t.other.id));
    assert_eq!(ask(&first, &id, "b2b-platform").await.status, 303);
    let lift = [("id", id.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(first.post("/support/tenants/lift", &lift).await.status, 303);
    assert_eq!(forms(&second.get(&page).await, DECIDE), [1; 4]);
    forge(&t).await;
    let shown = second.get(&page).await;
    assert_eq!((forms(&shown, DECIDE), shown.body.matches(CLOSED).count()), ([0, 1, 0, 1], 2), "{}", shown.body);
    let home = second.get("/support").await;
    let only = "can't be approved. The only available action is “Withdraw request”";
    assert_eq!(home.body.matches(only).count(), 2, "the change and the lift: {}", home.body);
    for (lang, named) in [
        ("en", "of “株式会社 青葉商店” (the name in an altered record) was altered"),
        ("ja", "「株式会社 青葉商店」（改ざんされた記録にある名称）のデータが外部から改ざん"),
    ] {
        let work = second.get_in("/support", lang).await.text("[aria-labelledby=h-work]").unwrap();
        assert_eq!(work.matches(named).count(), 2, "{lang}: no fact in a task: {work}");
    }
    let change = waiting(&first, &id).await;
    decide(&second, "cancel", &id, &change).await;
}

/// The ways to forge what a case is about, and what is said of it.
const OF_CASES: [(bool, &str, &str); 2] = [
    (true, "Company altered", "until the operator of this console restores the correct data"),
    (false, "Account altered", "Ask the operator of this console to restore the correct data"),
];

async fn forge_of_case(s: &Scene, company: bool) {
    let of_company = format!("UPDATE tenant SET profile = 'managed-saas' WHERE id = {}", uuid(&s.t, s.t.own.id));
    let person = "UPDATE account SET may_download = NOT may_download WHERE role = 'viewer'".to_owned();
    s.t.forge(if company { &of_company } else { &person }).await.unwrap();
}

#[tokio::test]
async fn s10_a_case_of_forged_rows_offers_no_step_and_takes_none() {
    const STEPS: [&str; 4] = ["cases/check", "cases/approve", "cases/send-again", "cases/cancel"];
    for (of_company, mark, why) in OF_CASES {
        for state in ["opened", "checked", "consented", "approved"] {
            let s = Scene::new().await;
            let page = format!("/support/cases/{}", s.id);
            match state {
                "checked" => assert_eq!(s.check(&s.first).await.status, 303),
                "consented" => {
                    assert_eq!(s.check(&s.first).await.status, 303);
                    assert_eq!(s.step(&s.admin, "/cases/consent").await.status, 303);
                }
                "approved" => drop(s.approved().await),
                _ => {}
            }
            assert_eq!(s.state().await, state);
            assert!(!s.second.get("/support/cases").await.body.contains(mark));
            forge_of_case(&s, of_company).await;
            let shown = s.second.get(&page).await;
            assert_eq!(forms(&shown, STEPS), [0, 0, 0, 1], "{state}");
            let notice = shown.text(".notice--danger").unwrap();
            assert!(notice.contains(why) && notice.contains("“Close case”"), "{state}: {notice}");
            assert_eq!(shown.text("main button[command=show-modal]").as_deref(), Some("Close case"));
            assert!(shown.body.contains(mark) && s.second.get("/support/cases").await.body.contains(mark), "{state}");
            let home = s.second.get("/support").await.body;
            assert!(home.contains("1 support case can't continue") && !home.contains("1 case is waiting"), "{state}");
            for step in ["check", "approve", "send-again"] {
                let path = format!("/support/cases/{step}");
                let refused = if step == "check" { s.check(&s.second).await } else { s.step(&s.second, &path).await };
                assert_eq!(refused.location.as_deref(), Some(page.as_str()), "{state}: {step}: {}", refused.body);
                assert!(s.second.get(&page).await.text(".flash").unwrap().contains(why), "{state}: {step}");
                assert!(s.t.acts_but_alarms(s.t.own.id, 1).await[0].ends_with(":failure"), "{state}: {step}");
            }
            assert_eq!(s.state().await, state);
            assert_eq!(s.step(&s.second, "/support/cases/cancel").await.status, 303);
            assert_eq!(s.state().await, "closed");
        }
    }
}

#[tokio::test]
async fn s10_the_company_consents_to_no_case_of_a_forged_account() {
    let s = Scene::new().await;
    s.check(&s.first).await;
    assert!(s.admin.get("/").await.body.contains("1 support case needs your consent"));
    forge_of_case(&s, false).await;
    let home = s.admin.get("/").await.body;
    assert!(home.contains("1 support case can't continue") && !home.contains("needs your consent"), "{home}");
    for (lang, mark, why) in [
        ("en", "Account altered", "Contact Support first"),
        ("ja", "アカウントの改ざん", "まず、サポート窓口に連絡してください"),
    ] {
        let shown = s.admin.get_in("/cases", lang).await;
        assert!(shown.body.contains(mark) && shown.text(".notice--danger").unwrap().contains(why), "{}", shown.body);
        assert_eq!(shown.count("form[action='/cases/consent']"), 0, "{lang}");
        assert_eq!(shown.count("form[action='/cases/refuse']"), 1, "{lang}");
    }
    assert_eq!(s.step(&s.admin, "/cases/consent").await.location.as_deref(), Some("/cases"));
    let said = s.admin.get("/cases").await.text(".flash").unwrap();
    assert!(said.contains("Contact Support first"), "{said}");
    assert_eq!(s.t.acts_but_alarms(s.t.own.id, 1).await, ["case.consent:failure"]);
    assert_eq!(s.state().await, "checked");
    assert_eq!(s.step(&s.admin, "/cases/refuse").await.status, 303);
    assert_eq!(s.state().await, "closed");
}

#[tokio::test]
async fn s10_each_reader_of_a_mark_is_told_what_they_can_do() {
    let t = TestApp::configured(|config| config.support_address = Some("help@sekisho.example".into())).await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let support = t.signed_in(Role::Support).await;
    let desk = t.signed_in(Role::Desk).await;
    let company = format!("/support/tenants/{}", t.other.id);
    owner.post("/consents", &GRANT).await;
    t.tamper(&format!("UPDATE tenant SET networks_for = 'everyone' WHERE id = {}", uuid(&t, t.other.id)))
        .await
        .unwrap();
    let id = t.other.id.to_string();
    let lift = [("id", id.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(support.post("/support/tenants/lift", &lift).await.status, 303);
    t.tamper(&format!("UPDATE tenant SET networks_for = '' WHERE id = {}", uuid(&t, t.other.id))).await.unwrap();
    t.forge("UPDATE access_consent SET mac = NULL").await.unwrap();
    t.forge("UPDATE network_lift SET mac = NULL").await.unwrap();
    let page = owner.get("/consents").await;
    let told = page.text(".notice--danger").unwrap_or_else(|| panic!("{} {}", page.status, page.body));
    assert!(told.contains("Ask Support") && told.contains("help@sekisho.example"), "{told}");
    assert!(!told.contains("operation log"), "which nobody of a company sees: {told}");
    assert!(told.starts_with("A record marked “Altered; no effect” was changed"), "one of several rows: {told}");
    assert!(!told.contains("sekisho log verify"), "which is for the operator: {told}");
    let told = owner.get_in("/consents", "ja").await.text(".notice--danger").unwrap();
    assert!(told.contains("サポート窓口に依頼") && !told.contains("運営の操作ログ"), "{told}");
    let told = support.get(&company).await.text(".notice--danger").unwrap();
    assert!(
        told.contains("“Provider's operation log” shows when") && !told.contains("Let a support staff member"),
        "{told}"
    );
    for by in [&support, &desk] {
        for (lang, who) in [("en", "the operator of this console"), ("ja", "このコンソールの運用担当者")] {
            let told = by.get_in(&company, lang).await.text(".notice--danger").unwrap();
            assert!(told.contains(who) && told.contains("sekisho log verify"), "{lang}: {told}");
        }
    }
    assert_eq!(support.get("/support/logs").await.status, 200);
    let told = desk.get(&company).await.text(".notice--danger").unwrap();
    assert!(told.contains("Let a support staff member who can open it know"), "{told}");
    assert_eq!(desk.get("/support/logs").await.status, 403);
}

#[tokio::test]
async fn s10_whose_name_nobody_can_read_has_no_address_and_no_id_for_a_name() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, "moved@takasakiya.example.jp").await;
    t.account(Some(t.own.id), Role::Viewer, "whole@takasakiya.example.jp").await;
    let other = t.person("whole@takasakiya.example.jp").await.unwrap().stored.sealed;
    t.forge(&format!("UPDATE account SET sealed = '{other}' WHERE id = {}", uuid(&t, id))).await.unwrap();
    let (whole, short) = (id.to_string(), id.simple().to_string()[24..].to_owned());
    for path in ["/members", "/account-ledger"] {
        for (lang, word, other) in
            [("en", "(unreadable) ", "読み取れません"), ("ja", "（読み取れません）", "unreadable")]
        {
            let shown = rows(&owner.get_in(path, lang).await).into_iter().find(|row| row.contains(word)).unwrap();
            assert!(shown.contains(&format!("{word}{short}")), "{path}: {shown}");
            assert!(!shown.contains(&whole) && !shown.contains('@') && !shown.contains(other), "{path}: {shown}");
        }
    }
    let page = owner.get(&format!("/members/{id}")).await;
    assert!(page.text("h1").unwrap().contains(&short), "{}", page.body);
    assert!(!page.text("main").unwrap().contains(&whole) && page.count("main dl.kv") == 0, "{}", page.body);
    assert!(!page.text("main").unwrap().contains("()"), "no brackets for the address: {}", page.body);
}

#[tokio::test]
async fn s10_forged_accounts_are_counted_as_nobodys_work() {
    const UNUSED: &str = "accounts haven't been used for";
    let t = TestApp::new().await;
    let days = crate::support::profile_with("social-login-manager", &[("accounts.unused_days", "10")]);
    t.put_under(&t.own, &days).await;
    let mut ids = Vec::new();
    for n in 0..4 {
        ids.push(t.account(Some(t.own.id), Role::Viewer, &format!("never{n}@takasakiya.example.jp")).await);
    }
    t.clock.advance(chrono::Duration::days(11));
    let owner = t.signed_in(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    assert!(owner.get("/").await.body.contains(&format!("4 {UNUSED}")));
    let without = owner.get("/security").await.text("main").unwrap();
    assert!(without.contains("without two-step verification: 4."), "{without}");
    t.tamper(&format!("UPDATE account SET status = 'suspended' WHERE id = {}", uuid(&t, ids[1]))).await.unwrap();
    t.forge(&format!("UPDATE account SET may_download = NOT may_download WHERE id = {}", uuid(&t, ids[0])))
        .await
        .unwrap();
    let home = owner.get("/").await;
    assert!(home.body.contains(&format!("2 {UNUSED}")), "{}", home.body);
    let without = owner.get("/security").await.text("main").unwrap();
    assert!(without.contains("without two-step verification: 2."), "{without}");
    let sooner = crate::support::profile_with("social-login-manager", &[("accounts.unused_days", "9")]);
    let page = crate::profile_effects::preview(&staff, &t.own.id.to_string(), &sooner).await;
    let counted = crate::profile_effects::figure(&page, "Members whose accounts are reported as unused");
    assert_eq!(counted.as_deref(), Some("2"));
    t.forge(&format!("UPDATE account SET locked_at = created_at WHERE id = {}", uuid(&t, ids[2]))).await.unwrap();
    let facts = staff.get(&format!("/support/tenants/{}", t.own.id)).await.text("section[aria-labelledby=h-facts]");
    assert!(facts.unwrap().contains("Locked0"), "a forged lock does not count");
}
