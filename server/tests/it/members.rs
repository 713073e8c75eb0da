//! Members: invited by address, approved if the profile requires it, one account each, and always an owner.

use crate::invitations::{NEW, PERSON, SHOWN, found, invite, join, link_to, open_invitation};
use crate::support::{PASSWORD, TestApp};
use app::members::states::MemberState;
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;
use uuid::Uuid;

#[tokio::test]
async fn a_suspended_member_is_out_at_once_and_back_when_resumed() {
    let t = TestApp::new().await;
    let admin = t.signed_in(Role::Administrator).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await.to_string();
    let member = t.sign_in(PERSON).await;
    let step = async |what: &str| admin.post(&format!("/members/{what}"), &[("id", &id)]).await;
    assert_eq!(step("suspend").await.status, 303);
    assert_eq!(member.get("/").await.location.as_deref().map(|to| to.starts_with("/sign-in")), Some(true));
    let wrong = t.browser().post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await;
    assert_eq!((wrong.status, wrong.field_error("email").is_some()), (422, true), "as a wrong password looks");
    step("suspend").await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["member.suspend:failure"], "twice changes nothing");
    step("resume").await;
    t.sign_in(PERSON).await;
    step("sign-out").await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["member.sessions_end:success"]);
    let facts = admin.get(&format!("/members/{id}")).await;
    assert!(facts.body.contains("0 devices"), "{}", facts.body);
}

#[tokio::test]
async fn bp_16_ms_13_who_comes_back_has_the_same_account() {
    for profile in ["b2b-platform", "managed-saas"] {
        let t = TestApp::new().await;
        let company = t.company(profile).await;
        assert!(t.promises(company.id, "accounts.one_per_person").await);
        let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
        let id = t.account(Some(company.id), Role::Administrator, PERSON).await;
        assert_eq!(invite(&owner, PERSON, "viewer").await.status, 422, "no second account beside the first");
        owner.post("/members/leave", &[("id", &id.to_string())]).await;
        let left = found(&t, PERSON).await;
        assert_eq!((left.status.as_str(), left.second_factor_at.is_some()), (MemberState::Left.code(), true));
        owner.post("/members/resume", &[("id", &id.to_string())]).await;
        assert_eq!(found(&t, PERSON).await.status, "left", "the way back is an invitation");
        assert!(!owner.get("/members").await.body.contains(SHOWN));
        assert!(owner.get("/members?state=left").await.body.contains(SHOWN));
        invite(&owner, PERSON, "viewer").await;
        let path = link_to(&t, PERSON).await;
        assert_eq!(join(&t, &path).await.status, 303);
        let back = found(&t, PERSON).await;
        assert_eq!((back.id, back.role.as_str(), back.status.as_str()), (id, "viewer", "active"));
        work(&t.app).await.unwrap();
        assert!(t.newest_mail(PERSON).contains("以前お使いだったアカウント"), "a person who did not do it hears of it");
        let answer = t.browser().post("/sign-in", &[("email", PERSON), ("password", NEW)]).await;
        assert_eq!(answer.location.as_deref(), Some("/sign-in/verify"), "{profile}: two steps, as before");
    }
}

#[tokio::test]
async fn there_is_always_an_owner_and_nobody_changes_themselves() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let admin = t.signed_in(Role::Administrator).await;
    let (first, own) =
        (found(&t, "owner@takasakiya.example.jp").await.id, found(&t, "administrator@takasakiya.example.jp").await.id);
    let acts = ["suspend", "leave", "resume", "sign-out", "reset-password"];
    for what in acts {
        for (by, id) in [(&owner, first), (&admin, first), (&admin, own)] {
            by.post(&format!("/members/{what}"), &[("id", &id.to_string())]).await;
            assert!(t.newest_acts(t.own.id, 1).await[0].ends_with(":failure"), "{what}");
        }
    }
    for (by, id) in [(&owner, first), (&admin, first), (&admin, own)] {
        by.post("/members/role", &[("id", &id.to_string()), ("role", "viewer")]).await;
        assert_eq!(t.newest_acts(t.own.id, 1).await, ["member.role:failure"]);
    }
    let refused = admin.post("/members/role", &[("id", &own.to_string()), ("role", "owner")]).await;
    assert_eq!(refused.status, 422, "owners are made by owners");
    // Two owners remove each other at the same time: one stays.
    let second = t.account(Some(t.own.id), Role::Owner, "second@takasakiya.example.jp").await;
    let other = t.sign_in("second@takasakiya.example.jp").await;
    let (a, b) = (second.to_string(), first.to_string());
    let (a, b) = ([("id", a.as_str())], [("id", b.as_str())]);
    tokio::join!(owner.post("/members/leave", &a), other.post("/members/leave", &b));
    let owners = "SELECT count(*) FROM account WHERE role = 'owner' AND status = 'active'";
    assert_eq!(t.scalar(owners).await, 1);
}

