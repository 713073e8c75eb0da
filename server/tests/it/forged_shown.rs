//! S10: a forged row is marked on the pages, and no page breaks because of it.

use crate::cases::Scene;
use crate::forged::uuid;
use crate::support::{Browser, TestApp};
use crate::{invitations, networks, profile_changes, staff};
use app::permission::Role;

const MARKS: [(&str, &str); 2] = [("en", "Altered; no effect"), ("ja", "改ざん（無効）")];

/// Whether a page has the mark, in both languages or in neither.
pub async fn marked(by: &Browser, path: &str) -> bool {
    let mut found = Vec::new();
    for (lang, mark) in MARKS {
        let page = by.get_in(path, lang).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        found.push(
            page.html()
                .select(&scraper::Selector::parse(".badge--danger").unwrap())
                .any(|badge| badge.text().collect::<String>().contains(mark)),
        );
    }
    assert_eq!(found[0], found[1], "{path}");
    found[0]
}

/// The notice names the button that the page has, in both languages.
async fn names_its_button(by: &Browser, path: &str, button: &str) {
    for lang in ["en", "ja"] {
        let page = by.get_in(path, lang).await;
        let (words, notice) = (page.text(button), page.text(".notice--danger").unwrap_or_default());
        let words = words.unwrap_or_else(|| panic!("{path} has no {button}: {}", page.body));
        let quoted = if lang == "en" { format!("“{words}”") } else { format!("「{words}」") };
        assert!(notice.contains(&quoted), "{path}: {quoted}: {notice}");
    }
}

#[tokio::test]
async fn s10_a_mark_names_the_button_of_its_page() {
    let s = Scene::new().await;
    let t = &s.t;
    s.check(&s.first).await;
    let own = t.signed_in(Role::Owner).await;
    invitations::invite(&own, "new@takasakiya.example.jp", "viewer").await;
    staff::ask(&s.first, "new@sekisho.example").await;
    let request = staff::request_of(&s.first).await;
    let company = t.other.id.to_string();
    assert_eq!(profile_changes::ask(&s.first, &company, "b2b-platform").await.status, 303);
    let consent = [("scopes", "end_users"), ("reason", "調査"), ("hours", "4")];
    assert_eq!(own.post("/consents", &consent).await.status, 303);
    for change in [
        "support_case SET removes_second_factor = TRUE",
        "invitation SET role = 'owner'",
        "staff_request SET asked_by = NULL",
        "profile_change SET wanted = 'managed-saas'",
        "access_consent SET mac = NULL",
    ] {
        t.forge(&format!("UPDATE {change}")).await.unwrap();
    }
    let case = format!("/support/cases/{}", s.id);
    names_its_button(&s.second, &case, "main button[command=show-modal]").await;
    names_its_button(&s.admin, "/cases", "form[action='/cases/refuse'] button").await;
    names_its_button(&own, "/members", "form[action='/members/invitations/withdraw'] button").await;
    names_its_button(&s.second, &request, "form[action='/support/staff/reject'] button").await;
    names_its_button(&own, "/consents", "form[action='/consents/end'] button").await;
    let page = format!("/support/tenants/{company}");
    names_its_button(&s.second, &page, "form[action='/support/tenants/profile/cancel'] button").await;
}

