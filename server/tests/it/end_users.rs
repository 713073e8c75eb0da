//! End users: import, search, paging, the page of one person.

use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use scraper::Selector;
use sea_orm::{ConnectionTrait, Statement};
use server::features::end_users::import::{self, ImportError, Imported};
use std::io::Cursor;

pub const HEADER: &str = "customer_id,provider,subject,email,email_verified,name,birthdate,gender,prefecture,phone,note,\
                      created_at,last_sign_in_at\r\n";

/// An id of LINE, made from the short name used in a test's rows.
pub fn line_id(name: &str) -> String {
    format!("U{:0>32}", hex::encode(name))
}

/// A file with these rows. Missing cells at the end of a row are filled in, and ids of LINE are made from short names.
pub fn file(rows: &[&str]) -> Vec<u8> {
    let mut out = HEADER.to_owned();
    for row in rows {
        let mut fields: Vec<String> = row.split(',').map(Into::into).collect();
        let rest = ["C0", "line", "U0", "", "", "佐藤 健太", "", "", "", "", "", "2024-08-23T15:14:40+09:00", ""];
        fields.extend(rest.iter().skip(fields.len()).map(|field| (*field).to_owned()));
        if fields[1] == "line" && (1..=16).contains(&fields[2].len()) {
            fields[2] = line_id(&fields[2]);
        }
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// `n` valid rows, from C00000000 on, each with its own address and phone number.
pub fn many(n: usize) -> Vec<u8> {
    let row = |i: usize| {
        let provider = ["line", "google", "apple"][i % 3];
        let prefecture = ["東京都", "大阪府"][i % 2];
        let name = ["高橋 愛", "髙橋 愛", "佐藤 蓮", "鈴木 𠮷郎"][i % 4];
        format!("C{i:08},{provider},{i},user{i}@example.jp,true,{name},2000-01-02,male,{prefecture},080-0000-{i:04}")
    };
    let rows: Vec<String> = (0..n).map(row).collect();
    file(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

pub async fn try_import(test: &TestApp, file: Vec<u8>) -> Result<Imported, ImportError> {
    // Consecutive imports have different times.
    test.clock.advance(chrono::Duration::seconds(1));
    import::import(&test.app, test.own.id, "people.csv", Cursor::new(file)).await
}

/// Imports a file. Returns the numbers of rows read, stored, new and refused.
pub async fn import(test: &TestApp, file: Vec<u8>) -> [i64; 4] {
    let Ok(done) = try_import(test, file).await else { panic!("the file is not imported") };
    let import = done.import;
    [import.rows_read, import.rows_stored, import.rows_created, import.rows_refused]
}

/// Customer ids on a page of the list.
pub fn customers(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let html = answer.html();
    html.select(&Selector::parse("tbody th a code").unwrap()).map(|code| code.text().collect()).collect()
}

pub async fn find(browser: &Browser, filter: &[(&str, &str)]) -> Vec<String> {
    let query = serde_html_form::to_string(filter).unwrap();
    let mut found = customers(&browser.get(&format!("/end-users?{query}")).await);
    found.sort();
    found
}

/// The page of a customer.
pub async fn open(browser: &Browser, customer: &str) -> Answer {
    let list = browser.get(&format!("/end-users?q={customer}")).await;
    let path = list.attribute("tbody th a", "href").unwrap();
    browser.get(&path).await
}

/// The value of a term in the person's facts.
pub fn fact(answer: &Answer, term: &str) -> String {
    let html = answer.html();
    let terms = Selector::parse("dl.kv > dt").unwrap();
    let values = Selector::parse("dl.kv > dd").unwrap();
    let text = |element: scraper::ElementRef| element.text().collect::<String>().trim().to_owned();
    let mut pairs = html.select(&terms).map(text).zip(html.select(&values).map(text));
    pairs.find(|(name, _)| name == term).unwrap().1
}

/// (provider, subject) on the page.
pub fn accounts(answer: &Answer) -> Vec<String> {
    let rows = Selector::parse("tbody tr").unwrap();
    answer.html().select(&rows).map(|row| row.text().collect::<Vec<_>>().join(" ")).collect()
}

#[tokio::test]
async fn filters_together_follow_what_an_import_changes() {
    let test = TestApp::new().await;
    let owner = test.signed_in(Role::Owner).await;
    import(&test, file(&["C1,line,S1,,,高橋 愛,,,東京都", "C2,line,S2,,,高橋 蓮,,,東京都"])).await;
    let both = [("q", "高橋"), ("provider", "line"), ("prefecture", "東京都")];
    assert_eq!(find(&owner, &both).await, ["C1", "C2"]);
    // One person moves, the other one links a second account.
    import(&test, file(&["C1,line,S1,,,高橋 愛,,,沖縄県", "C2,x,3,,,高橋 蓮,,,東京都"])).await;
    assert_eq!(find(&owner, &both).await, ["C2"]);
    assert_eq!(find(&owner, &[("q", "高橋"), ("prefecture", "沖縄県")]).await, ["C1"]);
    assert_eq!(find(&owner, &[("q", "高橋"), ("provider", "x")]).await, ["C2"]);
    assert_eq!(find(&owner, &[("provider", "x"), ("prefecture", "東京都")]).await, ["C2"]);
    assert_eq!(find(&owner, &[("provider", "x")]).await, ["C2"]);
}

#[tokio::test]
async fn customer_ids_that_differ_in_case_are_two_customers() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    assert_eq!(import(&test, file(&["ab-1,line,U1", "AB-1,line,U2", "aB-2,line,U3"])).await, [3, 3, 3, 0]);
    assert_eq!(find(&browser, &[("q", "ａｂ－１")]).await, ["AB-1", "ab-1"]);
    assert_eq!(find(&browser, &[("q", "AB-2")]).await, ["aB-2"]);
}

#[tokio::test]
async fn addresses_are_found_in_either_form() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    let rows =
        [r#"C1,line,U1,"""taro..yamada""@docomo.ne.jp""#, "C2,line,U2,user@例え.jp", "C3,line,U3,b.@ezweb.ne.jp"];
    assert_eq!(import(&test, file(&rows)).await, [3, 3, 3, 0]);
    for (customer, forms) in [
        ("C1", ["taro..yamada@docomo.ne.jp", "\"taro..yamada\"@docomo.ne.jp"]),
        ("C2", ["user@例え.jp", "user@xn--r8jz45g.jp"]),
        ("C3", ["b.@ezweb.ne.jp", "\"b.\"@EZWEB.ne.jp"]),
    ] {
        for q in forms {
            assert_eq!(find(&browser, &[("q", q)]).await, [customer], "{q}");
        }
    }
}

#[tokio::test]
async fn people_are_found_however_they_are_typed() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    import(&test, many(8)).await;
    let all = ["C00000000", "C00000001", "C00000004", "C00000005"];
    for q in ["高橋", "髙橋", "高橋愛", "髙橋　愛", "愛 高橋"] {
        assert_eq!(find(&browser, &[("q", q)]).await, all, "{q}");
    }
    for q in [
        "user3@example.jp",
        "ＵＳＥＲ３＠ｅｘａｍｐｌｅ．ｊｐ",
        "080-0000-0003",
        "08000000003",
        "+81 80 0000 0003",
        "c00000003",
        "Ｃ０００００００３",
    ] {
        assert_eq!(find(&browser, &[("q", q)]).await, ["C00000003"], "{q}");
    }
    assert_eq!(find(&browser, &[("q", "吉郎")]).await, ["C00000003", "C00000007"]);
    for q in ["高", "user3", "0000", "いない", "%", "'"] {
        assert_eq!(find(&browser, &[("q", q)]).await.len(), 0, "{q}");
    }
    assert_eq!(find(&browser, &[("provider", "apple")]).await, ["C00000002", "C00000005"]);
    assert_eq!(find(&browser, &[("prefecture", "大阪府"), ("provider", "line")]).await, ["C00000003"]);
    assert_eq!(find(&browser, &[("q", "愛"), ("prefecture", "東京都"), ("provider", "google")]).await, ["C00000004"]);
    assert_eq!(browser.get("/end-users?provider=myspace").await.status, 422, "none of those that can be chosen");
}

#[tokio::test]
async fn paging_shows_everybody_once_newest_first() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    import(&test, many(950)).await;
    for (filter, expected) in [("", 950), ("q=愛", 476), ("provider=apple", 316), ("prefecture=大阪府", 475)] {
        let (mut path, mut seen) = (format!("/end-users?{filter}"), Vec::new());
        loop {
            let page = browser.get(&path).await;
            let here = customers(&page);
            assert!(here.len() <= 50);
            seen.extend(here);
            match page.attribute("a[rel=next]", "href") {
                Some(next) => path = next,
                None => break,
            }
        }
        let newest_first = seen.windows(2).all(|pair| pair[0] > pair[1]);
        assert_eq!((seen.len(), newest_first), (expected, true), "{filter}");
    }
}

#[tokio::test]
async fn forth_and_back_through_a_list() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    import(&test, many(240)).await;
    for filter in ["", "q=髙橋", "q=高橋 愛&prefecture=東京都", "provider=line"] {
        let mut pages = vec![format!("/end-users?{filter}")];
        while let Some(next) = browser.get(pages.last().unwrap()).await.attribute("a[rel=next]", "href") {
            pages.push(next);
        }
        let mut here = pages.last().unwrap().clone();
        for page in pages.iter().rev().skip(1) {
            here = browser.get(&here).await.attribute("a[rel=prev]", "href").unwrap();
            assert_eq!(customers(&browser.get(&here).await), customers(&browser.get(page).await), "{filter}: {here}");
        }
        assert_eq!(browser.get(&here).await.count("a[rel=prev]"), 0, "{filter}: the first page");
    }
    // The log is a list of its own.
    let logs = "/operation-logs?action=sign_in";
    for _ in 0..51 {
        test.sign_in("owner@takasakiya.example.jp").await;
    }
    let next = browser.get(logs).await.attribute("a[rel=next]", "href").unwrap();
    let back = browser.get(&next).await.attribute("a[rel=prev]", "href").unwrap();
    let rows = async |path: &str| browser.get(path).await.text("tbody");
    assert_eq!(rows(&back).await, rows(logs).await);
    assert_eq!(browser.get("/operation-logs?before=x").await.status, 400);
}

