//! S10: writing locks to the database makes no consent unnecessary, and opens no lock. Accounts from before locks were signed
//! are signed again, once.

use crate::cases::Scene;
use crate::forged::{alarms, uuid};
use crate::lockout::{guess, known_and_outside};
use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::cli::audit;
use server::features::cases::watch;
use server::seal::keys::PROVIDER;
use server::storage::entity::account;

const ADMINISTRATOR: &str = "administrator@takasakiya.example.jp";
const VIEWER: &str = "viewer@takasakiya.example.jp";

async fn cooling(s: &Scene) -> i64 {
    s.t.scalar("SELECT count(*) FROM support_case WHERE cooling_until IS NOT NULL").await
}

/// Writes to the administrator's row, who is signed in nowhere then.
async fn write(s: &Scene, set: &str) {
    s.t.forge(&format!("UPDATE account SET {set} WHERE role = 'administrator'")).await.unwrap();
    let theirs = uuid(&s.t, s.t.id_of(ADMINISTRATOR).await);
    s.t.forge(&format!("DELETE FROM session WHERE account_id = {theirs}")).await.unwrap();
}

#[tokio::test]
async fn s10_no_forged_lock_makes_a_consent_needless() {
    for set in [
        "locked_at = created_at",
        "unseen_locked_at = created_at, last_sign_in_at = NULL",
        "unseen_locked_at = created_at, devices_since = '2030-01-01T00:00:00+00:00'",
        "last_sign_in_at = NULL",
        "status = 'suspended'",
        "status = 'left'",
        "role = 'viewer'",
    ] {
        let s = Scene::new().await;
        if set == "last_sign_in_at = NULL" {
            // A lock that outsiders can cause does not affect known devices.
            s.t.tamper("UPDATE account SET unseen_locked_at = created_at").await.unwrap();
        }
        write(&s, set).await;
        assert_eq!(s.check(&s.first).await.status, 303, "{set}");
        watch(&s.t.app).await.unwrap();
        assert_eq!((s.state().await.as_str(), cooling(&s).await), ("checked", 0), "{set}: it waits for a consent");
        let told = alarms(&s.t).await;
        assert_eq!(told, [("account".to_owned(), s.t.id_of(ADMINISTRATOR).await.to_string())], "{set}");
    }
}

#[tokio::test]
async fn s10_a_lock_that_is_put_back_after_it_was_opened_lets_no_case_pass() {
    let mut s = Scene::new().await;
    let locked = "UPDATE account SET locked_at = created_at WHERE role = 'administrator'";
    s.t.tamper(locked).await.unwrap();
    write(&s, "language = NULL").await;
    s.check(&s.first).await;
    assert_eq!(cooling(&s).await, 1, "a lock of the program's own");
    s.t.tamper("UPDATE account SET locked_at = NULL WHERE role = 'administrator'").await.unwrap();
    s.t.forge(locked).await.unwrap();
    s.t.clock.advance(Duration::hours(24));
    s.second = s.t.sign_in("second@example.jp").await;
    let refused = s.step(&s.second, "/support/cases/approve").await;
    assert_eq!(s.t.acts_but_alarms(s.t.own.id, 1).await, ["case.approve:failure"]);
    let told = s.second.get_in(refused.location.as_deref().unwrap(), "en").await;
    assert!(told.body.contains("were altered outside the console"), "{}", told.body);
    assert_eq!((s.state().await.as_str(), cooling(&s).await), ("checked", 1));
}

#[tokio::test]
async fn s10_locks_of_the_program_are_genuine_and_stay_so_until_they_are_opened() {
    const EMAIL: &str = "a@example.jp";
    let t = TestApp::new().await;
    let (known, outside) = known_and_outside(&t).await;
    let forged = async || audit::all(&t.app, &t.db).await.unwrap().forged;
    let locks = async || {
        let row = t.person(EMAIL).await.unwrap();
        (row.unseen_locked_at.is_some(), row.locked_at.is_some())
    };
    for (browser, then) in [(&outside, (true, false)), (&known, (true, true))] {
        for _ in 0..10 {
            assert_eq!(guess(&t, browser, EMAIL).await, 422);
            assert!(forged().await.is_empty());
        }
        assert_eq!(locks().await, then);
    }
    assert!(alarms(&t).await.is_empty());
    // A lock that was removed from the database opens nothing.
    t.forge("UPDATE account SET locked_at = NULL, unseen_locked_at = NULL").await.unwrap();
    let right = [("email", EMAIL), ("password", PASSWORD)];
    assert_eq!(known.post("/sign-in", &right).await.status, 422);
    assert_eq!(alarms(&t).await.len(), 1);
}

/// Signs an account as it was signed before locks were.
async fn sign_as_before(t: &TestApp, email: &str) {
    let row = t.person(email).await.unwrap().stored;
    let micros = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map(|at| at.timestamp_micros().to_be_bytes().to_vec()).unwrap_or_default()
    };
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
            &micros(row.second_factor_at),
            &micros(Some(row.password_set_at)),
            &micros(row.change_wanted_at),
        ],
    );
    let update = account::Entity::update_many().col_expr(account::Column::Mac, Expr::value(mac));
    update.filter(account::Column::Id.eq(row.id)).exec(&t.db).await.unwrap();
}

#[tokio::test]
async fn s10_accounts_from_before_locks_were_signed_go_on_once() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await.to_string();
    sign_as_before(&t, VIEWER).await;
    let mark = t.dir.path().join("signed-rows");
    let lines = std::fs::read_to_string(&mark).unwrap();
    std::fs::write(&mark, lines.lines().take(3).collect::<Vec<_>>().join("\n")).unwrap();
    let start = async || server::cli::upgrade::run(&t.app).await;
    let forged = async || audit::all(&t.app, &t.db).await.unwrap().forged;
    assert!(forged().await.is_empty(), "before the first start");
    start().await.unwrap();
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["rows.sign:success"]);
    t.sign_in(VIEWER).await;
    assert_eq!((forged().await, alarms(&t).await), (vec![], vec![]));
    // Rows with old signatures, restored from an old backup, are not signed again.
    sign_as_before(&t, VIEWER).await;
    for there in [true, false] {
        let refused = start().await.unwrap_err().to_string();
        assert!(refused.contains("locks") && refused.ends_with("signed-rows"), "{there}: {refused}");
        assert_eq!(forged().await, [("account", id.clone())]);
        let _ = std::fs::remove_file(&mark);
    }
}
