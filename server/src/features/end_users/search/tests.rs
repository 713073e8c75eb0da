use super::*;
use crate::base::clock::SystemRng;
use crate::seal::MasterKey;
use crate::seal::keys::Keys;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend, EntityTrait, QueryTrait, Statement};
use std::sync::Arc;

/// An empty database like that of a new installation, and a company's keys.
async fn empty() -> (DatabaseConnection, Arc<TenantKeys>) {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let fill = |buffer: &mut [u8]| buffer.fill(7);
    let master = MasterKey::load_or_create(&dir.path().join("master.key"), &fill).unwrap();
    let keys = Keys::new(master, Arc::new(SystemRng::default())).unwrap();
    let tenant = Uuid::from_u128(1);
    keys.create(&db, tenant, chrono::DateTime::UNIX_EPOCH).await.unwrap();
    let keys = keys.tenant(&db, tenant).await.unwrap();
    (db, keys)
}

async fn plan(db: &DatabaseConnection, statement: Statement) -> String {
    let explain = Statement { sql: format!("EXPLAIN QUERY PLAN {}", statement.sql), ..statement };
    let rows = db.query_all_raw(explain).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap()).collect::<Vec<_>>().join("; ")
}

fn filter(q: &str, provider: &str, prefecture: &str) -> EndUserFilter {
    let (q, provider, prefecture) = (q.to_owned(), provider.to_owned(), prefecture.to_owned());
    EndUserFilter { q, provider, prefecture }
}

/// The query plans of a page after some id, one for each meaning.
async fn page_plans(db: &DatabaseConnection, keys: &TenantKeys, filter: &EndUserFilter) -> Vec<String> {
    plans_from(db, keys, filter, PageStart::OlderThan(Uuid::max())).await
}

async fn plans_from(
    db: &DatabaseConnection,
    keys: &TenantKeys,
    filter: &EndUserFilter,
    begin: PageStart<Uuid>,
) -> Vec<String> {
    let search = Search::new(keys, filter);
    let scan = IndexScan { tenant: search.tenant, page: Some((begin, 51)) };
    let mut plans = Vec::new();
    for meaning in search.meanings.as_deref().unwrap_or(&[Vec::new()]) {
        let mut all: Vec<Has> = meaning.iter().chain(&search.every).cloned().collect();
        all.sort_by_key(Has::rank);
        plans.push(plan(db, DbBackend::Sqlite.build(&scan.along(&all))).await);
    }
    plans
}

#[tokio::test]
async fn each_filter_walks_its_own_index_in_the_order_of_the_list() {
    let (db, keys) = empty().await;
    let cases: &[(EndUserFilter, &[&str])] = &[
        (filter("", "", ""), &["end_user USING PRIMARY KEY (tenant_id=? AND id<?)"]),
        (filter("", "line", ""), &["INDEX identity_by_user (tenant_id=? AND provider=? AND end_user_id<?)"]),
        (filter("", "", "東京都"), &["INDEX end_user_by_prefecture (tenant_id=? AND prefecture_index=? AND id<?)"]),
        (
            filter("a@example.jp", "", ""),
            &[
                "end_user_2 (tenant_id=? AND customer_index=?",
                "end_user_word USING PRIMARY KEY (tenant_id=? AND word_index=? AND end_user_id<?)",
                "INDEX end_user_by_email (tenant_id=? AND email_index=? AND id<?)",
                "end_user_word USING PRIMARY KEY (tenant_id=? AND word_index=? AND end_user_id<?)",
            ],
        ),
        (
            filter("090-1234-5678", "", ""),
            &[
                "end_user_2 (tenant_id=? AND customer_index=?",
                "end_user_word USING PRIMARY KEY (tenant_id=? AND word_index=? AND end_user_id<?)",
                "INDEX end_user_by_phone (tenant_id=? AND phone_index=? AND id<?)",
            ],
        ),
        (
            filter("高橋 愛", "", ""),
            &[
                "end_user_2 (tenant_id=? AND customer_index=?",
                "end_user_word USING PRIMARY KEY (tenant_id=? AND word_index=? AND end_user_id<?)",
                "end_user_word USING PRIMARY KEY (tenant_id=? AND word_index=? AND end_user_id<?)",
                "end_user_word USING PRIMARY KEY (tenant_id=? AND word_index=? AND end_user_id<?)",
            ],
        ),
    ];
    for (filter, expected) in cases {
        let plans = page_plans(&db, &keys, filter).await;
        assert_eq!(plans.len(), expected.len(), "{filter:?}: {plans:?}");
        for (plan, expected) in plans.iter().zip(*expected) {
            assert!(plan.contains(expected) && !plan.contains("SCAN"), "{filter:?}: {plan}");
            // Sorting is allowed only for the few rows of one customer id.
            assert!(plan.contains("customer_index") || !plan.contains("TEMP B-TREE"), "{filter:?}: {plan}");
        }
    }
}