#[tokio::test]
async fn a_cursor_that_is_not_ours_is_refused() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    import(&test, many(60)).await;
    let next = browser.get("/end-users").await.attribute("a[rel=next]", "href").unwrap();
    assert_eq!(customers(&browser.get(&next).await).len(), 10);
    let last = if next.ends_with('A') { "B" } else { "A" };
    let forged = format!("{}{last}", &next[..next.len() - 1]);
    for path in [forged.as_str(), "/end-users?after=x", "/end-users?after=018f0000-0000-7000-8000-000000000000"] {
        assert_eq!(browser.get(path).await.status, 400, "{path}");
    }
    let other = test.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(other.get(&next).await.status, 400, "another company's cursor");
}

#[tokio::test]
async fn looking_at_a_person_is_recorded_and_other_companies_do_not_exist() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Operator).await;
    import(&test, many(2)).await;
    let path = browser.get("/end-users").await.attribute("tbody th a", "href").unwrap();
    let before = test.log_len(test.own.id).await;
    let page = browser.get(&path).await;
    assert_eq!((page.status, page.text("h1").as_deref()), (200, Some("髙橋 愛")));
    assert_eq!(page.text(".head-sub").as_deref(), Some("Customer ID C00000001"));
    assert!(page.body.contains("user1@example.jp"));
    assert_eq!(test.log_len(test.own.id).await, before + 1);
    assert_eq!(test.newest_acts(test.own.id, 1).await, ["end_user.view:success"]);

    let other = test.signed_in_elsewhere(Role::Owner).await;
    let logged = test.log_len(test.other.id).await;
    assert_eq!(other.get(&path).await.status, 404);
    assert_eq!(other.get("/end-users/not-an-id").await.status, 404);
    assert_eq!(find(&other, &[("q", "user1@example.jp")]).await.len(), 0);
    assert_eq!(test.log_len(test.other.id).await, logged);
}

