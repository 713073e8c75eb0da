//! The number of a case: one for each, per year in Japan, in the order of opening, and wherever the case is named.

use crate::cases::{PERSON, Scene, open, staff};
use crate::storage::opened;
use crate::support::{Browser, TestApp};
use app::cases::number;
use app::permission::Role;
use chrono::{DateTime, Duration, FixedOffset};
use sea_orm::{Database, DatabaseConnection, EntityTrait, QueryOrder};
use server::storage::entity::case_counter;
use server::storage::entity::support_case::{self, Column as C};

/// The numbers of the cases there are, in the order of opening.
async fn numbers(t: &TestApp) -> Vec<Option<i64>> {
    numbers_in(&t.db).await
}

async fn numbers_in(db: &DatabaseConnection) -> Vec<Option<i64>> {
    let cases = support_case::Entity::find().order_by_asc(C::Id).all(db).await.unwrap();
    cases.into_iter().map(|case| case.number).collect()
}

/// A case of a new member.
async fn next(t: &TestApp, by: &Browser, n: usize) -> String {
    let email = format!("member-{n}@takasakiya.example.jp");
    t.account(Some(t.own.id), Role::Viewer, &email).await;
    // Ids of one moment are in no order.
    t.clock.advance(Duration::seconds(1));
    open(t, t.own.id, by, (&email, "")).await
}

#[tokio::test]
async fn cases_are_numbered_in_each_year_of_japan() {
    let t = TestApp::new().await;
    let first = staff(&t, "first@example.jp").await;
    for n in 0..2 {
        next(&t, &first, n).await;
    }
    let midnight = "2027-01-01T00:00:00+09:00".parse::<DateTime<FixedOffset>>().unwrap().to_utc();
    t.clock.advance(midnight - t.now());
    t.rest().await;
    let first = t.sign_in("first@example.jp").await;
    next(&t, &first, 2).await;
    let expected = [(2026, 1), (2026, 2), (2027, 1)].map(|(year, place)| Some(number::of(year, place)));
    assert_eq!(numbers(&t).await, expected, "31 December in London is another year in Japan");
}

#[tokio::test]
async fn cases_that_are_opened_at_once_have_different_numbers() {
    let t = TestApp::new().await;
    let (first, second) = (staff(&t, "first@example.jp").await, staff(&t, "second@example.jp").await);
    let mut accounts = Vec::new();
    for n in 0..6 {
        let email = format!("member-{n}@takasakiya.example.jp");
        accounts.push(t.account(Some(t.own.id), Role::Viewer, &email).await.to_string());
    }
    let post = |n: usize| {
        let by = if n.is_multiple_of(2) { &first } else { &second };
        let account = accounts[n].clone();
        async move { by.post("/support/cases", &[("account", &account), ("second_factor", "")]).await.status }
    };
    let all = tokio::join!(post(0), post(1), post(2), post(3), post(4), post(5));
    assert_eq!(all, (303, 303, 303, 303, 303, 303));
    let mut given = numbers(&t).await;
    given.sort_unstable();
    let expected: Vec<_> = (1..=6).map(|place| Some(number::of(2026, place))).collect();
    assert_eq!(given, expected, "none twice, and no gaps");
    // A second case for the same account is refused, and takes no number with it.
    let again = first.post("/support/cases", &[("account", &accounts[0]), ("second_factor", "")]).await;
    assert_eq!(again.location.as_deref(), Some("/support/cases"));
    next(&t, &first, 6).await;
    assert_eq!(numbers(&t).await.last(), Some(&Some(number::of(2026, 7))), "the next one, without a gap");
}

#[tokio::test]
async fn a_counter_that_was_put_back_gives_no_number_twice() {
    let t = TestApp::new().await;
    let first = staff(&t, "first@example.jp").await;
    for n in 0..3 {
        next(&t, &first, n).await;
    }
    t.forge("UPDATE case_counter SET last = 0").await.unwrap();
    next(&t, &first, 3).await;
    assert_eq!(numbers(&t).await.last(), Some(&Some(number::of(2026, 4))));
    assert_eq!(t.scalar("SELECT last FROM case_counter").await, 4);
    let twice = "UPDATE support_case SET number = (SELECT MIN(number) FROM support_case)";
    assert!(t.forge(twice).await.is_err(), "the database refuses it");
}

