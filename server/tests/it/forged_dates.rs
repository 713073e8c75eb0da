//! S10: nobody can make an old password valid by changing when it was set or when another one was required. Accounts
//! from before these dates were signed stay valid, once.

use crate::forged::{alarms, uuid};
use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::cli::audit;
use server::seal::keys::PROVIDER;
use server::storage::entity::account;
use uuid::Uuid;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const OPERATOR: &str = "operator@takasakiya.example.jp";

/// The status of a sign-in with the correct password.
async fn tries(t: &TestApp, email: &str) -> u16 {
    t.browser().post("/sign-in", &[("email", email), ("password", PASSWORD)]).await.status
}

#[tokio::test]
async fn s10_no_date_makes_an_old_password_good() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    let of = |set: &str| format!("UPDATE account SET {set} WHERE id = {}", uuid(&t, id));
    t.clock.advance(Duration::days(91));
    let old = account::Entity::find_by_id(id).one(&t.db).await.unwrap().unwrap().password_set_at.to_rfc3339();
    let now = t.now().to_rfc3339();
    for (before, forged) in [
        (format!("password_set_at = '{old}'"), format!("password_set_at = '{now}'")),
        (
            format!("password_set_at = '{now}', change_wanted_at = '2099-01-01T00:00:00+00:00'"),
            "change_wanted_at = NULL".to_owned(),
        ),
    ] {
        t.clock.advance(Duration::minutes(5));
        t.tamper(&of(&before)).await.unwrap();
        let open = t.sign_in(VIEWER).await;
        assert_eq!(open.get("/").await.location.as_deref(), Some("/account/password"), "{before}");
        let told = alarms(&t).await.len();
        t.forge(&of(&forged)).await.unwrap();
        let out = open.get("/").await;
        assert!(out.status == 303 && out.location.as_deref() != Some("/account/password"), "an open session: {forged}");
        assert_eq!(tries(&t, VIEWER).await, 422, "{forged}");
        assert_eq!(alarms(&t).await[told..], [("account".to_owned(), id.to_string())], "{forged}");
    }
}

/// Signs an account without the dates, as earlier versions did.
async fn sign_as_before(t: &TestApp, email: &str) -> Uuid {
    let row = account::Entity::find().filter(server::door::people::addressed(&t.app.keys, email)).one(&t.db).await;
    let row = row.unwrap().unwrap();
    let second_factor = row.second_factor_at.map(|at| at.timestamp_micros().to_be_bytes());
    let mac = t.app.keys.rows().sign(
        "account",
        &[
            row.id.as_bytes(),
            row.tenant_id.as_ref().map_or(&[], |id| id.as_bytes()),
            row.email_index.as_bytes(),
            row.role.as_bytes(),
            row.status.as_bytes(),
            row.password_hash.as_bytes(),
            &row.password_version.to_be_bytes(),
            &row.sessions_version.to_be_bytes(),
            &[u8::from(row.must_change_password), u8::from(row.may_download)],
            second_factor.as_ref().map_or(&[], |at| at),
        ],
    );
    let update = account::Entity::update_many().col_expr(account::Column::Mac, Expr::value(mac));
    update.filter(account::Column::Id.eq(row.id)).exec(&t.db).await.unwrap();
    row.id
}

/// A member, and another one with a forged role, from an earlier version. The file says what was signed then.
async fn of_before(t: &TestApp) -> Uuid {
    t.account(Some(t.own.id), Role::Operator, OPERATOR).await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    sign_as_before(t, OPERATOR).await;
    let forged = sign_as_before(t, VIEWER).await;
    t.forge(&format!("UPDATE account SET role = 'owner' WHERE id = {}", uuid(t, forged))).await.unwrap();
    let mark = t.dir.path().join("signed-rows");
    let lines = std::fs::read_to_string(&mark).unwrap();
    let older: Vec<&str> = lines.lines().take(2).collect();
    std::fs::write(&mark, older.join("\n")).unwrap();
    forged
}

#[tokio::test]
async fn s10_accounts_from_before_their_dates_were_signed_go_on_once() {
    let t = TestApp::new().await;
    let forged = of_before(&t).await;
    let start = async || server::cli::upgrade::run(&t.app).await;
    let found = async || audit::all(&t.app, &t.db).await.unwrap().forged;
    let the_forged = [("account", forged.to_string())];
    assert_eq!(found().await, the_forged, "before the first start");
    start().await.unwrap();
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["rows.sign:success"]);
    assert_eq!(found().await, the_forged, "what was forged before is not signed");
    t.sign_in(OPERATOR).await;
    assert_eq!(tries(&t, VIEWER).await, 422);
    assert_eq!(alarms(&t).await, [("account".to_owned(), forged.to_string())]);
    let entries = t.log_len(PROVIDER).await;
    start().await.unwrap();
    assert_eq!(t.log_len(PROVIDER).await, entries);
    // An account with an old signature, from an old backup, is not signed again.
    t.account(Some(t.own.id), Role::Viewer, "other@takasakiya.example.jp").await;
    sign_as_before(&t, OPERATOR).await;
    start().await.unwrap();
    assert_eq!(tries(&t, OPERATOR).await, 422);
}

#[tokio::test]
async fn s10_a_database_from_before_that_is_put_back_is_not_signed_again() {
    let t = TestApp::new().await;
    of_before(&t).await;
    let start = async || server::cli::upgrade::run(&t.app).await;
    start().await.unwrap();
    let operator = sign_as_before(&t, OPERATOR).await;
    let mark = t.dir.path().join("signed-rows");
    for there in [true, false] {
        let refused = start().await.unwrap_err().to_string();
        assert!(refused.contains("password dates") && refused.ends_with("signed-rows"), "{there}: {refused}");
        let found = audit::all(&t.app, &t.db).await.unwrap().forged;
        assert!(found.contains(&("account", operator.to_string())), "{there}");
        let _ = std::fs::remove_file(&mark);
    }
}