#[tokio::test]
async fn s10_a_forged_case_is_marked_and_offers_nothing_but_its_end() {
    let s = Scene::new().await;
    s.check(&s.first).await;
    let page = format!("/support/cases/{}", s.id);
    let at = format!("WHERE id = {}", uuid(&s.t, s.id.parse().unwrap()));
    for path in ["/support/cases", "/support/cases?show=all", &page] {
        assert!(!marked(&s.second, path).await, "{path}");
    }
    assert!(!marked(&s.admin, "/cases").await);
    for change in ["removes_second_factor = TRUE", "state = 'nonsense'", "state = 'consented'"] {
        s.t.forge(&format!("UPDATE support_case SET {change} {at}")).await.unwrap();
        for path in ["/support/cases", "/support/cases?show=all", &page] {
            assert!(marked(&s.second, path).await, "{path}: {change}");
        }
        assert!(marked(&s.admin, "/cases").await, "{change}");
        let shown = s.second.get(&page).await;
        assert_eq!(shown.count("form[action='/support/cases/approve']"), 0, "{change}");
        assert_eq!(shown.count("form[action='/support/cases/cancel']"), 1, "{change}");
        assert!(shown.text(".notice--danger").unwrap().contains("The only available action"), "{change}");
        assert!(shown.body.contains("these steps may not have happened"), "{change}");
        let companys = s.admin.get("/cases").await;
        assert_eq!(companys.count("form[action='/cases/consent']"), 0, "{change}");
        assert_eq!(companys.count("form[action='/cases/refuse']"), 1, "{change}");
        assert!(companys.body.contains("these steps may not have happened"), "{change}");
    }
    for state in ["nonsense", "consented", "approved"] {
        s.t.forge(&format!("UPDATE support_case SET state = '{state}', closed_at = NULL {at}")).await.unwrap();
        assert_eq!(s.step(&s.second, "/support/cases/cancel").await.status, 303);
        assert_eq!(s.state().await, "closed", "{state}: staff can end it");
        s.t.forge(&format!("UPDATE support_case SET state = '{state}', closed_at = NULL {at}")).await.unwrap();
        assert_eq!(s.step(&s.admin, "/cases/refuse").await.status, 303);
        assert_eq!(s.state().await, "closed", "{state}: the company can end it");
    }
}

#[tokio::test]
async fn s10_a_forged_request_for_staff_is_marked_and_can_be_rejected() {
    let t = TestApp::new().await;
    let first = t.signed_in(Role::Support).await;
    t.account(None, Role::Support, "second@sekisho.example").await;
    let second = t.sign_in("second@sekisho.example").await;
    staff::ask(&first, "new@sekisho.example").await;
    let page = staff::request_of(&first).await;
    assert!(!marked(&second, "/support/staff").await && !marked(&second, &page).await);
    for change in ["asked_by = NULL", "role = 'support'", "role = 'none'", "state = 'nonsense'", "state = 'approved'"] {
        t.forge(&format!("UPDATE staff_request SET {change}")).await.unwrap();
        assert!(marked(&second, "/support/staff").await && marked(&second, &page).await, "{change}");
        let shown = second.get(&page).await;
        assert_eq!(shown.count("[formaction='/support/staff/approve']"), 0, "{change}");
        assert_eq!(shown.count("form[action='/support/staff/send-again']"), 0, "{change}");
        assert_eq!(shown.count("form[action='/support/staff/reject']"), 1, "{change}");
        assert!(shown.body.contains("藤原"), "{change}: it still says whom it is about");
    }
    t.forge("UPDATE staff_request SET role = 'none'").await.unwrap();
    assert_eq!(staff::decide(&second, "reject", &page, "x").await.status, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM staff_request WHERE state = 'rejected'").await, 1);
}

#[tokio::test]
async fn s10_a_forged_invitation_is_marked_and_can_be_withdrawn() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let neighbour = t.signed_in_elsewhere(Role::Owner).await;
    invitations::invite(&owner, "new@takasakiya.example.jp", "viewer").await;
    assert!(!marked(&owner, "/members").await);
    for change in ["role = 'owner'", "role = 'none'", "state = 'nonsense'", "state = 'sent', role = 'owner'"] {
        t.forge(&format!("UPDATE invitation SET {change}")).await.unwrap();
        assert!(marked(&owner, "/members").await, "{change}");
        let shown = owner.get("/members").await;
        assert_eq!(shown.count("form[action='/members/invitations/send-again']"), 0, "{change}");
        assert_eq!(shown.count("form[action='/members/invitations/withdraw']"), 1, "{change}");
        assert!(shown.text(".notice--danger").unwrap().contains("The only available action"), "{change}");
    }
    // Moved to another company, whose key does not open it.
    t.forge(&format!("UPDATE invitation SET tenant_id = {}", uuid(&t, t.other.id))).await.unwrap();
    assert!(marked(&neighbour, "/members").await);
    let id = invitations::open_invitation(&t).await;
    assert_eq!(neighbour.post("/members/invitations/withdraw", &[("id", &id)]).await.status, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM invitation WHERE closed_at IS NULL").await, 0);
}

/// Two members of staff.
async fn two_of_staff(t: &TestApp) -> (Browser, Browser) {
    let first = t.signed_in(Role::Support).await;
    t.account(None, Role::Support, "second@sekisho.example").await;
    (first, t.sign_in("second@sekisho.example").await)
}

#[tokio::test]
async fn s10_a_forged_change_of_profile_is_marked_and_can_be_ended() {
    let t = TestApp::new().await;
    let (first, second) = two_of_staff(&t).await;
    let (company, own) = (t.other.id.to_string(), t.own.id.to_string());
    assert_eq!(profile_changes::ask(&first, &company, "b2b-platform").await.status, 303);
    let page = format!("/support/tenants/{company}");
    assert!(!marked(&second, &page).await);
    let told = async || second.get_in("/support", "en").await.body.contains("was altered");
    assert!(!told().await);
    for change in [
        "wanted = 'social-login-manager'",
        "wanted = 'managed-saas'",
        "wanted = 'none'",
        "approved_at = asked_at, approved_by = asked_by",
        "sealed_reason = mac",
    ] {
        t.forge(&format!("UPDATE profile_change SET {change}")).await.unwrap();
        assert!(marked(&second, &page).await && told().await, "{change}");
        let shown = second.get(&page).await;
        assert_eq!(shown.count("form[action='/support/tenants/profile/approve']"), 0, "{change}");
        assert_eq!(shown.count("form[action='/support/tenants/profile/cancel']"), 1, "{change}");
        assert!(shown.text(".notice--danger").unwrap().contains("The only available action"), "{change}");
    }
    // Moved to another company, whose key does not open it, and to an unknown profile.
    t.forge(&format!("UPDATE profile_change SET wanted = 'none', tenant_id = {}", uuid(&t, t.own.id))).await.unwrap();
    assert!(marked(&second, &format!("/support/tenants/{own}")).await);
    let change = profile_changes::waiting(&second, &own).await;
    profile_changes::decide(&second, "cancel", &own, &change).await;
    assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["profile.cancel:success"]);
    assert!(!marked(&second, &format!("/support/tenants/{own}")).await && !told().await);
}

