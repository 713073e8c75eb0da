//! Requests of strangers, and mere views, write nothing (ASVS 3.5.3): the test requests every public address and counts
//! the rows of every table.

use crate::support::{Browser, TestApp};
use app::permission::{Access, Role};
use app::tables;
use sea_orm::{ConnectionTrait, Statement};
use server::features::ENDPOINTS;
use server::outbox::work;
use std::collections::BTreeMap;

/// Has the form of a token, but belongs to no link.
pub const MADE_UP: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const PERSON: &str = "tanaka@takasakiya.example.jp";

/// The number of rows in each table.
async fn counts(t: &TestApp) -> BTreeMap<String, i64> {
    let names = if t.is_postgres() {
        "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    };
    let statement = Statement::from_string(t.db.get_database_backend(), names);
    let mut counts = BTreeMap::new();
    for row in t.db.query_all_raw(statement).await.unwrap() {
        let name: String = row.try_get_by_index(0).unwrap();
        let n = t.scalar(&format!("SELECT count(*) FROM {name}")).await;
        counts.insert(name, n);
    }
    counts
}

fn filled(path: &str) -> String {
    path.replace("{id}", "01977f00-0000-7000-8000-000000000000").replace("{person}", "x").replace("{token}", MADE_UP)
}

/// Made-up fields for every public form. An unknown field would be refused before any lookup.
fn fields(path: &str, n: usize) -> Vec<(&'static str, String)> {
    let email = format!("nobody{n}@example.jp");
    match path {
        "/sign-in" => vec![("email", email), ("password", "made up 1".into())],
        "/sign-in/help" => vec![("email", email), ("name", "x".into()), ("kind", "other".into())],
        "/sign-in/passkey" => vec![("credential", "{}".into())],
        "/display" => vec![("lang", "en".into()), ("theme", "dark".into())],
        "/join" | "/password/reset" => vec![("new", "made up 1".into()), ("again", "made up 1".into())],
        "/sign-in/verify" => vec![("code", "000000".into())],
        _ => Vec::new(),
    }
}

async fn post(browser: &Browser, path: &str, n: usize) -> u16 {
    let fields = fields(path, n);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &fields).await.status
}

#[tokio::test]
async fn looking_as_a_stranger_writes_nothing() {
    let t = TestApp::configured(|config| config.public_url = Some("http://localhost:3999".into())).await;
    let before = counts(&t).await;
    let linked = tables::pages().filter(|page| page.access == Access::Link);
    let shapes = [MADE_UP, &MADE_UP[1..], &format!("{MADE_UP}A"), &format!("{}%3D", &MADE_UP[1..]), &"x".repeat(6000)];
    let links = linked.flat_map(|page| shapes.map(|token| format!("{}/{token}", page.path)));
    let paths = tables::pages().map(|page| filled(page.path)).chain(ENDPOINTS.iter().map(|m| filled(m.path)));
    let paths: Vec<_> = paths.chain(links).chain(["/no-such-page".to_owned()]).collect();
    for path in &paths {
        for _ in 0..5 {
            // Once without a cookie, and once with made-up cookies.
            let answer = t.browser().get(path).await;
            assert!(answer.status < 500, "{path}");
            let session = answer.headers.get_all("set-cookie").iter().any(|c| c.as_bytes().starts_with(b"sekisho="));
            assert!(!session, "{path} opens a session");
            let odd = t.browser().client.get(format!("http://{}{path}", t.address));
            odd.header("cookie", "sekisho=AAAAAAAAAAAAAAAAAAAAAA; sekisho-device=v2.x.y").send().await.unwrap();
        }
    }
    assert_eq!(counts(&t).await, before);
}

/// Strangers may act only a limited number of times per network; beyond the limit nothing is written.
#[tokio::test]
async fn what_strangers_post_is_counted_before_anything_is_written() {
    let t = TestApp::configured(|config| config.public_url = Some("http://localhost:3999".into())).await;
    let rules = &t.app.default_profile().lockout;
    let most = rules.per_address_per_minute.max(rules.passkeys_per_address_per_minute) as usize;
    for path in tables::posts().map(|post| post.path) {
        let browser = t.browser();
        for n in 0..=most {
            if post(&t.browser(), path, n).await == 429 {
                break;
            }
        }
        let before = counts(&t).await;
        for n in 0..3 {
            let status = post(&browser, path, 1000 + n).await;
            let free = ["/display", "/sign-out"].contains(&path);
            assert_eq!(status, if free { 303 } else { 429 }, "{path}");
        }
        assert_eq!(counts(&t).await, before, "{path}");
    }
}

#[tokio::test]
async fn links_and_passkeys_are_asked_for_so_often_from_one_place() {
    let t = TestApp::configured(|config| config.public_url = Some("http://localhost:3999".into())).await;
    let rules = &t.app.default_profile().lockout;
    let mut statuses = Vec::new();
    for n in 0..rules.per_address_per_minute + 2 {
        let browser = t.browser().at(["2001:db8:0:1::1", "2001:db8:0:1:8000::"][n as usize % 2]);
        statuses.push(browser.get(&format!("/join/{MADE_UP}")).await.status);
    }
    let (allowed, refused) = statuses.split_at(rules.per_address_per_minute as usize);
    assert!(allowed.iter().all(|status| *status == 410) && refused == [429, 429], "{statuses:?}");
    assert_eq!(t.browser().get(&format!("/join/{MADE_UP}")).await.status, 410, "another place");
    for n in 0..rules.passkeys_per_address_per_minute + 2 {
        let asked = t.browser().post("/sign-in/passkey/start", &[]).await;
        assert_eq!(asked.status, if n < rules.passkeys_per_address_per_minute { 303 } else { 429 }, "{n}");
    }
    let sessions = t.scalar("SELECT count(*) FROM session").await;
    assert_eq!(sessions, i64::from(rules.passkeys_per_address_per_minute));
    t.clock.advance(chrono::Duration::minutes(1));
    assert_eq!(t.browser().post("/sign-in/passkey/start", &[]).await.status, 303);
}

/// A valid link is stored by its row, so that reading sessions in the database reveals no token.
#[tokio::test]
async fn a_link_is_kept_without_what_opens_it() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let invited = [("name", "田中"), ("email", PERSON), ("role", "viewer"), ("lang", "en")];
    assert_eq!(owner.post("/members", &invited).await.status, 303);
    work(&t.app).await.unwrap();
    let path = t.link_in_mail(PERSON);
    let token = path.rsplit('/').next().unwrap();
    let sessions = t.scalar("SELECT count(*) FROM session").await;
    let browser = t.browser();
    let head = browser.client.head(format!("{}{path}", browser.base)).send().await.unwrap();
    assert_eq!(head.status().as_u16(), 303);
    assert_eq!(t.browser().get(&format!("/password/reset/{token}")).await.status, 410, "for another page");
    assert_eq!(t.scalar("SELECT count(*) FROM session").await, sessions, "mail scanners keep nothing");
    assert_eq!(browser.get(&path).await.status, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM session").await, sessions + 1);
    assert_eq!(t.scalar(&format!("SELECT count(*) FROM session WHERE data LIKE '%{token}%'")).await, 0);
    assert_eq!(browser.get("/join").await.status, 200);
    t.clock.advance(chrono::Duration::days(30));
    assert_eq!(t.browser().get(&path).await.status, 410, "its time is over");
}
