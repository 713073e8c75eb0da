//! S10: forged rows are nobody's work, and what was decided by them is not told as fact.

use crate::cases::Scene;
use crate::forged::uuid;
use crate::forged_shown::marked;
use crate::invitations::{invite, join, link_to};
use crate::support::{Browser, TestApp};
use crate::{profile_changes, staff};
use app::permission::Role;

const OWNER: &str = "owner@aoba.example.jp";
/// A time at which no row of these scenes ended, as a database value.
const LONG_AGO: &str = "'2020-01-01T00:00:00+00:00'";

async fn second(t: &TestApp) -> Browser {
    t.account(None, Role::Support, "second@sekisho.example").await;
    t.sign_in("second@sekisho.example").await
}

#[tokio::test]
async fn s10_a_forged_change_of_profile_is_marked_for_the_company_and_claims_nothing() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    let second = second(&t).await;
    let forged = &server::profile::built_in("social-login-manager").unwrap().title;
    let told = async |lang| owner.get_in("/security", lang).await.text("section[aria-labelledby=h-changes]").unwrap();
    for verb in ["cancel", "approve"] {
        assert_eq!(profile_changes::ask(&first, &company, "b2b-platform").await.status, 303);
        assert!(!marked(&owner, "/security").await, "{verb}");
        let change = profile_changes::waiting(&first, &company).await;
        if verb == "approve" {
            profile_changes::decide(&second, verb, &company, &change).await;
            assert!(!marked(&owner, "/security").await);
        }
        t.forge("UPDATE profile_change SET wanted = 'social-login-manager' WHERE closed_at IS NULL OR approved_at IS NOT NULL")
            .await
            .unwrap();
        assert!(marked(&owner, "/security").await, "{verb}");
        assert!(!told("en").await.contains(&forged.en) && !told("ja").await.contains(&forged.ja), "{verb}");
        if verb == "cancel" {
            profile_changes::decide(&second, verb, &company, &change).await;
            assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["profile.cancel:success"]);
            server::outbox::work(&t.app).await.unwrap();
            let mail = t.newest_mail(OWNER);
            assert!(!mail.contains(&forged.ja) && !mail.contains(&forged.en), "{mail}");
            assert!(mail.contains("外部から書き換えられていた") || mail.contains("altered in the database"), "{mail}");
        }
    }
}

#[tokio::test]
async fn s10_a_forged_approval_makes_nobody_the_first_member_of_staff() {
    let t = TestApp::new().await;
    let first = t.signed_in(Role::Support).await;
    let second = second(&t).await;
    staff::ask(&first, "new@sekisho.example").await;
    let page = staff::request_of(&first).await;
    assert_eq!(staff::decide(&second, "approve", &page, "所属を確認した").await.status, 303);
    join(&t, &link_to(&t, "new@sekisho.example").await).await;
    let row = async || {
        let rows = crate::sessions::rows(&first.get("/support/staff").await);
        rows.into_iter().find(|row| row.contains("藤原")).unwrap()
    };
    assert!(row().await.contains("所属を確認した") && !marked(&first, "/support/staff").await);
    for change in ["decided_by = NULL", "decided_by = asked_by", "state = 'waiting'"] {
        t.forge(&format!("UPDATE staff_request SET {change}")).await.unwrap();
        assert!(marked(&first, "/support/staff").await, "{change}");
        let row = row().await;
        for claim in ["no one to approve", "No approval", "所属を確認した"] {
            assert!(!row.contains(claim), "{change}: {row}");
        }
        let shown = first.get(&page).await;
        assert!(marked(&first, &page).await && shown.count("form[action='/support/staff/reject']") == 0, "{change}");
        assert!(!shown.text(".notice--danger").unwrap().contains("The only available action"), "{change}");
        assert!(!shown.body.contains("所属を確認した"), "{change}");
    }
}

#[tokio::test]
async fn s10_a_forged_case_is_nobodys_work_and_a_closed_one_has_no_next_step() {
    let s = Scene::new().await;
    let at = format!("WHERE id = {}", uuid(&s.t, s.id.parse().unwrap()));
    s.check(&s.first).await;
    let desk = async |lang| s.second.get_in("/support", lang).await.body;
    assert!(s.admin.get("/").await.body.contains("1 support case needs your consent"));
    assert!(!desk("en").await.contains("was altered"));
    for change in ["removes_second_factor = TRUE", "state = 'opened'", "state = 'consented'", "state = 'done'"] {
        s.t.forge(&format!("UPDATE support_case SET {change} {at}")).await.unwrap();
        for (lang, words) in
            [("en", "1 support case was altered outside the console"), ("ja", "対応案件の記録が1件、外部から改ざん")]
        {
            assert!(s.admin.get_in("/", lang).await.body.contains(words), "{change}: {lang}");
            assert!(desk(lang).await.contains(words), "{change}: {lang}");
        }
        assert!(!s.admin.get("/").await.body.contains("needs your consent"), "{change}");
        assert!(!desk("en").await.contains("1 case is waiting"), "{change}");
    }
    let page = format!("/support/cases/{}", s.id);
    assert_eq!(
        s.second.get(&page).await.count("form[action='/support/cases/cancel']"),
        1,
        "it says done, but has no end"
    );
    assert_eq!(s.step(&s.second, "/support/cases/cancel").await.status, 303);
    assert_eq!(s.state().await, "closed");
    assert!(!desk("en").await.contains("was altered"));
    for state in ["closed", "done", "opened"] {
        s.t.forge(&format!("UPDATE support_case SET state = '{state}', closed_at = {LONG_AGO} {at}")).await.unwrap();
        for (by, path) in [(&s.second, page.as_str()), (&s.admin, "/cases")] {
            assert!(marked(by, path).await, "{state}: {path}");
            let shown = by.get(path).await;
            assert!(!shown.text(".notice--danger").unwrap().contains("The only available action"), "{state}: {path}");
            assert_eq!(shown.count("section[aria-labelledby=h-next]"), 0, "{state}: {path}");
            assert_eq!(shown.count("form[action$=cancel], form[action$=refuse]"), 0, "{state}: {path}");
        }
    }
}