#[tokio::test]
async fn s10_a_forged_request_to_lift_limits_is_marked_and_can_be_ended() {
    let t = TestApp::new().await;
    networks::limited(&t).await;
    let (first, second) = two_of_staff(&t).await;
    let fields = [("id", &*t.other.id.to_string()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(first.post("/support/tenants/lift", &fields).await.status, 303);
    let page = format!("/support/tenants/{}", t.other.id);
    assert!(!marked(&second, &page).await);
    for change in ["asked_at = '2030-01-01T00:00:00+00:00'", "evidence = 'none'", "sealed_reason = mac"] {
        t.forge(&format!("UPDATE network_lift SET {change}")).await.unwrap();
        assert!(marked(&second, &page).await, "{change}");
        let shown = second.get(&page).await;
        assert_eq!(shown.count("form[action='/support/tenants/lift/approve']"), 0, "{change}");
        assert_eq!(shown.count("form[action='/support/tenants/lift/cancel']"), 1, "{change}");
    }
    // Moved to a company that limits nothing, and whose key does not open it.
    t.forge(&format!("UPDATE network_lift SET tenant_id = {}", uuid(&t, t.own.id))).await.unwrap();
    let page = format!("/support/tenants/{}", t.own.id);
    assert!(marked(&second, &page).await);
    let shown = second.get(&page).await;
    let lift = shown.attribute("form[action='/support/tenants/lift/cancel'] [name=lift]", "value").unwrap();
    assert_eq!(second.post("/support/tenants/lift/cancel", &[("lift", &lift)]).await.status, 303);
    assert!(!marked(&second, &page).await);
}

#[tokio::test]
async fn s10_a_mail_of_no_state_is_marked_and_raises_an_alarm() {
    let t = TestApp::new().await;
    let (owner, first) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    invitations::invite(&owner, "new@takasakiya.example.jp", "viewer").await;
    server::outbox::work(&t.app).await.unwrap();
    let page = first.get("/support/outbox").await.attribute("tbody th a", "href").unwrap();
    assert!(!marked(&first, "/support/outbox").await && !marked(&first, &page).await);
    t.forge("UPDATE mail SET state = 'nonsense'").await.unwrap();
    assert!(marked(&first, "/support/outbox").await && marked(&first, &page).await);
    assert_eq!(first.get(&page).await.count("form[action='/support/outbox/resend']"), 0);
    let id = page.trim_start_matches("/support/outbox/").to_owned();
    assert!(crate::forged::alarms(&t).await.contains(&("mail".to_owned(), id)));
}
