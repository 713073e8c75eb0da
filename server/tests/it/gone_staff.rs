//! What takes two members of staff needs both of them: nobody approves what somebody who has left has asked for or checked.

use crate::cases::{self, Scene};
use crate::profile_changes;
use crate::support::{TestApp, only};
use app::permission::Role;
use server::features::tenants;
use server::storage::entity::network_lift;

const FIRST: &str = "first@sekisho.example";
const SECOND: &str = "second@sekisho.example";

#[tokio::test]
async fn a_case_needs_the_staff_who_opened_and_checked_it() {
    for checks in ["first@example.jp", "second@example.jp"] {
        let s = Scene::new().await;
        let third = cases::staff(&s.t, "third@example.jp").await;
        let by = if checks == "first@example.jp" { &s.first } else { &s.second };
        assert_eq!(s.check(by).await.status, 303);
        assert_eq!(s.step(&s.admin, "/cases/consent").await.status, 303);
        tenants::staff_leave(&s.t.app, checks, "異動").await.unwrap();
        assert_eq!(s.step(&third, "/support/cases/approve").await.status, 303);
        assert_eq!(s.state().await, "consented", "{checks}");
        assert_eq!(s.t.newest_entry(s.t.own.id).await, "case.approve:failure:staff_gone");
        let told = third.get(&format!("/support/cases/{}", s.id)).await.text(".flash").unwrap();
        assert!(told.contains("Close this case and open a new one"), "{told}");
        assert_eq!(s.step(&third, "/support/cases/cancel").await.status, 303);
        assert_eq!(s.state().await, "closed", "{checks}");
    }
}

#[tokio::test]
async fn no_link_is_sent_again_for_staff_who_have_left() {
    let s = Scene::new().await;
    s.approved().await;
    tenants::staff_leave(&s.t.app, "first@example.jp", "異動").await.unwrap();
    assert_eq!(s.step(&s.second, "/support/cases/send-again").await.status, 303);
    assert_eq!(s.t.newest_entry(s.t.own.id).await, "case.send_again:failure:staff_gone");
}

#[tokio::test]
async fn a_change_of_profile_needs_the_member_of_staff_who_asked() {
    let t = TestApp::new().await;
    let (first, second) = (cases::staff(&t, FIRST).await, cases::staff(&t, SECOND).await);
    let company = t.other.id.to_string();
    assert_eq!(profile_changes::ask(&first, &company, "b2b-platform").await.status, 303);
    let change = profile_changes::waiting(&second, &company).await;
    tenants::staff_leave(&t.app, FIRST, "異動").await.unwrap();
    profile_changes::decide(&second, "approve", &company, &change).await;
    assert_eq!(profile_changes::profile_of_other(&t).await, "managed-saas");
    assert_eq!(t.newest_entry(t.other.id).await, "profile.change:failure:staff_gone");
    profile_changes::decide(&second, "cancel", &company, &change).await;
    assert_eq!(profile_changes::ask(&second, &company, "b2b-platform").await.status, 303, "and somebody else asks");
}

#[tokio::test]
async fn a_lift_of_limits_needs_the_member_of_staff_who_asked() {
    let t = TestApp::new().await;
    crate::networks::limited(&t).await;
    let (first, second) = (cases::staff(&t, FIRST).await, t.signed_in(Role::Support).await);
    let company = t.other.id.to_string();
    let fields = [("id", company.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(first.post("/support/tenants/lift", &fields).await.status, 303);
    let lift = only::<network_lift::Model>(&t).await.id.to_string();
    tenants::staff_leave(&t.app, FIRST, "異動").await.unwrap();
    assert_eq!(second.post("/support/tenants/lift/approve", &[("lift", &lift)]).await.status, 303);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM tenant WHERE networks_lifted_until IS NOT NULL").await, 0);
    assert_eq!(t.newest_entry(t.other.id).await, "network.lift:failure:staff_gone");
    assert_eq!(second.post("/support/tenants/lift/cancel", &[("lift", &lift)]).await.status, 303);
    assert_eq!(second.post("/support/tenants/lift", &fields).await.status, 303, "and somebody else asks");
}