#[tokio::test]
async fn s10_forged_invitations_and_requests_for_staff_are_their_own_line() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let first = t.signed_in(Role::Support).await;
    let second = second(&t).await;
    invite(&owner, "new@takasakiya.example.jp", "viewer").await;
    staff::ask(&first, "new@sekisho.example").await;
    assert!(second.get("/support").await.body.contains("1 new support staff request is awaiting approval"));
    t.forge("UPDATE invitation SET role = 'owner', state = 'waiting'").await.unwrap();
    t.forge("UPDATE staff_request SET role = 'support'").await.unwrap();
    for (lang, invitation, request, ordinary) in [
        ("en", "1 invitation was altered", "1 new support staff request was altered", "awaiting approval"),
        ("ja", "招待の記録が1件、外部から改ざん", "依頼の記録が1件、外部から改ざん", "追加の承認待ち"),
    ] {
        let (home, desk) = (owner.get_in("/", lang).await.body, second.get_in("/support", lang).await.body);
        assert!(home.contains(invitation) && !home.contains("waiting for your approval"), "{lang}: {home}");
        assert!(desk.contains(request) && !desk.contains(ordinary), "{lang}: {desk}");
    }
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    t.lock(t.id_of("viewer@takasakiya.example.jp").await).await;
    assert!(owner.get("/").await.body.contains("1 member is locked out"));
    t.forge("UPDATE account SET may_download = TRUE WHERE role = 'viewer'").await.unwrap();
    assert!(!owner.get("/").await.body.contains("locked out"));
}

#[tokio::test]
async fn a_request_to_lift_limits_waits_at_the_desk_and_s10_a_forged_one_can_be_withdrawn() {
    let t = TestApp::new().await;
    crate::networks::limited(&t).await;
    let first = t.signed_in(Role::Support).await;
    let second = second(&t).await;
    let fields = [("id", &*t.other.id.to_string()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(first.post("/support/tenants/lift", &fields).await.status, 303);
    let link = format!("a[href='/support/tenants/{}#h-lift']", t.other.id);
    let at_desk = async |by: &Browser, lang, words: &str| {
        let page = by.get_in("/support", lang).await;
        (page.count(&link), page.body.contains(words))
    };
    assert_eq!(at_desk(&second, "en", "A temporary lift of the IP allowlist for 株式会社").await, (1, true));
    assert_eq!(at_desk(&second, "ja", "一時解除が承認を待っています").await, (1, true));
    assert_eq!(at_desk(&first, "en", "A temporary lift of the IP allowlist").await, (0, false), "not for who asked");
    t.forge("UPDATE network_lift SET evidence = 'none'").await.unwrap();
    for (lang, words) in [("en", "was altered outside the console"), ("ja", "外部から改ざん")] {
        assert_eq!(at_desk(&second, lang, words).await, (1, true), "{lang}");
    }
    assert!(!at_desk(&second, "en", "A temporary lift of the IP allowlist").await.1);
}

#[tokio::test]
async fn s10_forged_accounts_of_staff_are_named_at_the_desk_and_those_of_a_company_on_its_page() {
    let t = TestApp::new().await;
    let first = t.signed_in(Role::Support).await;
    let id = t.account(None, Role::Desk, "desk@sekisho.example").await;
    let member = t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let page = format!("/support/tenants/{}", t.own.id);
    assert!(!first.get("/support").await.body.contains("altered outside the console"));
    assert!(!first.get(&page).await.body.contains("Altered accounts"));
    for id in [id, member] {
        t.forge(&format!("UPDATE account SET may_download = NOT may_download WHERE id = {}", uuid(&t, id)))
            .await
            .unwrap();
    }
    for (lang, words) in
        [("en", "1 support staff account was altered"), ("ja", "運営スタッフのアカウントが1件、外部から改ざん")]
    {
        let home = first.get_in("/support", lang).await;
        assert!(home.body.contains(words), "{lang}: {}", home.body);
    }
    assert_eq!(first.get("/support").await.count(".list a[href='/support/staff']"), 1);
    let facts = first.get(&page).await.text("section[aria-labelledby=h-facts]").unwrap();
    assert!(facts.contains("Altered accounts1"), "{facts}");
}

#[tokio::test]
async fn s10_the_banner_follows_the_consents_and_no_figure_of_the_company() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let says = async |value: &str| t.forge(&format!("UPDATE tenant SET looked_at_until = {value}")).await.unwrap();
    let banner = async || owner.get("/").await.text(".staff-banner");
    says("'2030-01-01T00:00:00+00:00'").await;
    assert_eq!(banner().await, None, "nobody has agreed");
    let grant = [("scopes", "end_users"), ("reason", "調査"), ("hours", "4")];
    assert_eq!(owner.post("/consents", &grant).await.status, 303);
    says("NULL").await;
    assert!(banner().await.unwrap().contains("14:05 JST"), "staff may look");
    t.forge("UPDATE access_consent SET until = '2030-01-01T00:00:00+00:00'").await.unwrap();
    assert_eq!(banner().await, None, "one that was altered lets nobody look");
}
