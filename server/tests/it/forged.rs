//! S10: a person who can write to the database, but has no key, gains nothing and is noticed.

use crate::support::{PASSWORD, TestApp, put_back};
use app::permission::Role;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::seal::keys::PROVIDER;
use server::storage::entity::{account, operation_log, session};

/// The alarms in the provider's log, oldest first: table and id of the row.
pub async fn alarms(t: &TestApp) -> Vec<(String, String)> {
    use operation_log::Column as C;
    let rows = operation_log::Entity::find().filter(C::TenantId.eq(PROVIDER)).filter(C::Action.eq("row.forged"));
    let rows = rows.order_by_asc(C::Seq).all(&t.db).await.unwrap();
    rows.into_iter().map(|row| (row.object_kind, row.object_id)).collect()
}

/// The row of a person's only session.
async fn session_of(t: &TestApp, id: uuid::Uuid) -> session::Model {
    session::Entity::find().filter(session::Column::AccountId.eq(id)).one(&t.db).await.unwrap().unwrap()
}

pub fn bytes(t: &TestApp, bytes: &[u8]) -> String {
    if t.is_postgres() { format!("'\\x{}'", hex::encode(bytes)) } else { format!("X'{}'", hex::encode(bytes)) }
}

pub fn uuid(t: &TestApp, id: uuid::Uuid) -> String {
    if t.is_postgres() { format!("'{id}'") } else { bytes(t, id.as_bytes()) }
}

