//! S10: a person who can write to the database puts back a row that the program wrote and that has changed or ended since. It
//! opens nothing, raises an alarm, and that stays so when the console is stopped and started again.

use crate::certificates;
use crate::forged::alarms;
use crate::forged_restarts::restarted;
use crate::forged_shown::marked;
use crate::invitations::{invite, link_to, open_invitation};
use crate::passkeys;
use crate::second_factor::{half_way, set_up, verify};
use crate::support::{Browser, Device, PASSWORD, TestApp, code_at, only, put_all_back, put_back, row, rows};
use app::permission::Role;
use chrono::Duration;
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::cli::audit;
use server::cli::restart::restart_log;
use server::storage::entity::{
    access_consent, authenticator, client_certificate, one_time_link, passkey, recovery_code, tenant,
};

const VIEWER: &str = "viewer@takasakiya.example.jp";
const NEW: &str = "new@takasakiya.example.jp";
pub const CONSENT: [(&str, &str); 3] = [("scopes", "operation_logs"), ("reason", "調査"), ("hours", "4")];

/// A company that staff may look at once its owner consents.
struct Watched {
    t: TestApp,
    owner: Browser,
    staff: Browser,
    /// What the staff look at.
    log: String,
}

impl Watched {
    async fn new() -> Watched {
        let t = TestApp::new().await;
        let (owner, staff) = (t.signed_in_elsewhere(Role::Owner).await, t.signed_in(Role::Support).await);
        let log = format!("/support/tenants/{}/operation-logs", t.other.id);
        Watched { t, owner, staff, log }
    }
}

/// Checks that a row of a table is the newest alarm.
pub async fn is_told(t: &TestApp, table: &str, id: impl ToString) {
    let told = alarms(t).await;
    assert!(told.contains(&(table.to_owned(), id.to_string())), "{table}: {told:?}");
}

#[tokio::test]
async fn s10_a_revoked_consent_is_not_put_back() {
    let Watched { t, owner, staff, log } = Watched::new().await;
    assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
    assert_eq!(staff.get(&log).await.status, 200);
    let was = only::<access_consent::Model>(&t).await;
    assert_eq!(owner.post("/consents/end", &[("id", &was.id.to_string())]).await.status, 303);
    assert!(!marked(&owner, "/consents").await);
    put_back(&t, &was).await;
    assert_eq!(staff.get(&log).await.status, 403);
    is_told(&t, "access_consent", was.id).await;
    assert!(marked(&owner, "/consents").await && marked(&staff, &format!("/support/tenants/{}", t.other.id)).await);
    let (_, address) = restarted(&t).await;
    assert_eq!(staff.to(address).get(&log).await.status, 403, "nor while the console is stopped");
    assert_eq!(owner.post("/consents/end", &[("id", &was.id.to_string())]).await.status, 303, "it can be ended");
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["consent.end:success"]);
}

#[tokio::test]
async fn s10_no_link_that_was_used_or_replaced_is_put_back() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    invite(&owner, NEW, "viewer").await;
    let (path, replaced) = (link_to(&t, NEW).await, rows::<one_time_link::Model>(&t).await);
    t.clock.advance(Duration::minutes(5));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    let again = owner.post("/members/invitations/send-again", &[("id", &open_invitation(&t).await)]).await;
    assert_eq!(again.status, 303);
    server::outbox::work(&t.app).await.unwrap();
    put_all_back(&t, &replaced).await;
    assert_eq!(t.browser().open_link(&path, "/join").await.status, 410, "replaced");
    is_told(&t, "one_time_link", hex::encode(&replaced[0].token_hash)).await;
    let (all, path) = (rows::<one_time_link::Model>(&t).await, t.link_in_mail(NEW));
    let used: Vec<_> = all.into_iter().filter(|link| link.token_hash != replaced[0].token_hash).collect();
    let person = t.browser();
    person.get(&path).await;
    assert_eq!(person.post("/join", &[("new", PASSWORD), ("again", PASSWORD)]).await.status, 303);
    assert_eq!(person.get("/join").await.status, 410);
    put_all_back(&t, &used).await;
    let (_, address) = restarted(&t).await;
    for thief in [t.browser(), t.browser().to(address)] {
        assert_eq!(thief.open_link(&path, "/join").await.status, 410, "used");
    }
    is_told(&t, "one_time_link", hex::encode(&used[0].token_hash)).await;
}

#[tokio::test]
async fn s10_a_removed_passkey_is_not_put_back() {
    let t = passkeys::console().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let mut device = Device::new(passkeys::ORIGIN);
    passkeys::add(&owner, &mut device).await;
    let enters = async |browser: Browser| {
        let answer = device.sign(&passkeys::asked(&browser).await);
        passkeys::sign_in(&browser, &answer).await
    };
    assert_eq!(enters(t.browser()).await.as_deref(), Some("/members"));
    let was = only::<passkey::Model>(&t).await;
    let removed = owner.post("/account/passkeys/remove", &[("id", &was.id.to_string())]).await;
    assert_eq!(removed.status, 303, "{}", removed.body);
    put_back(&t, &was).await;
    assert_eq!(enters(t.browser()).await.as_deref(), Some("/sign-in"));
    is_told(&t, "passkey", was.id).await;
    assert!(marked(&owner, "/account/passkeys").await);
}

