//! Invitations: from the letter to the account, who approves them, and what ends them (DS-13, WS-1).

use crate::support::{Answer, Browser, TestApp};
use app::members::messages as m;
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::features::tenants;
use server::outbox::work;
use server::storage::entity::{account, invitation};

pub const NEW: &str = "wet lattice 7 ravine";
/// Names of two characters are names too.
pub const KANJI: &str = "渡邊 battery 9 horse";
pub const PERSON: &str = "watanabe@takasakiya.example.jp";
/// The address as shown in lists.
pub const SHOWN: &str = "watanabe@<wbr>takasakiya.example.jp";

pub async fn invite(by: &Browser, email: &str, role: &str) -> Answer {
    by.post("/members", &[("name", "渡邊 𠮷郎"), ("email", email), ("role", role)]).await
}

pub async fn link_to(t: &TestApp, email: &str) -> String {
    work(&t.app).await.unwrap();
    t.link_in_mail(email)
}

pub async fn join(t: &TestApp, path: &str) -> Answer {
    let person = t.browser();
    person.get(path).await;
    person.post("/join", &[("new", NEW), ("again", NEW)]).await
}

pub async fn open_invitation(t: &TestApp) -> String {
    let open = invitation::Entity::find().filter(invitation::Column::ClosedAt.is_null());
    open.one(&t.db).await.unwrap().unwrap().id.to_string()
}

pub async fn found(t: &TestApp, email: &str) -> account::Model {
    t.person(email).await.unwrap()
}

#[tokio::test]
async fn somebody_invited_sets_a_password_and_signs_in() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(invite(&owner, PERSON, "operator").await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["invitation.create:success"]);
    let page = owner.get("/members").await;
    assert!(page.body.contains(SHOWN) && page.body.contains("Invited"), "{}", page.body);
    assert_eq!(t.scalar("SELECT count(*) FROM account").await, 1, "no account before the person says yes");
    let path = link_to(&t, PERSON).await;
    let person = t.browser();
    assert_eq!(person.get(&path).await.location.as_deref(), Some("/join"), "the link leaves the address");
    let page = person.get("/join").await;
    assert!(page.status == 200 && page.body.contains("渡邊 𠮷郎") && page.body.contains("Operator"), "{}", page.body);
    for (new, again, field) in [
        ("short", "short", "new"),
        ("watanabe 1234", "watanabe 1234", "new"),
        (KANJI, KANJI, "new"),
        (NEW, "x", "again"),
    ] {
        let refused = person.post("/join", &[("new", new), ("again", again)]).await;
        assert_eq!((refused.status, refused.field_error(field).is_some()), (422, true), "{new}");
    }
    let done = person.post("/join", &[("new", NEW)]).await;
    assert_eq!((done.status, done.location.as_deref()), (303, Some("/")));
    assert_eq!(t.newest_acts(t.own.id, 2).await, ["sign_in:success", "member.join:success"]);
    let history = owner.get("/sign-in-history").await.body;
    assert!(history.contains("Reset or invitation link"), "not by a password: {history}");
    let said = person.get("/").await.text(".flash").unwrap();
    assert_eq!(said, m::JOINED_SAID.ja, "and is inside, in the language of the invitation");
    let signed_in = t.browser();
    let answer = signed_in.post("/sign-in", &[("email", PERSON), ("password", NEW)]).await;
    assert_eq!(answer.location.as_deref(), Some("/"), "{}", answer.body);
    assert_eq!(signed_in.get("/members").await.status, 403);
    assert_eq!(join(&t, &path).await.status, 410, "a link works once");
    assert!(!owner.get("/members").await.body.contains("Pending invitations"));
}