/// The database contains no personal text: not in a table, an index or the log.
#[tokio::test]
async fn the_database_holds_no_plain_text_of_a_person() {
    let test = TestApp::new().await;
    let row = "SECRET-77,line,Uplainsubject,plain@secret.example.jp,true,秘密 花子,1999-09-09,,沖縄県,090-9999-8888,内緒の備考";
    import(&test, file(&[row])).await;
    let browser = test.signed_in(Role::Owner).await;
    assert_eq!(open(&browser, "SECRET-77").await.status, 200);
    let bytes = everything(&test).await;
    for text in [
        "SECRET-77",
        &line_id("Uplainsubject"),
        "plain@secret",
        "秘密",
        "花子",
        "1999-09-09",
        "沖縄県",
        "9999-8888",
        "内緒",
    ] {
        let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!found, "{text} stands in the database");
    }
}

/// The bytes of the whole database: the files, or every row as text with sealed values unchanged.
async fn everything(test: &TestApp) -> Vec<u8> {
    if !test.is_postgres() {
        let files = ["sekisho.sqlite", "sekisho.sqlite-wal"].map(|name| test.dir.path().join(name));
        return files.iter().flat_map(|file| std::fs::read(file).unwrap_or_default()).collect();
    }
    let as_text = ["end_user", "end_user_word", "identity", "end_user_import", "operation_log"]
        .map(|table| format!("SELECT convert_to(t::text, 'UTF8') FROM {table} t"));
    let sealed = ["SELECT personal FROM end_user".to_owned(), "SELECT sealed FROM operation_log_personal".to_owned()];
    let mut bytes = Vec::new();
    for sql in as_text.into_iter().chain(sealed) {
        let rows = test.db.query_all_raw(Statement::from_string(test.db.get_database_backend(), sql)).await.unwrap();
        bytes.extend(rows.iter().flat_map(|row| row.try_get_by_index::<Vec<u8>>(0).unwrap()));
    }
    bytes
}

