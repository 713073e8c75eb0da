//! S10: a forged row of a person or company says nothing as fact, and its page offers only what works.

use crate::certificates::certificate;
use crate::forged::uuid;
use crate::forged_shown::marked;
use crate::profile_effects::{figure, preview};
use crate::proof::{confirm, later};
use crate::second_factor::{half_way, verify};
use crate::support::TestApp;
use app::permission::Role;
use chrono::Duration;

const VIEWER: &str = "viewer@takasakiya.example.jp";

#[tokio::test]
async fn s10_a_forged_consent_is_marked_and_can_only_be_revoked() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    let grant = [("scopes", "end_users"), ("reason", "件数の調査"), ("hours", "4")];
    let (own, company) = ("/consents", format!("/support/tenants/{}", t.other.id));
    let end = async || {
        let id = owner.get(own).await.attribute("form[action='/consents/end'] [name=id]", "value").unwrap();
        assert_eq!(owner.post("/consents/end", &[("id", &id)]).await.status, 303);
        assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["consent.end:success"]);
    };
    owner.post(own, &grant).await;
    end().await;
    // The list begins with the newer one.
    t.clock.advance(Duration::seconds(1));
    owner.post(own, &grant).await;
    assert!(!marked(&owner, own).await && !marked(&staff, &company).await, "one is revoked, one in force");
    let open = "WHERE ended_at IS NULL";
    for change in ["until = '2027-01-01T00:00:00+00:00'", "scopes = 'end_users,operation_logs'", "mac = NULL"] {
        t.forge(&format!("UPDATE access_consent SET {change} {open}")).await.unwrap();
        assert!(marked(&owner, own).await && marked(&staff, &company).await, "{change}");
        let shown = owner.get(own).await;
        let list = shown.text("main").unwrap();
        assert!(!list.contains("Active") && !shown.body.contains("2027"), "{change}: {}", shown.body);
        assert_eq!(shown.count("form[action='/consents/end']"), 1, "{change}");
        assert!(shown.text(".notice--danger").unwrap().contains("The only available action"), "{change}");
        let home = owner.get("/").await;
        assert_eq!(home.text(".staff-banner"), None, "{change}: it lets nobody look");
        assert!(
            home.body.contains("1 support access record was altered outside the console"),
            "{change}: {}",
            home.body
        );
        let desk = staff.get("/support").await;
        assert_eq!(desk.count(&format!("a[href='{company}#h-consent']")), 1, "{change}: {}", desk.body);
        let seen = staff.get(&company).await;
        let panel = seen.text("section[aria-labelledby=h-consent]").unwrap();
        assert!(!panel.contains("件数の調査"), "{change}: {panel}");
        assert!(!panel.contains("2027") && panel.contains("It can't be used to view data"), "{change}: {panel}");
        for page in ["end-users", "operation-logs"] {
            assert_eq!(seen.count(&format!("a[href='{company}/{page}']")), 0, "{change}: {page}");
        }
    }
    t.forge(&format!("UPDATE access_consent SET until = '2020-01-01T00:00:00+00:00' {open}")).await.unwrap();
    end().await;
    assert!(!marked(&owner, own).await && !marked(&staff, &company).await, "nothing is left to do");
    let shown = owner.get(own).await;
    assert_eq!((shown.count(".notice--danger"), shown.count("form[action='/consents/end']")), (0, 0));
    let row = shown.text("tbody tr").unwrap();
    assert!(row.contains("Altered (revoked)") && row.contains("Revoked by 小山内 のぞみ"), "{row}");
    assert!(row.contains("Nov 22, 2026") && !row.contains("End users") && !row.contains("2020"), "{row}");
    assert!(!owner.get("/").await.body.contains("altered outside the console"), "nor does home say that there is");
    owner.post(own, &grant).await;
    assert!(owner.get("/").await.text(".staff-banner").unwrap().contains("14:05 JST"), "of the genuine one");
}