/// The link lets in as the password would: the second step is asked for, networks count, and the session is a new one.
#[tokio::test]
async fn a_link_lets_nobody_in_who_would_not_come_in_by_password() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    crate::support::enrol(&t.app, &t.db, id, t.own.id).await;
    let leave = owner.post("/members/leave", &[("id", &id.to_string()), ("confirmed", "yes")]).await;
    assert_eq!(leave.status, 303);
    invite(&owner, PERSON, "viewer").await;
    let (path, person) = (link_to(&t, PERSON).await, t.browser());
    person.get(&path).await;
    let joined = person.post("/join", &[("new", NEW), ("again", NEW)]).await;
    assert_eq!((joined.status, joined.location.as_deref()), (303, Some("/sign-in/verify")), "two steps, as before");
    assert_eq!(person.get("/account").await.status, 303, "not inside yet");
    let by_link =
        r#"SELECT count(*) FROM operation_log WHERE action = 'sign_in.password' AND detail LIKE '%"method":"link"%'"#;
    assert_eq!(t.scalar(by_link).await, 1, "the log says that nobody typed the password to sign in");
    t.codes_again().await;
    assert_eq!(person.post("/sign-in/verify", &[("code", &t.code())]).await.location.as_deref(), Some("/"));
    let letters = "SELECT count(*) FROM mail WHERE kind = 'sign_in.new_device'";
    assert_eq!(t.scalar(letters).await, 0, "the link has made the device known");

    let office = crate::networks::limited(&t).await;
    assert_eq!(invite(&office, "new@aoba.example.jp", "viewer").await.status, 303);
    let (path, person) = (link_to(&t, "new@aoba.example.jp").await, t.browser().at("192.0.2.9"));
    person.get(&path).await;
    let elsewhere = person.post("/join", &[("new", NEW), ("again", NEW)]).await;
    assert_eq!((elsewhere.status, elsewhere.location.as_deref()), (303, Some("/sign-in")));
    assert!(person.get("/sign-in").await.text(".flash").unwrap().contains("sign in from this network"));
    assert_eq!(t.newest_acts(t.other.id, 2).await, ["sign_in:failure", "member.join:success"]);
    assert_eq!(person.get("/account").await.status, 303);
}

#[tokio::test]
async fn an_administrator_who_joins_sets_up_the_second_step_first() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    invite(&owner, PERSON, "administrator").await;
    let path = link_to(&t, PERSON).await;
    assert_eq!(join(&t, &path).await.status, 303);
    let person = t.browser();
    person.post("/sign-in", &[("email", PERSON), ("password", NEW)]).await;
    assert_eq!(person.get("/members").await.location.as_deref(), Some("/account/two-step"));
}

#[tokio::test]
async fn what_is_typed_is_checked_and_kept() {
    let t = TestApp::new().await;
    let admin = t.signed_in(Role::Administrator).await;
    for (name, email, role, field) in [
        ("", PERSON, "viewer", "name"),
        ("渡邊", "nobody", "viewer", "email"),
        ("渡邊", PERSON, "owner", "role"),
        ("渡邊", PERSON, "support", "role"),
        ("渡邊", PERSON, "", "role"),
        ("渡邊", "administrator@takasakiya.example.jp", "viewer", "email"),
    ] {
        let answer = admin.post("/members", &[("name", name), ("email", email), ("role", role)]).await;
        assert_eq!((answer.status, answer.field_error(field).is_some()), (422, true), "{name} {email} {role}");
        assert!(answer.body.contains(email));
    }
    assert_eq!(invite(&admin, PERSON, "viewer").await.status, 303);
    let twice = invite(&admin, " Watanabe@TAKASAKIYA.example.jp ", "viewer").await;
    assert_eq!((twice.status, twice.field_error("email").is_some()), (422, true), "one open invitation for an address");
}

/// The inviting person does not learn whether an address has an account elsewhere; a reader of the mailbox does.
#[tokio::test]
async fn ws_1_an_address_has_one_account_and_nobody_else_learns_of_it() {
    let t = TestApp::new().await;
    let company = t.company("workspace-saas").await;
    let elsewhere = "member@aoba.example.jp";
    t.account(Some(t.other.id), Role::Viewer, elsewhere).await;
    let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    let (known, unknown) = (invite(&owner, elsewhere, "viewer").await, invite(&owner, PERSON, "viewer").await);
    assert_eq!((known.status, &known.location), (unknown.status, &unknown.location));
    let path = link_to(&t, elsewhere).await;
    let person = t.browser();
    person.get(&path).await;
    assert!(person.get("/join").await.body.contains("already has an account"));
    person.post("/join", &[("new", NEW), ("again", NEW)]).await;
    assert_eq!(found(&t, elsewhere).await.tenant_id, Some(t.other.id));
    t.sign_in(elsewhere).await;
}

