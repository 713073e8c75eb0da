//! Data exports: from the form to the file, and everything that must not happen on the way.

use crate::people::{assert_holds, fill, read};
use crate::support::{Answer, Browser, TestApp, until};
use app::exports::api::COLUMNS;
use app::permission::Role;
use std::path::PathBuf;
use std::time::Duration as Wait;
use tokio_util::sync::CancellationToken;

/// More than one block of rows.
pub const MANY: usize = 4_500;

/// The form as sent by a browser: all columns, no filter.
pub fn form<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let columns = COLUMNS.iter().map(|c| ("columns", *c));
    let mut fields: Vec<_> = columns.chain([("purpose", "年末施策の抽出")]).collect();
    fields.extend_from_slice(more);
    fields
}

/// Starts an export and returns its address.
pub async fn start(browser: &Browser, more: &[(&str, &str)]) -> String {
    let answer = browser.post("/exports", &form(more)).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.unwrap()
}

/// An owner with an export of so many people that waits, and its address.
pub async fn started(t: &TestApp, people: usize) -> (Browser, String) {
    fill(&t.app, &t.db, t.own.id, people).await;
    let owner = t.signed_in(Role::Owner).await;
    let path = start(&owner, &[]).await;
    (owner, path)
}

/// Runs the worker until an export has ended.
pub async fn work(t: &TestApp, browser: &Browser, path: &str) -> Answer {
    let stop = CancellationToken::new();
    let worker = tokio::spawn(server::features::exports::run(t.app.clone(), stop.clone()));
    let page = ended(browser, path).await;
    stop.cancel();
    worker.await.unwrap();
    page
}

async fn ended(browser: &Browser, path: &str) -> Answer {
    for _ in 0..600 {
        let page = browser.get(path).await;
        let state = page.text(".badge").unwrap_or_default();
        if !["Waiting", "Running"].contains(&state.as_str()) {
            return page;
        }
        tokio::time::sleep(Wait::from_millis(50)).await;
    }
    panic!("{path} did not end");
}

pub async fn bytes(
    browser: &Browser,
    path: &str,
    headers: &[(&str, &str)],
) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
    let mut request = browser.client.get(format!("{}{path}", browser.base));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.headers().clone(), response.bytes().await.unwrap().to_vec())
}

pub fn id(path: &str) -> &str {
    path.strip_prefix("/exports/").unwrap()
}

/// The paths of an export's file: complete, and while it is being written.
pub fn files(t: &TestApp, path: &str) -> (PathBuf, PathBuf) {
    let dir = t.dir.path().join("exports").join(t.own.id.to_string());
    (dir.join(format!("{}.sealed", id(path))), dir.join(format!("{}.sealed.part", id(path))))
}

fn assert_is_a_file(headers: &reqwest::header::HeaderMap, length: usize) {
    assert_eq!(headers["content-security-policy"], "sandbox; default-src 'none'");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["accept-ranges"], "bytes");
    assert_eq!(headers["content-length"].to_str().unwrap(), length.to_string());
    let name = headers["content-disposition"].to_str().unwrap();
    assert!(
        name.starts_with("attachment; filename=\"end_users_202611221005.csv\"; filename*=UTF-8''end_users_2026"),
        "{name}"
    );
}

#[tokio::test]
async fn from_the_form_to_the_file() {
    let t = TestApp::new().await;
    let people = fill(&t.app, &t.db, t.own.id, MANY).await;
    let owner = t.signed_in(Role::Owner).await;
    let counted = owner.post("/exports/count", &[("count", "1"), ("columns", "email"), ("purpose", "why")]).await;
    assert_eq!(counted.text("[role=status] p").as_deref(), Some("4,500 end users match."));
    assert_eq!(counted.count("input[name=columns][checked]"), 1);
    assert_eq!(counted.attribute("#purpose", "value").as_deref(), Some("why"));
    let unknown = owner.post("/exports/count", &[("count", "1"), ("provider", "zz")]).await;
    assert_eq!((unknown.status, unknown.count("[role=status] p")), (422, 0), "nothing is counted");
    let path = start(&owner, &[]).await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["export.start:success"]);
    let waiting = owner.get(&path).await;
    assert_eq!(waiting.text(".badge").as_deref(), Some("Waiting"));
    assert!(waiting.body.contains("<noscript><meta http-equiv=\"refresh\""), "without script it is loaded again");
    assert_eq!(waiting.count(&format!("main a[href='{path}']")), 1, "or by hand");
    let done = work(&t, &owner, &path).await;
    assert_eq!(done.text(".badge").as_deref(), Some("Done"), "{}", done.body);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["export.finish:success"]);

    let (status, headers, file) = bytes(&owner, &format!("{path}/file"), &[]).await;
    assert_eq!(status, 200);
    assert_holds(&file, &people);
    assert_is_a_file(&headers, file.len());

    let (_, headers, manifest) = bytes(&owner, &format!("{path}/manifest"), &[]).await;
    assert_eq!(headers["content-type"], "application/json");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let hash = hex::encode(ring::digest::digest(&ring::digest::SHA256, &file));
    assert_eq!(manifest["sha256"], hash.as_str());
    assert_eq!((manifest["rows"].as_u64(), manifest["bytes"].as_u64()), (Some(4_500), Some(file.len() as u64)));
    assert_eq!(manifest["file"], "end_users_202611221005.csv");
    assert_eq!(manifest["columns"].as_array().unwrap().len(), COLUMNS.len());

    assert_eq!(t.newest_acts(t.own.id, 2).await, ["export.download:success", "export.download:success"]);
    let page = owner.get(&path).await;
    assert_eq!(page.text(".hash"), Some(hash));
    assert_eq!(page.count("[aria-labelledby=h-downloads] tbody tr"), 2);
    assert!(owner.get("/exports").await.body.contains("end_users_202611221005.csv"));
    owner.post("/display", &[("lang", "ja"), ("back", "/exports")]).await;
    start(&owner, &[]).await;
    assert!(owner.get("/exports").await.body.contains("エンドユーザー_202611221005.csv"), "in the reader's language");
}

