//! How staff find accounts and companies: by names and addresses, on the record (MS-18), and who is locked out.

use crate::forged::uuid;
use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{EntityTrait, PaginatorTrait};
use server::features::{sweep, tenants};
use server::seal::keys::PROVIDER;
use server::storage::entity::account_word;
use uuid::Uuid;

async fn named(t: &TestApp, company: Uuid, name: &str, email: &str) -> Uuid {
    tenants::add_account(&t.app, Some(company), Role::Viewer, email, name).await.unwrap().id
}

async fn search(by: &Browser, typed: &str) -> String {
    let query = serde_html_form::to_string([("q", typed)]).unwrap();
    let page = by.get(&format!("/support/accounts?{query}")).await;
    assert_eq!(page.status, 200, "{typed}: {}", page.body);
    page.text(".stack").unwrap_or_default()
}

async fn looks(t: &TestApp, company: Uuid) -> i64 {
    let of = format!("action = 'staff.see' AND tenant_id = {}", uuid(t, company));
    t.scalar(&format!("SELECT COUNT(*) FROM operation_log WHERE {of}")).await
}

#[tokio::test]
async fn ms_18_people_are_found_by_name_company_and_address_on_the_record() {
    let t = TestApp::new().await;
    named(&t, t.own.id, "髙橋 結衣", "yui@takasakiya.example.jp").await;
    named(&t, t.other.id, "高橋 健太", "kenta@aoba.example.jp").await;
    named(&t, t.other.id, "佐藤 結衣", "sato@aoba.example.jp").await;
    let desk = t.signed_in(Role::Desk).await;
    assert_eq!([looks(&t, t.own.id).await, looks(&t, t.other.id).await], [0, 0]);
    let found = search(&desk, "佐藤").await;
    assert!(found.contains("佐藤 結衣") && found.contains("青葉商店") && !found.contains("髙橋"), "{found}");
    assert!(found.contains("s***@aoba.example.jp") && !found.contains("sato@"), "masked: {found}");
    assert_eq!([looks(&t, t.own.id).await, looks(&t, t.other.id).await], [0, 1], "the company that is shown");
    let both = search(&desk, "高橋").await;
    assert!(both.contains("髙橋 結衣") && both.contains("高橋 健太"), "old and new characters: {both}");
    assert_eq!(looks(&t, t.own.id).await, 1);
    let with_company = search(&desk, "青葉商店 高橋").await;
    assert!(with_company.contains("高橋 健太") && !with_company.contains("髙橋 結衣"), "{with_company}");
    let companies = search(&desk, "高﨑屋").await;
    assert!(
        companies.contains("株式会社 髙﨑屋ホールディングス") && companies.contains("Companies found (1)"),
        "{companies}"
    );
    let by_address = search(&desk, "KENTA@aoba.example.jp").await;
    assert!(by_address.contains("高橋 健太") && by_address.contains("kenta@"), "{by_address}");
    for nobody in ["高", "ゆい", "x@aoba.example.jp", "sato"] {
        let found = search(&desk, nobody).await;
        assert!(!found.contains("結衣") && !found.contains("高橋"), "{nobody}: {found}");
    }
}

#[tokio::test]
async fn ms_18_staff_find_no_staff_and_members_find_nobody() {
    let t = TestApp::new().await;
    let desk = t.signed_in(Role::Desk).await;
    named(&t, t.own.id, "齋藤 結衣", "yui@takasakiya.example.jp").await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    for path in ["/support/accounts?q=%E9%BD%8B%E8%97%A4", "/support/accounts?show=locked"] {
        let answer = owner.get(path).await;
        assert!(answer.status == 403 && !answer.body.contains("齋藤"), "{path}");
        assert_eq!(t.browser().get(path).await.status, 303, "{path}");
    }
    // The staff of these tests have the same name as the members.
    let found = search(&desk, "小山内").await;
    assert!(found.contains("o***@aoba.example.jp") && !found.contains("d***@"), "{found}");
}

/// A word that somebody writes into the index finds nobody whose name does not have it.
#[tokio::test]
async fn s10_a_forged_word_shows_nobody_else() {
    let t = TestApp::new().await;
    let target = named(&t, t.other.id, "佐藤 結衣", "sato@aoba.example.jp").await;
    named(&t, t.other.id, "髙橋 健太", "kenta@aoba.example.jp").await;
    let desk = t.signed_in(Role::Desk).await;
    t.forge(&format!("UPDATE account_word SET account_id = {} WHERE account_id <> {0}", uuid(&t, target)))
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    let found = search(&desk, "健太").await;
    assert!(!found.contains("佐藤"), "{found}");
}

/// Names from before there was an index are found after the next start, which writes an entry for each block.
#[tokio::test]
async fn names_from_before_are_found_after_the_upgrade() {
    let t = TestApp::new().await;
    named(&t, t.own.id, "齋藤 結衣", "yui@takasakiya.example.jp").await;
    let desk = t.signed_in(Role::Desk).await;
    let words = async || account_word::Entity::find().count(&t.db).await.unwrap();
    let before = words().await;
    t.forge("DELETE FROM account_word").await.unwrap();
    assert!(!search(&desk, "斎藤").await.contains("結衣"));
    server::cli::upgrade::run(&t.app).await.unwrap();
    assert_eq!(words().await, before);
    assert!(search(&desk, "斎藤").await.contains("齋藤 結衣"));
    let provider = PROVIDER;
    assert_eq!(t.newest_acts(provider, 1).await, ["account.index_names:success"]);
    let entries = t.log_len(provider).await;
    server::cli::upgrade::run(&t.app).await.unwrap();
    assert_eq!(t.log_len(provider).await, entries, "nothing is left to do");
}

