//! S10: invitations and requests that somebody takes away while the people behind them lose the right to invite. Who joins is
//! let in only as long as those people are there, and an invitation from before counts no more when they are back.

use crate::cases;
use crate::forged_hidden::{browser_at, hide, taken};
use crate::forged_put_back::is_told;
use crate::invitations::{NEW, PERSON, fields, invite, join, link_to};
use crate::staff::{ask, decide, request_of};
use crate::support::{Browser, TestApp, put_back};
use app::permission::Role;
use chrono::Duration;
use server::features::tenants;
use server::seal::keys::PROVIDER;
use server::storage::entity::invitation;

const ADMIN: &str = "administrator@takasakiya.example.jp";
const OTHER: &str = "other@takasakiya.example.jp";

#[tokio::test]
async fn s10_an_invitation_that_was_hidden_while_its_inviter_was_out_lets_nobody_in() {
    for what in ["suspend", "leave", "role"] {
        let t = TestApp::new().await;
        let (owner, admin) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Administrator).await);
        assert_eq!(invite(&admin, PERSON, "administrator").await.status, 303);
        let path = link_to(&t, PERSON).await;
        let (id, hidden) = (t.id_of(ADMIN).await.to_string(), hide::<invitation::Model>(&t).await);
        assert_eq!(owner.post(&format!("/members/{what}"), &fields(what, &id)).await.status, 303);
        put_back(&t, &hidden).await;
        assert_eq!(join(&t, &path).await.status, 410, "{what}");
        is_told(&t, "invitation", hidden.id).await;
        match what {
            "suspend" => assert_eq!(owner.post("/members/resume", &[("id", &id)]).await.status, 303),
            "role" => {
                let again = [("id", id.as_str()), ("role", "administrator")];
                assert_eq!(owner.post("/members/role", &again).await.status, 303);
            }
            _ => {}
        }
        assert_eq!(join(&t, &path).await.status, 410, "{what}: nor when they are back");
        if what != "leave" {
            let admin = t.sign_in(ADMIN).await;
            assert_eq!(invite(&admin, OTHER, "administrator").await.status, 303);
            assert_eq!(join(&t, &link_to(&t, OTHER).await).await.status, 303, "a new one, in the same instant");
        }
        let person = browser_at(&t, taken(&t, t.own.id, "invitation", &hidden.id.to_string()).await);
        person.get(&path).await;
        let joined = person.post("/join", &[("new", NEW), ("again", NEW)]).await.status;
        assert_eq!(joined, if what == "leave" { 410 } else { 303 }, "{what}: taken as it is");
    }
}

#[tokio::test]
async fn s10_an_invitation_ends_with_the_right_of_the_person_who_approved_it() {
    for hides in [false, true] {
        let t = TestApp::new().await;
        let id = tenants::add(&t.app, "株式会社 双葉", "dual-server-saas").await.unwrap();
        for (role, email) in [
            (Role::Owner, "owner@futaba.example.jp"),
            (Role::Owner, "second@futaba.example.jp"),
            (Role::Administrator, "admin@futaba.example.jp"),
        ] {
            t.account(Some(id), role, email).await;
        }
        let owner = t.sign_in("owner@futaba.example.jp").await;
        invite(&t.sign_in("admin@futaba.example.jp").await, PERSON, "viewer").await;
        let waiting = crate::invitations::open_invitation(&t).await;
        assert_eq!(owner.post("/members/invitations/approve", &[("id", &waiting)]).await.status, 303);
        let path = link_to(&t, PERSON).await;
        let hidden = if hides { Some(hide::<invitation::Model>(&t).await) } else { None };
        let approver = t.id_of("owner@futaba.example.jp").await.to_string();
        let second = t.sign_in("second@futaba.example.jp").await;
        assert_eq!(second.post("/members/leave", &[("id", &approver), ("confirmed", "yes")]).await.status, 303);
        let ended = if hides { "member.leave:success" } else { "invitation.withdraw:success" };
        assert_eq!(t.acts_but_alarms(id, 1).await, [ended]);
        if let Some(hidden) = hidden {
            put_back(&t, &hidden).await;
        }
        assert_eq!(join(&t, &path).await.status, 410, "{hides}");
    }
}