/// The place of a page comes along in its signed cursor, forth and back.
#[tokio::test]
async fn each_page_says_where_it_is_and_how_many_match() {
    let test = TestApp::new().await;
    let browser = test.signed_in(Role::Owner).await;
    import(&test, many(240)).await;
    let caption = |answer: &Answer| answer.text("caption").unwrap();
    let first = browser.get("/end-users?provider=line&rows=20").await;
    assert_eq!((customers(&first).len(), caption(&first).as_str()), (20, "1–20 of 80 (240 in all)"));
    let second = browser.get(&first.attribute("a[rel=next]", "href").unwrap()).await;
    assert_eq!((customers(&second).len(), caption(&second).as_str()), (20, "21–40 of 80 (240 in all)"));
    let third = browser.get(&second.attribute("a[rel=next]", "href").unwrap()).await;
    assert_eq!(caption(&third), "41–60 of 80 (240 in all)");
    let back = browser.get(&third.attribute("a[rel=prev]", "href").unwrap()).await;
    assert_eq!((customers(&back), caption(&back)), (customers(&second), "21–40 of 80 (240 in all)".to_owned()));
    for (filter, expected) in [
        ("", "1–50 of 240"),
        ("rows=100", "1–100 of 240"),
        ("q=高橋 愛&rows=20", "1–20 of 120 (240 in all)"),
        ("q=愛&prefecture=東京都", "1–50 of 60 (240 in all)"),
        ("q=user3@example.jp", "1–1 of 1 (240 in all)"),
        ("q=C00000003", "1–1 of 1 (240 in all)"),
    ] {
        assert_eq!(caption(&browser.get(&format!("/end-users?{filter}")).await), expected, "{filter}");
    }
    for (filter, expected) in [("", "1–20 of 240"), ("?rows=50", "1–50 of 240")] {
        let page = browser.get_on_phone(&format!("/end-users{filter}")).await;
        let current = page.text(".pager-rows strong").unwrap();
        assert!(caption(&page) == expected && expected.contains(&format!("–{current} ")), "{filter}: {current}");
    }
    assert_eq!(browser.get("/end-users?rows=7").await.status, 422);
    assert_eq!(browser.get("/end-users?columns=personal").await.status, 422);
    assert_eq!(browser.get("/end-users?q=%E9%AB%98%E6%A9%8B").await.text(".chip").unwrap().matches("髙橋").count(), 2);
}