/// The status of a page for a request with a given cookie.
async fn opens(t: &TestApp, path: &str, id: u128) -> u16 {
    let cookie = tower_sessions::session::Id(i128::from_be_bytes(id.to_be_bytes())).to_string();
    let request = t.browser().client.get(format!("http://{}{path}", t.address));
    request.header("cookie", format!("sekisho={cookie}")).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn s10_a_session_that_somebody_writes_opens_nothing_and_is_an_alarm() {
    let t = TestApp::new().await;
    let staff = t.account(None, Role::Support, "support@sekisho.example").await;
    let _signed_in = t.sign_in("support@sekisho.example").await;
    let own = tower_sessions::session::Id(7);
    let (hash, until) = (server::state::sessions::hash(&own), t.now().timestamp() + 3600);
    let data =
        format!("{{\"account\":\"{staff}\",\"idle\":1800,\"until\":{until},\"proved_at\":{}}}", t.now().timestamp());
    let (now, end) = (t.now().to_rfc3339(), chrono::DateTime::from_timestamp(until, 0).unwrap().to_rfc3339());
    let row = |data: &str| {
        format!(
            "INSERT INTO session (id_hash, account_id, data, created_at, last_seen_at, idle_seconds, absolute_at) \
             VALUES ({}, {}, {data}, '{now}', '{now}', 1800, '{end}')",
            bytes(&t, &hash),
            uuid(&t, staff)
        )
    };
    t.forge(&row(&format!("'{data}'"))).await.unwrap();
    assert_eq!(opens(&t, "/support", 7).await, 303, "to the sign-in page");
    let own_row = ("session".to_owned(), hex::encode(&hash));
    assert_eq!(alarms(&t).await, std::slice::from_ref(&own_row));
    assert_eq!(opens(&t, "/support", 7).await, 303);
    assert_eq!(alarms(&t).await.len(), 1, "told once");
    t.forge(&format!("DELETE FROM session WHERE id_hash = {}", bytes(&t, &hash))).await.unwrap();
    // The data of a real session opens only in its own row.
    let real = session_of(&t, staff).await;
    t.forge(&row(&format!("'{}'", real.data))).await.unwrap();
    assert_eq!(opens(&t, "/support", 7).await, 303);
    assert_eq!(alarms(&t).await, [own_row.clone(), own_row]);
}

#[tokio::test]
async fn s10_a_session_is_neither_lengthened_nor_made_somebody_elses() {
    let t = TestApp::new().await;
    let viewer = t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let owner = t.account(Some(t.own.id), Role::Owner, "owner@takasakiya.example.jp").await;
    for change in [
        format!("account_id = {}", uuid(&t, owner)),
        "tenant_id = NULL".to_owned(),
        "idle_seconds = 864000".to_owned(),
        "absolute_at = '2030-01-01T00:00:00+00:00'".to_owned(),
    ] {
        let browser = t.sign_in("viewer@takasakiya.example.jp").await;
        assert_eq!(browser.get("/account").await.status, 200);
        let before = alarms(&t).await.len();
        t.forge(&format!("UPDATE session SET {change} WHERE account_id = {}", uuid(&t, viewer))).await.unwrap();
        assert_eq!(browser.get("/account").await.status, 303, "{change}");
        assert_eq!(alarms(&t).await.len(), before + 1, "{change}");
        t.forge("DELETE FROM session").await.unwrap();
    }
}

#[tokio::test]
async fn s10_made_up_cookies_write_nothing() {
    let t = TestApp::new().await;
    let before = t.log_len(PROVIDER).await;
    for id in 0..20 {
        assert_eq!(opens(&t, "/", id).await, 303);
    }
    assert_eq!((t.log_len(PROVIDER).await, t.scalar("SELECT count(*) FROM session").await), (before, 0));
}

/// The status of a sign-in with the correct password.
async fn tries(t: &TestApp, email: &str) -> u16 {
    t.browser().post("/sign-in", &[("email", email), ("password", PASSWORD)]).await.status
}

#[tokio::test]
async fn s10_an_account_that_somebody_changes_opens_nothing_and_is_an_alarm() {
    const EMAIL: &str = "viewer@takasakiya.example.jp";
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, EMAIL).await;
    t.account(Some(t.own.id), Role::Owner, "owner@takasakiya.example.jp").await;
    let known = t.app.passwords.hash("known to the thief 1").await.unwrap();
    let others = t.app.passwords.hash(PASSWORD).await.unwrap();
    let other = account::Entity::find().filter(account::Column::Role.eq("owner")).one(&t.db).await.unwrap().unwrap();
    for change in [
        "role = 'owner'".to_owned(),
        format!("password_hash = '{known}'"),
        format!("password_hash = '{others}'"),
        "second_factor_at = created_at".to_owned(),
        "must_change_password = TRUE".to_owned(),
        "may_download = TRUE".to_owned(),
        "password_set_at = '2026-12-30T00:00:00+00:00'".to_owned(),
        "change_wanted_at = created_at".to_owned(),
        "tenant_id = NULL, role = 'support'".to_owned(),
        format!("tenant_id = {}", uuid(&t, t.other.id)),
        "sessions_no = sessions_no + 1".to_owned(),
        "mac = NULL".to_owned(),
        format!("mac = {}", bytes(&t, other.mac.as_ref().unwrap())),
    ] {
        t.clock.advance(chrono::Duration::minutes(5));
        let open = t.sign_in(EMAIL).await;
        let was = account::Entity::find_by_id(id).one(&t.db).await.unwrap().unwrap();
        let before = alarms(&t).await.len();
        t.forge(&format!("UPDATE account SET {change} WHERE id = {}", uuid(&t, id))).await.unwrap();
        assert_eq!(open.get("/account").await.status, 303, "an open session: {change}");
        assert_eq!(tries(&t, EMAIL).await, 422, "the right password: {change}");
        let thief = [("email", EMAIL), ("password", "known to the thief 1")];
        assert_eq!(t.browser().post("/sign-in", &thief).await.status, 422, "the thief's password: {change}");
        assert_eq!(alarms(&t).await[before..], [("account".to_owned(), id.to_string())], "{change}");
        put_back(&t, &was).await;
    }
    t.sign_in(EMAIL).await;
}

