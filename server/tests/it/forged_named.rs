//! S10: the entry of an alarm names the kind of row, its company and the person or thing in words, leads to its page, and is
//! no success. So do its downloads, and entries of before that had such a result.

use crate::cases::Scene;
use crate::forged::uuid;
use crate::support::{Answer, Browser, TestApp};
use crate::{invitations, log_chain, staff};
use app::operation_logs::{acts, facts};
use app::permission::Role;
use sea_orm::{ConnectionTrait, Statement};
use server::door::Request;
use server::log::event::Event;
use server::log::{FileVerdict, Verdict, verify_file};
use server::seal::keys::PROVIDER;

/// The company of the tests.
const COMPANY: &str = "株式会社 髙﨑屋ホールディングス";
const LOG: &str = "/support/logs?action=row.forged";

/// The newest entry of a list: what its columns say, and the address of its object.
fn newest(page: &Answer, object: &str, result: &str) -> (String, String, Option<String>) {
    let cell = |label: &str| page.text(&format!("tbody td[data-label='{label}']")).unwrap_or_default();
    (cell(object), cell(result), page.attribute(&format!("tbody td[data-label='{object}'] a"), "href"))
}

async fn in_both(by: &Browser, path: &str) -> [(String, String, Option<String>); 2] {
    let (en, ja) = (by.get_in(path, "en").await, by.get_in(path, "ja").await);
    [newest(&en, "Object", "Result"), newest(&ja, "対象", "結果")]
}

#[tokio::test]
async fn s10_an_alarm_names_who_is_concerned_and_leads_there() {
    let s = Scene::new().await;
    let (t, company) = (&s.t, format!("/support/tenants/{}", s.t.own.id));
    t.forge("UPDATE account SET role = 'owner' WHERE role = 'viewer'").await.unwrap();
    s.admin.get("/members").await;
    let shown = in_both(&s.second, LOG).await;
    let noticed = |object: &str, result: &str| (object.to_owned(), result.to_owned(), Some(company.clone()));
    assert_eq!(shown, [noticed("Account: 小山内 のぞみ", "Detected"), noticed("アカウント：小山内 のぞみ", "検知")]);
    let page = s.second.get(LOG).await;
    assert_eq!(page.text("tbody .badge--danger").as_deref(), Some("Detected"), "in the colour of danger");
    let more = page.text("tr.tbl-detail").unwrap();
    assert!(more.contains(COMPANY) && more.contains(&t.own.id.to_string()), "{more}");
    assert!(more.contains(&t.id_of(crate::cases::PERSON).await.to_string()), "the whole id is there: {more}");
    let at = format!("WHERE id = {}", uuid(t, s.id.parse().unwrap()));
    t.forge(&format!("UPDATE support_case SET state = 'consented' {at}")).await.unwrap();
    s.admin.get("/cases").await;
    let [en, ja] = in_both(&s.second, LOG).await;
    let end = &s.id[28..];
    let called = (format!("Support case (ID ends in {end})"), format!("対応案件（ID末尾 {end}）"));
    assert_eq!((en.0, ja.0), called, "the row may name anybody");
    assert_eq!(en.2, Some(format!("/support/cases/{}", s.id)));
    let change = format!("UPDATE tenant SET second_factor_for_all = TRUE WHERE id = {}", uuid(t, t.own.id));
    t.forge(&change).await.unwrap();
    s.second.get(&company).await;
    let [en, ja] = in_both(&s.second, LOG).await;
    let end = &t.own.id.to_string()[28..];
    assert_eq!(en, (format!("Company (ID ends in {end})"), "Detected".to_owned(), Some(company)));
    assert_eq!(ja.0, format!("契約企業（ID末尾 {end}）"), "the row may say any name");
}

