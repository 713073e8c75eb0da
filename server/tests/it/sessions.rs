//! One's own sessions, the sign-in history, and one's own activity.

use crate::support::{Answer, Company, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::storage::entity::account;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const CHROME: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

pub fn rows(page: &Answer) -> Vec<String> {
    let selector = scraper::Selector::parse("main tbody tr:not(.tbl-detail)").unwrap();
    page.html().select(&selector).map(|row| row.text().collect::<Vec<_>>().join(" ")).collect()
}

#[tokio::test]
async fn one_session_is_ended_or_all_others_are() {
    let t = TestApp::new().await;
    let here = t.signed_in(Role::Viewer).await;
    let (there, elsewhere) = (t.sign_in(VIEWER).await, t.sign_in(VIEWER).await);
    let page = here.get("/account/sessions").await;
    let shown = rows(&page);
    assert_eq!(shown.len(), 3);
    assert!(shown[0].contains("This device") && shown[0].contains("127.0.0.1"), "{}", shown[0]);
    let id = page.attribute("input[name=id]", "value").unwrap();
    assert_eq!(here.post("/account/sessions/end", &[("id", &id)]).await.status, 303);
    let open = [there.get("/").await.status, elsewhere.get("/").await.status];
    assert_eq!(open.iter().filter(|status| **status == 200).count(), 1);
    assert!(here.get("/account/sessions").await.body.contains("The device has been signed out"));
    assert_eq!(here.post("/account/sessions/end-others", &[]).await.status, 303);
    assert_eq!([there.get("/").await.status, elsewhere.get("/").await.status], [303, 303]);
    assert_eq!(here.get("/").await.status, 200);
    assert_eq!(t.newest_acts(t.own.id, 2).await, ["session.end:success", "session.end:success"]);
    assert_eq!(here.post("/account/sessions/end", &[("id", &id)]).await.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["session.end:failure"], "it is gone already");
}

#[tokio::test]
async fn anothers_session_does_not_exist() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let owner = t.signed_in(Role::Owner).await;
    t.sign_in(VIEWER).await;
    let id = viewer.get("/account/sessions").await.attribute("input[name=id]", "value").unwrap();
    owner.post("/account/sessions/end", &[("id", &id)]).await;
    assert_eq!(rows(&viewer.get("/account/sessions").await).len(), 2);
    assert_eq!(owner.post("/account/sessions/end", &[("id", "zz")]).await.status, 404);
}

#[tokio::test]
async fn sessions_that_are_over_are_not_shown_and_where_they_were_is_sealed() {
    let t = TestApp::new().await;
    t.signed_in(Role::Viewer).await;
    t.clock.advance(Duration::hours(1));
    let here = t.sign_in(VIEWER).await;
    assert_eq!(rows(&here.get("/account/sessions").await).len(), 1);
    assert_eq!(t.scalar("SELECT count(*) FROM session WHERE data LIKE '%127.0.0.1%'").await, 0);
}

/// A failed sign-in, and a successful one with a user agent.
async fn some_sign_ins(t: &TestApp, company: &Company) {
    t.account(Some(company.id), Role::Viewer, VIEWER).await;
    t.without_two_steps(VIEWER).await;
    let browser = t.browser();
    browser.post("/sign-in", &[("email", VIEWER), ("password", "wrong")]).await;
    t.clock.advance(Duration::minutes(1));
    let post = browser.client.post(format!("{}/sign-in", browser.base)).header("origin", &browser.base);
    let fields = [("email", VIEWER), ("password", PASSWORD)];
    let answer = post.header("user-agent", CHROME).form(&fields).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 303);
    t.clock.advance(Duration::minutes(1));
}

#[tokio::test]
async fn ms_19_bp_5_the_history_has_time_address_device_and_result() {
    for profile in ["managed-saas", "b2b-platform"] {
        let t = TestApp::new().await;
        let company = t.company(profile).await;
        assert!(t.promises(company.id, "logs.sign_in_fields").await);
        some_sign_ins(&t, &company).await;
        let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
        let shown = rows(&owner.get("/sign-in-history").await);
        assert_eq!(shown.len(), 3, "{shown:?}");
        for part in ["Authenticator app", "Success"] {
            assert!(shown[0].contains(part), "{part}: {}", shown[0]);
        }
        for part in
            ["Nov 22, 2026, 10:06:00", "小山内 のぞみ", "127.0.0.1", "Chrome 131 on Windows", "Password", "Success"]
        {
            assert!(shown[1].contains(part), "{part}: {}", shown[1]);
        }
        for part in ["Nov 22, 2026, 10:05:00", "Unknown device", "Failure", "Wrong password"] {
            assert!(shown[2].contains(part), "{part}: {}", shown[2]);
        }
        assert!(!shown[1].contains("JST"), "the heading says it: {}", shown[1]);
        assert_eq!(rows(&owner.get("/sign-in-history?result=failure").await).len(), 1);
        assert_eq!(owner.get("/sign-in-history?from=yesterday").await.status, 422);
        crate::support::enrol(&t.app, &t.db, t.id_of(VIEWER).await, company.id).await;
        let viewer = t.sign_in(VIEWER).await;
        assert_eq!(viewer.get("/sign-in-history").await.status, 403, "administrators only");
    }
}

