//! S10: a person who can write to the database takes a row away, waits until the program ends all rows of its owner, and puts
//! it back. The program has not seen that row end, but it knows that none from before counts.

use crate::cases::{PERSON, Scene, open, set_password};
use crate::certificates;
use crate::forged_put_back::is_told;
use crate::forged_restarts::restarted;
use crate::forged_shown::marked;
use crate::invitations::{NEW, invite, join, link_to};
use crate::passkeys;
use crate::second_factor::set_up;
use crate::support::{Browser, Device, TestApp, put_all_back, put_back, rows};
use app::permission::Role;
use chrono::Duration;
use sea_orm::EntityTrait;
use server::cli::audit;
use server::cli::restart::restart_log;
use server::door::guarded::Guarded;
use server::features::tenants;
use server::outbox::work;
use server::seal::keys::PROVIDER;
use server::storage::entity::{client_certificate, one_time_link, passkey, support_case};
use std::net::SocketAddr;
use uuid::Uuid;

const STAFF: &str = "support@takasakiya.example.jp";
const MEMBER: &str = "viewer@aoba.example.jp";
const ADMIN: &str = "administrator@aoba.example.jp";

/// Takes the only row of a table away.
pub async fn hide<M: Guarded>(t: &TestApp) -> M {
    let mut rows = M::Entity::find().all(&t.db).await.unwrap();
    assert_eq!(rows.len(), 1);
    M::Entity::delete_many().exec(&t.db).await.unwrap();
    rows.pop().unwrap()
}

/// The console after a restart of the log of a company, which has found this row to be older, and takes it as it is.
pub async fn taken(t: &TestApp, company: Uuid, table: &str, id: &str) -> SocketAddr {
    let (app, _) = restarted(t).await;
    let older = audit::all(&app, &t.db).await.unwrap().older;
    assert!(older.len() == 1 && older[0].0 == table && older[0].1.to_lowercase().contains(id), "{older:?}");
    restart_log(&app, company, "put back from a backup").await.unwrap();
    assert_eq!(audit::all(&app, &t.db).await.unwrap().older, []);
    restarted(t).await.1
}

/// A browser at another address of the console.
pub fn browser_at(t: &TestApp, address: SocketAddr) -> Browser {
    Browser::new(address, t.app.config.origin())
}

async fn enters(browser: &Browser, device: &Device) -> Option<String> {
    let answer = device.sign(&passkeys::asked(browser).await);
    passkeys::sign_in(browser, &answer).await
}

/// A member of staff after a reset, with a new password and a new second step.
async fn settled(t: &TestApp, one_time: &str) -> Browser {
    let person = t.browser();
    assert_eq!(person.post("/sign-in", &[("email", STAFF), ("password", one_time)]).await.status, 303);
    let changed = person.post("/account/password", &[("current", one_time), ("new", NEW), ("again", NEW)]).await;
    assert_eq!(changed.status, 303, "{}", changed.body);
    set_up(t, &person).await;
    person
}

#[tokio::test]
async fn s10_a_passkey_that_was_hidden_while_two_steps_were_removed_opens_nothing() {
    let t = passkeys::console().await;
    let staff = t.signed_in(Role::Support).await;
    let (mut lost, mut new) = (Device::new(passkeys::ORIGIN), Device::new(passkeys::ORIGIN));
    passkeys::add(&staff, &mut lost).await;
    let hidden = hide::<passkey::Model>(&t).await;
    let reset = tenants::reset(&t.app, STAFF, "lost the phone", true).await.unwrap();
    put_back(&t, &hidden).await;
    assert_eq!(enters(&t.browser(), &lost).await.as_deref(), Some("/sign-in"));
    is_told(&t, "passkey", hidden.id).await;
    let person = settled(&t, &reset.one_time_password).await;
    assert!(marked(&person, "/account/passkeys").await);
    passkeys::add(&person, &mut new).await;
    assert_eq!(enters(&t.browser(), &new).await.as_deref(), Some("/members"), "a new one, in the same instant");
    let address = taken(&t, PROVIDER, "passkey", &hidden.id.to_string()).await;
    for device in [&lost, &new] {
        assert_eq!(enters(&browser_at(&t, address), device).await.as_deref(), Some("/members"));
    }
}

