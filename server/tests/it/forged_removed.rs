//! S10: what was ended while it was forged is not shown as if all had been well.

use crate::forged::uuid;
use crate::forged_shown::marked;
use crate::invitations::invite;
use crate::support::TestApp;
use app::consents::messages as consents;
use app::members::messages as members;
use app::permission::Role;
use chrono::Duration;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const DESK: &str = "desk@sekisho.example";

#[tokio::test]
async fn s10_an_account_that_was_removed_while_it_was_forged_keeps_no_role_and_is_marked() {
    let t = TestApp::new().await;
    let mut owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let (page, text) = (format!("/members/{id}"), id.to_string());
    for (change, password) in [
        ("role = 'administrator'", "wet lattice 7 ravine"),
        ("role = 'none'", "plum anchor 4 cobalt"),
        ("status = 'suspended'", "grey violin 8 meadow"),
        ("may_download = TRUE", "salt beacon 2 orchid"),
    ] {
        t.forge(&format!("UPDATE account SET {change} WHERE id = {}", uuid(&t, id))).await.unwrap();
        assert_eq!(owner.post("/members/leave", &[("id", &text), ("confirmed", "yes")]).await.status, 303, "{change}");
        assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["member.leave:success"]);
        assert!(!owner.get("/").await.body.contains("altered outside the console"), "{change}: nothing is left to do");
        for (lang, words, label, yes) in [
            ("en", members::REMOVED_ALTERED.en, "Altered outside the console", "Yes"),
            ("ja", members::REMOVED_ALTERED.ja, "外部からの改ざん", "はい"),
        ] {
            let told = owner.get_in(&page, lang).await.text(".notice").unwrap();
            assert_eq!(told, words, "{change}");
            let log = owner.get_in("/operation-logs?action=member.leave", lang).await.text("tr.tbl-detail").unwrap();
            assert!(log.contains(&format!("{label}{yes}")), "{change}: {log}");
        }
        for list in ["/members?state=left", "/account-ledger", &page] {
            assert!(marked(&owner, list).await, "{change}: {list}");
        }
        for (role, state) in [("Administrator", "Removed Altered; no effect"), ("管理者", "削除済み 改ざん（無効）")]
        {
            let lang = if role.is_ascii() { "en" } else { "ja" };
            let row = crate::sessions::rows(&owner.get_in("/members?state=left", lang).await).remove(0);
            assert!(row.contains(VIEWER.split('@').next().unwrap()) && !row.contains(role), "{change}: {row}");
            let row = row.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(row.contains(state), "{change}: {row}");
        }
        let file = owner.get("/account-ledger/file").await.body;
        assert!(file.contains("Removed / Altered; no effect"), "{change}: {file}");
        // Invited again, the person is a member like any other.
        t.clock.advance(Duration::days(1));
        owner = t.sign_in("owner@takasakiya.example.jp").await;
        assert_eq!(invite(&owner, VIEWER, "viewer").await.status, 303, "{change}");
        server::outbox::work(&t.app).await.unwrap();
        let person = t.browser();
        person.get(&t.link_to_page(VIEWER, "/join")).await;
        assert_eq!(person.post("/join", &[("new", password), ("again", password)]).await.status, 303, "{change}");
        assert!(!marked(&owner, "/members").await && !marked(&owner, &page).await, "{change}");
    }
}

#[tokio::test]
async fn s10_a_member_of_staff_who_was_removed_while_forged_is_marked() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    let id = t.account(None, Role::Desk, DESK).await;
    t.forge(&format!("UPDATE account SET role = 'support' WHERE id = {}", uuid(&t, id))).await.unwrap();
    server::features::tenants::staff_leave(&t.app, DESK, "退職").await.unwrap();
    assert!(marked(&staff, "/support/staff").await);
    let shown = crate::sessions::rows(&staff.get("/support/staff").await);
    let row = shown.iter().find(|row| row.contains("desk@")).unwrap();
    assert!(row.contains("Removed") && !row.contains("Support staff"), "{row}");
    let log = staff.get("/support/logs?action=member.leave").await.text("tr.tbl-detail").unwrap();
    assert!(log.contains("Altered outside the consoleYes"), "{log}");
}

#[tokio::test]
async fn s10_who_ends_an_altered_consent_is_told_what_it_was() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let grant = [("scopes", "end_users"), ("reason", "調査"), ("hours", "4")];
    let end = async |forge: bool, lang: &str| {
        assert_eq!(owner.post("/consents", &grant).await.status, 303);
        if forge {
            t.forge("UPDATE access_consent SET mac = NULL WHERE ended_at IS NULL").await.unwrap();
        }
        let id = owner.get("/consents").await.attribute("form[action='/consents/end'] [name=id]", "value").unwrap();
        assert_eq!(owner.post("/consents/end", &[("id", &id)]).await.status, 303);
        owner.get_in("/consents", lang).await.text(".flash").unwrap()
    };
    assert_eq!(end(false, "en").await, consents::SAID_ENDED.en);
    assert_eq!(end(true, "en").await, consents::SAID_ENDED_ALTERED.en);
    assert_eq!(end(true, "ja").await, consents::SAID_ENDED_ALTERED.ja);
    let log = owner.get("/operation-logs?action=consent.end").await.text("tr.tbl-detail").unwrap();
    assert!(log.contains("Altered outside the consoleYes"), "{log}");
}
