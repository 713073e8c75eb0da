//! "Who opened this customer?": the log is searched by object, person, address and request, on the page and for the file,
//! without a look at another company's entries.

use crate::people::fill;
use crate::support::{Answer, Browser, TestApp};
use app::operation_logs::acts;
use app::permission::Role;
use app::support::api::TENANTS;
use chrono::FixedOffset;
use server::door::Request;
use server::features::sweep::{index_logs, mend_log_words};
use server::log::event::Event;

const VIEWER: &str = "viewer@takasakiya.example.jp";

/// The rows of a list, without the details below them.
fn rows(page: &Answer) -> Vec<String> {
    let rows = scraper::Selector::parse("main .short > .tbl-wrap > table > tbody > tr:not(.tbl-detail)").unwrap();
    // A line may end after the `@` of an address.
    let text = |row: scraper::ElementRef<'_>| row.text().collect::<Vec<_>>().join(" ").replace("@ ", "@");
    page.html().select(&rows).map(text).collect()
}

async fn found(by: &Browser, query: &str) -> Vec<String> {
    let page = by.get(&format!("/operation-logs?{query}")).await;
    assert_eq!(page.status, 200, "{query}: {}", page.body);
    rows(&page)
}

/// A company whose owner and operator have opened a customer, and a neighbour whose customer has the same id.
async fn opened() -> (TestApp, Browser) {
    let t = TestApp::new().await;
    let people = fill(&t.app, &t.db, t.own.id, 3).await;
    let theirs = fill(&t.app, &t.db, t.other.id, 3).await;
    let (owner, operator) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Operator).await);
    let neighbour = t.signed_in_elsewhere(Role::Owner).await;
    for (by, all) in [(&owner, &people), (&operator, &people), (&neighbour, &theirs)] {
        assert_eq!(by.get(&format!("/end-users/{}", all[1].0)).await.status, 200);
    }
    owner.get(&format!("/end-users/{}", people[2].0)).await;
    (t, owner)
}

#[tokio::test]
async fn every_view_of_a_customer_is_found_and_nobody_elses() {
    let (t, owner) = opened().await;
    for typed in ["C00000001", "c00000001", "%EF%BC%A300000001"] {
        let rows = found(&owner, &format!("q={typed}")).await;
        assert_eq!(rows.len(), 2, "{typed}: {rows:?}");
        assert!(rows.iter().all(|row| row.contains("C00000001") && row.contains("End user viewed")), "{rows:?}");
    }
    assert_eq!(found(&owner, "q=C00000001&result=failure").await.len(), 0, "together with the other filters");
    let page = owner.get("/operation-logs?q=C00000001").await;
    assert!(page.text("caption").unwrap().contains("1–2 of 2"), "{:?}", page.text("caption"));
    assert!(page.attribute("td[data-label=Object] a", "href").unwrap().starts_with("/end-users/"));
    assert_eq!(page.attribute("tr.tbl-detail a", "href").as_deref(), Some("/operation-logs?q=C00000001"));
    let id = page.attribute("td[data-label=Object] a", "href").unwrap().replace("/end-users/", "");
    assert_eq!(found(&owner, &format!("q={id}")).await.len(), 2, "by the id as well");
    let file = owner.get("/operation-logs/file?q=C00000001").await;
    assert_eq!(file.body.matches("end_user.view").count(), 2, "{}", file.body);
    assert!(found(&owner, "action=log.download").await[0].contains("Operation log downloaded"));
    let neighbour = t.sign_in("owner@aoba.example.jp").await;
    assert_eq!(found(&neighbour, "q=C00000001").await.len(), 1);
}

#[tokio::test]
async fn people_are_found_by_name_address_and_place() {
    let (t, owner) = opened().await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.sign_in_with(t.browser().at("203.0.113.9"), VIEWER).await;
    let all = found(&owner, "system=show").await.len();
    let from = found(&owner, "q=203.0.113.9").await;
    assert!(!from.is_empty() && from.iter().all(|row| row.contains("203.0.113.9")), "{from:?}");
    let about = found(&owner, &format!("q={VIEWER}")).await;
    assert!(!about.is_empty() && about.iter().all(|row| row.contains(VIEWER)), "{about:?}");
    for name in ["小山内", "小山内のぞみ", "ﾉｿﾞﾐ　小山内"] {
        let encoded = name.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        let rows = found(&owner, &format!("q={encoded}")).await;
        assert!(rows.len() > 2 && rows.len() <= all, "{name}: {rows:?}");
        for actor in [encoded.as_str(), "owner@takasakiya.example.jp"] {
            let acted = found(&owner, &format!("actor={actor}")).await;
            assert!(acted.iter().all(|row| row.contains("小山内 のぞみ")) && !acted.is_empty(), "{actor}: {acted:?}");
        }
    }
    assert!(!found(&owner, &format!("actor={id}")).await.is_empty());
    assert_eq!(found(&owner, "q=203.0.113.90").await.len(), 0, "whole words alone");
}

