//! Requests before the user is known: odd shapes, cookies of neighbours, invalid methods.

use crate::secrets::Journal;
use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use reqwest::header::HeaderValue;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends raw bytes, and reads until the console closes the connection.
async fn send(to: SocketAddr, bytes: impl AsRef<[u8]>) -> String {
    let mut stream = TcpStream::connect(to).await.unwrap();
    stream.write_all(bytes.as_ref()).await.unwrap();
    let mut answer = Vec::new();
    // Unread bytes at the close may end the reading early.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[tokio::test]
async fn a_request_names_one_host() {
    let t = TestApp::new().await;
    for (head, expected) in [
        ("GET /sign-in HTTP/1.1\r\nhost: a\r\n", "200"),
        ("GET /sign-in HTTP/1.1\r\n", "400"),
        ("GET /sign-in HTTP/1.1\r\nhost: a\r\nhost: b\r\n", "400"),
        ("GET /sign-in HTTP/1.1\r\nhost: a b\r\n", "400"),
        ("GET /healthz HTTP/1.0\r\n", "200"),
    ] {
        let answer = send(t.address, format!("{head}connection: close\r\n\r\n")).await;
        assert_eq!(status(&answer), expected, "{head}");
    }
}

#[tokio::test]
async fn nothing_hides_behind_a_request_of_two_lengths() {
    let t = TestApp::new().await;
    let smuggled = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
    let lengths = format!("content-length: {}\r\ntransfer-encoding: chunked", smuggled.len() + 5);
    let answer =
        send(t.address, format!("GET /sign-in HTTP/1.1\r\nhost: a\r\n{lengths}\r\n\r\n0\r\n\r\n{smuggled}")).await;
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "one answer, then the end: {answer}");
}

#[tokio::test]
async fn made_up_methods_do_not_fill_the_log() {
    let (journal, _listening) = Journal::listen();
    let t = TestApp::new().await;
    for (length, expected) in [(20, "403"), (1000, "501"), (40_000, "431")] {
        let method = "A".repeat(length);
        let answer = send(t.address, format!("{method} / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")).await;
        assert_eq!(status(&answer), expected, "{length}");
    }
    let longest = journal.text().lines().map(str::len).max().unwrap();
    assert!(longest < 1000, "{longest}");
    assert_eq!(journal.text().matches("\"method\":\"other\"").count(), 3);
}

/// The session cookie of a person who signs in, as the browser sends it.
async fn session(t: &TestApp) -> String {
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let form = [("email", "viewer@takasakiya.example.jp"), ("password", PASSWORD)];
    let answer = t.browser().post("/sign-in", &form).await;
    let mut cookies = answer.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap().split(';'));
    cookies.find_map(|mut c| c.next().filter(|c| c.starts_with("sekisho="))).unwrap().to_owned()
}

#[tokio::test]
async fn of_several_cookies_of_our_name_the_one_that_opens_counts() {
    let t = TestApp::new().await;
    let session = session(&t).await;
    let (client, base) = (reqwest::Client::builder().no_proxy().build().unwrap(), t.browser().base);
    // Cookies that another application on a parent domain may set. The last one has the console's name when decoded.
    let (planted, odd) = ("sekisho=AAAAAAAAAAAAAAAAAAAAAA", "sekisho=none");
    let coded = "%73ekisho=AAAAAAAAAAAAAAAAAAAAAA";
    let s = session.as_str();
    let cases: [(&[&str], &str); 8] = [
        (&[s, planted], "/account"),
        (&[planted, s], "/account"),
        (&[s, odd, planted], "/account"),
        (&[odd, planted, planted, s, planted], "/account"),
        (&[s, s], "/account"),
        (&[s, coded], "/account"),
        (&[planted, planted, planted, planted, s, planted], "/sign-in"),
        (&[planted, odd], "/sign-in"),
    ];
    for (cookies, path) in cases {
        let page = client.get(format!("{base}/account")).header("cookie", cookies.join("; ")).send().await.unwrap();
        assert_eq!((page.status().as_u16(), page.url().path()), (200, path), "{cookies:?}");
    }
}

