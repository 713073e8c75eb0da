//! The form of a new export, and the mail about one that took long.

use crate::exports::{form, start, started, work};
use crate::people::fill;
use crate::support::{Answer, TestApp};
use app::exports::preset::{FEWEST, Preset};
use app::permission::Role;
use chrono::Duration;
use scraper::Selector;

const OWNER: &str = "owner@takasakiya.example.jp";
const NEW: &str = "/exports/new";

fn ticked(page: &Answer) -> Vec<String> {
    let (html, boxes) = (page.html(), Selector::parse("input[name=columns][checked]").unwrap());
    html.select(&boxes).filter_map(|one| one.attr("value").map(ToOwned::to_owned)).collect()
}

#[tokio::test]
async fn the_form_begins_with_the_persons_own_last_choice() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 20).await;
    let (owner, admin) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Administrator).await);
    let page = owner.get(NEW).await;
    assert_eq!((page.status, ticked(&page)), (200, FEWEST.iter().map(|code| (*code).to_owned()).collect()));
    assert_eq!(page.text("#matching p").as_deref(), Some("20 end users match."));
    let chosen = [("columns", "customer_id"), ("columns", "email"), ("purpose", "x"), ("prefecture", "東京都")];
    let path = owner.post("/exports", &chosen).await.location.unwrap();
    assert_eq!(ticked(&owner.get(NEW).await), ["customer_id", "email"]);
    assert_eq!(ticked(&admin.get(NEW).await).len(), FEWEST.len(), "another person has another choice");
    let id = path.trim_start_matches("/exports/");
    let again = admin.get(&format!("{NEW}?again={id}")).await;
    assert_eq!(ticked(&again), ["customer_id", "email"], "but may repeat it");
    assert_eq!(again.attribute("#prefecture option[selected]", "value").as_deref(), Some("東京都"));
    let elsewhere = t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(elsewhere.get(&format!("{NEW}?again={id}")).await.status, 404);
    t.forge("UPDATE export SET columns = 'customer_id,note'").await.unwrap();
    assert_eq!(ticked(&owner.get(NEW).await).len(), FEWEST.len(), "a forged export says nothing of what was chosen");
}

#[tokio::test]
async fn presets_tick_columns_and_start_nothing() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    let before = t.log_len(t.own.id).await;
    for preset in Preset::ALL {
        let page = owner.post("/exports/count", &form(&[("preset", preset.code()), ("q", "x")])).await;
        assert_eq!((page.status, ticked(&page).len()), (200, preset.columns().len()), "{preset:?}");
        assert_eq!(page.attribute("#purpose", "value").as_deref(), Some("年末施策の抽出"), "what was typed is kept");
    }
    assert_eq!(owner.post("/exports/count", &form(&[("preset", "everything")])).await.status, 400);
    assert_eq!((t.log_len(t.own.id).await, t.scalar("SELECT count(*) FROM export").await), (before, 0));
}

#[tokio::test]
async fn the_list_says_how_many_there_are() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    for _ in 0..2 {
        start(&owner, &[]).await;
    }
    assert_eq!(owner.get("/exports").await.text("caption").as_deref(), Some("1–2 of 2"));
}

/// A person who waits for a short export still has its page open.
#[tokio::test]
async fn an_export_that_took_long_is_told_to_the_person_who_asked() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 20).await;
    let mails = async || t.scalar("SELECT count(*) FROM mail").await;
    let none = mails().await;
    work(&t, &owner, &path).await;
    assert_eq!(mails().await, none, "a short one");
    let path = start(&owner, &[]).await;
    t.clock.advance(Duration::minutes(2));
    assert_eq!(work(&t, &owner, &path).await.text(".badge").as_deref(), Some("Done"));
    assert_eq!(mails().await, none + 1);
    server::outbox::work(&t.app).await.unwrap();
    let letter = t.newest_mail(OWNER);
    assert!(letter.contains(&path) && letter.contains("ダウンロード期限") && letter.contains("20"), "{letter}");
    let path = start(&owner, &[]).await;
    t.clock.advance(Duration::minutes(2));
    t.tamper("DELETE FROM end_user WHERE id = (SELECT id FROM end_user LIMIT 1)").await.unwrap();
    assert_eq!(work(&t, &owner, &path).await.text(".badge").as_deref(), Some("Failed"));
    server::outbox::work(&t.app).await.unwrap();
    let letter = t.newest_mail(OWNER);
    assert!(letter.contains(&path) && letter.contains("エクスポートの途中でデータが変わり"), "{letter}");
}

#[tokio::test]
async fn the_subject_of_the_mail_names_the_company() {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 3).await;
    t.clock.advance(Duration::minutes(2));
    work(&t, &owner, &path).await;
    let staff = t.signed_in(Role::Support).await;
    let outbox = staff.get_in("/support/outbox", "ja").await;
    let id = outbox.attribute("tbody a[href^='/support/outbox/']", "href").unwrap();
    let mail = staff.get_in(&id, "ja").await;
    assert!(mail.body.contains("データエクスポートの完了｜株式会社 髙﨑屋"), "{}", mail.body);
}