#[tokio::test]
async fn a_request_is_found_by_its_number() {
    let (_t, owner) = opened().await;
    let file = owner.get("/operation-logs/file?action=end_user.view").await;
    let mut reader = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    let at = reader.headers().unwrap().iter().position(|name| name == "request_id").unwrap();
    let number = reader.records().next().unwrap().unwrap()[at].to_owned();
    let rows = found(&owner, &format!("q={number}")).await;
    assert!(!number.is_empty() && rows.len() == 1 && rows[0].contains("End user viewed"), "{number}: {rows:?}");
}

/// 運営スタッフ and システム are choices of their own, and the records of the system are a choice as well.
#[tokio::test]
async fn staff_and_the_system_are_told_apart() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let fields = [("scopes", "end_users"), ("reason", "調査"), ("hours", "1")];
    assert_eq!(owner.post("/consents", &fields).await.status, 303);
    let staff = t.signed_in(Role::Support).await;
    assert_eq!(staff.get(&format!("/support/tenants/{}/end-users", t.other.id)).await.status, 200);
    let page = owner.get("/operation-logs?actor=staff").await;
    let seen = rows(&page);
    assert!(seen.len() == 1 && seen[0].contains("Support staff") && seen[0].contains("List: End users"), "{seen:?}");
    assert_eq!(page.text(".badge--staff").as_deref(), Some("Support staff"));
    assert_eq!(found(&owner, "actor=staff&q=%E5%B0%8F%E5%B1%B1%E5%86%85").await, seen, "among the few of staff");
    assert!(found(&owner, "action=consent.grant").await[0].contains("Support access: 調査"));
    assert!(owner.get("/operation-logs/file?actor=staff").await.body.contains("Support staff 小山内 のぞみ"));
    let by_system = Request::system(&t.app, t.other.id, "mail").write(TENANTS).await.unwrap();
    by_system.commit(Event::new(app::mail::acts::SEND).on("mail", t.app.new_id(), VIEWER)).await.unwrap();
    let usual = owner.get("/operation-logs").await;
    assert!(!rows(&usual).iter().any(|row| row.contains(VIEWER)), "{:?}", rows(&usual));
    assert!(usual.attribute("main .note > a[href*='system=show']", "href").is_some(), "{}", usual.body);
    for query in ["system=show", "actor=system", "action=mail.send"] {
        let shown = owner.get(&format!("/operation-logs?{query}")).await;
        assert_eq!(shown.count("tr.tbl-detail"), rows(&shown).len());
        assert!(rows(&shown).iter().any(|row| row.contains(VIEWER)), "{query}");
    }
    assert!(owner.get("/operation-logs/file").await.body.contains("mail.send"), "the file has all of them");
    assert!(!owner.get("/operation-logs/file?system=hide").await.body.contains("mail.send"));
}

/// Entries from before are found once the job has given them words; those whose details are erased are not.
#[tokio::test]
async fn older_entries_are_found_after_the_upgrade_and_erased_ones_no_more() {
    let (t, owner) = opened().await;
    t.forge("DELETE FROM operation_log_word").await.unwrap();
    t.forge("INSERT INTO operation_log_unindexed (tenant_id, seq) SELECT tenant_id, seq FROM operation_log_head")
        .await
        .unwrap();
    let page = owner.get("/operation-logs?q=C00000001").await;
    assert!(rows(&page).is_empty() && page.body.contains("being prepared for search"), "{}", page.body);
    for _ in 0..2 {
        index_logs(&t.app).await.unwrap();
        assert_eq!(found(&owner, "q=C00000001").await.len(), 2);
        assert_eq!(t.scalar("SELECT COUNT(*) FROM operation_log_unindexed").await, 0);
    }
    assert!(!owner.get("/operation-logs?q=C00000001").await.body.contains("being prepared for search"));
    let last = t.log_len(t.own.id).await;
    let tx = Request::system(&t.app, t.own.id, "test").write(TENANTS).await.unwrap();
    tx.commit(Event::new(acts::ERASE_PERSONAL).with(acts::FROM, 1).with(acts::TO, last)).await.unwrap();
    let own = if t.is_postgres() { format!("'{}'", t.own.id) } else { format!("X'{}'", t.own.id.simple()) };
    let erase = format!("DELETE FROM operation_log_personal WHERE tenant_id = {own} AND seq <= {last}");
    t.tamper(&erase).await.unwrap();
    assert_eq!(found(&owner, "q=C00000001").await.len(), 0);
    let left = format!("SELECT COUNT(*) FROM operation_log_word WHERE tenant_id = {own} AND seq <= {last}");
    assert_eq!(t.scalar(&left).await, 0, "the words went with the details");
}