#[tokio::test]
async fn s10_a_forged_certificate_is_marked_and_counts_nowhere() {
    const LINES: [&str; 2] = [
        "Client certificates that can no longer be used to sign in",
        "Client certificates that can be used to sign in",
    ];
    let t = TestApp::configured(|config| config.client_certificate_header = Some("client-cert".into())).await;
    let id = t.account(Some(t.other.id), Role::Owner, "owner@aoba.example.jp").await.to_string();
    let owner = t.sign_in("owner@aoba.example.jp").await;
    let staff = t.signed_in(Role::Support).await;
    let (pem, _) = certificate("青葉 健太");
    assert_eq!(owner.post("/members/certificates/add", &[("id", &id), ("pem", &pem)]).await.status, 303);
    let pages = [format!("/members/{id}/certificates"), "/account/certificates".to_owned()];
    let counted = async || {
        let page = preview(&staff, &t.other.id.to_string(), "b2b-platform").await;
        LINES.iter().any(|line| figure(&page, line).is_some())
    };
    assert!(counted().await);
    for page in &pages {
        assert!(!marked(&owner, page).await, "{page}");
    }
    t.forge("UPDATE client_certificate SET not_after = '2030-01-01T00:00:00+00:00'").await.unwrap();
    for page in &pages {
        assert!(marked(&owner, page).await, "{page}");
        let shown = owner.get(page).await;
        assert!(!shown.body.contains("Valid") && !shown.body.contains("2030"), "{page}: {}", shown.body);
        assert_eq!(shown.count("[name=certificate]"), 1, "{page}");
        assert!(shown.text(".notice--danger").unwrap().contains("The only available action"), "{page}");
    }
    assert!(!counted().await);
    let one = owner.get(&pages[0]).await.attribute("[name=certificate]", "value").unwrap();
    assert_eq!(owner.post("/members/certificates/revoke", &[("certificate", &one)]).await.status, 303);
    assert!(marked(&owner, &pages[0]).await, "after its end as well");
    assert_eq!(owner.get(&pages[0]).await.count("form [name=certificate]"), 0);
}

/// Ways to forge the account of a viewer.
const OF_ACCOUNTS: [&str; 5] =
    ["role = 'owner'", "role = 'none'", "role = 'support'", "status = 'nonsense'", "may_download = TRUE"];

#[tokio::test]
async fn s10_a_forged_member_can_only_be_removed() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let (page, at, text) = (format!("/members/{id}"), uuid(&t, id), id.to_string());
    assert!(!marked(&owner, &page).await);
    for change in OF_ACCOUNTS {
        t.forge(&format!("UPDATE account SET {change} WHERE id = {at}")).await.unwrap();
        assert!(marked(&owner, &page).await && marked(&owner, "/members").await, "{change}");
        let shown = owner.get(&page).await;
        let told = shown.text(".notice--danger").unwrap();
        assert!(told.contains("Contact Support first") && !told.contains("removed"), "{change}: {told}");
        for (lang, words) in
            [("en", "1 member account was altered"), ("ja", "メンバーのアカウントが1件、外部から改ざん")]
        {
            let home = owner.get_in("/", lang).await;
            assert!(home.body.contains(words) && home.count(&format!("a[href='{page}']")) == 1, "{change}: {lang}");
        }
        let offered = ["role", "resume", "suspend", "sign-out", "reset-password", "download", "leave"];
        let offered = offered.map(|act| shown.count(&format!("form[action='/members/{act}']")));
        assert_eq!(offered, [0, 0, 0, 0, 0, 0, 1], "{change}");
        for (act, more) in [
            ("role", ("role", "viewer")),
            ("resume", ("id", &text)),
            ("suspend", ("id", &text)),
            ("sign-out", ("id", &text)),
            ("reset-password", ("id", &text)),
            ("download", ("download", "")),
        ] {
            let mut fields = vec![("id", text.as_str()), more];
            fields.dedup();
            let refused = owner.post(&format!("/members/{act}"), &fields).await;
            assert_eq!(refused.status, 409, "{change}: {act}");
            assert!(refused.body.contains("was altered outside the console"), "{change}: {act}");
            assert!(t.acts_but_alarms(t.own.id, 1).await[0].ends_with(":failure"), "{change}: {act}");
        }
    }
    later(&t).await;
    let asked = owner.post("/members/resume", &[("id", &text)]).await;
    assert_eq!(asked.status, 403);
    assert_eq!(confirm(&owner, &asked, &t.code()).await.status, 409);
    assert_eq!(
        owner.post("/members/leave", &[("id", &text), ("confirmed", "yes")]).await.status,
        303,
        "signed in, and proved"
    );
    assert!(marked(&owner, &page).await, "as it was removed");
    assert!(!owner.get("/").await.body.contains("was altered outside the console"));
}

