//! The language switch on a page that answered a post: the page comes back with its form, and nothing is done again.

use crate::profile_effects::preview;
use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use scraper::Selector;

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c))
}

/// Presses the language switch of a page.
pub async fn switch(by: &Browser, page: &Answer) -> Answer {
    let fields = fields(page);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    by.post("/display", &fields).await
}

/// The fields of the language switch of a page.
fn fields(page: &Answer) -> Vec<(String, String)> {
    let html = page.html();
    let controls = Selector::parse("form.shell-opt[action='/display'] [name]").unwrap();
    let field = |control: scraper::ElementRef<'_>| {
        let value = |name| control.attr(name).unwrap_or_default().to_owned();
        (value("name"), value("value"))
    };
    html.select(&controls).map(field).collect()
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
    assert!(back.text("#h-effect").unwrap().starts_with("Impact of the change"), "and back: {}", back.body);
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
    assert_eq!((turned.status, turned.attribute("html", "lang").as_deref()), (422, Some("ja")));
    assert_eq!(turned.attribute("form[action='/members'] [name=name]", "value").as_deref(), Some("渡邊 𠮷郎"));
    assert_eq!(turned.attribute("form[action='/members'] [name=email]", "value").as_deref(), Some("no address"));
    let said = |page: &Answer| (page.field_error("email").unwrap(), page.text("#errors").unwrap());
    let (en, ja) = (said(&refused), said(&turned));
    assert!(!is_japanese(&en.0) && is_japanese(&ja.0) && ja.1.contains(&ja.0), "{en:?} {ja:?}");
    assert_eq!(said(&switch(&owner, &turned).await), en, "and back");
    let typed = [("current", "old secret"), ("new", "new secret"), ("again", "another")];
    let refused = owner.post("/account/password", &typed).await;
    assert_eq!(refused.status, 422);
    assert!(!refused.body.contains("secret"), "{}", refused.body);
    let turned = switch(&owner, &refused).await;
    assert_eq!((turned.status, turned.body.contains("secret")), (422, false), "{}", turned.body);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM invitation").await, 0);
}

#[tokio::test]
async fn a_stranger_keeps_what_was_refused_too() {
    let t = TestApp::new().await;
    let stranger = t.browser();
    let refused = stranger.post("/sign-in", &[("email", "nobody@example.jp"), ("password", "wrong")]).await;
    assert_eq!(refused.status, 422);
    let turned = switch(&stranger, &refused).await;
    assert_eq!((turned.status, turned.attribute("html", "lang").as_deref()), (422, Some("ja")));
    assert_eq!(turned.attribute("[name=email]", "value").as_deref(), Some("nobody@example.jp"));
    let (en, ja) = (refused.text("#errors").unwrap(), turned.text("#errors").unwrap());
    assert!(!is_japanese(&en) && is_japanese(&ja), "{en} {ja}");
    let elsewhere = switch(&t.browser(), &refused).await;
    assert_eq!(elsewhere.status, 200, "what was said to another browser");
}

/// Nobody has the console say something that it has not said, or not to this person.
#[tokio::test]
async fn what_was_refused_cannot_be_made_up_or_taken_from_others() {
    let t = TestApp::new().await;
    let (owner, neighbour) = (t.signed_in(Role::Owner).await, t.signed_in_elsewhere(Role::Owner).await);
    let refused = owner.post("/members", &[("name", "渡邊"), ("email", "no address"), ("role", "viewer")]).await;
    let whole = fields(&refused);
    assert!(whole.iter().any(|(name, value)| name == "seal" && value.len() == 64), "{whole:?}");
    let send = async |by: &Browser, name: &str, change: &str| {
        let fields = whole.iter().map(|(of, value)| (of.as_str(), if of == name { change } else { value.as_str() }));
        let turned = by.post("/display", &fields.collect::<Vec<_>>()).await;
        assert!(turned.body.contains("渡邊"), "{name}: {}", turned.body);
        turned.status
    };
    assert_eq!(send(&owner, "", "").await, 422);
    let made_up = r#"[{"field":"email","message":{"ja":"0120-000-000 に電話","en":"Call 0120-000-000"}}]"#;
    assert_eq!(send(&owner, "errors", made_up).await, 200);
    assert_eq!(send(&owner, "seal", "").await, 200);
    assert_eq!(send(&owner, "seal", "zz").await, 200);
    assert_eq!(send(&neighbour, "", "").await, 200, "said to somebody else");
    assert_eq!(send(&t.sign_in("owner@takasakiya.example.jp").await, "", "").await, 200, "in another session");
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
    assert_eq!(viewer.post("/display", &turn).await.status, 403, "a person who may not post it does not see its page");
    assert_eq!(t.browser().post("/display", &turn).await.status, 303);
    let nowhere = [("lang", "ja"), ("back", "/members"), ("sent_to", "/nowhere"), ("typed", invited)];
    assert_eq!(owner.post("/display", &nowhere).await.location.as_deref(), Some("/members"));
}
