//! Members: invited by address, approved if the profile requires it, one account each, and always an owner.

use crate::invitations::{NEW, PERSON, SHOWN, fields, found, invite, join, link_to, open_invitation};
use crate::support::{Answer, PASSWORD, TestApp};
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
        owner.post("/members/leave", &[("id", &id.to_string()), ("confirmed", "yes")]).await;
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
            by.post(&format!("/members/{what}"), &fields(what, &id.to_string())).await;
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
    let (a, b) = ([("id", a.as_str()), ("confirmed", "yes")], [("id", b.as_str()), ("confirmed", "yes")]);
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
    assert_eq!(log.text(".diff tbody").as_deref(), Some("RoleViewerOperator"), "the role before is kept");
}

#[tokio::test]
async fn unused_accounts_are_reported() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    t.clock.advance(Duration::days(91));
    let owner = t.signed_in(Role::Owner).await;
    assert!(owner.get("/").await.body.contains("1 account hasn't been used for 90 days"));
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
    assert_eq!(history.attribute("input[name=actor]", "value").as_deref(), Some(PERSON));
}

/// The names in the list, in its order.
fn names(page: &Answer) -> Vec<String> {
    let name = scraper::Selector::parse("section.picks tbody th a.name").unwrap();
    page.html().select(&name).map(|name| name.text().collect()).collect()
}

/// The words above the list, also of a list of one page.
fn range(page: &Answer) -> String {
    page.text("section.picks caption").unwrap_or_default()
}

#[tokio::test]
async fn members_are_searched_filtered_counted_and_sorted() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for n in 0..24 {
        let role = if n < 4 { Role::Operator } else { Role::Viewer };
        t.account(Some(t.own.id), role, &format!("p{n:02}@takasakiya.example.jp")).await;
    }
    let page = owner.get("/members?rows=20").await;
    assert_eq!((names(&page).len(), range(&page)), (20, "1–20 of 25".to_owned()));
    let next = page.attribute(".pager a[rel=next]", "href").unwrap();
    let second = owner.get(&next).await;
    assert_eq!((names(&second).len(), range(&second)), (5, "21–25 of 25".to_owned()));
    let back = owner.get(&second.attribute(".pager a[rel=prev]", "href").unwrap()).await;
    assert_eq!(range(&back), "1–20 of 25");
    assert_eq!(range(&owner.get("/members").await), "1–25 of 25");
    let found = owner.get("/members?q=P03@").await;
    assert!(found.body.contains("p03@<wbr>takasakiya") && range(&found) == "1–1 of 1", "{}", found.body);
    assert_eq!(range(&owner.get("/members?role=operator").await), "1–4 of 4");
    assert_eq!(range(&owner.get("/members?role=operator&two_step=off").await), "1–4 of 4");
    assert!(owner.get("/members?q=nobody").await.body.contains("No members found."));
    let sorted = owner.get("/members?sort=role").await;
    assert!(sorted.body.find("owner@<wbr>").unwrap() < sorted.body.find("p00@<wbr>").unwrap());
    assert!(sorted.body.find("p00@<wbr>").unwrap() < sorted.body.find("p04@<wbr>").unwrap(), "operators, then viewers");
    for bad in ["after=x", "after=00000000-0000-0000-0000-000000000000"] {
        assert_eq!(owner.get(&format!("/members?{bad}")).await.status, 400, "{bad}");
    }
    for bad in ["role=support", "sort=x", "rows=7", "two_step=x"] {
        assert_eq!(owner.get(&format!("/members?{bad}")).await.status, 422, "{bad}");
    }
}