/// The page after the right password, from a device with a certificate.
async fn shows(t: &TestApp, browser: &Browser, told: &str) -> Option<String> {
    let request = browser.client.post(format!("{}/sign-in", browser.base)).header("origin", t.app.config.origin());
    let request = request.form(&[("email", MEMBER), ("password", NEW)]).header("client-cert", told);
    let answer = request.send().await.unwrap();
    answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn s10_a_certificate_that_was_hidden_while_its_person_left_stands_for_nothing() {
    let (t, owner, _) = certificates::console().await;
    let id = t.account(Some(t.other.id), Role::Viewer, MEMBER).await.to_string();
    let (pem, old) = certificates::certificate("青葉 健太");
    assert_eq!(certificates::add(&owner, &id, &pem).await.status, 303);
    let hidden = hide::<client_certificate::Model>(&t).await;
    assert_eq!(owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status, 303);
    put_back(&t, &hidden).await;
    invite(&owner, MEMBER, "viewer").await;
    assert_eq!(join(&t, &link_to(&t, MEMBER).await).await.status, 303);
    assert_eq!(shows(&t, &t.browser(), &old).await.as_deref(), Some("/sign-in/verify"));
    is_told(&t, "client_certificate", hidden.id).await;
    assert!(marked(&owner, &format!("/members/{id}/certificates")).await);
    let (pem, new) = certificates::certificate("青葉 健太");
    assert_eq!(certificates::add(&owner, &id, &pem).await.status, 303);
    assert_eq!(shows(&t, &t.browser(), &new).await.as_deref(), Some("/"), "a new one, in the same instant");
    let address = taken(&t, t.other.id, "client_certificate", &hidden.id.to_string()).await;
    for told in [&old, &new] {
        assert_eq!(shows(&t, &browser_at(&t, address), told).await.as_deref(), Some("/"));
    }
}

/// An approved case that was hidden while its person was suspended, and the path of its link.
async fn hidden_case(s: &Scene) -> (support_case::Model, String) {
    let (path, person) = (s.approved().await, s.t.id_of(PERSON).await.to_string());
    let hidden = hide::<support_case::Model>(&s.t).await;
    for path in ["/members/suspend", "/members/resume"] {
        assert_eq!(s.admin.post(path, &[("id", &person)]).await.status, 303);
    }
    put_back(&s.t, &hidden).await;
    (hidden, path)
}

#[tokio::test]
async fn s10_a_case_that_was_hidden_while_its_person_was_suspended_resets_nothing() {
    let mut s = Scene::new().await;
    let (hidden, path) = hidden_case(&s).await;
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 410);
    is_told(&s.t, "support_case", hidden.id).await;
    assert!(marked(&s.first, &format!("/support/cases/{}", hidden.id)).await);
    assert_eq!(s.step(&s.first, "/support/cases/cancel").await.status, 303, "it can be ended");
    s.id = open(&s.t, s.t.own.id, &s.first, (PERSON, "")).await;
    let path = s.approved().await;
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 303, "a new one, in the same instant");
}

#[tokio::test]
async fn a_case_of_a_backup_goes_on_once_the_log_is_restarted() {
    let s = Scene::new().await;
    let (hidden, path) = hidden_case(&s).await;
    let address = taken(&s.t, s.t.own.id, "support_case", &hidden.id.to_string()).await;
    assert_eq!(set_password(&browser_at(&s.t, address), &path).await.status, 303);
}

/// Resets the password of the member, and returns the path of the link.
async fn reset(t: &TestApp, id: &str) -> String {
    let admin = t.sign_in(ADMIN).await;
    let answer = admin.post("/members/reset-password", &[("id", id)]).await;
    assert_eq!((answer.status, t.newest_entry(t.other.id).await.as_str()), (303, "password.reset_send:success"));
    work(&t.app).await.unwrap();
    t.link_in_mail(MEMBER)
}

async fn page(browser: &Browser, path: &str) -> u16 {
    browser.get(path).await;
    browser.get("/password/reset").await.status
}

#[tokio::test]
async fn s10_a_link_that_was_hidden_while_it_was_replaced_opens_nothing() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.other.id), Role::Viewer, MEMBER).await.to_string();
    t.account(Some(t.other.id), Role::Administrator, ADMIN).await;
    t.clock.advance(Duration::minutes(10));
    let old = reset(&t, &id).await;
    let hidden = rows::<one_time_link::Model>(&t).await;
    one_time_link::Entity::delete_many().exec(&t.db).await.unwrap();
    // The clock was ahead: the next links are made before the first one, and all in the same instant.
    t.clock.advance(-Duration::minutes(5));
    let second = reset(&t, &id).await;
    put_all_back(&t, &hidden).await;
    assert_eq!(page(&t.browser(), &old).await, 410);
    let row = hex::encode(&hidden[0].token_hash);
    is_told(&t, "one_time_link", &row).await;
    let third = reset(&t, &id).await;
    assert_eq!(page(&t.browser(), &second).await, 410);
    assert_eq!(set_password(&t.browser(), &third).await.status, 303, "the newest one");
    put_all_back(&t, &hidden).await;
    assert_eq!(page(&t.browser(), &old).await, 410, "nor does it replace the password that was set");
    let address = taken(&t, t.other.id, "one_time_link", &row).await;
    assert_eq!(page(&browser_at(&t, address), &old).await, 200);
}
