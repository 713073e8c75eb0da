//! The language switch on a page that answered a post: the page comes back with its form, and nothing is done again.

use crate::profile_effects::preview;
use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use scraper::Selector;

/// Presses the language switch of a page.
async fn switch(by: &Browser, page: &Answer) -> Answer {
    let html = page.html();
    let controls = Selector::parse("form[action='/display'] [name]").unwrap();
    let field = |control: scraper::ElementRef<'_>| {
        let value = |name| control.attr(name).unwrap_or_default().to_owned();
        (value("name"), value("value"))
    };
    let fields: Vec<(String, String)> = html.select(&controls).map(field).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    by.post("/display", &fields).await
}

#[tokio::test]
async fn a_preview_comes_back_in_the_other_language() {
    let t = TestApp::new().await;
    let (staff, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    let shown = preview(&staff, &company, "b2b-platform").await;
    assert_eq!(shown.attribute("html", "lang").as_deref(), Some("en"));
    let turned = switch(&staff, &shown).await;
    assert_eq!((turned.status, turned.attribute("html", "lang").as_deref()), (200, Some("ja")), "{}", turned.body);
    assert!(turned.text("#h-effect").unwrap().starts_with("変更の影響"), "{}", turned.body);
    let profile = "form[action='/support/tenants/profile'] [name=profile]";
    assert_eq!(turned.attribute(profile, "value").as_deref(), Some("b2b-platform"));
    let back = switch(&staff, &turned).await;
    assert!(back.text("#h-effect").unwrap().starts_with("What changes"), "and back: {}", back.body);
    assert_eq!(t.scalar("SELECT count(*) FROM profile_change").await, 0);
    let page = staff.get(&format!("/support/tenants/{company}")).await;
    assert_eq!((page.count("#h-effect"), page.count("[name=typed]")), (0, 0), "an address carries none");
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed_and_without_secrets() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let fields = [("name", "渡邊 𠮷郎"), ("email", "no address"), ("role", "viewer")];
    let refused = owner.post("/members", &fields).await;
    assert_eq!(refused.status, 422);
    let turned = switch(&owner, &refused).await;
    assert_eq!(turned.status, 200);
    assert_eq!(turned.attribute("form[action='/members'] [name=name]", "value").as_deref(), Some("渡邊 𠮷郎"));
    let typed = [("current", "old secret"), ("new", "new secret"), ("again", "another")];
    let refused = owner.post("/account/password", &typed).await;
    assert_eq!(refused.status, 422);
    assert!(!refused.body.contains("secret"), "{}", refused.body);
    assert_eq!(switch(&owner, &refused).await.status, 200);
}

#[tokio::test]
async fn the_switch_does_nothing_but_turn_the_page() {
    let t = TestApp::new().await;
    let (owner, viewer) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Viewer).await);
    let invited = "name=%E6%B8%A1%E9%82%8A&email=new%40takasakiya.example.jp&role=viewer";
    let turn = [("lang", "ja"), ("back", "/members"), ("sent_to", "/members"), ("typed", invited)];
    let turned = owner.post("/display", &turn).await;
    assert!(turned.status == 200 && turned.body.contains("new@takasakiya.example.jp"), "{}", turned.body);
    assert_eq!(t.scalar("SELECT count(*) FROM invitation").await, 0);
    assert_eq!(viewer.post("/display", &turn).await.status, 403, "whoever may not post it does not see its page");
    assert_eq!(t.browser().post("/display", &turn).await.status, 303);
    let nowhere = [("lang", "ja"), ("back", "/members"), ("sent_to", "/nowhere"), ("typed", invited)];
    assert_eq!(owner.post("/display", &nowhere).await.location.as_deref(), Some("/members"));
}