#[tokio::test]
async fn filters_together_look_up_each_end_user_by_an_index() {
    let (db, keys) = empty().await;
    for filter in [filter("高橋", "line", "東京都"), filter("", "x", "沖縄県"), filter("a@example.jp", "apple", "")]
    {
        for plan in page_plans(&db, &keys, &filter).await {
            for step in plan.split("; ").filter(|step| step.starts_with("SEARCH") || step.starts_with("SCAN")) {
                // At least two columns of an index, so that it never reads all rows of a company.
                assert!(step.starts_with("SEARCH") && step.contains(" AND "), "{filter:?}: {plan}");
            }
        }
    }
}

/// Each further filter is in the index of the walk, or costs one lookup in such an index.
#[tokio::test]
async fn filters_together_walk_the_narrowest_index() {
    let (db, keys) = empty().await;
    let word =
        "INDEX end_user_word_by_prefecture (tenant_id=? AND word_index=? AND prefecture_index=? AND end_user_id<?)";
    let prefecture = "COVERING INDEX end_user_by_prefecture (tenant_id=? AND prefecture_index=? AND id<?)";
    let words = "end_user_word USING PRIMARY KEY (tenant_id=? AND word_index=? AND end_user_id<?)";
    let cases = [
        (filter("高橋 愛", "line", "東京都"), word),
        (filter("", "line", "東京都"), prefecture),
        (filter("高橋 愛", "line", ""), words),
    ];
    for (filter, expected) in cases {
        let plans = page_plans(&db, &keys, &filter).await;
        assert!(plans.last().unwrap().contains(expected), "{filter:?}: {plans:?}");
        assert!(plans.iter().all(|plan| !plan.contains("identity")), "{filter:?}: {plans:?}");
        let first = plans_from(&db, &keys, &filter, PageStart::Start).await;
        let expected = expected.split(" AND end_user_id<?").next().unwrap().split(" AND id<?").next().unwrap();
        assert!(first.last().unwrap().contains(expected), "{filter:?}: {first:?}");
        let has_too = if filter.prefecture.is_empty() {
            "SEARCH also EXISTS USING PRIMARY KEY (tenant_id=? AND word_index=? AND end_user_id=?)"
        } else {
            "COVERING INDEX end_user_word_by_prefecture (tenant_id=? AND word_index=? AND prefecture_index=? AND end_user_id=?"
        };
        assert!(filter.q.is_empty() || first.last().unwrap().contains(has_too), "{filter:?}: {first:?}");
    }
}