#[tokio::test]
async fn ds_13_a_new_account_needs_the_security_managers_approval() {
    let t = TestApp::new().await;
    let id = tenants::add(&t.app, "株式会社 双葉", "dual-server-saas").await.unwrap();
    assert!(t.promises(id, "accounts.approval").await);
    for (role, email) in [(Role::Owner, "owner@futaba.example.jp"), (Role::Administrator, "admin@futaba.example.jp")] {
        t.account(Some(id), role, email).await;
    }
    let owner = t.sign_in("owner@futaba.example.jp").await;
    let admin = t.sign_in("admin@futaba.example.jp").await;
    let person = "new@futaba.example.jp";
    invite(&admin, person, "viewer").await;
    work(&t.app).await.unwrap();
    assert!(t.newest_mail("owner@futaba.example.jp").contains(person), "the person who approves is asked");
    assert!(owner.get("/").await.body.contains("1 new member is waiting for your approval"));
    let waiting = open_invitation(&t).await;
    for path in ["/members/invitations/approve", "/members/invitations/send-again"] {
        admin.post(path, &[("id", &waiting)]).await;
        assert_eq!(t.scalar("SELECT count(*) FROM one_time_link").await, 0, "{path}: no link without approval");
    }
    assert_eq!(t.newest_acts(id, 2).await, ["invitation.send:failure", "access.denied:denied"]);
    assert_eq!(owner.post("/members/invitations/approve", &[("id", &waiting)]).await.status, 303);
    assert_eq!(t.newest_acts(id, 1).await, ["invitation.approve:success"]);
    let row = invitation::Entity::find().one(&t.db).await.unwrap().unwrap();
    assert_eq!(row.approved_by, Some(found(&t, "owner@futaba.example.jp").await.id));
    let path = link_to(&t, person).await;
    assert_eq!(join(&t, &path).await.status, 303);
    // An approval whose letter has to wait has not happened.
    let other = "third@futaba.example.jp";
    invite(&owner, other, "viewer").await;
    owner.post("/members/invitations/withdraw", &[("id", &open_invitation(&t).await)]).await;
    invite(&admin, other, "viewer").await;
    let waiting = open_invitation(&t).await;
    owner.post("/members/invitations/approve", &[("id", &waiting)]).await;
    assert_eq!(t.newest_entry(id).await, "invitation.approve:failure:too_soon");
    assert_eq!(t.scalar("SELECT count(*) FROM invitation WHERE state = 'waiting' AND approved_at IS NULL").await, 1);
    owner.post("/members/invitations/withdraw", &[("id", &waiting)]).await;
    // The security manager's own invitations need no other approval, and the record says so.
    invite(&owner, "second@futaba.example.jp", "viewer").await;
    assert_eq!(t.scalar("SELECT count(*) FROM invitation WHERE approved_at IS NOT NULL").await, 3);
    // Where the profile asks for no approval, an invitation is mailed at once.
    let administrator = t.signed_in(Role::Administrator).await;
    invite(&administrator, PERSON, "viewer").await;
    assert_eq!(join(&t, &link_to(&t, PERSON).await).await.status, 303);
}

#[tokio::test]
async fn an_invitation_ends_after_7_days_with_the_next_one_and_when_withdrawn() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    invite(&owner, PERSON, "viewer").await;
    let first = link_to(&t, PERSON).await;
    let id = open_invitation(&t).await;
    owner.post("/members/invitations/send-again", &[("id", &id)]).await;
    assert!(owner.get("/members").await.body.contains("can be sent from Nov 22, 2026, 10:10 JST"));
    assert_eq!(t.newest_entry(t.own.id).await, "invitation.send:failure:too_soon");
    t.clock.advance(Duration::minutes(5));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    owner.post("/members/invitations/send-again", &[("id", &id)]).await;
    let second = link_to(&t, PERSON).await;
    assert_eq!(join(&t, &first).await.status, 410, "the one before is over");
    t.clock.advance(Duration::days(7));
    assert_eq!(join(&t, &second).await.status, 410, "too late");
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    assert!(owner.get("/members").await.body.contains("Expired"));
    owner.post("/members/invitations/send-again", &[("id", &id)]).await;
    let third = link_to(&t, PERSON).await;
    owner.post("/members/invitations/withdraw", &[("id", &id)]).await;
    assert_eq!(join(&t, &third).await.status, 410, "withdrawn");
    for path in ["send-again", "withdraw", "approve"] {
        owner.post(&format!("/members/invitations/{path}"), &[("id", &id)]).await;
        assert!(t.newest_acts(t.own.id, 1).await[0].ends_with(":failure"), "{path} after the end");
    }
}

