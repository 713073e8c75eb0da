//! The page of one's own account, and the settings that it keeps.

use crate::support::TestApp;
use app::permission::Role;

#[tokio::test]
async fn the_account_page_says_what_is_set_up() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let page = owner.get("/account").await;
    let lines = page.text(".list--state").unwrap();
    for words in ["Valid until", "On since", "1 active session", "None"] {
        assert!(lines.contains(words), "{words}: {lines}");
    }
    t.rest().await;
    t.sign_in("owner@takasakiya.example.jp").await;
    assert!(owner.get("/account").await.text(".list--state").unwrap().contains("2 active sessions"));
    let staff = t.signed_in(Role::Support).await;
    assert_eq!(staff.get("/account").await.status, 200);
}

/// WCAG 2.1.4: the keys can be switched off, on every device of the person.
#[tokio::test]
async fn the_keys_can_be_switched_off() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let keys = async |by: &crate::support::Browser| by.get("/").await.attribute("html", "data-keys");
    assert_eq!(keys(&owner).await, None);
    assert_eq!(owner.post("/display", &[("keys", "off"), ("back", "/account")]).await.status, 303);
    assert_eq!(keys(&owner).await.as_deref(), Some("off"));
    t.rest().await;
    let other = t.sign_in("owner@takasakiya.example.jp").await;
    assert_eq!(keys(&other).await.as_deref(), Some("off"), "the account keeps it");
    owner.post("/display", &[("keys", "maybe"), ("back", "/account")]).await;
    assert_eq!(keys(&owner).await.as_deref(), Some("off"), "an unknown value changes nothing");
    owner.post("/display", &[("keys", "on"), ("back", "/account")]).await;
    assert_eq!(keys(&owner).await, None);
}