#[tokio::test]
async fn the_history_is_a_file_too() {
    let t = TestApp::new().await;
    some_sign_ins(&t, &t.own).await;
    let owner = t.signed_in(Role::Owner).await;
    let file = owner.get("/sign-in-history/file?result=failure").await;
    assert_eq!(file.status, 200);
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"sign_in_history"));
    let mut reader = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(reader.headers().unwrap().get(3), Some("Device"));
    let records: Vec<_> = reader.records().map(|r| r.unwrap()).collect();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].get(6), Some("Wrong password"));
    let id = t.id_of(VIEWER).await;
    assert_eq!(records[0].get(7), Some(id.to_string().as_str()), "MS-13, BP-16: whose it was, whole");
    let page = owner.get("/sign-in-history?result=failure").await;
    assert_eq!(page.text(".tbl-detail code"), Some(id.to_string()));
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["sign_in_history.download:success"]);
}

#[tokio::test]
async fn ws_2_activity_shows_when_who_and_what_of_oneself_alone() {
    let t = TestApp::new().await;
    let company = t.company("workspace-saas").await;
    some_sign_ins(&t, &company).await;
    t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    let viewer = t.sign_in(VIEWER).await;
    viewer.post("/display", &[("lang", "en"), ("back", "/")]).await;
    let shown = rows(&viewer.get("/account/activity").await);
    assert_eq!(shown.len(), 4, "{shown:?}");
    assert!(shown[0].contains("Display settings changed") && shown[3].contains("Failure"), "{shown:?}");
    assert!(shown[2].contains("Chrome 131 on Windows"));
}

/// All sessions of a person end while they sign in: the new session must not survive.
#[tokio::test]
async fn a_session_that_is_opened_while_all_are_ended_is_not_left_over() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.meanwhile("INSERT ON session", "UPDATE account SET sessions_no = sessions_no + 1").await;
    let browser = t.browser();
    let answer = browser.post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(t.scalar("SELECT count(*) FROM session WHERE account_id IS NOT NULL").await, 0);
    assert_eq!(t.acts_but_alarms(t.own.id, 1).await, ["sign_in:failure"]);
    assert!(browser.get("/").await.location.is_some_and(|to| to.starts_with("/sign-in")));
}

#[tokio::test]
async fn ones_own_activity_is_filtered_and_a_file_too() {
    let t = TestApp::new().await;
    some_sign_ins(&t, &t.own).await;
    t.signed_in(Role::Owner).await;
    let viewer = t.sign_in(VIEWER).await;
    viewer.post("/display", &[("lang", "en"), ("back", "/")]).await;
    let shown = async |query: &str| rows(&viewer.get(&format!("/account/activity{query}")).await);
    assert_eq!(shown("?action=sign_in").await.len(), 3, "sign-ins alone");
    let failed = shown("?result=failure").await;
    assert!(failed.len() == 1 && failed[0].contains("Wrong password"), "{failed:?}");
    assert!(shown("?action=sign_in&result=success").await[1].contains("Password"), "with what");
    assert_eq!(shown("?to=2026-11-21").await.len(), 0);
    assert_eq!(shown("?from=2026-11-22&to=2026-11-22").await.len(), 4);
    let refused = viewer.get("/account/activity?from=yesterday").await;
    assert_eq!((refused.status, refused.count(".head-acts a"), refused.count("tbody tr")), (422, 0, 0));
    let page = viewer.get("/account/activity?result=failure").await;
    let file = page.attribute(".head-acts a", "href").unwrap();
    assert_eq!(file, "/account/activity/file?result=failure");
    let file = viewer.get(&file).await;
    let mut reader = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(reader.headers().unwrap().get(1), Some("Action"));
    let records: Vec<_> = reader.records().map(|r| r.unwrap()).collect();
    assert_eq!((records.len(), records[0].get(7)), (1, Some("Wrong password")), "{}", file.body);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["activity.download:success"]);
    let owner = account::Entity::find().filter(account::Column::Role.eq("owner")).one(&t.db).await.unwrap().unwrap().id;
    let other = viewer.get(&format!("/account/activity/file?actor={owner}")).await;
    assert_eq!(other.body.matches("Sign in").count(), 3, "nobody else's, whatever the address asks: {}", other.body);
}