/// Nobody can join through a link from a person who has left or lost the right to invite.
#[tokio::test]
async fn the_invitations_of_somebody_who_is_out_are_withdrawn() {
    for what in ["suspend", "leave", "role"] {
        let t = TestApp::new().await;
        let owner = t.signed_in(Role::Owner).await;
        let admin = t.signed_in(Role::Administrator).await;
        assert_eq!(invite(&admin, PERSON, "administrator").await.status, 303);
        assert_eq!(invite(&owner, "other@takasakiya.example.jp", "viewer").await.status, 303);
        let path = link_to(&t, PERSON).await;
        let id = found(&t, "administrator@takasakiya.example.jp").await.id.to_string();
        assert_eq!(owner.post(&format!("/members/{what}"), &fields(what, &id)).await.status, 303);
        let acts = t.newest_acts(t.own.id, 2).await;
        assert_eq!(acts, ["invitation.withdraw:success".to_owned(), format!("member.{what}:success")]);
        assert_eq!(join(&t, &path).await.status, 410, "{what}");
        let page = owner.get("/members").await;
        assert!(!page.body.contains(SHOWN) && page.body.contains("other@<wbr>takasakiya"), "others stay");
    }
}

/// An owner who becomes an administrator can no longer invite owners; their other invitations stay.
#[tokio::test]
async fn an_invitation_ends_with_the_right_to_give_its_role() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let first = t.account(Some(t.own.id), Role::Owner, "first@takasakiya.example.jp").await.to_string();
    let theirs = t.sign_in("first@takasakiya.example.jp").await;
    invite(&theirs, PERSON, "owner").await;
    invite(&theirs, "other@takasakiya.example.jp", "viewer").await;
    let path = link_to(&t, PERSON).await;
    assert_eq!(owner.post("/members/role", &[("id", &first), ("role", "administrator")]).await.status, 303);
    assert_eq!(join(&t, &path).await.status, 410);
    assert!(owner.get("/members").await.body.contains("other@<wbr>takasakiya"), "they may still invite a viewer");
}

pub fn fields<'a>(what: &str, id: &'a str) -> Vec<(&'a str, &'a str)> {
    let more = match what {
        "role" => Some(("role", "operator")),
        "leave" => Some(("confirmed", "yes")),
        _ => None,
    };
    [("id", id)].into_iter().chain(more).collect()
}

/// Several invitations go out again together, each with its entry, or none of them.
#[tokio::test]
async fn several_invitations_are_sent_again_at_once() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    for email in ["a@takasakiya.example.jp", "b@takasakiya.example.jp"] {
        assert_eq!(invite(&owner, email, "viewer").await.status, 303);
    }
    let rows = invitation::Entity::find().all(&t.db).await.unwrap();
    let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
    let both = [("id", ids[0].as_str()), ("id", ids[1].as_str())];
    let page = owner.get(&format!("/members/selected?act=resend&id={}&id={}", ids[0], ids[1])).await;
    assert_eq!(page.count("main form[method=post] [name=id]"), 2, "{}", page.body);
    assert_eq!(owner.post("/members/selected/resend", &both).await.status, 303);
    assert!(owner.get("/members").await.body.contains("can be sent from"), "too soon: nothing was sent");
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["invitation.send:failure"]);
    t.clock.advance(Duration::minutes(6));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    assert_eq!(owner.post("/members/selected/resend", &both).await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 2).await, ["invitation.send:success"; 2]);
    assert_eq!(owner.post("/members/invitations/withdraw", &both[..1]).await.status, 303);
    assert_eq!(owner.post("/members/selected/resend", &both).await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["invitation.send:failure"], "one of them is closed");
}