#[tokio::test]
async fn several_members_are_suspended_or_changed_at_once_each_with_an_entry() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let one = t.account(Some(t.own.id), Role::Viewer, PERSON).await.to_string();
    let two = t.account(Some(t.own.id), Role::Viewer, "two@takasakiya.example.jp").await.to_string();
    let member = t.sign_in(PERSON).await;
    let both = [("id", one.as_str()), ("id", two.as_str())];
    let page = owner.get(&format!("/members/selected?act=role&id={one}&id={two}")).await;
    assert!(page.status == 200 && page.body.contains("two@takasakiya.example.jp"), "{}", page.body);
    let none = owner.post("/members/selected/role", &[&both[..], &[("act", "role")]].concat()).await;
    assert_eq!((none.status, none.field_error("role").is_some()), (422, true), "no role is chosen");
    let bare = owner.post("/members/selected/role", &both).await;
    assert_eq!(
        (bare.status, bare.field_error("role").is_some()),
        (422, true),
        "also without its action: {}",
        bare.body
    );
    let changed = owner.post("/members/selected/role", &[&both[..], &[("role", "operator")]].concat()).await;
    assert_eq!((changed.status, t.newest_acts(t.own.id, 2).await), (303, vec!["member.role:success".to_owned(); 2]));
    assert_eq!(member.get("/end-users").await.status, 200);
    assert_eq!(owner.post("/members/selected/suspend", &both).await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 2).await, ["member.suspend:success"; 2]);
    assert_eq!(member.get("/").await.location.as_deref().map(|to| to.starts_with("/sign-in")), Some(true));
    assert_eq!(owner.post("/members/selected/suspend", &[]).await.status, 422, "nobody is ticked");
}

#[tokio::test]
async fn several_members_change_together_or_not_at_all() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let admin = t.signed_in(Role::Administrator).await;
    let first = found(&t, "owner@takasakiya.example.jp").await.id.to_string();
    let one = t.account(Some(t.own.id), Role::Viewer, PERSON).await.to_string();
    let with_owner = [("id", one.as_str()), ("id", first.as_str())];
    let page = admin.get(&format!("/members/selected?act=suspend&id={one}&id={first}")).await;
    assert_eq!(page.count("main form[method=post] [name=id]"), 1, "an owner is left out");
    assert_eq!(admin.post("/members/selected/suspend", &with_owner).await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["member.suspend:failure"]);
    assert_eq!(found(&t, PERSON).await.status, "active", "nobody is suspended");
    let theirs = t.account(Some(t.other.id), Role::Viewer, "viewer@aoba.example.jp").await.to_string();
    let with_other = [("id", one.as_str()), ("id", theirs.as_str())];
    for path in ["suspend", "resend"] {
        let answer = owner.post(&format!("/members/selected/{path}"), &with_other).await;
        assert_eq!(answer.status, 404, "another company's people do not exist");
    }
    assert_eq!(owner.get(&format!("/members/selected?act=suspend&id={theirs}")).await.status, 404);
    assert_eq!(found(&t, PERSON).await.status, "active");
}

#[tokio::test]
async fn a_member_is_removed_only_once_the_effects_were_read() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await.to_string();
    let refused = owner.post("/members/leave", &[("id", &id)]).await;
    assert_eq!((refused.status, refused.field_error("confirmed").is_some()), (422, true), "{}", refused.body);
    assert_eq!(refused.count("dialog#leave[open]"), 1);
    assert_eq!(found(&t, PERSON).await.status, "active");
    assert_eq!(owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status, 303);
    assert_eq!(found(&t, PERSON).await.status, "left");
}

#[tokio::test]
async fn who_may_not_reads_who_can_give_the_permission() {
    let t = TestApp::new().await;
    t.signed_in(Role::Owner).await;
    let owner = found(&t, "owner@takasakiya.example.jp").await.name;
    let operator = t.signed_in(Role::Operator).await;
    let refused = operator.get("/members").await;
    assert_eq!((refused.status, refused.text("main strong.name")), (403, Some(owner.clone())), "{}", refused.body);
    assert!(operator.get("/exports").await.text(".notice").is_some_and(|said| said.ends_with(&owner)));
    let staff = t.signed_in(Role::Support).await;
    assert_eq!(staff.get("/members").await.count("main strong.name"), 0, "not the names of customers");
}
