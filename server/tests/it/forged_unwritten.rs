//! S10: a person who can write to the database lets it drop what the program writes to the operation log, by a trigger. The
//! change whose entry is dropped does not happen.

use crate::forged::uuid;
use crate::invitations::{PERSON, invite};
use crate::log_chain::verdict;
use crate::support::TestApp;
use app::permission::Role;
use server::log::Verdict;

/// Lets the database drop the row with a number of the own company's log.
async fn drops(t: &TestApp, on: &str, seq: i64) {
    let is_it = format!("NEW.tenant_id = {} AND NEW.seq = {seq}", uuid(t, t.own.id));
    if t.is_postgres() {
        let body = format!("BEGIN IF {is_it} THEN RETURN NULL; END IF; RETURN NEW; END");
        let function = format!("CREATE FUNCTION drops() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$");
        t.forge(&function).await.unwrap();
        t.forge(&format!("CREATE TRIGGER drops BEFORE {on} FOR EACH ROW EXECUTE FUNCTION drops()")).await.unwrap();
    } else {
        let body = "BEGIN SELECT RAISE(IGNORE); END";
        t.forge(&format!("CREATE TRIGGER drops BEFORE {on} WHEN {is_it} {body}")).await.unwrap();
    }
}

async fn drops_no_more(t: &TestApp) {
    t.forge(if t.is_postgres() { "DROP FUNCTION drops() CASCADE" } else { "DROP TRIGGER drops" }).await.unwrap();
}

const WRITES: [&str; 3] =
    ["INSERT ON operation_log", "INSERT ON operation_log_personal", "UPDATE ON operation_log_head"];

#[tokio::test]
async fn s10_nothing_is_changed_whose_entry_the_database_drops() {
    for on in WRITES {
        let t = TestApp::new().await;
        let owner = t.signed_in(Role::Owner).await;
        let seq = t.log_len(t.own.id).await;
        drops(&t, on, seq + 1).await;
        for _ in 0..2 {
            assert_eq!(invite(&owner, PERSON, "viewer").await.status, 500, "{on}");
            let invited = t.scalar("SELECT COUNT(*) FROM invitation").await;
            assert_eq!((invited, verdict(&t).await), (0, Verdict::Good(seq.unsigned_abs())), "{on}");
        }
        drops_no_more(&t).await;
        assert_eq!(invite(&owner, PERSON, "viewer").await.status, 303, "{on}");
        assert_eq!(verdict(&t).await, Verdict::Good(seq.unsigned_abs() + 1), "{on}");
    }
}

/// The database drops the first or the last entry of a change that has several.
#[tokio::test]
async fn s10_nothing_is_changed_if_the_database_drops_one_of_its_entries() {
    for on in WRITES {
        for nth in [1, 2] {
            let t = TestApp::new().await;
            let (owner, admin) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Administrator).await);
            assert_eq!(invite(&admin, PERSON, "viewer").await.status, 303);
            let id = t.id_of("administrator@takasakiya.example.jp").await.to_string();
            let seq = t.log_len(t.own.id).await;
            drops(&t, on, seq + nth).await;
            assert_eq!(owner.post("/members/suspend", &[("id", &id)]).await.status, 500, "{on} {nth}");
            let suspended = t.scalar("SELECT COUNT(*) FROM account WHERE status = 'suspended'").await;
            assert_eq!((suspended, verdict(&t).await), (0, Verdict::Good(seq.unsigned_abs())), "{on} {nth}");
            drops_no_more(&t).await;
            assert_eq!(owner.post("/members/suspend", &[("id", &id)]).await.status, 303, "{on} {nth}");
            assert_eq!(verdict(&t).await, Verdict::Good(seq.unsigned_abs() + 2), "{on} {nth}");
        }
    }
}