/// S10: rows of words decide nothing.
#[tokio::test]
async fn s10_a_forged_word_opens_no_entry_of_another_company() {
    let (t, owner) = opened().await;
    let before = found(&owner, "q=C00000001").await;
    let id = |company: uuid::Uuid| {
        if t.is_postgres() { format!("'{company}'") } else { format!("X'{}'", company.simple()) }
    };
    let (own, other) = (id(t.own.id), id(t.other.id));
    // Every word of this company points to every number of the neighbour's log as well.
    let forged = format!(
        "INSERT INTO operation_log_word (tenant_id, word_index, seq) SELECT DISTINCT w.tenant_id, w.word_index, l.seq + 1000 \
         FROM operation_log_word w, operation_log l WHERE w.tenant_id = {own} AND l.tenant_id = {other}"
    );
    t.forge(&forged).await.unwrap();
    assert_eq!(found(&owner, "q=C00000001").await, before, "no entry of this log has such a number");
    t.forge(&format!("UPDATE operation_log_word SET tenant_id = {own}, seq = seq + 5000 WHERE tenant_id = {other}"))
        .await
        .unwrap();
    for query in ["q=C00000001", "q=owner%40aoba.example.jp"] {
        assert!(found(&owner, query).await.iter().all(|row| !row.contains("aoba")), "{query}");
    }
    let verdict = crate::log_chain::verdict(&t).await;
    assert!(matches!(verdict, server::log::Verdict::Good(_)), "{verdict:?}");
}

/// S10: somebody who takes words away hides an entry from a search, but not for long, and not unnoticed.
#[tokio::test]
async fn s10_words_that_somebody_takes_away_are_noticed_and_written_again() {
    let (t, owner) = opened().await;
    let keys = t.app.keys.tenant(&t.db, t.own.id).await.unwrap();
    let odd = async || server::log::odd_words(&t.db, &keys).await.unwrap();
    let before = found(&owner, "q=C00000001").await;
    mend_log_words(&t.app).await.unwrap();
    assert!(odd().await.is_empty() && crate::forged::alarms(&t).await.is_empty(), "nothing is wrong");
    let said = "isn't covered by tamper detection";
    assert!(owner.get("/operation-logs?q=C00000001").await.body.contains(said));
    assert!(!owner.get("/operation-logs").await.body.contains(said), "the list without a keyword has all entries");
    t.forge("DELETE FROM operation_log_word").await.unwrap();
    assert!(found(&owner, "q=C00000001").await.is_empty());
    assert!(!odd().await.is_empty(), "`sekisho log verify` names them");
    mend_log_words(&t.app).await.unwrap();
    assert_eq!(found(&owner, "q=C00000001").await, before);
    assert!(odd().await.is_empty());
    let alarm = ("operation_log_word".to_owned(), t.own.id.to_string());
    assert!(crate::forged::alarms(&t).await.contains(&alarm), "{:?}", crate::forged::alarms(&t).await);
}

/// Pages of a search are cut by the number of the entry, forth and back.
#[tokio::test]
async fn pages_of_a_search_follow_each_other() {
    let (t, owner) = opened().await;
    for n in 0..120 {
        let tx = Request::system(&t.app, t.own.id, "test").write(TENANTS).await.unwrap();
        let name = if n % 2 == 0 { "even" } else { "odd" };
        tx.commit(Event::new(acts::DOWNLOAD).on("operation_log", "", name)).await.unwrap();
    }
    // Along the word, and among the few entries of the action.
    for query in ["q=even&system=show", "q=even&action=log.download"] {
        let first = owner.get(&format!("/operation-logs?{query}")).await;
        assert_eq!(rows(&first).len(), 50, "{query}");
        let next = first.attribute("a[rel=next]", "href").unwrap();
        let second = owner.get(&next).await;
        assert_eq!((rows(&second).len(), second.count("a[rel=next]")), (10, 0), "{query}");
        let back = second.attribute("a[rel=prev]", "href").unwrap();
        assert_eq!(rows(&owner.get(&back).await), rows(&first), "{query}");
        assert!(first.text("caption").unwrap().contains("1–50 of 60"), "{query}");
    }
}

/// A keyword together with each of the filters that few entries meet.
#[tokio::test]
async fn a_keyword_and_a_filter_are_met_together() {
    const PLACE: &str = "203.0.113.9";
    let (t, owner) = opened().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.sign_in_with(t.browser().at(PLACE), VIEWER).await;
    t.browser().at(PLACE).post("/sign-in", &[("email", VIEWER), ("password", "wrong")]).await;
    let today = t.now().with_timezone(&FixedOffset::east_opt(9 * 3600).unwrap()).format("%Y-%m-%d");
    let some = [
        String::new(),
        "&result=failure".into(),
        "&action=sign_in".into(),
        format!("&actor={VIEWER}"),
        format!("&from={today}&to={today}"),
        format!("&from={today}&action=sign_in&result=success&actor={VIEWER}"),
    ];
    let none = ["&result=denied", "&actor=staff", "&actor=owner@takasakiya.example.jp", "&from=2031-01-01"];
    for filter in some.iter().map(String::as_str).chain(none) {
        let both = found(&owner, &format!("q={PLACE}&system=show{filter}")).await;
        let mut alone = found(&owner, &format!("system=show{filter}")).await;
        alone.retain(|row| row.contains(PLACE));
        assert_eq!(both, alone, "{filter}");
        assert_eq!(both.is_empty(), none.contains(&filter), "{filter}: {both:?}");
    }
    let viewed = found(&owner, "q=C00000001&action=end_user.view&result=success").await;
    assert_eq!(viewed, found(&owner, "q=C00000001").await);
}