#[tokio::test]
async fn a_filter_narrows_rows_and_columns() {
    let t = TestApp::new().await;
    let people = fill(&t.app, &t.db, t.own.id, 60).await;
    let owner = t.signed_in(Role::Owner).await;
    let cases: [(&str, &str, usize); 3] =
        [("prefecture", "東京都", 20), ("provider", "google", 9), ("provider", "line", 60)];
    for (name, value, n) in cases {
        let counted = owner.post("/exports/count", &[("count", "1"), (name, value)]).await;
        assert_eq!(counted.text("[role=status] p").unwrap(), format!("{n} end users match."), "{value}");
        let fields = [("columns", "note"), ("columns", "customer_id"), ("purpose", "x"), (name, value)];
        let path = owner.post("/exports", &fields).await.location.unwrap();
        assert_eq!(work(&t, &owner, &path).await.text(".badge").as_deref(), Some("Done"));
        let (heading, lines) = read(&bytes(&owner, &format!("{path}/file"), &[]).await.2);
        assert_eq!(heading, ["customer_id", "note"], "the order of the file is fixed");
        let of = |p: &&(uuid::Uuid, server::features::end_users::person::EndUserData)| {
            p.1.prefecture == value || p.1.identities.iter().any(|(provider, _)| provider == value)
        };
        let expected: Vec<_> = people.iter().filter(of).map(|(_, p)| p.customer_id.clone()).collect();
        assert_eq!(expected.len(), n);
        assert_eq!(lines.into_iter().map(|l| l[0].clone()).collect::<Vec<_>>(), expected);
    }
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    let before = t.log_len(t.own.id).await;
    let fields = [("columns", "email"), ("columns", "note"), ("prefecture", "大阪府"), ("q", "髙﨑"), ("purpose", " ")];
    let answer = owner.post("/exports", &fields).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.field_error("purpose").as_deref(), Some("Enter the purpose."));
    assert_eq!(answer.count("input[name=columns][checked]"), 2);
    assert_eq!(answer.attribute("#q", "value").as_deref(), Some("髙﨑"));
    assert_eq!(answer.attribute("#prefecture option[selected]", "value").as_deref(), Some("大阪府"));
    let answer = owner.post("/exports", &[("purpose", "x"), ("prefecture", "パリ")]).await;
    assert_eq!(answer.field_error("columns").as_deref(), Some("Select at least one column."));
    assert_eq!(answer.field_error("prefecture").as_deref(), Some("Select a prefecture from the list."));
    assert_eq!(answer.count("input[name=columns][checked]"), 0);
    let answer = owner.post("/exports", &form(&[("q", "nobody@example.jp")])).await;
    assert_eq!(answer.field_error("q").as_deref(), Some("No end users match. Broaden your filters."));
    assert_eq!(owner.post("/exports", &form(&[("columns", "password_hash")])).await.status, 400);
    let headings = owner.post("/exports", &form(&[("headings", "fr")])).await;
    assert_eq!((headings.status, headings.field_error("headings").is_some()), (422, true));
    assert_eq!(t.log_len(t.own.id).await, before);
}

