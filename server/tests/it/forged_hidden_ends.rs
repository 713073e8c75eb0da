//! S10: a person who can write to the database takes a single row away at the very moment when somebody ends it, and puts it
//! back afterwards. It stays ended. What another company or person has is not found, whether or not its row is there.

use crate::certificates;
use crate::forged_hidden::hide;
use crate::forged_put_back::{CONSENT, is_told};
use crate::forged_shown::marked;
use crate::invitations::{PERSON, invite, join, link_to};
use crate::passkeys;
use crate::support::{Browser, Device, TestApp, only, put_all_back, put_back, rows};
use app::permission::Role;
use server::cli::audit;
use server::storage::entity::{access_consent, client_certificate, invitation, one_time_link, passkey};
use uuid::Uuid;

/// Ends a row that is gone: once, and only by the person who may.
async fn ends(t: &TestApp, by: &Browser, other: &Browser, path: &str, id: Uuid) {
    let id = id.to_string();
    let (field, end) = (if path.contains("certificates") { "certificate" } else { "id" }, t.own.id.to_string());
    assert_eq!(other.post(path, &[(field, &id)]).await.status, 404, "{path}: another's");
    assert_eq!(by.post(path, &[(field, &end)]).await.status, 404, "{path}: what there never was");
    let ended = by.post(path, &[(field, &id)]).await;
    assert_eq!(ended.status, 303, "{path}: {}", ended.body);
}

async fn entries_of_altered(t: &TestApp, action: &str) -> i64 {
    let entries = format!("action = '{action}' AND result = 'success' AND detail LIKE '%\"forged\":true%'");
    t.scalar(&format!("SELECT count(*) FROM operation_log WHERE {entries}")).await
}

#[tokio::test]
async fn s10_a_consent_that_is_hidden_while_it_is_revoked_stays_revoked() {
    let t = TestApp::new().await;
    let (owner, staff) = (t.signed_in_elsewhere(Role::Owner).await, t.signed_in(Role::Support).await);
    let other = t.signed_in(Role::Owner).await;
    let log = format!("/support/tenants/{}/operation-logs", t.other.id);
    assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
    assert_eq!(staff.get(&log).await.status, 200);
    let hidden = hide::<access_consent::Model>(&t).await;
    let gone = async || audit::all(&t.app, &t.db).await.unwrap().gone;
    assert_eq!(gone().await, [("access_consent", hidden.id.to_string())]);
    ends(&t, &owner, &other, "/consents/end", hidden.id).await;
    assert_eq!((t.acts_but_alarms(t.other.id, 1).await, gone().await), (vec!["consent.end:success".into()], vec![]));
    assert_eq!(entries_of_altered(&t, "consent.end").await, 1);
    let again = owner.post("/consents/end", &[("id", &hidden.id.to_string())]).await;
    assert_eq!(again.status, 404, "it is over");
    put_back(&t, &hidden).await;
    assert_eq!(staff.get(&log).await.status, 403);
    is_told(&t, "access_consent", hidden.id).await;
    assert!(marked(&owner, "/consents").await);
}

#[tokio::test]
async fn a_consent_that_ended_in_order_is_not_gone() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
    let id = only::<access_consent::Model>(&t).await.id.to_string();
    assert_eq!(owner.post("/consents/end", &[("id", &id)]).await.status, 303);
    assert!(audit::all(&t.app, &t.db).await.unwrap().gone.is_empty());
    assert_eq!(entries_of_altered(&t, "consent.end").await, 0);
}

#[tokio::test]
async fn s10_a_passkey_that_is_hidden_while_it_is_removed_stays_removed() {
    let t = passkeys::console().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let colleague = t.signed_in_elsewhere(Role::Administrator).await;
    let mut lost = Device::new(passkeys::ORIGIN);
    passkeys::add(&owner, &mut lost).await;
    let hidden = hide::<passkey::Model>(&t).await;
    ends(&t, &owner, &colleague, "/account/passkeys/remove", hidden.id).await;
    assert_eq!(entries_of_altered(&t, "passkey.remove").await, 1);
    put_back(&t, &hidden).await;
    let thief = t.browser();
    let answer = lost.sign(&passkeys::asked(&thief).await);
    assert_eq!(passkeys::sign_in(&thief, &answer).await.as_deref(), Some("/sign-in"));
    is_told(&t, "passkey", hidden.id).await;
}

#[tokio::test]
async fn s10_a_certificate_that_is_hidden_while_it_is_revoked_stays_revoked() {
    for path in ["/members/certificates/revoke", "/account/certificates/revoke"] {
        let (t, owner, id) = certificates::console().await;
        let other = t.signed_in(Role::Owner).await;
        let (pem, told) = certificates::certificate("青葉 健太");
        assert_eq!(certificates::add(&owner, &id, &pem).await.status, 303);
        let hidden = hide::<client_certificate::Model>(&t).await;
        ends(&t, &owner, &other, path, hidden.id).await;
        assert_eq!(entries_of_altered(&t, "certificate.revoke").await, 1, "{path}");
        put_back(&t, &hidden).await;
        let entered = certificates::sign_in(&t.browser(), &told).await;
        assert_eq!(entered.as_deref(), Some("/sign-in/verify"), "{path}");
        is_told(&t, "client_certificate", hidden.id).await;
    }
}

#[tokio::test]
async fn s10_an_invitation_that_is_hidden_while_it_is_withdrawn_lets_nobody_in() {
    let t = TestApp::new().await;
    let (owner, other) = (t.signed_in(Role::Owner).await, t.signed_in_elsewhere(Role::Owner).await);
    assert_eq!(invite(&owner, PERSON, "viewer").await.status, 303);
    let (path, links) = (link_to(&t, PERSON).await, rows::<one_time_link::Model>(&t).await);
    let hidden = hide::<invitation::Model>(&t).await;
    ends(&t, &owner, &other, "/members/invitations/withdraw", hidden.id).await;
    assert_eq!(entries_of_altered(&t, "invitation.withdraw").await, 1);
    put_back(&t, &hidden).await;
    put_all_back(&t, &links).await;
    assert_eq!(join(&t, &path).await.status, 410);
    assert!(marked(&owner, "/members").await);
    is_told(&t, "invitation", hidden.id).await;
}
