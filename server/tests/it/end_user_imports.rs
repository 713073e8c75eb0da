//! Imports of end users: refused rows, updates, and what an import leaves behind.

use crate::end_users::{HEADER, accounts, customers, fact, file, find, import, line_id, many, open, try_import};
use crate::support::TestApp;
use app::permission::Role;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::features::end_users::import::ImportError;
use server::storage::entity::{end_user, end_user_import_refusal as refusal};
use std::collections::HashSet;

/// (line, column, reason) of every refused row.
pub async fn refused(test: &TestApp) -> Vec<(i64, String, String)> {
    let mut rows = refusal::Entity::find().all(&test.db).await.unwrap();
    rows.sort_by_key(|row| (row.line, row.nth));
    rows.into_iter().map(|row| (row.line, row.field, row.reason)).collect()
}

#[tokio::test]
async fn each_kind_of_broken_row_is_refused_and_stops_nothing_else() {
    let test = TestApp::new().await;
    let mut rows = many(10);
    for row in [
        "B1,myspace,S1,,maybe",
        "B2,line,U2,not-an-address",
        "B3,line,U3,,,佐藤 健太,2001-02-30",
        "B4,line,,",
        "B5,line,S5,,,佐藤 健太,,unknown",
    ] {
        rows.extend_from_slice(&file(&[row])[HEADER.len()..]);
    }
    rows.extend_from_slice("B6,line,S6,,,佐藤 健太\r\n".as_bytes());
    assert_eq!(import(&test, rows).await, [16, 10, 10, 6]);
    let reason = |line: i64, column: &str, reason: &str| (line, column.to_owned(), format!("\"{reason}\""));
    assert_eq!(
        refused(&test).await,
        [
            reason(12, "provider", "unknown_provider"),
            reason(12, "email_verified", "not_true_or_false"),
            reason(13, "email", "not_an_email_address"),
            reason(14, "birthdate", "not_a_date"),
            reason(15, "subject", "required"),
            reason(16, "gender", "unknown_gender"),
            reason(17, "birthdate", "missing_columns"),
        ]
    );
    let page = test.signed_in(Role::Owner).await.get("/end-users").await;
    assert_eq!((customers(&page).len(), page.count("details.more tbody tr")), (10, 7));
}

#[tokio::test]
async fn importing_again_updates_and_keeps_every_id() {
    let test = TestApp::new().await;
    assert_eq!(import(&test, many(1500)).await, [1500, 1500, 1500, 0]);
    let ids = |rows: Vec<end_user::Model>| rows.into_iter().map(|row| row.id).collect::<HashSet<_>>();
    let before = ids(end_user::Entity::find().all(&test.db).await.unwrap());
    assert_eq!(import(&test, many(1500)).await, [1500, 1500, 0, 0]);
    assert_eq!(ids(end_user::Entity::find().all(&test.db).await.unwrap()), before);
    let counts = "SELECT (SELECT end_users FROM tenant WHERE end_users > 0) * 1000000 + count(*) FROM identity";
    assert_eq!(test.scalar(counts).await, 1500 * 1_000_000 + 1500);
    assert_eq!(test.scalar("SELECT count(*) FROM end_user_word").await, 1500 * 3);
}

#[tokio::test]
async fn a_changed_row_replaces_what_was_known() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    import(&test, file(&["C1,line,U1,old@example.jp,true,高橋 愛,,,東京都,090-1111-2222,常連"])).await;
    assert_eq!(import(&test, file(&["C1,line,U1,new@example.jp,false,渡辺 愛,,,,,"])).await, [1, 1, 0, 0]);
    for (q, found) in [("高橋", 0), ("渡辺", 1), ("old@example.jp", 0), ("new@example.jp", 1), ("09011112222", 0)] {
        assert_eq!(find(&browser, &[("q", q)]).await.len(), found, "{q}");
    }
    assert_eq!(find(&browser, &[("prefecture", "東京都")]).await.len(), 0);
    let page = open(&browser, "C1").await;
    assert_eq!(fact(&page, "Email address"), "new@example.jp Not verified");
    assert_eq!((fact(&page, "Phone number").as_str(), fact(&page, "Note").as_str()), ("", ""));
}

#[tokio::test]
async fn another_provider_of_the_same_customer_is_a_linked_account() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    let line = |name: &str| format!("LINE {}", line_id(name));
    let rows = ["C1,google,1,a@example.jp,true,高橋 愛", "C2,line,U2", "C1,line,U1"];
    assert_eq!(import(&test, file(&rows)).await, [3, 3, 2, 0]);
    // The same file again, then one more account in a separate file: nothing known gets lost.
    assert_eq!(import(&test, file(&rows)).await, [3, 3, 0, 0]);
    assert_eq!(import(&test, file(&["C1,apple,001"])).await, [1, 1, 0, 0]);
    let page = open(&browser, "C1").await;
    assert_eq!(accounts(&page), ["Google 1", &line("U1"), "Apple 001"]);
    assert_eq!(fact(&page, "Email address"), "a@example.jp Verified");
    for provider in ["google", "line", "apple"] {
        assert!(find(&browser, &[("provider", provider)]).await.contains(&"C1".to_owned()), "{provider}");
    }
    // One account per provider: another one replaces it.
    assert_eq!(import(&test, file(&["C1,line,U9"])).await, [1, 1, 0, 0]);
    assert_eq!(accounts(&open(&browser, "C1").await), ["Google 1", &line("U9"), "Apple 001"]);
}

