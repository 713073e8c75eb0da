//! S10: forged names are cut and cleaned before pages repeat them, no log repeats them, and a company reads in its own log which of its
//! rows were found altered.

use crate::exports::start;
use crate::forged::{alarms, uuid};
use crate::log_chain;
use crate::support::{Answer, Browser, TestApp, put_back};
use app::permission::Role;
use server::log::Verdict;
use server::seal::keys::PROVIDER;
use server::storage::entity::network;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const ALARMS: &str = "/operation-logs?action=row.forged";

/// A name that no form takes: a line break, a character that turns the direction of text, and no end.
fn forged_name() -> String {
    format!("株式会社\n偽\u{202e}{}", "長".repeat(5_000))
}

fn is_clean(page: &Answer) -> bool {
    !page.body.contains('\u{202e}') && !page.body.contains(&"長".repeat(101)) && page.body.contains("長長長")
}

/// The entries of a list: actor, action, object and result.
async fn entries(by: &Browser, path: &str, lang: &str) -> Vec<Vec<String>> {
    let page = by.get_in(path, lang).await;
    assert_eq!(
        (page.status, page.count("tbody a[href^='/support']")),
        (200, 0),
        "{path}: no entry leads to a page of staff: {}",
        page.body
    );
    let labels = if lang == "ja" {
        ["実行者", "操作", "対象", "結果"]
    } else {
        ["Actor", "Action", "Object", "Result"]
    };
    let (html, select) = (page.html(), |selector: &str| scraper::Selector::parse(selector).unwrap());
    let cell = |row: scraper::ElementRef<'_>, label: &str| {
        let found = row.select(&select(&format!("td[data-label='{label}']"))).next().unwrap();
        found.text().collect::<String>().trim().to_owned()
    };
    let lines = select("tbody tr:not(.tbl-detail)");
    let rows = html.select(&lines);
    rows.map(|row| labels.iter().map(|label| cell(row, label)).collect()).collect()
}

#[tokio::test]
async fn s10_a_forged_name_is_cut_and_cleaned_on_pages_and_stands_in_no_log() {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.own.id, 3).await;
    let (owner, staff) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    let name = forged_name();
    let path = start(&owner, &[]).await;
    t.forge(&format!("UPDATE export SET state = 'nonsense', file_name = '{name}'")).await.unwrap();
    for page in ["/exports", &path] {
        assert!(is_clean(&owner.get(page).await), "{page}");
    }
    owner.post("/security/networks/add", &[("network", "203.0.113.0/24"), ("note", "")]).await;
    t.forge(&format!("UPDATE network SET cidr = '{name}', note = '{name}'")).await.unwrap();
    assert!(is_clean(&owner.get("/security/networks").await));
    t.forge(&format!("UPDATE tenant SET name = '{name}' WHERE id = {}", uuid(&t, t.own.id))).await.unwrap();
    for page in ["/support", &format!("/support/tenants/{}", t.own.id)] {
        assert!(is_clean(&staff.get(page).await), "{page}");
    }
    let log = staff.get("/support/logs?action=row.forged").await.body;
    assert!(log.contains("Detected") && !log.contains('\u{202e}') && !log.contains("長長長"), "{log}");
    let longest = "SELECT CAST(max(length(sealed)) AS BIGINT) FROM operation_log_personal";
    assert!(t.scalar(longest).await < 2_500, "whatever the rows say");
}

#[tokio::test]
async fn s10_a_company_reads_in_its_own_log_that_one_of_its_rows_was_altered() {
    let t = TestApp::new().await;
    let (owner, neighbour) = (t.signed_in(Role::Owner).await, t.signed_in_elsewhere(Role::Owner).await);
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    assert_eq!(entries(&owner, ALARMS, "en").await.len(), 0);
    t.forge(&format!("UPDATE account SET role = 'owner' WHERE id = {}", uuid(&t, id))).await.unwrap();
    for _ in 0..3 {
        owner.get("/members").await;
    }
    let en = ["System (tamper monitoring)", "Altered data detected", "Account: 小山内 のぞみ", "Detected"];
    let ja = ["システム（改ざんの監視）", "データの改ざんを検知", "アカウント：小山内 のぞみ", "検知"];
    assert_eq!(entries(&owner, ALARMS, "en").await, [en], "once for each state");
    assert_eq!(entries(&owner, ALARMS, "ja").await, [ja]);
    assert_eq!(entries(&owner, "/operation-logs?result=noticed", "en").await.len(), 1);
    assert_eq!(entries(&neighbour, ALARMS, "en").await.len(), 0, "nobody else's");
    t.forge(&format!("UPDATE account SET role = 'administrator' WHERE id = {}", uuid(&t, id))).await.unwrap();
    owner.get("/members").await;
    assert_eq!(entries(&owner, ALARMS, "en").await.len(), 2);
    assert_eq!(alarms(&t).await.len(), 2, "as in the provider's log");
    for log in [t.own.id, PROVIDER] {
        assert!(matches!(log_chain::verdict_of(&t, log).await, Verdict::Good(_)), "{log}");
    }
    assert!(owner.get("/").await.text("[aria-labelledby=h-recent]").unwrap().contains("Detected"));
}

#[tokio::test]
async fn s10_a_row_of_no_company_is_told_to_the_provider_alone() {
    let t = TestApp::new().await;
    let (owner, staff) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    let id = t.account(None, Role::Desk, "desk@sekisho.example").await;
    t.forge(&format!("UPDATE account SET role = 'support' WHERE id = {}", uuid(&t, id))).await.unwrap();
    assert_eq!(staff.get("/support/staff").await.status, 200);
    assert_eq!(alarms(&t).await, [("account".to_owned(), id.to_string())]);
    assert_eq!(entries(&owner, ALARMS, "en").await.len(), 0);
}

#[tokio::test]
async fn s10_a_companys_log_names_nobody_whom_a_made_up_row_names() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let own = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let neighbour = t.account(Some(t.other.id), Role::Viewer, "viewer@aoba.example.jp").await;
    let staff = t.account(None, Role::Desk, "desk@sekisho.example").await;
    for person in [own, neighbour, staff] {
        let made_up = network::Model {
            id: t.app.new_id(),
            tenant_id: t.own.id,
            account_id: Some(person),
            cidr: "203.0.113.0/24".into(),
            note: String::new(),
            created_at: t.now(),
            version: 0,
            mac: None,
        };
        put_back(&t, &made_up).await;
        owner.get("/security/networks").await;
        let newest = entries(&owner, ALARMS, "en").await.remove(0);
        assert!(!newest[2].contains("小山内 のぞみ"), "{newest:?}");
    }
    assert_eq!(entries(&owner, ALARMS, "en").await.len(), 3);
}