#[tokio::test]
async fn counting_and_looking_up_never_read_all_of_a_company() {
    let (db, keys) = empty().await;
    let users = || end_user::Entity::find().filter(end_user::Column::TenantId.eq(keys.tenant));
    let mut queries: Vec<_> =
        [filter("高橋 愛", "", ""), filter("090-1234-5678", "line", ""), filter("", "", "東京都")]
            .iter()
            .map(|filter| narrow(users(), filter, &keys))
            .collect();
    let indexes = |n: u8| (0..n).map(|i| vec![i; 16]);
    queries.push(users().filter(end_user::Column::CustomerIndex.is_in(indexes(200))));
    queries.push(users().filter(end_user::Column::Id.is_in((0..51).map(Uuid::from_u128))));
    for query in queries {
        let plan = plan(&db, query.build(DbBackend::Sqlite)).await;
        for step in plan.split("; ").filter(|step| step.starts_with("SEARCH") || step.starts_with("SCAN")) {
            assert!(step.starts_with("SEARCH") && step.contains(" AND "), "{plan}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_chosen_finds_nobody() {
    let (_, keys) = empty().await;
    assert_eq!(Search::new(&keys, &filter("", "myspace", "")).meanings, Some(Vec::new()));
    assert_eq!(Search::new(&keys, &filter("   ", "", "")).meanings, None);
}

#[tokio::test]
async fn what_was_stored_before_is_filtered_as_well() {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    Migrator::up(&db, Some(10)).await.unwrap();
    for sql in [
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO end_user VALUES (x'01', x'0a', x'11', NULL, NULL, x'22', x'', '2026-11-23T00:00:00+00:00')",
        "INSERT INTO end_user VALUES (x'01', x'0b', x'12', NULL, NULL, NULL, x'', '2026-11-23T00:00:00+00:00')",
        "INSERT INTO identity VALUES (x'01', 'line', x'01', x'0a'), (x'01', 'x', x'02', x'0a')",
        "INSERT INTO end_user_word VALUES (x'01', x'77', x'0a'), (x'01', x'77', x'0b')",
    ] {
        db.execute_unprepared(sql).await.unwrap();
    }
    Migrator::up(&db, None).await.unwrap();
    let read = async |sql: &str| -> Vec<(Option<Vec<u8>>, i32)> {
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
        rows.iter().map(|r| (r.try_get_by_index(0).unwrap(), r.try_get_by_index(1).unwrap())).collect()
    };
    let expected = [(Some(vec![0x22]), Provider::Line.bit() | Provider::X.bit()), (None, 0)];
    assert_eq!(read("SELECT prefecture_index, providers FROM end_user ORDER BY id").await, expected);
    assert_eq!(read("SELECT prefecture_index, providers FROM end_user_word ORDER BY end_user_id").await, expected);
}

/// A list of more than 10,000 matches is not counted to its end.
#[tokio::test]
async fn counting_stops_behind_the_largest_exact_number() {
    let (db, keys) = empty().await;
    for sql in [
        "PRAGMA foreign_keys = OFF",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)
            INSERT INTO end_user (tenant_id, id, customer_index, personal, updated_at)
            SELECT x'00000000000000000000000000000001', randomblob(16), randomblob(16), x'', '2026-11-23T00:00:00+00:00'
            FROM n",
    ] {
        db.execute_unprepared(sql).await.unwrap();
    }
    let all = || end_user::Entity::find().filter(end_user::Column::TenantId.eq(keys.tenant));
    let Ok(total) = paging::total(&db, all()).await else { panic!("it counts") };
    assert_eq!(total, Total::AtLeast(Total::MOST));
    db.execute_unprepared("DELETE FROM end_user WHERE id = (SELECT min(id) FROM end_user)").await.unwrap();
    let Ok(total) = paging::total(&db, all()).await else { panic!("it counts") };
    assert_eq!(total, Total::Exactly(Total::MOST));
    let scan = IndexScan { tenant: keys.tenant, page: Some((PageStart::Start, Total::MOST + 1)) };
    let Ok(total) = paging::total_of(&db, together(vec![scan.along(&[]), scan.along(&[])]).unwrap()).await else {
        panic!("it counts")
    };
    assert_eq!(total, Total::Exactly(Total::MOST), "each once");
}