#[tokio::test]
async fn only_who_may_sees_starts_and_downloads() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 3).await;
    work(&t, &owner, &path).await;
    let operator = t.signed_in(Role::Operator).await;
    assert_eq!(operator.get("/exports").await.count("a[href='/exports/new']"), 0);
    assert_eq!(operator.get("/exports/new").await.status, 403);
    assert_eq!(operator.post("/exports/count", &[("count", "1")]).await.status, 403);
    let page = operator.get(&path).await;
    assert_eq!((page.status, page.count(&format!("a[href='{path}/file']"))), (200, 0));
    assert_eq!(operator.post("/exports", &form(&[])).await.status, 403);
    assert_eq!(operator.post("/exports/cancel", &[("id", id(&path))]).await.status, 403);
    let viewer = t.signed_in(Role::Viewer).await;
    let elsewhere = t.signed_in_elsewhere(Role::Owner).await;
    for what in ["", "/file", "/manifest", "/progress"] {
        let path = format!("{path}{what}");
        assert_eq!(viewer.get(&path).await.status, 403, "{path}");
        assert_eq!(elsewhere.get(&path).await.status, 404, "{path}");
        assert_eq!(t.browser().get(&path).await.status, 303, "{path}");
    }
    for what in ["/file", "/manifest"] {
        assert_eq!(operator.get(&format!("{path}{what}")).await.status, 403);
    }
    assert_eq!(elsewhere.post("/exports/cancel", &[("id", id(&path))]).await.status, 404);
    let stream = t.browser().client.get(format!("{}{path}/progress", owner.base)).header("accept", "text/event-stream");
    assert_eq!(stream.send().await.unwrap().status().as_u16(), 401);
    t.tamper("UPDATE account SET role = 'operator' WHERE role = 'owner'").await.unwrap();
    assert_eq!(owner.get(&format!("{path}/file")).await.status, 403, "the right is checked at each download");
}

#[tokio::test]
async fn parts_of_a_file() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 50).await;
    work(&t, &owner, &path).await;
    let path = format!("{path}/file");
    let (_, headers, whole) = bytes(&owner, &path, &[]).await;
    let etag = headers["etag"].to_str().unwrap();
    let len = whole.len();
    let (status, headers, part) = bytes(&owner, &path, &[("range", "bytes=100-"), ("if-range", etag)]).await;
    assert_eq!((status, part.as_slice()), (206, &whole[100..]));
    assert_eq!(headers["content-range"].to_str().unwrap(), format!("bytes 100-{}/{len}", len - 1));
    assert_eq!(bytes(&owner, &path, &[("range", "bytes=-7")]).await.2, &whole[len - 7..]);
    assert_eq!(bytes(&owner, &path, &[("range", "bytes=3-5")]).await.2, &whole[3..6]);
    assert_eq!(bytes(&owner, &path, &[("range", "bytes=3-5"), ("if-range", "\"other\"")]).await.2, whole);
    assert_eq!(bytes(&owner, &path, &[("range", "bytes=0-1,3-5")]).await.0, 200);
    let before = t.log_len(t.own.id).await;
    let (status, headers, _) = bytes(&owner, &path, &[("range", "bytes=99999999-")]).await;
    assert_eq!((status, headers["content-range"].to_str().unwrap()), (416, format!("bytes */{len}").as_str()));
    let head = owner.client.head(format!("{}{path}", owner.base)).send().await.unwrap();
    assert_eq!(
        (head.status().as_u16(), head.headers()["content-length"].to_str().unwrap()),
        (200, len.to_string().as_str())
    );
    assert_eq!(t.log_len(t.own.id).await, before, "no byte went out");
    assert!(owner.get("/operation-logs?action=export.download").await.body.contains(&format!("100-{}/{len}", len - 1)));
}

#[tokio::test]
async fn a_company_waits_for_itself_and_not_for_ever() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 20).await;
    let owner = t.signed_in(Role::Owner).await;
    let mut paths = Vec::new();
    for _ in 0..3 {
        paths.push(start(&owner, &[]).await);
    }
    let answer = owner.post("/exports", &form(&[])).await;
    assert_eq!(answer.status, 422);
    assert!(answer.field_error("purpose").unwrap().starts_with("3 exports are already waiting"));
    assert_eq!(answer.attribute("#purpose", "value").as_deref(), Some("年末施策の抽出"), "what was typed is kept");
    let (running, done) = ("state = 'running'", "state = 'done'");
    let count = async |state: &str| t.scalar(&format!("SELECT count(*) FROM export WHERE {state}")).await;
    let looks = until("all are done", async || {
        assert!(count(running).await <= 1, "one after another");
        count(done).await == 3
    });
    let works = async {
        for path in &paths {
            assert_eq!(work(&t, &owner, path).await.text(".badge").as_deref(), Some("Done"));
        }
    };
    futures_util::join!(works, looks);
}
