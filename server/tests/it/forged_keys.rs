//! S10: rows whose keys nobody could have given them hide no other row from the check of all rows. SQLite keeps values of every
//! type in every column; the keys of PostgreSQL are ids and nothing else.

use crate::forged::uuid;
use crate::forged_absent::forge;
use crate::support::TestApp;
use app::permission::Role;
use server::cli::audit;
use std::collections::BTreeSet;

/// How many rows of each kind there are. Together they are more than two blocks, which end among texts that are not UTF-8 and
/// among bytes.
const EACH: usize = 300;

/// Keys of every type, by the number of the row: those that SQLite sorts before all ids, among those of a company, and behind.
const KEYS: [(&str, &str); 9] = [
    ("integers", "i"),
    ("reals", "i + 0.5"),
    ("texts", "printf('text %06d', i)"),
    ("texts that are not UTF-8", "CAST(X'fe' || printf('%06d', i) AS TEXT)"),
    ("texts of 16 bytes that are not UTF-8", "CAST(X'ff' || printf('%015d', i) AS TEXT)"),
    ("15 bytes", "CAST(X'00' || printf('%014d', i) AS BLOB)"),
    ("16 bytes before all ids", "CAST(X'00' || printf('%015d', i) AS BLOB)"),
    ("17 bytes among the ids", "CAST(substr(id, 1, 9) || printf('%08d', i) AS BLOB)"),
    ("17 bytes behind all ids", "CAST(X'ff' || printf('%016d', i) AS BLOB)"),
];

/// Copies a row under other keys.
pub async fn copies(t: &TestApp, table: &str, columns: &[(&str, &str)], of: &str, n: usize) {
    let (names, values): (Vec<_>, Vec<_>) = columns.iter().copied().unzip();
    let numbers = format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {n})");
    let (names, values) = (names.join(", "), values.join(", "));
    forge(t, &format!("{numbers} INSERT INTO {table} ({names}) SELECT {values} FROM {table}, n WHERE id = {of}")).await;
}

#[tokio::test]
async fn s10_keys_of_no_type_hide_no_row_from_the_check() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        return;
    }
    let owner = t.signed_in(Role::Owner).await;
    for n in 0..3 {
        let email = format!("new{n}@takasakiya.example.jp");
        assert_eq!(crate::invitations::invite(&owner, &email, "viewer").await.status, 303);
    }
    let good = ids(&t, "invitation").await;
    let withdrawn = owner.post("/members/invitations/withdraw", &[("id", &good[0].to_string())]).await;
    assert_eq!(withdrawn.status, 303, "an address has one open invitation, but any number of others");
    let before = audit::all(&t.app, &t.db).await.unwrap();
    assert!(before.forged.is_empty());
    let beside = [
        "tenant_id",
        "sealed",
        "address_index",
        "role",
        "state",
        "invited_at",
        "invited_by",
        "until",
        "closed_at",
        "mac",
    ];
    let beside = beside.map(|name| (name, name));
    for (n, (what, key)) in KEYS.into_iter().enumerate() {
        copies(&t, "invitation", &[&[("id", key)], &beside[..]].concat(), &uuid(&t, good[0]), EACH).await;
        let there = t.scalar("SELECT count(*) FROM invitation").await;
        assert_eq!(usize::try_from(there).unwrap(), 3 + (n + 1) * EACH, "{what}");
    }
    // The row itself once more, with its signature, under its own id as a text.
    copies(&t, "invitation", &[&[("id", "CAST(id AS TEXT)")], &beside[..]].concat(), &uuid(&t, good[0]), 1).await;
    t.forge(&format!("UPDATE invitation SET role = 'owner' WHERE id = {}", uuid(&t, good[2]))).await.unwrap();
    let after = audit::all(&t.app, &t.db).await.unwrap();
    let forged: BTreeSet<_> = after.forged.iter().filter(|(table, _)| *table == "invitation").collect();
    assert_eq!(forged.len(), KEYS.len() * EACH + 2, "each of them, and one of the good ones");
    assert!(forged.contains(&("invitation", good[2].to_string())));
    assert!(!forged.iter().any(|(_, key)| [good[0], good[1]].iter().any(|id| *key == id.to_string())));
    assert_eq!(after.looked_at - before.looked_at, (KEYS.len() * EACH) as u64 + 1, "all are looked at");
}

async fn ids(t: &TestApp, table: &str) -> Vec<uuid::Uuid> {
    use sea_orm::{ConnectionTrait, Statement};
    let sql = format!("SELECT id FROM {table} ORDER BY id");
    let rows = t.db.query_all_raw(Statement::from_string(t.db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// A table whose key begins with the company.
#[tokio::test]
async fn s10_end_users_of_impossible_ids_hide_no_other_from_the_check() {
    let t = TestApp::new().await;
    if t.is_postgres() {
        return;
    }
    let own = crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    assert!(audit::all(&t.app, &t.db).await.unwrap().forged.is_empty());
    for (n, (_, key)) in KEYS.iter().enumerate() {
        impossible(&t, own[0].0, n, key, EACH).await;
    }
    // Of no company at all, and under one id.
    let company = [("tenant_id", "CAST(X'ff' || i AS TEXT)"), ("id", "id"), ("customer_index", "customer_index")];
    let columns = [&company[..], &[("personal", "personal"), ("updated_at", "updated_at")]].concat();
    copies(&t, "end_user", &columns, &uuid(&t, own[1].0), 1100).await;
    let nobodys = "UPDATE end_user SET id = X'ffff' WHERE tenant_id = CAST(X'ff' || 1001 AS TEXT)";
    t.forge(nobodys).await.unwrap();
    t.forge(&format!("UPDATE end_user SET personal = X'07' WHERE id = {}", uuid(&t, own[2].0))).await.unwrap();
    let found = audit::all(&t.app, &t.db).await.unwrap().forged;
    let keys: BTreeSet<_> = found.into_iter().filter(|(table, _)| *table == "end_user").map(|(_, key)| key).collect();
    assert!(keys.contains(&own[2].0.to_string()) && keys.contains("ffff"), "{}", keys.len());
    // The id of the other rows of no company is that of a good one.
    assert_eq!(keys.len(), KEYS.len() * EACH + 3);
}

/// Copies of an end user under impossible ids.
pub async fn impossible(t: &TestApp, of: uuid::Uuid, nth: usize, key: &str, n: usize) {
    let customer = format!("CAST('nobody {nth} ' || i AS BLOB)");
    let beside = ["tenant_id", "personal", "updated_at"].map(|name| (name, name));
    let columns = [&[("id", key), ("customer_index", &*customer)], &beside[..]].concat();
    copies(t, "end_user", &columns, &uuid(t, of), n).await;
}