#[tokio::test]
async fn who_has_proved_who_they_are_stays_signed_in_if_the_act_then_fails() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    owner.post("/consents", &[("scopes", "end_users"), ("reason", "調査"), ("hours", "4")]).await;
    let id = owner.get("/consents").await.attribute("[name=id]", "value").unwrap();
    later(&t).await;
    let asked = owner.post("/consents/end", &[("id", &id)]).await;
    assert_eq!(asked.status, 403);
    t.forge("ALTER TABLE access_consent RENAME TO elsewhere").await.unwrap();
    let failed = confirm(&owner, &asked, &t.code()).await;
    assert_eq!(failed.status, 500);
    let cookie = failed.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    assert_eq!(owner.get("/members").await.status, 200);
}

#[tokio::test]
async fn s10_staff_open_no_case_for_a_forged_or_suspended_account() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let page = format!("/support/accounts?email={VIEWER}");
    let open = "form[action='/support/cases']";
    assert!(!marked(&staff, &page).await && staff.get(&page).await.count(open) == 1);
    t.tamper("UPDATE account SET status = 'suspended' WHERE role = 'viewer'").await.unwrap();
    let shown = staff.get(&page).await;
    assert!(!marked(&staff, &page).await && shown.count(open) == 0);
    assert!(shown.body.contains("only be opened for an active account"), "{}", shown.body);
    t.tamper("UPDATE account SET status = 'active' WHERE role = 'viewer'").await.unwrap();
    for change in OF_ACCOUNTS {
        t.forge(&format!("UPDATE account SET {change} WHERE id = {}", uuid(&t, id))).await.unwrap();
        assert!(marked(&staff, &page).await, "{change}");
        let shown = staff.get(&page).await;
        assert_eq!(shown.count(open), 0, "{change}");
        assert!(shown.body.contains("A case can't be opened for an altered account"), "{change}");
        let refused = staff.post("/support/cases", &[("account", &id.to_string()), ("second_factor", "")]).await;
        assert_eq!(refused.status, 409, "{change}");
        assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["case.open:failure"], "{change}");
    }
}

#[tokio::test]
async fn s10_a_forged_second_step_is_marked_and_says_why_no_code_is_taken() {
    const ADMINISTRATOR: &str = "administrator@takasakiya.example.jp";
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let person = t.signed_in(Role::Administrator).await;
    let staff = t.signed_in(Role::Support).await;
    let id = t.id_of(ADMINISTRATOR).await;
    let (page, found) = (format!("/members/{id}"), format!("/support/accounts?email={ADMINISTRATOR}"));
    for (by, path) in [(&person, "/account/two-step"), (&owner, "/members"), (&owner, &page), (&staff, &found)] {
        assert!(!marked(by, path).await, "{path}");
    }
    let at = format!("WHERE account_id = {}", uuid(&t, id));
    for forged in [format!("UPDATE authenticator SET by_mail = TRUE {at}"), format!("DELETE FROM authenticator {at}")] {
        t.forge(&forged).await.unwrap();
        for (by, path) in [(&person, "/account/two-step"), (&owner, "/members"), (&owner, &page), (&staff, &found)] {
            assert!(marked(by, path).await, "{path}: {forged}");
        }
        for (lang, words, to_owner) in
            [("en", "upport", "contact Support"), ("ja", "サポート窓口に依頼", "サポート窓口に依頼")]
        {
            let own = person.get_in("/account/two-step", lang).await;
            assert!(own.text(".notice--danger").unwrap().contains(words), "{lang}");
            let members = owner.get_in(&page, lang).await;
            assert!(members.text("section[aria-labelledby=h-facts]").unwrap().contains(to_owner), "{lang}");
        }
        let half = half_way(&t, ADMINISTRATOR).await;
        for (lang, words, wrong) in [
            ("en", "Enter one of the recovery codes", "Enter the 6-digit code"),
            ("ja", "リカバリーコードを一つ", "6桁"),
        ] {
            let asked = half.get_in("/sign-in/verify", lang).await;
            assert!(asked.body.contains(words) && !asked.body.contains(wrong), "{lang}: {}", asked.body);
        }
        let refused = verify(&half, &t.code()).await;
        assert_eq!(refused.status, 422);
        assert!(refused.field_error("code").unwrap().contains("were altered"), "{}", refused.body);
    }
}