/// An administrator sees the activity of one member's account, in which a foreign sign-in stands out.
#[tokio::test]
async fn ws_2_an_administrator_looks_at_one_members_activity() {
    let t = TestApp::new().await;
    let company = t.company("workspace-saas").await;
    some_sign_ins(&t, &company).await;
    let foreign = t.sign_in_with(t.browser().at("198.51.100.66"), VIEWER).await;
    foreign.post("/display", &[("lang", "en"), ("theme", "dark"), ("back", "/account")]).await;
    let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    let member = "main tbody a[href^='/members/']";
    let page = owner.get("/members?q=viewer").await;
    let links = scraper::Selector::parse(member).unwrap();
    let hrefs: Vec<_> = page.html().select(&links).map(|a| a.value().attr("href").unwrap().to_owned()).collect();
    let mut found = None;
    for href in hrefs {
        let page = owner.get(&href).await;
        if page.body.contains("viewer@") {
            found = page.attribute("a[href^='/sign-in-history?actor=']", "href");
        }
    }
    let history = found.unwrap();
    let shown = rows(&owner.get(&history).await);
    assert_eq!(shown.len(), 3, "their sign-ins and nobody else's: {shown:?}");
    assert!(shown[0].contains("198.51.100.66") && shown[0].contains("Unknown device"), "{}", shown[0]);
    assert!(shown[1].contains("127.0.0.1") && shown[1].contains("Chrome 131 on Windows"), "{}", shown[1]);
    let id = history.split('=').nth(1).unwrap();
    let acts = owner.get(&format!("/operation-logs?actor={id}")).await;
    let acts = rows(&acts).join("\n");
    assert!(acts.contains("Display settings changed") && acts.contains("198.51.100.66"), "{acts}");
    assert!(acts.contains("小山内 のぞみ") && acts.contains("Nov 22, 2026"), "who and when: {acts}");
    for path in [history.clone(), format!("/operation-logs?actor={id}"), format!("/members/{id}")] {
        assert_eq!(foreign.get(&path).await.status, 403, "{path}: of oneself alone");
    }
}

/// Who repeats the post writes nothing: an entry stands for an idle timeout that was really reset.
#[tokio::test]
async fn extending_a_session_again_and_again_fills_no_log() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.clock.advance(Duration::minutes(25));
    let before = t.log_len(t.own.id).await;
    for _ in 0..5 {
        let extended = viewer.post("/account/sessions/extend", &[]).await;
        assert_eq!((extended.status, extended.location.as_deref()), (303, Some("/account")));
    }
    assert_eq!(t.log_len(t.own.id).await, before + 1, "one entry a minute");
    t.clock.advance(Duration::seconds(61));
    tokio::join!(viewer.post("/account/sessions/extend", &[]), viewer.post("/account/sessions/extend", &[]));
    assert_eq!(t.log_len(t.own.id).await, before + 2, "also of two at once");
}

/// The click in the warning resets the idle timeout and has its entry; the absolute limit stays, and nothing else counts.
#[tokio::test]
async fn a_session_is_extended_by_a_click_until_its_absolute_limit() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let limits = |page: &Answer| {
        ["data-idle", "data-left"].map(|name| page.attribute("dialog#session", name).unwrap().parse::<i64>().unwrap())
    };
    assert_eq!(limits(&viewer.get("/").await), [29 * 60, 12 * 60 * 60]);
    for _ in 0..28 {
        t.clock.advance(Duration::minutes(25));
        let extended = viewer.post("/account/sessions/extend", &[]).await;
        assert_eq!((extended.status, extended.location.as_deref()), (303, Some("/account")));
        assert_eq!(t.newest_acts(t.own.id, 1).await, ["session.extend:success"]);
    }
    assert_eq!(limits(&viewer.get("/account").await), [29 * 60, 20 * 60]);
    t.clock.advance(Duration::minutes(20));
    let over = viewer.post("/account/sessions/extend", &[]).await;
    assert!(over.location.is_some_and(|to| to.starts_with("/sign-in")), "{}", over.status);
    assert_eq!(viewer.post("/account/sessions/extend", &[("minutes", "600")]).await.status, 303, "a stranger");
    let viewer = t.sign_in(VIEWER).await;
    assert_eq!(viewer.post("/account/sessions/extend", &[("minutes", "600")]).await.status, 400);
}
