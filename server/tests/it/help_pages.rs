//! Help over HTTP: pages before and after sign-in, search, and the reader's own policy.

use crate::support::TestApp;
use app::permission::Role;
use app::product::{MEMBER_MENU, STAFF_MENU};
use server::features::help::SOURCES;

#[tokio::test]
async fn a_stranger_reads_help_in_both_languages() {
    let t = TestApp::new().await;
    let browser = t.browser();
    let sign_in = browser.get("/sign-in").await;
    assert_eq!(sign_in.attribute(".signin-lang a", "href").as_deref(), Some("/help/sign-in"));
    for (lang, title, words) in
        [("ja", "データエクスポート", "必要な権限："), ("en", "Data export", "Required permission:")]
    {
        let index = browser.get_in("/help", lang).await;
        assert!(index.status == 200 && index.body.contains("/help/exports"), "{lang}");
        let page = browser.get_in("/help/exports", lang).await;
        assert_eq!((page.status, page.text("h1").as_deref()), (200, Some(title)));
        assert!(page.text(".prose").unwrap().contains(words), "{}", page.body);
        assert_eq!(page.count(".prose script, .prose img, .prose [style]"), 0);
    }
    assert_eq!(browser.get("/help/made-up").await.status, 404);
}

#[tokio::test]
async fn pages_for_staff_are_for_staff() {
    let t = TestApp::new().await;
    let (owner, staff) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    for browser in [&t.browser(), &owner] {
        assert_eq!(browser.get("/help/support-cases").await.status, 404);
        assert!(!browser.get("/help").await.body.contains("/help/support-cases"));
        assert!(!browser.get("/help?q=outbox").await.body.contains("/help/support-outbox"));
    }
    assert_eq!(staff.get("/help/support-cases").await.status, 200);
    assert!(staff.get("/help?q=outbox").await.body.contains("/help/support-outbox"));
}

#[tokio::test]
async fn every_help_page_is_shown_and_every_screen_leads_to_its_own() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    for page in SOURCES {
        for lang in ["ja", "en"] {
            let answer = staff.get_in(&format!("/help/{}", page.name), lang).await;
            assert!(answer.status == 200 && !answer.body.contains("{needs"), "{} {lang}", page.name);
        }
    }
    let owner = t.signed_in(Role::Owner).await;
    for (browser, menu) in [(&owner, MEMBER_MENU), (&staff, STAFF_MENU)] {
        for screen in menu.iter().flat_map(|(_, screens)| *screens) {
            let href = browser.get(screen.path).await.attribute(".head-help", "href");
            let href = href.unwrap_or_else(|| panic!("{}: its head has no help", screen.path));
            let help = browser.get(&href).await;
            assert_eq!(help.status, 200, "{href}");
            assert_eq!(help.attribute("main a.btn", "href").as_deref(), Some(screen.path), "{href}");
        }
    }
}

#[tokio::test]
async fn words_are_found_inside_a_sentence() {
    let t = TestApp::new().await;
    let browser = t.browser();
    for (typed, page) in [
        ("都道府県", "/help/end-users"),
        ("ハッシュチェーン", "/help/glossary"),
        ("はっしゅ", "/help/glossary"),
        ("特定の都道府県 エクスポート", "/help/end-users"),
        ("ＳＨＡ－２５６", "/help/exports"),
    ] {
        let found = browser.get_in(&format!("/help?q={typed}"), "ja").await;
        assert!(found.body.contains(&format!("href=\"{page}\"")), "{typed}");
    }
    let found = browser.get("/help?q=prefecture%20EXPORT").await;
    assert_eq!(found.attribute(".list a", "href").as_deref(), Some("/help/exports"), "a word in the title counts more");
    let none = browser.get("/help?q=no-such-word").await;
    assert_eq!((none.status, none.text(".empty-title").as_deref()), (200, Some("No help pages match.")));
    assert_eq!(browser.get(&format!("/help?q={}", "x".repeat(201))).await.status, 422);
}

#[tokio::test]
async fn ms_23_help_is_on_the_web_and_names_the_browsers_of_the_profile() {
    let t = TestApp::new().await;
    let company = t.company("managed-saas").await;
    for key in ["publication.help", "publication.browsers"] {
        assert!(t.promises(company.id, key).await, "{key}");
    }
    let lines = server::profile::built_in("managed-saas").unwrap().lines();
    let value = |key: &str| lines.iter().find(|line| line.key == key).unwrap().value_en.clone();
    let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    let policy = owner.get("/help/policy").await;
    let said = policy.text("main").unwrap();
    for key in ["publication.browsers", "password.max_age_days.administrators", "support.desk.weekdays"] {
        assert!(said.contains(&value(key)), "{key}: {said}");
    }
    assert!(said.contains("MS-23") && said.contains("MS-16"), "{said}");
    assert!(owner.get("/help/browsers").await.body.contains("/help/policy"));
}

#[tokio::test]
async fn strangers_read_the_default_policy_and_staff_the_strictest() {
    let t = TestApp::new().await;
    let policy = t.browser().get("/help/policy").await;
    let said = policy.text("main").unwrap();
    assert!(policy.status == 200 && said.contains("You aren't signed in"), "{said}");
    assert!(policy.count(".policy-mark") > 5, "{}", policy.body);
    let staff = t.signed_in(Role::Support).await.get("/help/policy").await;
    assert!(staff.text(".head-sub").unwrap().contains("strictest"), "{}", staff.body);
}

/// Policy where it hurts: the forced change and the refused password carry the statement that asks for them.
#[tokio::test]
async fn sl_20a_sl_20d_a_refusal_says_which_statement_asks_for_it() {
    const EMAIL: &str = "new@takasakiya.example.jp";
    let t = TestApp::new().await;
    let issued =
        server::features::tenants::add_account(&t.app, Some(t.own.id), Role::Viewer, EMAIL, "渡邊 彩").await.unwrap();
    let browser = t.browser();
    browser.post("/sign-in", &[("email", EMAIL), ("password", &issued.one_time_password)]).await;
    let forced = browser.get("/account/password").await;
    assert_eq!(forced.text(".notice .policy-mark code").as_deref(), Some("SL-20d"), "{}", forced.body);
    assert_eq!(forced.count(".field .policy-mark"), 0);
    let fields = [("new", "wet lattice ravine"), ("again", "wet lattice ravine")];
    let refused = browser.post("/account/password", &fields).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.text(".field .policy-mark code").as_deref(), Some("SL-20a"), "{}", refused.body);
    let statement = server::profile::statements::find("SL-20a").unwrap();
    assert_eq!(refused.text(".field .policy-mark p").as_deref(), Some(statement.text.en));
    let help = browser.get("/help/password").await;
    assert_eq!((help.status, help.count(".shell")), (200, 0), "readable before the password is changed");
}
