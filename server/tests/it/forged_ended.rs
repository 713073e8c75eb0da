//! S10: people of an altered company are told why they cannot come in; nobody else can have the sign-in page say so.

use crate::forged::uuid;
use crate::forged_companies::SHUT_OUT;
use crate::language::switch;
use crate::support::{Answer, Browser, PASSWORD, TestApp};
use app::permission::Role;
use app::sign_in::messages::{ENDED, SHUT_OUT as TOLD};
use chrono::Duration;

const OWNER: &str = "owner@aoba.example.jp";

/// Forges the row of the other company.
async fn forge(t: &TestApp) {
    let change = format!("UPDATE tenant SET profile = 'workspace-saas' WHERE id = {}", uuid(t, t.other.id));
    t.forge(&change).await.unwrap();
}

/// Somebody of an altered company, and where their session ends.
async fn ended(t: &TestApp) -> (Browser, String) {
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    forge(t).await;
    let ended = owner.get("/").await;
    assert_eq!(ended.sends_out_to(), SHUT_OUT);
    (owner, ended.location.unwrap())
}

/// What a page tells beside its form.
async fn told(by: &Browser, path: &str) -> Option<String> {
    by.get(path).await.text(".notice")
}

#[tokio::test]
async fn s10_no_link_has_the_sign_in_page_say_that_a_company_was_altered() {
    let t = TestApp::new().await;
    let (owner, address) = ended(&t).await;
    let sealed = address.rsplit_once('-').unwrap();
    let over = address.replace("company", "1");
    for made_up in [
        "/sign-in?ended=company",
        "/sign-in?ended=1",
        "/sign-in?ended=else",
        "/sign-in?ended=company-9999999999-",
        &format!("{}-{}", sealed.0, "0".repeat(64)),
        &format!("{address}00"),
        &over,
    ] {
        let page = owner.get(made_up).await;
        assert_eq!((page.status, page.text(".notice")), (200, None), "{made_up}");
    }
    assert_eq!(told(&owner, &address).await.as_deref(), Some(TOLD.en));
    assert_eq!(
        told(&t.browser(), &address).await,
        None,
        "a link does not carry it to another browser of the same name"
    );
    let other = owner.client.get(format!("{}{address}", owner.base)).header("user-agent", "another");
    let other = other.header("accept-language", "en").send().await.unwrap().text().await.unwrap();
    assert!(other.contains("Sign in") && !other.contains(TOLD.en), "nor to one of another name");
    t.clock.advance(Duration::minutes(15));
    assert_eq!(told(&owner, &address).await, None, "nor is it said for long");
}

/// The answer to a request with made-up cookies.
async fn with_cookies(t: &TestApp, path: &str, cookies: &str) -> reqwest::Response {
    let request = t.browser().client.get(format!("http://{}{path}", t.address)).header("accept-language", "en");
    request.header("cookie", cookies).send().await.unwrap()
}

#[tokio::test]
async fn who_makes_up_a_session_gets_no_address_that_tells_others_something() {
    let t = TestApp::new().await;
    let made_up = "sekisho=AAAAAAAAAAAAAAAAAAAAAA";
    let answer = with_cookies(&t, "/members", made_up).await;
    let address = answer.headers()["location"].to_str().unwrap().to_owned();
    let set = answer.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let mark = set.filter(|cookie| cookie.starts_with("sekisho-mark=")).collect::<Vec<_>>();
    assert_eq!(mark.len(), 1, "{mark:?}");
    assert!(mark[0].contains("HttpOnly") && mark[0].contains("Max-Age=900"), "{mark:?}");
    let own = mark[0].split(';').next().unwrap();
    let says = async |cookies: &str| with_cookies(&t, &address, cookies).await.text().await.unwrap().contains(ENDED.en);
    assert!(says(own).await, "the browser that was sent there is told");
    for other in [made_up, "sekisho-mark=", "sekisho-mark=00000000000000000000000000000000"] {
        assert!(!says(other).await, "{other}");
    }
    assert_eq!(told(&t.browser(), &address).await, None);
}

#[tokio::test]
async fn s10_who_is_shut_out_is_told_so_in_both_languages_and_no_page_writes_anything() {
    let t = TestApp::new().await;
    let (by, address) = ended(&t).await;
    let sessions = t.scalar("SELECT count(*) FROM session").await;
    let page = by.get(&address).await;
    assert_eq!((page.text(".notice--danger").as_deref(), page.header("set-cookie")), (Some(TOLD.en), ""));
    assert_eq!(t.scalar("SELECT count(*) FROM session").await, sessions);
    let turned = switch(&by, &page).await;
    assert_eq!(turned.location.as_deref(), Some(address.as_str()), "the switch leads back to where it stands");
    assert_eq!(by.get(&address).await.text(".notice--danger").as_deref(), Some(TOLD.ja));
}

#[tokio::test]
async fn a_session_that_is_over_says_so_in_both_languages() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.clock.advance(Duration::days(2));
    let address = owner.get("/members").await.location.unwrap();
    assert_eq!(told(&owner, &address).await.as_deref(), Some(ENDED.en));
    let page = owner.get(&address).await;
    assert_eq!(switch(&owner, &page).await.location.as_deref(), Some(address.as_str()));
    assert_eq!(told(&owner, &address).await.as_deref(), Some(ENDED.ja));
}

#[tokio::test]
async fn s10_after_the_right_password_of_an_altered_company_the_address_stays() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Owner, OWNER).await;
    forge(&t).await;
    let by = t.browser();
    let typed = [("email", OWNER), ("password", PASSWORD), ("return_to", "/members")];
    let page = by.post("/sign-in", &typed).await;
    let kept = |page: &Answer| {
        let value = |name: &str| page.attribute(&format!("form[action='/sign-in'] [name={name}]"), "value");
        (page.status, value("email"), value("return_to"), page.body.contains(PASSWORD))
    };
    assert_eq!(kept(&page), (422, Some(OWNER.into()), Some("/members".into()), false));
    assert_eq!((page.text("#errors").as_deref(), page.count("[aria-invalid]")), (Some(TOLD.en), 0), "nothing is wrong");
    let turned = switch(&by, &page).await;
    assert_eq!(kept(&turned), kept(&page));
    assert_eq!(turned.text("#errors").as_deref(), Some(TOLD.ja));
    assert_eq!(by.get("/").await.sends_out_to(), Some("/sign-in"), "nobody has come in");
}
