//! S10: what a forged row says is told nobody as a fact: neither in lists, nor in the log, nor to the person.

use crate::forged::uuid;
use crate::support::{Browser, PASSWORD, TestApp};
use app::permission::Role;
use app::sign_in::messages::ALTERED as TOLD;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const DESK: &str = "desk@sekisho.example";

/// The cells of a person's line, without the name.
async fn line(by: &Browser, path: &str, lang: &str, email: &str) -> Vec<String> {
    let page = by.get_in(path, lang).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let html = page.html();
    let row = html.select(&select("tbody tr")).find(|row| row.text().collect::<String>().contains(email));
    let row = row.unwrap_or_else(|| panic!("{path} has no {email}: {}", page.body));
    row.select(&select("td")).map(|cell| cell.text().collect::<String>().trim().to_owned()).collect()
}

#[tokio::test]
async fn s10_a_forged_account_is_called_altered_and_nothing_else() {
    let t = TestApp::new().await;
    let (owner, staff) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.account(None, Role::Desk, DESK).await;
    for (lang, active) in [("en", "Active"), ("ja", "有効")] {
        assert_eq!(line(&owner, "/members", lang, VIEWER).await[2], active);
    }
    for change in ["role = 'owner'", "role = 'none'", "status = 'nonsense'", "may_download = TRUE"] {
        let staffs = change.replace("owner", "support");
        t.forge(&format!("UPDATE account SET {change} WHERE {}", t.whose(VIEWER))).await.unwrap();
        t.forge(&format!("UPDATE account SET {staffs} WHERE {}", t.whose(DESK))).await.unwrap();
        for (lang, mark) in [("en", "Altered; no effect"), ("ja", "改ざん（無効）")] {
            let member = line(&owner, "/members", lang, VIEWER).await;
            assert_eq!(member[1..], ["", mark, "", ""], "{change}: {lang}");
            let desk = line(&staff, "/support/staff", lang, DESK).await;
            assert_eq!(desk[1..3], ["", mark], "{change}: {lang}");
        }
    }
}

#[tokio::test]
async fn s10_the_log_says_that_an_account_was_altered_and_the_person_hears_no_untrue_reason() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    let open = t.sign_in(VIEWER).await;
    t.forge(&format!("UPDATE account SET role = 'owner' WHERE id = {}", uuid(&t, id))).await.unwrap();
    let ended = open.get("/").await;
    assert_eq!(ended.sends_out_to(), Some("/sign-in?ended=account"));
    for (lang, words) in [("en", TOLD.en), ("ja", TOLD.ja)] {
        let page = open.get_in(ended.location.as_deref().unwrap(), lang).await;
        assert_eq!(page.text(".notice--danger").as_deref(), Some(words), "{lang}");
    }
    let tried = t.browser().post("/sign-in", &[("email", VIEWER), ("password", PASSWORD)]).await;
    assert_eq!((tried.status, tried.text("#errors").as_deref()), (422, Some(TOLD.en)));
    assert_eq!(tried.count("[aria-invalid]"), 0, "no field is wrong");
    for (lang, reason, untrue) in [
        ("en", "Account altered outside the console", "Account suspended"),
        ("ja", "アカウントが外部から改ざん", "アカウントが利用停止"),
    ] {
        let history = owner.get_in("/sign-in-history", lang).await.body;
        assert!(history.contains(reason) && !history.contains(untrue), "{lang}: {history}");
    }
}
