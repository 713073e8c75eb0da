//! S10: requests that one person makes and another decides. A person who can write to the database puts an earlier step of one
//! back. It is not decided again.

use crate::cases::{Scene, set_password};
use crate::forged_put_back::is_told;
use crate::forged_restarts::restarted;
use crate::forged_shown::marked;
use crate::invitations::{invite, join, link_to, open_invitation};
use crate::support::{Browser, TestApp, only, put_all_back, put_back, row, rows};
use crate::{networks, profile_changes, staff};
use app::permission::Role;
use server::storage::entity::{invitation, network_lift, one_time_link, profile_change, staff_request, support_case};

const NEW: &str = "new@takasakiya.example.jp";

#[tokio::test]
async fn s10_an_invitation_that_was_withdrawn_is_not_put_back() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    invite(&owner, NEW, "viewer").await;
    let (path, was) = (link_to(&t, NEW).await, only::<invitation::Model>(&t).await);
    let id = was.id.to_string();
    assert_eq!(owner.post("/members/invitations/withdraw", &[("id", &id)]).await.status, 303);
    put_back(&t, &was).await;
    owner.post("/members/invitations/send-again", &[("id", &id)]).await;
    assert_eq!(t.scalar("SELECT count(*) FROM one_time_link").await, 0, "no new link");
    is_told(&t, "invitation", &id).await;
    assert!(marked(&owner, "/members").await);
    let (_, address) = restarted(&t).await;
    assert_eq!(t.browser().to(address).open_link(&path, "/join").await.status, 410);
    let ended = owner.post("/members/invitations/withdraw", &[("id", &id)]).await;
    assert_eq!((ended.status, t.acts_but_alarms(t.own.id, 1).await[0].as_str()), (303, "invitation.withdraw:success"));
}

#[tokio::test]
async fn s10_an_invitation_that_was_used_is_not_put_back_with_its_link() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    invite(&owner, NEW, "administrator").await;
    let path = link_to(&t, NEW).await;
    let (was, were) = (only::<invitation::Model>(&t).await, rows::<one_time_link::Model>(&t).await);
    assert_eq!(join(&t, &path).await.status, 303);
    let member = t.id_of(NEW).await.to_string();
    assert_eq!(owner.post("/members/leave", &[("id", &member), ("confirmed", "yes")]).await.status, 303);
    put_back(&t, &was).await;
    put_all_back(&t, &were).await;
    assert_eq!(join(&t, &path).await.status, 410, "who has left does not return by it");
    is_told(&t, "one_time_link", hex::encode(&were[0].token_hash)).await;
    owner.get("/members").await;
    is_told(&t, "invitation", was.id).await;
    assert_eq!(open_invitation(&t).await, was.id.to_string(), "it waits to be withdrawn");
}

#[tokio::test]
async fn s10_a_request_for_staff_that_was_rejected_is_not_put_back() {
    let t = TestApp::new().await;
    let first = t.signed_in(Role::Support).await;
    let second = staff_member(&t).await;
    staff::ask(&first, "new@sekisho.example").await;
    let (page, was) = (staff::request_of(&first).await, only::<staff_request::Model>(&t).await);
    assert_eq!(staff::decide(&second, "reject", &page, "x").await.status, 303);
    put_back(&t, &was).await;
    assert_eq!(staff::decide(&second, "approve", &page, "x").await.status, 303);
    assert_eq!(only::<staff_request::Model>(&t).await, was, "nothing was decided");
    assert_eq!(t.scalar("SELECT count(*) FROM one_time_link").await, 0);
    is_told(&t, "staff_request", was.id).await;
    assert!(marked(&first, "/support/staff").await);
    assert_eq!(staff::decide(&second, "reject", &page, "x").await.status, 303);
    let state = only::<staff_request::Model>(&t).await.state;
    assert_eq!(state, "rejected", "it can be ended");
}

async fn staff_member(t: &TestApp) -> Browser {
    crate::cases::staff(t, "second@sekisho.example").await
}

#[tokio::test]
async fn s10_a_case_that_ended_is_not_put_back_with_its_link() {
    let s = Scene::new().await;
    let path = s.approved().await;
    let id = s.id.parse().unwrap();
    let (was, were) = (row::<support_case::Model>(&s.t, id).await, rows::<one_time_link::Model>(&s.t).await);
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 303);
    assert_eq!(s.state().await, "done");
    put_back(&s.t, &was).await;
    put_all_back(&s.t, &were).await;
    let (_, address) = restarted(&s.t).await;
    for thief in [s.t.browser(), s.t.browser().to(address)] {
        assert_eq!(thief.open_link(&path, "/password/reset").await.status, 410);
    }
    is_told(&s.t, "one_time_link", hex::encode(&were[0].token_hash)).await;
    assert_eq!(s.step(&s.second, "/support/cases/send-again").await.status, 303);
    assert_eq!(row::<support_case::Model>(&s.t, id).await, was, "no other link is sent");
    is_told(&s.t, "support_case", &s.id).await;
    assert!(marked(&s.first, &format!("/support/cases/{}", s.id)).await);
}

#[tokio::test]
async fn s10_an_earlier_step_of_a_case_is_not_put_back() {
    let s = Scene::new().await;
    assert_eq!(s.check(&s.first).await.status, 303);
    assert_eq!(s.step(&s.admin, "/cases/consent").await.status, 303);
    let was = row::<support_case::Model>(&s.t, s.id.parse().unwrap()).await;
    assert_eq!(s.step(&s.first, "/support/cases/cancel").await.status, 303);
    assert_eq!(s.state().await, "closed");
    put_back(&s.t, &was).await;
    assert_eq!(s.step(&s.second, "/support/cases/approve").await.status, 303);
    assert_eq!(row::<support_case::Model>(&s.t, was.id).await, was);
    assert_eq!(s.t.scalar("SELECT count(*) FROM one_time_link").await, 0);
    is_told(&s.t, "support_case", was.id).await;
}

#[tokio::test]
async fn s10_a_change_of_profile_that_was_withdrawn_is_not_put_back() {
    let t = TestApp::new().await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    let second = staff_member(&t).await;
    assert_eq!(profile_changes::ask(&first, &company, "b2b-platform").await.status, 303);
    let (change, was) = (profile_changes::waiting(&first, &company).await, only::<profile_change::Model>(&t).await);
    profile_changes::decide(&first, "cancel", &company, &change).await;
    put_back(&t, &was).await;
    profile_changes::decide(&second, "approve", &company, &change).await;
    assert_eq!(profile_changes::profile_of_other(&t).await, "managed-saas");
    is_told(&t, "profile_change", was.id).await;
    assert!(marked(&first, &format!("/support/tenants/{company}")).await);
}

#[tokio::test]
async fn s10_a_lift_that_was_withdrawn_is_not_put_back() {
    let t = TestApp::new().await;
    networks::limited(&t).await;
    let first = t.signed_in(Role::Support).await;
    let second = staff_member(&t).await;
    let tenant = t.other.id.to_string();
    let fields = [("id", tenant.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    first.post("/support/tenants/lift", &fields).await;
    let was = only::<network_lift::Model>(&t).await;
    let id = was.id.to_string();
    first.post("/support/tenants/lift/cancel", &[("lift", &id)]).await;
    put_back(&t, &was).await;
    second.post("/support/tenants/lift/approve", &[("lift", &id)]).await;
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["network.lift:failure"]);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM tenant WHERE networks_lifted_until IS NOT NULL").await, 0);
    is_told(&t, "network_lift", id).await;
}