#[tokio::test]
async fn s10_an_alarm_names_people_without_an_account_too() {
    let t = TestApp::new().await;
    let (owner, first) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    invitations::invite(&owner, "new@takasakiya.example.jp", "viewer").await;
    t.forge("UPDATE invitation SET role = 'owner'").await.unwrap();
    owner.get("/members").await;
    let [en, _] = in_both(&first, LOG).await;
    assert!(en.0.starts_with("Invitation: ") && !en.0.contains("ID ends"), "{en:?}");
    assert_eq!(en.2, Some(format!("/support/tenants/{}", t.own.id)));
    staff::ask(&first, "new@sekisho.example").await;
    let page = staff::request_of(&first).await;
    t.forge("UPDATE staff_request SET asked_by = NULL").await.unwrap();
    first.get("/support/staff").await;
    let [en, _] = in_both(&first, LOG).await;
    assert!(en.0.contains("藤原"), "{en:?}");
    assert_eq!(en.2, Some(page));
    // Nobody can read the name.
    let id = t.account(Some(t.own.id), Role::Viewer, "moved@takasakiya.example.jp").await;
    let gone = format!("UPDATE account SET sealed = 'x', role = 'owner' WHERE id = {}", uuid(&t, id));
    t.forge(&gone).await.unwrap();
    owner.get("/members").await;
    let [en, ja] = in_both(&first, LOG).await;
    let end = &id.to_string()[28..];
    assert_eq!((en.0, ja.0), (format!("Account (ID ends in {end})"), format!("アカウント（ID末尾 {end}）")));
}

/// An entry as the program wrote it before what is noticed had a result of its own.
async fn old_entry(t: &TestApp) {
    let event = Event::new(acts::ROW_FORGED).on("account", uuid::Uuid::from_u128(7), "").with(acts::TABLE, "account");
    let tx = Request::system(&t.app, PROVIDER, "alarm").write(app::support::api::HOME).await.unwrap();
    tx.commit(event).await.unwrap();
}

#[tokio::test]
async fn s10_the_filter_and_the_file_know_what_was_noticed_also_in_old_entries() {
    let t = TestApp::new().await;
    let (owner, support) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    old_entry(&t).await;
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    t.forge("UPDATE account SET role = 'owner' WHERE role = 'viewer'").await.unwrap();
    owner.get("/members").await;
    assert_eq!(t.newest_acts(PROVIDER, 2).await, ["row.forged:noticed", "row.forged:success"]);
    let of = async |result: &str| {
        let page = support.get(&format!("/support/logs?result={result}")).await;
        assert_eq!(page.status, 200, "{result}");
        (page.count("tbody tr:not(.tbl-detail)"), page.body.matches("Altered data detected").count())
    };
    let (noticed, success) = (of("noticed").await, of("success").await);
    // The filter itself names the action once.
    assert_eq!((noticed.0, noticed.1), (2, 3));
    assert!(success.0 > 0 && success.1 == 1, "{success:?}");
    assert_eq!(support.get("/support/logs?result=made-up").await.status, 422);
    let file = support.get("/support/logs/file?result=noticed").await.body;
    assert_eq!((file.matches(",Detected,").count(), file.matches(",noticed,").count()), (2, 1), "{file}");
    assert!(file.contains(COMPANY) && file.contains("Account: 小山内 のぞみ"), "{file}");
    let path = t.app.config.data_dir.join("downloaded.csv");
    std::fs::write(&path, &file).unwrap();
    assert!(matches!(verify_file(&path, None).unwrap(), FileVerdict::Good { .. }), "old and new lines are untouched");
    assert!(matches!(log_chain::verdict_of(&t, PROVIDER).await, Verdict::Good(_)));
}

/// Whatever table an alarm names, the log has words for it.
#[tokio::test]
async fn s10_every_table_has_words() {
    let t = TestApp::new().await;
    let all = if t.is_postgres() {
        "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    };
    let all = t.db.query_all_raw(Statement::from_string(t.db.get_database_backend(), all.to_owned())).await.unwrap();
    let all = all.iter().map(|row| row.try_get_by_index::<String>(0).unwrap());
    let not_ours = ["room", "seaql_migrations", "sqlite_sequence"];
    let without: Vec<_> = all
        .filter(|table| {
            // The parts of an index are the database's own.
            let of_database = ["sqlite_stat", "announcement_search"].iter().any(|start| table.starts_with(start));
            !not_ours.contains(&table.as_str()) && !of_database && facts::table(table).is_none()
        })
        .collect();
    assert!(without.is_empty(), "{without:?}");
}