#[tokio::test]
async fn an_account_of_another_customer_is_refused_by_line_column_and_reason() {
    let test = TestApp::new().await;
    import(&test, file(&["C1,line,U1"])).await;
    let rows = file(&["C2,line,U2", "C3,line,U1", "C4,google,7", "C5,google,7", "C6,apple,U1"]);
    assert_eq!(import(&test, rows).await, [5, 3, 3, 2]);
    let reason = |line| (line, "subject".to_owned(), "\"linked_elsewhere\"".to_owned());
    assert_eq!(refused(&test).await, [reason(3), reason(5)]);
    assert_eq!(test.scalar("SELECT count(*) FROM end_user").await, 4);
}

#[tokio::test]
async fn each_account_stands_once_in_a_file() {
    let test = TestApp::new().await;
    let owner = test.signed_in(Role::Owner).await;
    import(&test, file(&["C1,line,before", "C2,google,1"])).await;
    // The second account is more than a chunk away from the first.
    let mut rows: Vec<String> = vec!["C1,line,first".into(), "C2,google,1".into(), "C2,line,new".into()];
    rows.extend((0..1_000).map(|i| format!("D{i},google,9{i}1")));
    rows.extend(["C1,line,second", "C1,line,first", "C2,google,1", "C2,apple,001"].map(Into::into));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let done = try_import(&test, file(&rows)).await.unwrap_or_else(|error| panic!("{error}")).import;
    assert_eq!([done.rows_stored, done.rows_created, done.rows_refused, done.accounts_replaced], [1_004, 1_000, 3, 1]);
    let reason = |line, reason: &str| (line, "subject".to_owned(), format!("\"{reason}\""));
    let told = [reason(1_005, "another_in_file"), reason(1_006, "repeated_in_file"), reason(1_007, "repeated_in_file")];
    assert_eq!(refused(&test).await, told);
    assert_eq!(accounts(&open(&owner, "C1").await), [format!("LINE {}", line_id("first"))]);
    let list = owner.get("/end-users").await;
    assert!(
        list.body.contains("1 linked account was replaced with a different ID from the same provider."),
        "{}",
        list.body
    );
    // In a separate file the other account replaces it, and is counted.
    let other = try_import(&test, file(&["C1,line,second"])).await.unwrap_or_else(|error| panic!("{error}")).import;
    assert_eq!([other.rows_stored, other.rows_refused, other.accounts_replaced], [1, 0, 1]);
    assert_eq!(accounts(&open(&owner, "C1").await), [format!("LINE {}", line_id("second"))]);
    // The same file again replaces nothing.
    let again = try_import(&test, file(&["C1,line,second"])).await.unwrap_or_else(|error| panic!("{error}")).import;
    assert_eq!([again.rows_stored, again.rows_refused, again.accounts_replaced], [1, 0, 0]);
}

#[tokio::test]
async fn a_real_file_with_two_accounts_at_one_provider_keeps_the_first() {
    let test = TestApp::new().await;
    let owner = test.signed_in(Role::Owner).await;
    let sample = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/b05_same_provider.csv"));
    assert_eq!(import(&test, sample.to_vec()).await, [2, 1, 1, 1]);
    assert_eq!(refused(&test).await, [(3, "subject".to_owned(), "\"another_in_file\"".to_owned())]);
    assert_eq!(accounts(&open(&owner, "B05-1").await), ["LINE U7d388a07fc982342ffa80c0a6fbe128d"]);
}

#[tokio::test]
async fn ids_that_a_spreadsheet_has_damaged_leave_the_real_ones() {
    let test = TestApp::new().await;
    let owner = test.signed_in(Role::Owner).await;
    assert_eq!(import(&test, file(&["B1,google,107691503500061507151"])).await, [1, 1, 1, 0]);
    assert_eq!(import(&test, file(&["B1,google,1.07692E+20"])).await, [1, 0, 0, 1]);
    assert_eq!(accounts(&open(&owner, "B1").await), ["Google 107691503500061507151"]);
}

#[tokio::test]
async fn a_file_without_end_users_stores_nothing() {
    let test = TestApp::new().await;
    for bad in [
        &b""[..],
        b"name,age\r\nx,1\r\n",
        b"\xff\xfec\0u\0",
        HEADER.trim_end_matches(",last_sign_in_at\r\n").as_bytes(),
    ] {
        let Err(ImportError::File(error)) = try_import(&test, bad.to_vec()).await else { panic!("{bad:?} was read") };
        assert!(!error.to_string().contains('\n') && !error.ja().is_empty());
    }
    assert_eq!(test.scalar("SELECT count(*) FROM end_user_import").await, 0);
    assert_eq!(import(&test, HEADER.as_bytes().to_vec()).await, [0, 0, 0, 0]);
}

#[tokio::test]
async fn an_import_has_one_entry_for_each_chunk() {
    let test = TestApp::new().await;
    import(&test, many(2_001)).await;
    let acts = ["import.finish:success", "import.chunk:success", "import.chunk:success", "import.chunk:success"];
    assert_eq!(test.newest_acts(test.own.id, 5).await, [&acts[..], &["import.start:success"]].concat());
    let users = end_user::Entity::find().filter(end_user::Column::TenantId.eq(test.own.id));
    assert_eq!(users.all(&test.db).await.unwrap().len(), 2_001);
}
