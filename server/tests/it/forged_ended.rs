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

/// Where the session of somebody of an altered company ends.
async fn ended(t: &TestApp) -> String {
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    forge(t).await;
    let ended = owner.get("/").await;
    assert_eq!(ended.leads_to(), SHUT_OUT);
    ended.location.unwrap()
}

/// What a page tells beside its form.
async fn told(by: &Browser, path: &str) -> Option<String> {
    by.get(path).await.text(".notice")
}

#[tokio::test]
async fn s10_no_link_has_the_sign_in_page_say_that_a_company_was_altered() {
    let t = TestApp::new().await;
    let address = ended(&t).await;
    let stranger = t.browser();
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
        let page = stranger.get(made_up).await;
        assert_eq!((page.status, page.text(".notice")), (200, None), "{made_up}");
    }
    assert_eq!(told(&stranger, &address).await.as_deref(), Some(TOLD.en));
    let other = stranger.client.get(format!("{}{address}", stranger.base)).header("user-agent", "another");
    let other = other.header("accept-language", "en").send().await.unwrap().text().await.unwrap();
    assert!(other.contains("Sign in") && !other.contains(TOLD.en), "a link does not carry it to another browser");
    t.clock.advance(Duration::minutes(15));
    assert_eq!(told(&stranger, &address).await, None, "nor is it said for long");
}

#[tokio::test]
async fn s10_who_is_shut_out_is_told_so_in_both_languages_and_no_page_writes_anything() {
    let t = TestApp::new().await;
    let address = ended(&t).await;
    let by = t.browser();
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
    assert_eq!(by.get("/").await.leads_to(), Some("/sign-in"), "nobody has come in");
}