#[tokio::test]
async fn s10_an_invitation_that_was_hidden_while_its_approver_was_out_lets_nobody_in() {
    const OWNER: &str = "owner@futaba.example.jp";
    for what in ["suspend", "role"] {
        let t = TestApp::new().await;
        let id = tenants::add(&t.app, "株式会社 双葉", "dual-server-saas").await.unwrap();
        for (role, email) in [
            (Role::Owner, OWNER),
            (Role::Owner, "second@futaba.example.jp"),
            (Role::Administrator, "admin@futaba.example.jp"),
        ] {
            t.account(Some(id), role, email).await;
        }
        let (admin, second) = (t.sign_in("admin@futaba.example.jp").await, t.sign_in("second@futaba.example.jp").await);
        invite(&admin, PERSON, "viewer").await;
        approve(&t, &t.sign_in(OWNER).await).await;
        let path = link_to(&t, PERSON).await;
        let (approver, hidden) = (t.id_of(OWNER).await.to_string(), hide::<invitation::Model>(&t).await);
        assert_eq!(second.post(&format!("/members/{what}"), &fields(what, &approver)).await.status, 303);
        put_back(&t, &hidden).await;
        assert_eq!(join(&t, &path).await.status, 410, "{what}");
        let (back, again) = match what {
            "suspend" => ("/members/resume", vec![("id", approver.as_str())]),
            _ => ("/members/role", vec![("id", approver.as_str()), ("role", "owner")]),
        };
        assert_eq!(second.post(back, &again).await.status, 303);
        assert_eq!(join(&t, &path).await.status, 410, "{what}: nor when the approver is back");
        is_told(&t, "invitation", hidden.id).await;
        t.forge("DELETE FROM invitation").await.unwrap();
        invite(&admin, "next@futaba.example.jp", "viewer").await;
        approve(&t, &t.sign_in(OWNER).await).await;
        let next = join(&t, &link_to(&t, "next@futaba.example.jp").await).await.status;
        assert_eq!(next, 303, "{what}: a new one, in the same instant");
    }
}

async fn approve(t: &TestApp, by: &Browser) {
    let waiting = crate::invitations::open_invitation(t).await;
    assert_eq!(by.post("/members/invitations/approve", &[("id", &waiting)]).await.status, 303);
}

#[tokio::test]
async fn staff_join_only_while_those_who_asked_and_approved_are_there() {
    const WANTED: &str = "new@sekisho.example";
    for leaves in ["first@sekisho.example", "second@sekisho.example"] {
        let t = TestApp::new().await;
        let first = cases::staff(&t, "first@sekisho.example").await;
        let second = cases::staff(&t, "second@sekisho.example").await;
        assert_eq!(ask(&first, WANTED).await.status, 303);
        let page = request_of(&first).await;
        assert_eq!(decide(&second, "approve", &page, "確認した").await.status, 303);
        let path = link_to(&t, WANTED).await;
        tenants::staff_leave(&t.app, leaves, "異動").await.unwrap();
        assert_eq!(join(&t, &path).await.status, 410, "{leaves}");
        t.clock.advance(Duration::minutes(6));
        let third = cases::staff(&t, "third@sekisho.example").await;
        let id = [("id", page.rsplit('/').next().unwrap())];
        assert_eq!(third.post("/support/staff/send-again", &id).await.status, 303);
        assert!(third.get(&page).await.text(".flash").unwrap().contains("is no longer active"), "{leaves}");
        assert_eq!(t.newest_entry(PROVIDER).await, "staff.send:failure:out_of_order");
        assert_eq!(decide(&third, "reject", &page, "依頼し直す").await.status, 303);
        assert_eq!(ask(&third, WANTED).await.status, 303, "and asks again");
    }
}

#[tokio::test]
async fn a_request_of_somebody_who_has_left_is_not_approved() {
    let t = TestApp::new().await;
    let first = cases::staff(&t, "first@sekisho.example").await;
    let second = cases::staff(&t, "second@sekisho.example").await;
    assert_eq!(ask(&first, "new@sekisho.example").await.status, 303);
    let page = request_of(&first).await;
    tenants::staff_leave(&t.app, "first@sekisho.example", "異動").await.unwrap();
    assert_eq!(decide(&second, "approve", &page, "確認した").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "staff.approve:failure:out_of_order");
    assert_eq!(t.scalar("SELECT count(*) FROM one_time_link").await, 0);
}
