//! S10: a person who can write to the database gains nothing by taking away, for the same moment, the log entry that a row is
//! compared with.

use crate::cases::{PERSON, Scene, open};
use crate::forged::{alarms, uuid};
use crate::forged_absent::{ADMINISTRATOR, administrator, cooling, forge};
use crate::log_chain::drop_guards;
use crate::support::{TestApp, put_all_back, put_back};
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::features::cases::watch;
use server::storage::entity::operation_log::{Column as C, Entity as Log, Model as LogEntry};
use server::storage::entity::{operation_log_head, support_case};

async fn entry_of(t: &TestApp, action: &str, object: &str) -> LogEntry {
    let found = Log::find().filter(C::Action.eq(action)).filter(C::ObjectId.eq(object));
    found.one(&t.db).await.unwrap().unwrap()
}

/// Hides an entry for a moment.
async fn hide(t: &TestApp, entry: &LogEntry, how: &str) {
    let which = format!("tenant_id = {} AND seq = {}", uuid(t, entry.tenant_id), entry.seq);
    let sql = match how {
        "taken away" => format!("DELETE FROM operation_log WHERE {which}"),
        column => format!("UPDATE operation_log SET {column} = 'x' WHERE {which}"),
    };
    forge(t, &sql).await;
}

async fn put_log_back(t: &TestApp, entries: &[LogEntry]) {
    let own = uuid(t, entries[0].tenant_id);
    forge(t, &format!("DELETE FROM operation_log WHERE tenant_id = {own} AND seq <= {}", entries.len())).await;
    put_all_back(t, entries).await;
}

async fn log_of(t: &TestApp) -> Vec<LogEntry> {
    Log::find().filter(C::TenantId.eq(t.own.id)).order_by_asc(C::Seq).all(&t.db).await.unwrap()
}

const WAYS: [&str; 4] = ["taken away", "action", "object_kind", "result"];

#[tokio::test]
async fn s10_no_account_that_is_deleted_with_its_entry_makes_a_consent_needless() {
    let s = Scene::new().await;
    drop_guards(&s.t).await;
    let before = administrator(&s.t).await;
    let me = uuid(&s.t, before.id);
    s.check(&s.first).await;
    for has_read in [false, true] {
        for how in WAYS {
            let what = format!("{how}, the log was read before: {has_read}");
            if has_read {
                watch(&s.t.app).await.unwrap();
            } else {
                s.t.app.forget_reports(s.t.own.id);
            }
            s.t.tamper("UPDATE support_case SET state = 'opened', checked_at = NULL, checked_by = NULL").await.unwrap();
            s.t.forge(&format!("DELETE FROM session WHERE account_id = {me}")).await.unwrap();
            let log = log_of(&s.t).await;
            hide(&s.t, &entry_of(&s.t, "account.add", &before.id.to_string()).await, how).await;
            forge(&s.t, &format!("DELETE FROM account WHERE id = {me}")).await;
            assert_eq!(s.check(&s.first).await.status, 303, "{what}");
            watch(&s.t.app).await.unwrap();
            assert_eq!((s.state().await.as_str(), cooling(&s).await), ("checked", 0), "{what}: it waits for a consent");
            put_back(&s.t, &before).await;
            put_log_back(&s.t, &log).await;
        }
    }
    let found = alarms(&s.t).await;
    assert!(
        found.contains(&("account".to_owned(), before.id.to_string())),
        "the log that was read tells of the account"
    );
    assert!(found.contains(&("operation_log".to_owned(), s.t.own.id.to_string())), "the other one is not the log");
}

#[tokio::test]
async fn s10_no_ended_case_that_is_put_back_without_its_entry_keeps_an_administrator_from_consenting() {
    let s = Scene::new().await;
    drop_guards(&s.t).await;
    let theirs = open(&s.t, s.t.own.id, &s.first, (ADMINISTRATOR, "")).await;
    let own = Scene { id: theirs.clone(), ..s };
    own.check(&own.first).await;
    let id: uuid::Uuid = theirs.parse().unwrap();
    let checked = support_case::Entity::find_by_id(id).one(&own.t.db).await.unwrap().unwrap();
    own.step(&own.first, "/support/cases/cancel").await;
    support_case::Entity::delete_by_id(id).exec(&own.t.db).await.unwrap();
    put_back(&own.t, &checked).await;
    let person = own.t.id_of(PERSON).await;
    let first = support_case::Entity::find().filter(support_case::Column::AccountId.eq(person));
    let first = first.one(&own.t.db).await.unwrap().unwrap().id.to_string();
    let s = Scene { id: first, ..own };
    for how in WAYS {
        s.t.app.forget_reports(s.t.own.id);
        s.t.tamper(&format!(
            "UPDATE support_case SET state = 'opened', checked_at = NULL, checked_by = NULL WHERE id = {}",
            uuid(&s.t, s.id.parse().unwrap())
        ))
        .await
        .unwrap();
        let log = log_of(&s.t).await;
        hide(&s.t, &entry_of(&s.t, "case.cancel", &theirs).await, how).await;
        s.check(&s.first).await;
        watch(&s.t.app).await.unwrap();
        assert_eq!(
            (s.state().await.as_str(), cooling(&s).await),
            ("checked", 0),
            "{how}: the administrator can consent"
        );
        put_log_back(&s.t, &log).await;
    }
}

#[tokio::test]
async fn s10_a_company_that_is_deleted_with_its_log_loosens_nothing_that_staff_are_held_to() {
    let t = TestApp::new().await;
    drop_guards(&t).await;
    let strict = t.app.staff_rules(&t.db).await.unwrap().profile.password.history;
    let other = uuid(&t, t.other.id);
    t.clock.advance(Duration::minutes(1));
    forge(&t, &format!("DELETE FROM tenant WHERE id = {other}")).await;
    operation_log_head::Entity::delete_by_id(t.other.id).exec(&t.db).await.unwrap();
    forge(&t, &format!("DELETE FROM operation_log WHERE tenant_id = {other}")).await;
    assert_eq!(t.app.staff_rules(&t.db).await.unwrap().profile.password.history, strict);
    t.browser().get("/sign-in").await;
    assert!(alarms(&t).await.contains(&("tenant".to_owned(), t.other.id.to_string())));
}