#[tokio::test]
async fn a_neighbours_cookie_takes_no_session_with_it() {
    let t = TestApp::new().await;
    let session = session(&t).await;
    let (client, base) = (reqwest::Client::builder().no_proxy().build().unwrap(), t.browser().base);
    // 山田 in CP932 and é in Latin-1.
    let sent = [&b"user=\x8eR\x93c; "[..], session.as_bytes(), b"; x=\xe9; theme=dark"].concat();
    let page = client.get(format!("{base}/account")).header("cookie", HeaderValue::from_bytes(&sent).unwrap());
    let page = page.send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.url().path()), (200, "/account"));
    assert!(page.text().await.unwrap().contains("data-theme=\"dark\""), "ours are all read");
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_page() {
    let t = TestApp::new().await;
    let browser = t.browser();
    let answer = browser.get("/sign-in/?return_to=/exports").await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/sign-in?return_to=/exports")));
    assert_eq!(browser.get("/nothing/").await.status, 404);
    assert_eq!(browser.get("//evil.example/").await.status, 404);
}

/// Makes the log refuse entries, as when the disk is full.
async fn fill_up(t: &TestApp) {
    let trigger = if t.is_postgres() {
        t.tamper("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$")
            .await
            .unwrap();
        "CREATE TRIGGER full_disk BEFORE INSERT ON operation_log FOR EACH ROW EXECUTE FUNCTION full_disk()"
    } else {
        "CREATE TRIGGER full_disk BEFORE INSERT ON operation_log BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    };
    t.tamper(trigger).await.unwrap();
}

#[tokio::test]
async fn a_full_disk_is_said_as_such() {
    let (journal, _listening) = Journal::listen();
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(owner.get("/readyz").await.status, 200);
    fill_up(&t).await;
    let answer = owner.post("/display", &[("lang", "en"), ("back", "/")]).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, ""));
    assert!(answer.body.contains("Previously saved data is not lost"), "{}", answer.body);
    assert!(
        answer.body.contains("Trying again won't help. Please contact Support")
            && !answer.body.contains("Wait a moment")
    );
    let told = journal.text();
    let told: Vec<_> = told.lines().filter(|line| line.contains("no room left")).collect();
    assert!(told.len() == 1 && told[0].contains("\"level\":\"ERROR\""), "{told:?}");
    let ready = owner.get("/readyz").await;
    assert_eq!((ready.status, ready.body.as_str()), (503, "no disk space"));
    assert_eq!(owner.get("/healthz").await.status, 200, "the process itself is well");
    t.clock.advance(chrono::Duration::seconds(6));
    assert_eq!(owner.get("/readyz").await.status, 200, "a write was tried and found room");
    assert_eq!(t.scalar("SELECT count(*) FROM room").await, 0);
}

/// SL-19: pages for strangers name no library, no version and no compiler.
#[tokio::test]
async fn sl_19_pages_for_strangers_name_no_middleware() {
    let t = TestApp::new().await;
    let browser = t.browser();
    let inside = t.signed_in(Role::Owner).await.get("/").await.body;
    assert!(inside.contains("<sekisho-island") && !inside.contains("leptos"), "what moves has a name of ours");
    for path in ["/sign-in", "/sign-in/help", "/join", "/nothing", "/assets/nothing.js", "/sign-in/verify", "/exports"]
    {
        let answer = browser.get(path).await;
        let shown = format!("{:?}{}", answer.headers, answer.body).to_ascii_lowercase();
        for name in ["leptos", "axum", "hyper", "tower", "rustc", "sqlite", "postgres", "sea-orm", ".rs:", "\"server\""]
        {
            assert!(!shown.contains(name), "{path}: {name}");
        }
    }
}