#[tokio::test]
async fn s10_a_revoked_certificate_is_not_put_back() {
    let (t, owner, id) = certificates::console().await;
    let (pem, told) = certificates::certificate("青葉 健太");
    assert_eq!(certificates::add(&owner, &id, &pem).await.status, 303);
    assert_eq!(certificates::sign_in(&t.browser(), &told).await.as_deref(), Some("/"));
    let was = only::<client_certificate::Model>(&t).await;
    let one = [("certificate", was.id.to_string())];
    let one: Vec<_> = one.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(owner.post("/members/certificates/revoke", &one).await.status, 303);
    put_back(&t, &was).await;
    assert_eq!(certificates::sign_in(&t.browser(), &told).await.as_deref(), Some("/sign-in/verify"));
    is_told(&t, "client_certificate", was.id).await;
    assert!(marked(&owner, &format!("/members/{id}/certificates")).await);
    let (app, _) = restarted(&t).await;
    let older = audit::all(&app, &t.db).await.unwrap().older;
    assert_eq!(older, [("client_certificate", was.id.to_string())]);
}

/// Replaces all recovery codes by those from before.
async fn put_codes_back(t: &TestApp, were: &[recovery_code::Model]) {
    t.forge("DELETE FROM recovery_code").await.unwrap();
    put_all_back(t, were).await;
}

#[tokio::test]
async fn s10_neither_a_replaced_app_nor_its_recovery_codes_are_put_back() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (old, old_codes) = set_up(&t, &viewer).await;
    let id = t.id_of(VIEWER).await;
    let (was, were) = (row::<authenticator::Model>(&t, id).await, rows::<recovery_code::Model>(&t).await);
    t.clock.advance(Duration::seconds(60));
    let code = code_at(&old, t.now().timestamp());
    assert_eq!(viewer.post("/account/two-step/start", &[("code", &code)]).await.status, 303);
    let new = crate::second_factor::secret(&viewer.get("/account/two-step").await);
    let code = code_at(&new, t.now().timestamp());
    assert_eq!(viewer.post("/account/two-step/prove", &[("code", &code)]).await.status, 303);
    let page = viewer.get("/account/two-step/codes").await;
    let typed = page.text(".codes code").unwrap();
    assert_eq!(viewer.post("/account/two-step/codes", &[("code", &typed)]).await.status, 303);
    let (newest, new_codes) = (row::<authenticator::Model>(&t, id).await, rows::<recovery_code::Model>(&t).await);
    assert!(was.version > 0 && newest.version > was.version);
    put_codes_back(&t, &were).await;
    t.clock.advance(Duration::minutes(5));
    assert_eq!(verify(&half_way(&t, VIEWER).await, &old_codes[7]).await.status, 422, "a code of the lost phone");
    is_told(&t, "recovery_code", id).await;
    put_back(&t, &was).await;
    for seconds in [0, 90] {
        t.clock.advance(Duration::minutes(5) + Duration::seconds(seconds));
        let code = code_at(&old, t.now().timestamp());
        assert_eq!(verify(&half_way(&t, VIEWER).await, &code).await.status, 422, "the lost phone");
        is_told(&t, "authenticator", id).await;
    }
    let found = audit::all(&restarted(&t).await.0, &t.db).await.unwrap().older;
    assert!(found.contains(&("authenticator", id.to_string())), "{found:?}");
    assert!(found.contains(&("recovery_code", id.to_string())), "{found:?}");
    put_back(&t, &newest).await;
    put_codes_back(&t, &new_codes).await;
    t.clock.advance(Duration::minutes(5));
    let code = code_at(&new, t.now().timestamp());
    assert_eq!(verify(&half_way(&t, VIEWER).await, &code).await.status, 303, "the right one goes on");
}

#[tokio::test]
async fn s10_a_second_step_that_was_turned_off_and_set_up_again_is_not_put_back() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (old, _) = set_up(&t, &viewer).await;
    let was = only::<authenticator::Model>(&t).await;
    t.clock.advance(Duration::seconds(60));
    let code = code_at(&old, t.now().timestamp());
    assert_eq!(viewer.post("/account/two-step/stop", &[("code", &code)]).await.status, 303);
    t.clock.advance(Duration::seconds(60));
    std::fs::remove_file(t.app.config.known_rows_path()).unwrap();
    let (app, address) = restarted(&t).await;
    let there = Browser::new(address, t.app.config.origin());
    let signed_in = there.post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
    assert_eq!(signed_in.location.as_deref(), Some("/"), "without the file, and without a second step");
    set_up(&t, &there).await;
    let again = only::<authenticator::Model>(&t).await;
    assert!(again.version > was.version, "newer, though this process has not seen the first one");
    put_back(&t, &was).await;
    let id = was.account_id;
    assert_eq!(audit::all(&app, &t.db).await.unwrap().older, [("authenticator", id.to_string())]);
}