#[tokio::test]
async fn s10_who_was_put_out_is_not_let_in_by_the_database() {
    const EMAIL: &str = "viewer@takasakiya.example.jp";
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, EMAIL).await;
    assert_eq!(owner.post("/members/suspend", &[("id", &id.to_string())]).await.status, 303);
    t.forge(&format!("UPDATE account SET status = 'active' WHERE id = {}", uuid(&t, id))).await.unwrap();
    assert_eq!(tries(&t, EMAIL).await, 422);
    assert!(owner.get_in("/members", "ja").await.body.contains("利用停止"), "as a suspended member");
    assert_eq!(alarms(&t).await.len(), 1);
    // Changing something else does not sign it again. A person who manages members can end it.
    owner.post("/members/sign-out", &[("id", &id.to_string())]).await;
    assert_eq!(tries(&t, EMAIL).await, 422);
    let removed = owner.post("/members/leave", &[("id", &id.to_string()), ("confirmed", "yes")]).await;
    assert_eq!(removed.status, 303, "{}", removed.body);
    assert_eq!(tries(&t, EMAIL).await, 422);
}

#[tokio::test]
async fn s10_a_link_that_somebody_writes_opens_nothing() {
    const EMAIL: &str = "viewer@takasakiya.example.jp";
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, EMAIL).await;
    let victim = t.id_of("owner@takasakiya.example.jp").await;
    let invited = [("name", "北川"), ("email", "new@takasakiya.example.jp"), ("role", "viewer")];
    assert_eq!(owner.post("/members", &invited).await.status, 303);
    server::outbox::work(&t.app).await.unwrap();
    let path = t.link_in_mail("new@takasakiya.example.jp");
    for (page, change) in [
        ("/join", "until = '2030-01-01T00:00:00+00:00'".to_owned()),
        ("/password/reset", format!("purpose = 'password.reset.administrator', subject_id = {}", uuid(&t, victim))),
        ("/password/reset", format!("subject_id = {}", uuid(&t, id))),
    ] {
        let before = alarms(&t).await.len();
        t.forge(&format!("UPDATE one_time_link SET {change}")).await.unwrap();
        let browser = t.browser();
        browser.get(&path.replace("/join", page)).await;
        assert_ne!(browser.get(page).await.status, 200, "{change}");
        assert_ne!(browser.post(page, &[("new", PASSWORD), ("again", PASSWORD)]).await.status, 303, "{change}");
        assert_eq!(alarms(&t).await.len(), before + 1, "{change}");
    }
}

#[tokio::test]
async fn s10_an_invitation_gives_the_role_that_it_was_made_for() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let invited = [("name", "北川"), ("email", "new@takasakiya.example.jp"), ("role", "viewer")];
    assert_eq!(owner.post("/members", &invited).await.status, 303);
    server::outbox::work(&t.app).await.unwrap();
    t.forge("UPDATE invitation SET role = 'owner'").await.unwrap();
    let browser = t.browser();
    browser.get(&t.link_in_mail("new@takasakiya.example.jp")).await;
    assert_ne!(browser.get("/join").await.status, 200);
    assert_ne!(browser.post("/join", &[("new", PASSWORD), ("again", PASSWORD)]).await.status, 303);
    assert_eq!(alarms(&t).await.len(), 1);
}

#[tokio::test]
async fn s10_rows_are_signed_for_the_first_time_once() {
    const UNSIGNED: &str = "SELECT count(*) FROM account WHERE mac IS NULL";
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    t.account(Some(t.own.id), Role::Operator, "operator@takasakiya.example.jp").await;
    let mark = t.dir.path().join("signed-rows");
    let start = async || server::cli::upgrade::run(&t.app).await;
    start().await.unwrap();
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["rows.sign:success"]);
    t.forge("UPDATE account SET mac = NULL, role = 'owner' WHERE role = 'viewer'").await.unwrap();
    start().await.unwrap();
    std::fs::remove_file(&mark).unwrap();
    start().await.unwrap();
    assert_eq!(t.scalar(UNSIGNED).await, 1, "the other rows tell that it was done");
    t.forge("UPDATE account SET mac = NULL").await.unwrap();
    for there in [true, false] {
        assert!(
            start().await.unwrap_err().to_string().ends_with("signed-rows"),
            "the file and the log tell it: {there}"
        );
        assert_eq!(t.scalar(UNSIGNED).await, 2);
        let _ = std::fs::remove_file(&mark);
    }
}
