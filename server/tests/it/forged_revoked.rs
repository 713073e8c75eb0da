//! S10: the end of a consent is signed as well, so that the database revokes none; and what a forged consent or case says is
//! told nobody as a fact.

use crate::cases::{PERSON, Scene};
use crate::forged::{alarms, uuid};
use crate::forged_put_back::{CONSENT, is_told};
use crate::forged_shown::marked;
use crate::support::{Browser, TestApp, only, put_back};
use app::permission::Role;
use server::cli::{audit, upgrade};
use server::features::{contacts, members};
use server::seal::keys::PROVIDER;
use server::storage::entity::access_consent;

/// A company whose owner has consented to a look at its log.
struct Consented {
    t: TestApp,
    owner: Browser,
    staff: Browser,
    /// The company's page for staff.
    company: String,
    id: String,
}

impl Consented {
    async fn new() -> Consented {
        let t = TestApp::new().await;
        let (owner, staff) = (t.signed_in_elsewhere(Role::Owner).await, t.signed_in(Role::Support).await);
        assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
        let id = only::<access_consent::Model>(&t).await.id.to_string();
        Consented { company: format!("/support/tenants/{}", t.other.id), t, owner, staff, id }
    }

    async fn end(&self) {
        assert_eq!(self.owner.post("/consents/end", &[("id", &self.id)]).await.status, 303);
        assert_eq!(self.t.newest_acts(self.t.other.id, 1).await, ["consent.end:success"]);
    }
}

#[tokio::test]
async fn s10_a_consent_that_the_database_revokes_is_altered() {
    let Consented { t, owner, staff, company, id } = Consented::new().await;
    for more in ["", ", mac = NULL", ", until = '2027-01-01T00:00:00+00:00'"] {
        let end = format!("UPDATE access_consent SET ended_at = granted_at, ended_by = granted_by{more}");
        t.forge(&end).await.unwrap();
        assert!(marked(&owner, "/consents").await && marked(&staff, &company).await, "{more}");
        let shown = owner.get("/consents").await;
        assert_eq!(shown.count("form[action='/consents/end']"), 1, "{more}");
        assert!(!shown.body.contains("Revoked"), "{more}: nobody has: {}", shown.body);
        assert!(
            owner.get("/").await.body.contains("1 support access record was altered outside the console"),
            "{more}"
        );
        assert_eq!(staff.get("/support").await.count(&format!("a[href='{company}#h-consent']")), 1, "{more}");
        is_told(&t, "access_consent", &id).await;
    }
    assert!(audit::all(&t.app, &t.db).await.unwrap().forged.contains(&("access_consent", id)));
}

#[tokio::test]
async fn s10_staff_are_told_why_an_altered_consent_lets_them_see_nothing() {
    let Consented { t, staff, company, .. } = Consented::new().await;
    let log = format!("{company}/operation-logs");
    assert_eq!(staff.get(&log).await.status, 200);
    t.forge("UPDATE access_consent SET mac = NULL").await.unwrap();
    for (lang, cause, ask) in [
        ("en", "support access was altered", "Ask one of the customer's administrators to revoke it"),
        ("ja", "閲覧同意の記録が外部から改ざん", "契約企業の管理者に、この同意を取り消し"),
    ] {
        let page = staff.get_in(&log, lang).await;
        assert_eq!(page.status, 403);
        assert!(page.body.contains(cause) && page.body.contains(ask), "{lang}: {}", page.body);
    }
    let other = staff.get(&format!("/support/tenants/{}/operation-logs", t.own.id)).await;
    assert!(other.status == 403 && !other.body.contains("support access was altered"), "no consent: {}", other.body);
}

#[tokio::test]
async fn s10_what_a_revoked_consent_says_is_signed() {
    let s = Consented::new().await;
    s.end().await;
    assert!(!marked(&s.owner, "/consents").await);
    let was = only::<access_consent::Model>(&s.t).await;
    let who = uuid(&s.t, s.t.id_of("support@takasakiya.example.jp").await);
    for change in [
        format!("granted_by = {who}"),
        format!("ended_by = {who}"),
        "scopes = 'end_users'".to_owned(),
        "until = '2027-01-01T00:00:00+00:00'".to_owned(),
        "ended_at = '2027-01-01T00:00:00+00:00'".to_owned(),
        "mac = NULL".to_owned(),
    ] {
        s.t.forge(&format!("UPDATE access_consent SET {change}")).await.unwrap();
        assert!(marked(&s.owner, "/consents").await, "{change}");
        assert!(!s.owner.get("/consents").await.body.contains("2027"), "{change}");
        put_back(&s.t, &was).await;
        assert!(!marked(&s.owner, "/consents").await, "{change}");
    }
}