/// S10: whatever somebody makes of the counter or of the cases, numbers go on behind the last one that was given.
#[tokio::test]
async fn s10_a_counter_that_was_put_forward_skips_no_number() {
    let t = TestApp::new().await;
    let first = staff(&t, "first@example.jp").await;
    for n in 0..2 {
        next(&t, &first, n).await;
    }
    for (n, last) in [(2, "900000"), (3, "999999"), (4, "9223372036854775807"), (5, "-1")] {
        t.forge(&format!("UPDATE case_counter SET last = {last}")).await.unwrap();
        next(&t, &first, n).await;
        let place = i64::try_from(n).unwrap() + 1;
        assert_eq!(numbers(&t).await.last(), Some(&Some(number::of(2026, place))), "{last}");
        assert_eq!(t.scalar("SELECT last FROM case_counter").await, place, "{last}");
    }
    // A case with a number that nobody has given, and the next number as well.
    let raised = |from: i64, to: i64| {
        let (from, to) = (number::of(2026, from), number::of(2026, to));
        format!("UPDATE support_case SET number = {to} WHERE number = {from}")
    };
    t.forge(&raised(1, 999_999)).await.unwrap();
    t.forge(&raised(2, 7)).await.unwrap();
    next(&t, &first, 6).await;
    assert_eq!(numbers(&t).await.last(), Some(&Some(number::of(2026, 8))), "what is taken is not given once more");
    // A case that somebody takes away leaves its number in the log.
    t.forge(&format!("DELETE FROM support_case WHERE number = {}", number::of(2026, 8))).await.unwrap();
    next(&t, &first, 7).await;
    assert_eq!(numbers(&t).await.last(), Some(&Some(number::of(2026, 9))));
}

/// Cases from before there were numbers get theirs in the order in which they were opened, and the next one goes on behind them.
#[tokio::test]
async fn cases_from_before_are_numbered_by_the_upgrade() {
    let t = TestApp::new().await;
    let first = staff(&t, "first@example.jp").await;
    for n in 0..3 {
        next(&t, &first, n).await;
        t.clock.advance(Duration::seconds(1));
    }
    let before = numbers(&t).await;
    // The schema of the version before.
    t.forge("DROP INDEX support_case_by_number").await.unwrap();
    for column in ["number", "assigned_to", "assigned_at"] {
        t.forge(&format!("ALTER TABLE support_case DROP COLUMN {column}")).await.unwrap();
    }
    t.forge("DROP TABLE case_counter").await.unwrap();
    t.forge("DELETE FROM seaql_migrations WHERE version LIKE '%_case_number'").await.unwrap();
    opened(&t, "before.sqlite").await.migrate().await.unwrap();
    let copy = format!("sqlite://{}", t.dir.path().join("before.sqlite").display());
    let db = if t.is_postgres() { t.lone_connection().await } else { Database::connect(copy).await.unwrap() };
    assert_eq!(numbers_in(&db).await, before);
    let counter = case_counter::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!((counter.year, counter.last), (2026, 3));
}

#[tokio::test]
async fn a_case_is_named_by_its_number_everywhere() {
    const NUMBER: &str = "CS-2026-0001";
    let s = Scene::new().await;
    let title = "CS-2026-0001 小山内 のぞみ | Password reset";
    let page = s.first.get(&format!("/support/cases/{}", s.id)).await;
    assert_eq!(page.text("h1").as_deref(), Some(title));
    assert!(page.text("title").unwrap().starts_with(title), "{:?}", page.text("title"));
    assert_eq!(page.text(".head-crumbs [aria-current=page]").as_deref(), Some(title));
    let japanese = s.first.get_in(&format!("/support/cases/{}", s.id), "ja").await;
    assert_eq!(japanese.text("h1").as_deref(), Some("CS-2026-0001 小山内 のぞみ｜パスワードの再設定"));
    assert!(s.second.get("/support/cases").await.text("[aria-labelledby=h-cases] tbody th").unwrap().contains(NUMBER));
    assert!(s.admin.get("/cases").await.text("article h2").unwrap().contains(NUMBER), "the company names it alike");
    s.approved().await;
    for to in [PERSON, "administrator@takasakiya.example.jp"] {
        let mail = s.t.newest_mail(to);
        assert!(mail.contains(NUMBER), "{to}: {mail}");
    }
    let log = s.t.signed_in(Role::Owner).await.get("/operation-logs?action=case.check").await;
    assert!(log.text("main tbody").unwrap().contains(NUMBER), "{}", log.body);
}