#[tokio::test]
async fn s10_an_older_company_is_not_put_back() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await.at("203.0.113.7");
    let staff = t.signed_in(Role::Support).await;
    let before = row::<tenant::Model>(&t, t.other.id).await;
    owner.post("/security/networks/add", &[("network", "203.0.113.0/24")]).await;
    owner.post("/security/networks", &[("scope", "everyone")]).await;
    let limited = row::<tenant::Model>(&t, t.other.id).await;
    assert_eq!([owner.get("/").await.status, owner.at("192.0.2.9").get("/").await.status], [200, 403]);
    put_back(&t, &before).await;
    let (_, address) = restarted(&t).await;
    for ip in ["203.0.113.7", "192.0.2.9"] {
        assert_eq!(owner.at(ip).get("/").await.status, 303, "{ip}");
        assert_eq!(owner.to(address).at(ip).get("/").await.status, 303, "{ip}");
    }
    is_told(&t, "tenant", t.other.id).await;
    let told = staff.get(&format!("/support/tenants/{}", t.other.id)).await;
    assert!(told.text(".notice--danger").unwrap().contains("members can't sign in"), "{}", told.body);
    put_back(&t, &limited).await;
    let again = t.browser().at("203.0.113.7");
    t.clock.advance(Duration::minutes(5));
    t.sign_in_with(again.at("203.0.113.7"), "owner@aoba.example.jp").await;
}

#[tokio::test]
async fn rows_of_a_backup_count_again_once_the_log_of_their_company_is_restarted() {
    let Watched { t, owner, staff, log } = Watched::new().await;
    assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
    invite(&owner, "new@aoba.example.jp", "viewer").await;
    let path = link_to(&t, "new@aoba.example.jp").await;
    let (was, were) = (only::<access_consent::Model>(&t).await, rows::<one_time_link::Model>(&t).await);
    let invited = only::<server::storage::entity::invitation::Model>(&t).await;
    owner.post("/consents/end", &[("id", &was.id.to_string())]).await;
    owner.post("/members/invitations/withdraw", &[("id", &invited.id.to_string())]).await;
    put_back(&t, &was).await;
    put_back(&t, &invited).await;
    put_all_back(&t, &were).await;
    let (app, _) = restarted(&t).await;
    let mut older = audit::all(&app, &t.db).await.unwrap().older;
    older.sort();
    let link = hex::encode(&were[0].token_hash);
    assert_eq!(older.len(), 3, "{older:?}");
    assert_eq!(older[..2], [("access_consent", was.id.to_string()), ("invitation", invited.id.to_string())]);
    assert!(older[2].0 == "one_time_link" && older[2].1.to_lowercase().contains(&link), "{older:?}");
    restart_log(&app, t.own.id, "another company's").await.unwrap();
    assert_eq!(audit::all(&app, &t.db).await.unwrap().older.len(), 3);
    restart_log(&app, t.other.id, "put back from a backup").await.unwrap();
    assert!(audit::all(&app, &t.db).await.unwrap().older.is_empty());
    let (_, address) = restarted(&t).await;
    assert_eq!(staff.to(address).get(&log).await.status, 200);
    assert_eq!(t.browser().to(address).open_link(&path, "/join").await.status, 200);
}

/// A row that is read a moment before its end counts neither as older nor as forged.
#[tokio::test]
async fn rows_that_end_while_they_are_read_raise_no_alarm() {
    let Watched { t, owner, staff, log } = Watched::new().await;
    for round in 0..4 {
        assert_eq!(owner.post("/consents", &CONSENT).await.status, 303);
        let id = access_consent::Entity::find().filter(access_consent::Column::EndedAt.is_null());
        let id = id.one(&t.db).await.unwrap().unwrap().id.to_string();
        invite(&owner, &format!("new{round}@aoba.example.jp"), "viewer").await;
        let invited = open_invitation(&t).await;
        let (consent, invited) = ([("id", id.as_str())], [("id", invited.as_str())]);
        let ends = async {
            owner.post("/consents/end", &consent).await;
            owner.post("/members/invitations/withdraw", &invited).await;
        };
        let looks = join_all((0..6).map(|_| staff.get(&log)));
        let lists = join_all((0..6).map(|n| owner.get(if n % 2 == 0 { "/consents" } else { "/members" })));
        let (looks, lists, ()) = futures_util::join!(looks, lists, ends);
        assert!(looks.iter().all(|page| [200, 403].contains(&page.status)));
        assert!(lists.iter().all(|page| page.status == 200));
    }
    assert_eq!(alarms(&t).await, []);
}

#[tokio::test]
async fn a_link_that_is_used_twice_at_once_raises_no_alarm() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    invite(&owner, NEW, "viewer").await;
    let (path, person) = (link_to(&t, NEW).await, t.browser());
    person.get(&path).await;
    let fields = [("new", PASSWORD), ("again", PASSWORD)];
    let posts = join_all((0..6).map(|_| person.post("/join", &fields))).await;
    let joined = posts.iter().filter(|post| post.location.as_deref() == Some("/"));
    assert_eq!(joined.count(), 1);
    assert_eq!(alarms(&t).await, []);
}