/// A single word that somebody takes away is written again by the job, with an entry.
#[tokio::test]
async fn s10_words_of_names_that_somebody_takes_away_are_written_again() {
    let t = TestApp::new().await;
    let id = named(&t, t.own.id, "齋藤 結衣", "yui@takasakiya.example.jp").await;
    let mend = async || (sweep::MEND_NAME_WORDS.run)(&t.app).await.unwrap();
    let (words, provider) = (async || account_word::Entity::find().count(&t.db).await.unwrap(), PROVIDER);
    let (before, entries) = (words().await, t.log_len(provider).await);
    mend().await;
    assert_eq!(t.log_len(provider).await, entries, "nothing is missing");
    let own = format!("account_id = {}", uuid(&t, id));
    let first = format!("SELECT word_index FROM account_word WHERE {own} ORDER BY word_index LIMIT 1");
    t.forge(&format!("DELETE FROM account_word WHERE {own} AND word_index IN ({first})")).await.unwrap();
    assert_eq!(words().await, before - 1);
    mend().await;
    assert_eq!(words().await, before);
    assert_eq!(t.newest_acts(provider, 1).await, ["account.index_names:success"]);
}

#[tokio::test]
async fn locked_accounts_are_listed_with_their_age_on_the_record() {
    const LOCKED: &str = "viewer@aoba.example.jp";
    let t = TestApp::new().await;
    let id = t.account(Some(t.other.id), Role::Viewer, LOCKED).await;
    t.account(Some(t.other.id), Role::Viewer, "open@aoba.example.jp").await;
    let desk = t.signed_in(Role::Desk).await;
    let none = desk.get("/support/accounts?show=locked").await;
    assert!(none.body.contains("No locked accounts.") && none.count("nav .nav-count") == 0, "{}", none.body);
    t.tamper(&format!("UPDATE account SET locked_at = created_at WHERE {}", t.whose(LOCKED))).await.unwrap();
    let list = desk.get("/support/accounts?show=locked").await;
    let row = list.text("[aria-labelledby=h-locked] tbody").unwrap();
    for part in ["小山内 のぞみ", "v***@aoba.example.jp", "青葉商店", "Locked", "(business hours)"] {
        assert!(row.contains(part), "{part}: {row}");
    }
    assert!(!row.contains("open@") && list.count("[aria-labelledby=h-locked] tbody tr") == 1);
    assert_eq!(list.attribute("tbody th a", "href"), Some(format!("/support/accounts?account={id}")));
    assert_eq!(looks(&t, t.other.id).await, 1);
    let badge = list.text("nav a[href='/support/accounts'] .nav-count").unwrap();
    assert!(badge.starts_with('1'), "{badge}");
    let account = desk.get(&format!("/support/accounts?account={id}")).await;
    assert!(
        account.text("main").unwrap().contains(LOCKED) && account.count("input[name=account]") == 1,
        "{}",
        account.body
    );
    assert_eq!(desk.get("/support/accounts?account=nobody").await.status, 200);
    assert_eq!(desk.get("/support/accounts?show=all").await.status, 422);
}

#[tokio::test]
async fn companies_are_searched_sorted_and_counted() {
    let t = TestApp::new().await;
    t.clock.advance(Duration::seconds(1));
    t.company("b2b-platform").await;
    // The two that were there were made at the same moment.
    let mut first = [(t.own.id, "髙﨑"), (t.other.id, "青葉")];
    first.sort_unstable();
    let [older, newer] = first.map(|(_, name)| name);
    let desk = t.signed_in(Role::Desk).await;
    let shown = async |query: &str| {
        let page = desk.get(&format!("/support?{query}")).await;
        assert_eq!(page.status, 200, "{query}: {}", page.body);
        let selector = scraper::Selector::parse("[aria-labelledby=h-tenants] tbody th").unwrap();
        let names = page.html().select(&selector).map(|th| th.text().collect::<String>()).collect::<Vec<_>>();
        (names.iter().map(|name| name.trim().chars().skip(5).take(2).collect()).collect::<Vec<String>>(), page)
    };
    assert_eq!(shown("").await.0, ["双葉", newer, older], "newest first");
    assert_eq!(shown("sort=oldest").await.0, [older, newer, "双葉"]);
    let (names, page) = shown("q=%E9%AB%98%EF%A8%91%E5%B1%8B").await;
    assert_eq!(names, ["髙﨑"], "old and new characters");
    assert!(page.text("[aria-labelledby=h-tenants] caption").unwrap().contains("Showing 1 of 1"), "{}", page.body);
    assert_eq!(shown("q=%E9%9C%9E").await.0, Vec::<String>::new());
    assert_eq!(desk.get("/support?sort=size").await.status, 422);
}
