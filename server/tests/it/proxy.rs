//! Behind a proxy that serves TLS: its headers are trusted, those of others are not, and plain HTTP gets nothing.

use crate::secrets::Journal;
use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use reqwest::{RequestBuilder, Response};

const ORIGIN: &str = "https://console.example.jp";

async fn behind_tls(proxies: &[&str]) -> TestApp {
    TestApp::configured(|config| {
        config.public_url = Some(ORIGIN.into());
        config.trusted_proxies = proxies.iter().map(|p| p.parse().unwrap()).collect();
    })
    .await
}

fn over_tls(request: RequestBuilder) -> RequestBuilder {
    request.header("x-forwarded-proto", "https").header("x-forwarded-for", "192.0.2.66, 203.0.113.5")
}

#[tokio::test]
async fn sl_17_plain_http_gets_no_content() {
    let t = behind_tls(&["127.0.0.0/8"]).await;
    assert!(t.promises(t.own.id, "tls.required").await);
    let browser = t.browser();
    for path in ["/sign-in", "/", "/assets/none.css", "/exports/x/file"] {
        let answer = browser.client.get(format!("{}{path}", browser.base)).header("accept", "text/html").send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.status().as_u16(), 403, "{path}");
        assert_eq!(answer.text().await.unwrap(), "https_required", "{path}");
    }
    let page = over_tls(browser.client.get(format!("{}/sign-in", browser.base))).send().await.unwrap();
    assert_eq!(page.status().as_u16(), 200);
    assert_eq!(page.headers()["strict-transport-security"], "max-age=31536000; includeSubDomains");
    assert_eq!(browser.get("/healthz").await.status, 200, "a load balancer asks directly");
}

#[tokio::test]
async fn a_stranger_to_our_proxies_cannot_say_so() {
    let t = behind_tls(&["10.0.0.0/8"]).await;
    let browser = t.browser();
    let page = over_tls(browser.client.get(format!("{}/sign-in", browser.base))).send().await.unwrap();
    assert_eq!(page.status().as_u16(), 403);
}

/// The response that opens the session of an owner who signs in through the proxy.
async fn signed_in(t: &TestApp) -> Response {
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let browser = t.browser();
    let form = [("email", "a@example.jp"), ("password", PASSWORD)];
    let request = over_tls(browser.client.post(format!("{}/sign-in", browser.base))).header("origin", ORIGIN);
    let half = request.form(&form).send().await.unwrap();
    assert_eq!(half.headers()["location"], "/sign-in/verify");
    let half = half.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let request = over_tls(browser.client.post(format!("{}/sign-in/verify", browser.base))).header("origin", ORIGIN);
    let answer = request.header("cookie", half).form(&[("code", &t.code())]).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "/");
    answer
}

fn cookies(answer: &Response) -> Vec<&str> {
    answer.headers().get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect()
}

/// A page that a signed-in person requests through the proxy.
async fn page(t: &TestApp, answer: &Response, path: &str) -> String {
    let session = cookies(answer).into_iter().find_map(|c| c.strip_prefix("__Host-sekisho=")?.split(';').next());
    let page = over_tls(t.browser().client.get(format!("http://{}{path}", t.address))).header("accept-language", "en");
    let page = page.header("cookie", format!("__Host-sekisho={}", session.unwrap()));
    page.send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn the_log_has_the_clients_address_and_cookies_are_secure() {
    let t = behind_tls(&["127.0.0.0/8"]).await;
    let answer = signed_in(&t).await;
    let set = cookies(&answer);
    for name in ["__Host-sekisho=", "__Host-sekisho-device="] {
        let cookie = set.iter().find(|c| c.starts_with(name)).unwrap();
        assert!(["HttpOnly", "Secure", "Path=/"].iter().all(|part| cookie.contains(part)), "{cookie}");
    }
    let refused = over_tls(t.browser().client.post(format!("http://{}/sign-in", t.address))).header("origin", ORIGIN);
    let refused = refused.form(&[("email", "a@example.jp"), ("password", "wrong lattice 7")]).send().await.unwrap();
    let mark = cookies(&refused).into_iter().find(|c| c.starts_with("__Host-sekisho-mark=")).unwrap();
    let parts = ["HttpOnly", "Secure", "Path=/", "SameSite=Lax", "Max-Age=900"];
    assert!(parts.iter().all(|part| mark.contains(part)), "{mark}");
    let log = page(&t, &answer, "/operation-logs").await;
    assert!(log.contains("203.0.113.5") && !log.contains("192.0.2.66"), "the nearest address that is no proxy's");
}

/// TLS is required, with HSTS for a year; the proxy decides versions and ciphers.
#[tokio::test]
async fn sl_17_security_says_of_tls_what_holds_behind_a_proxy() {
    let t = behind_tls(&["127.0.0.0/8"]).await;
    let answer = signed_in(&t).await;
    let page = page(&t, &answer, "/security/profile").await;
    let html = scraper::Html::parse_document(&page);
    let rows = scraper::Selector::parse("tbody tr").unwrap();
    let row = |label: &str| {
        let texts = html.select(&rows).map(|row| row.text().collect::<String>());
        texts.into_iter().find(|text| text.trim_start().starts_with(label)).unwrap()
    };
    for (label, state) in [
        ("Require TLS (reject HTTP)", "Enforced"),
        ("HSTS duration", "Enforced"),
        ("Minimum version", "Handled by staff"),
        ("Ciphers", "Handled by staff"),
    ] {
        assert!(row(label).contains(state), "{}", row(label));
    }
    assert!(!page.contains("unencrypted HTTP"));
}

#[tokio::test]
async fn an_address_with_a_port_or_in_brackets_is_the_clients() {
    let (journal, _listening) = Journal::listen();
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    for (said, ip) in [("203.0.113.5:51234", "203.0.113.5"), ("[2001:db8::7]:8080", "2001:db8::7")] {
        assert_eq!(owner.at(said).get("/").await.status, 200, "{said}");
        assert!(journal.text().contains(&format!("\"ip\":\"{ip}\"")), "{said}");
    }
    owner.at("203.0.113.5:1").post("/security/networks/add", &[("network", "203.0.113.0/24")]).await;
    let limited = owner.at("203.0.113.5:2").post("/security/networks", &[("scope", "everyone")]).await;
    assert_eq!(limited.status, 303, "{}", limited.body);
    assert_eq!(owner.at("203.0.113.9:5555").get("/").await.status, 200);
    assert_eq!(owner.at("198.51.100.9:5555").get("/").await.status, 403);
}

#[tokio::test]
async fn a_proxy_that_names_no_address_makes_nobody_somebody_else() {
    let (journal, _listening) = Journal::listen();
    let t = TestApp::new().await;
    for said in ["unknown", "203.0.113.5:x", "unknown"] {
        assert_eq!(t.browser().at(said).get("/sign-in").await.status, 400, "{said}");
    }
    assert_eq!(journal.text().matches("names no address").count(), 1, "told once: {}", journal.text());
    assert_eq!(t.browser().at("203.0.113.5").get("/sign-in").await.status, 200);
    assert_eq!(t.browser().at("unknown").get("/healthz").await.status, 200);
}