#[tokio::test]
async fn a_role_counts_from_the_next_request() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await.to_string();
    let member = t.sign_in(PERSON).await;
    assert_eq!(member.get("/end-users").await.status, 403);
    owner.post("/members/role", &[("id", &id), ("role", "operator")]).await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["member.role:success"]);
    assert_eq!(member.get("/end-users").await.status, 200);
    let log = owner.get("/operation-logs").await;
    assert!(log.body.contains("Role before"), "{}", log.body);
}

#[tokio::test]
async fn unused_accounts_are_reported() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    t.clock.advance(Duration::days(91));
    let owner = t.signed_in(Role::Owner).await;
    assert!(owner.get("/").await.body.contains("1 account has not been used for 90 days"));
    let page = owner.get("/members?state=dormant").await;
    assert!(page.body.contains(SHOWN) && !page.body.contains("owner@<wbr>takasakiya.example.jp"), "{}", page.body);
}

#[tokio::test]
async fn another_companys_members_do_not_exist() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let theirs = t.account(Some(t.other.id), Role::Viewer, "viewer@aoba.example.jp").await.to_string();
    let stranger = t.signed_in_elsewhere(Role::Owner).await;
    invite(&stranger, "invited@aoba.example.jp", "viewer").await;
    let invitation = open_invitation(&t).await;
    assert!(!owner.get("/members").await.body.contains("aoba.example.jp"));
    for id in [theirs.as_str(), &Uuid::nil().to_string(), "x"] {
        assert_eq!(owner.get(&format!("/members/{id}")).await.status, 404);
        for what in ["suspend", "resume", "leave", "sign-out", "reset-password"] {
            assert_eq!(owner.post(&format!("/members/{what}"), &[("id", id)]).await.status, 404, "{what}");
        }
        assert_eq!(owner.post("/members/role", &[("id", id), ("role", "viewer")]).await.status, 404);
    }
    for what in ["approve", "send-again", "withdraw"] {
        let answer = owner.post(&format!("/members/invitations/{what}"), &[("id", &invitation)]).await;
        assert_eq!(answer.status, 404, "{what}");
    }
    let operator = t.signed_in(Role::Operator).await;
    assert_eq!(operator.get("/members").await.status, 403);
    assert_eq!(invite(&operator, PERSON, "viewer").await.status, 403);
}

#[tokio::test]
async fn a_members_page_leads_to_their_own_sign_ins() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.signed_in(Role::Viewer).await;
    let id = t.account(Some(t.own.id), Role::Operator, PERSON).await.to_string();
    t.sign_in(PERSON).await;
    t.browser().post("/sign-in", &[("email", PERSON), ("password", "wrong")]).await;
    let page = owner.get(&format!("/members/{id}")).await;
    let history = page.attribute("main a[href^='/sign-in-history']", "href").unwrap();
    let history = owner.get(&history).await;
    assert_eq!(crate::sessions::rows(&history).len(), 2);
    let whose = scraper::Selector::parse(".tbl-detail code").unwrap();
    assert!(history.html().select(&whose).all(|code| code.text().collect::<String>() == id), "{}", history.body);
    assert_eq!(history.attribute("select[name=actor] option[selected]", "value"), Some(id));
}