#[tokio::test]
async fn s10_consents_that_were_revoked_before_are_signed_once() {
    const UNSIGNED: &str = "SELECT count(*) FROM access_consent WHERE mac IS NULL";
    let s = Consented::new().await;
    s.end().await;
    s.t.forge("UPDATE access_consent SET version = 0, mac = NULL").await.unwrap();
    let mark = s.t.dir.path().join("signed-rows");
    let lines = std::fs::read_to_string(&mark).unwrap();
    std::fs::write(&mark, lines.lines().take(5).collect::<Vec<_>>().join("\n")).unwrap();
    assert!(audit::all(&s.t.app, &s.t.db).await.unwrap().is_clean(), "before the first start");
    upgrade::run(&s.t.app).await.unwrap();
    assert_eq!(s.t.scalar(UNSIGNED).await, 0);
    let entry =
        "SELECT count(*) FROM operation_log WHERE action = 'rows.sign' AND detail LIKE '%\"ended_consents\":%1%'";
    assert_eq!(s.t.scalar(entry).await, 1);
    assert!(!marked(&s.owner, "/consents").await && audit::all(&s.t.app, &s.t.db).await.unwrap().is_clean());
    assert_eq!(alarms(&s.t).await, []);
    let entries = s.t.log_len(PROVIDER).await;
    s.t.forge("UPDATE access_consent SET mac = NULL").await.unwrap();
    for there in [true, false] {
        upgrade::run(&s.t.app).await.unwrap();
        assert_eq!((s.t.scalar(UNSIGNED).await, s.t.log_len(PROVIDER).await), (1, entries), "{there}: never again");
        let _ = std::fs::remove_file(&mark);
    }
    assert!(marked(&s.owner, "/consents").await);
}

#[tokio::test]
async fn s10_the_home_of_staff_names_companies_with_altered_accounts_and_contacts() {
    let t = TestApp::new().await;
    let (owner, staff, desk) =
        (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await, t.signed_in(Role::Desk).await);
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    crate::contacts::contact(&t, &owner, "soumu@takasakiya.example.jp", &["urgent"], false).await;
    let said = async |by: &Browser, words: &str| {
        let home = by.get("/support").await.text("main").unwrap();
        home.contains(words) && home.contains("髙﨑屋")
    };
    let (account, contact) = ("A member account of", "A notification contact of");
    assert!(!said(&staff, account).await && !said(&staff, contact).await);
    t.forge(&format!("UPDATE account SET role = 'owner' WHERE id = {}", uuid(&t, id))).await.unwrap();
    (members::LOOK_OVER.run)(&t.app).await.unwrap();
    assert!(said(&staff, account).await && said(&desk, account).await);
    assert!(!said(&staff, contact).await);
    t.forge("UPDATE contact SET kinds = ''").await.unwrap();
    (contacts::LOOK_OVER.run)(&t.app).await.unwrap();
    assert!(said(&staff, contact).await && said(&desk, contact).await);
}

#[tokio::test]
async fn s10_a_forged_case_says_nothing_as_fact() {
    let s = Scene::new().await;
    s.check(&s.first).await;
    let case = format!("/support/cases/{}", s.id);
    let other = uuid(&s.t, s.t.id_of("administrator@takasakiya.example.jp").await);
    let change = format!("removes_second_factor = TRUE, due_at = '2020-01-01T00:00:00+00:00', account_id = {other}");
    s.t.forge(&format!("UPDATE support_case SET {change}")).await.unwrap();
    let end = &s.id[28..];
    for (by, path) in [(&s.second, "/support/cases"), (&s.second, case.as_str()), (&s.admin, "/cases")] {
        assert!(marked(by, path).await, "{path}");
        let shown = by.get(path).await.text("main").unwrap();
        for untrue in ["小山内 のぞみ administrator", "two-step verification", ", 2020", "Overdue", "@takasakiya"]
        {
            assert!(!shown.contains(untrue), "{path}: {untrue}: {shown}");
        }
    }
    let list = s.second.get("/support/cases").await;
    assert!(list.text("tbody th").unwrap().contains(&format!("ID ends in {end}")), "{}", list.body);
    is_told(&s.t, "support_case", &s.id).await;
    assert_eq!(s.step(&s.admin, "/cases/refuse").await.status, 303);
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.refuse:success"]);
    let log = s.admin.get("/operation-logs?action=case.refuse").await;
    let object = log.text("tbody td[data-label=Object]").unwrap();
    assert!(object.contains(end) && !object.contains("administrator@"), "{object}");
    assert!(log.text("tr.tbl-detail").unwrap().contains("Altered outside the consoleYes"), "{}", log.body);
}
