//! Announcements for readers (SL-1): what is for a company, what is unread, the search, acknowledgement, and who has read it.

use crate::forged::uuid;
use crate::support::{Announced, Browser, TestApp};
use app::announcements::api::VIEW;
use app::announcements::kinds::AnnouncementKind;
use app::permission::Role;
use chrono::Duration;
use server::door::Request;
use server::features::announcements::name;
use server::storage::reach::Reach;
use uuid::Uuid;

const LIST: &str = "/announcements";
const TITLES: &str = "tbody th a";

fn page(id: Uuid) -> String {
    format!("{LIST}/{id}")
}

fn called(title: &'static str) -> Announced {
    Announced { title, english: (title, ""), ..Announced::default() }
}

/// The titles of a list, from top to bottom; unread ones are bold.
async fn titles(by: &Browser, path: &str) -> Vec<String> {
    let answer = by.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    let html = answer.html();
    let selector = scraper::Selector::parse(TITLES).unwrap();
    html.select(&selector).map(|found| found.text().collect::<String>()).collect()
}

/// The number of unread announcements in the menu.
async fn unread(by: &Browser) -> String {
    by.get("/account").await.text(".nav a[href='/announcements'] .count").unwrap_or_default()
}

async fn acknowledge(by: &Browser, id: Uuid, number: &str) -> crate::support::Answer {
    by.post("/announcements/acknowledge", &[("id", &id.to_string()), ("number", number)]).await
}

#[tokio::test]
async fn sl_1_unread_ones_come_first_until_they_are_opened() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let old = t.announce(&called("古い")).await;
    t.clock.advance(Duration::minutes(1));
    let new = t.announce(&called("新しい")).await;
    assert_eq!(titles(&viewer, LIST).await, ["Unread 新しい", "Unread 古い"]);
    assert!(unread(&viewer).await.starts_with('2'));
    let log = t.log_len(t.own.id).await;
    let opened = viewer.get(&page(new)).await;
    assert_eq!((opened.status, opened.text("h1").as_deref()), (200, Some("新しい")));
    assert_eq!(opened.text(".prose strong").as_deref(), Some("保守作業"));
    assert_eq!(titles(&viewer, LIST).await, ["Unread 古い", "新しい"]);
    assert_eq!(titles(&viewer, "/announcements?unread=1").await, ["Unread 古い"]);
    viewer.get(&page(old)).await;
    viewer.get(&page(old)).await;
    assert_eq!(titles(&viewer, LIST).await, ["新しい", "古い"]);
    assert_eq!(unread(&viewer).await, "");
    assert_eq!(t.log_len(t.own.id).await, log, "reading is no entry");
    assert_eq!(t.scalar("SELECT count(*) FROM announcement_receipt").await, 2, "one for each");
    t.clock.advance(Duration::minutes(1));
    let other = t.signed_in(Role::Operator).await;
    assert_eq!(unread(&other).await, "", "what was there before the account is not unread");
    assert_eq!(titles(&other, LIST).await, ["新しい", "古い"]);
}

#[tokio::test]
async fn sl_1_a_year_later_nobody_is_asked_to_read_it() {
    let t = TestApp::new().await;
    t.signed_in(Role::Viewer).await;
    t.announce(&called("去年")).await;
    t.clock.advance(Duration::days(89));
    let viewer = t.sign_in("viewer@takasakiya.example.jp").await;
    assert!(unread(&viewer).await.starts_with('1'), "who was away comes back");
    t.clock.advance(Duration::days(300));
    t.rest().await;
    let viewer = t.sign_in("viewer@takasakiya.example.jp").await;
    assert_eq!(titles(&viewer, LIST).await, ["去年"]);
    assert_eq!(titles(&viewer, "/announcements?unread=1").await, Vec::<String>::new());
}

#[tokio::test]
async fn sl_1_what_is_for_others_is_not_there() {
    let t = TestApp::new().await;
    let own = t.signed_in(Role::Owner).await;
    let reaches = [
        ("全社", Reach::All),
        ("プロファイル", Reach::Profiles(["social-login-manager".to_owned()].into())),
        ("貴社", Reach::Companies([t.own.id].into())),
        ("他社のプロファイル", Reach::Profiles(["managed-saas".to_owned()].into())),
        ("他社", Reach::Companies([t.other.id].into())),
    ];
    let mut ids = Vec::new();
    for (title, reach) in reaches {
        let starts = Some(t.now() + Duration::days(40));
        ids.push(t.announce(&Announced { reach, starts, acknowledge: true, ..called(title) }).await);
        t.clock.advance(Duration::minutes(1));
    }
    assert_eq!(titles(&own, LIST).await, ["Unread 貴社", "Unread プロファイル", "Unread 全社"]);
    for id in &ids[3..] {
        for path in [page(*id), format!("{}/calendar", page(*id)), format!("{}/readers", page(*id))] {
            assert_eq!(own.get(&path).await.status, 404, "{path}");
        }
        assert_eq!(acknowledge(&own, *id, "1").await.status, 404);
    }
    let read = Request::system(&t.app, t.own.id, "announcements").read(VIEW).await.unwrap();
    let mut named = Vec::new();
    for id in &ids {
        named.push(name(&read, *id).await.is_ok());
    }
    assert_eq!(named, [true, true, true, false, false], "nor has it a name");
    t.index_announcements().await;
    assert_eq!(titles(&own, "/announcements?q=%E4%BB%96%E7%A4%BE").await, Vec::<String>::new());
    // A row of the audience says nothing that the version does not.
    let all = format!("UPDATE announcement_reach SET whom = 'all' WHERE announcement_id = {}", uuid(&t, ids[4]));
    t.forge(&all).await.unwrap();
    assert_eq!(own.get(&page(ids[4])).await.status, 404);
    assert_eq!(titles(&own, LIST).await.len(), 3);
}

#[tokio::test]
async fn sl_1_words_are_found_inside_a_sentence() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let text = "東京リージョンのデータベースを、ＡＰＩごと更新します。割引は50%です。";
    let change = AnnouncementKind::Change;
    t.announce(&Announced { text: text.to_owned(), kind: change, ..called("基盤の更新") }).await;
    t.clock.advance(Duration::minutes(1));
    t.announce(&Announced { text: "別の話題".to_owned(), ..called("障害の報告") }).await;
    t.index_announcements().await;
    let found = [
        "データベース",
        "でーたべーす",
        "api",
        "ＡＰＩ",
        "更新",
        "東",
        "リージョンのデ",
        "基盤 更新",
        "50%",
        "基盤　データベース",
    ];
    for words in found {
        let path = format!("{LIST}?{}", serde_html_form::to_string([("q", words)]).unwrap());
        assert_eq!(titles(&viewer, &path).await, ["Unread 基盤の更新"], "{words}");
    }
    for words in ["大阪", "データベース 障害", "5_%", "\"", "AND", "NOT 更新", "a*", "%"] {
        let path = format!("{LIST}?{}", serde_html_form::to_string([("q", words)]).unwrap());
        let many = usize::from(words == "%");
        assert_eq!(titles(&viewer, &path).await.len(), many, "{words}");
    }
    assert_eq!(titles(&viewer, "/announcements?kind=change").await, ["Unread 基盤の更新"]);
    assert_eq!(titles(&viewer, "/announcements?year=2026").await.len(), 2);
    assert_eq!(titles(&viewer, "/announcements?year=2025").await.len(), 0);
    for bad in ["kind=x", "year=20x6", "unread=2"] {
        assert_eq!(viewer.get(&format!("{LIST}?{bad}")).await.status, 422, "{bad}");
    }
    assert_eq!(viewer.get(&format!("{LIST}?q={}", "x".repeat(201))).await.status, 422);
    let corrected = Announced { text: "大阪リージョン".to_owned(), ..called("基盤の更新") };
    let id = t.announce(&corrected).await;
    t.correct(id, &Announced { text: "名古屋リージョン".to_owned(), ..corrected }, false).await;
    t.index_announcements().await;
    for (words, n) in [("大阪", 0), ("名古屋", 1)] {
        let path = format!("{LIST}?{}", serde_html_form::to_string([("q", words)]).unwrap());
        assert_eq!(titles(&viewer, &path).await.len(), n, "{words}: the version that is shown");
    }
}

#[tokio::test]
async fn sl_1_pages_go_through_unread_and_read_ones_and_back() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let mut ids = Vec::new();
    for _ in 0..30 {
        ids.push(t.announce(&called("お知らせ")).await);
        t.clock.advance(Duration::seconds(10));
    }
    // Every other one is read: 15 unread, then 15 read.
    for id in ids.iter().step_by(2) {
        viewer.get(&page(*id)).await;
    }
    let unread = ids.iter().rev().filter(|id| ids.iter().position(|other| other == *id).unwrap() % 2 == 1);
    let read = ids.iter().rev().filter(|id| ids.iter().position(|other| other == *id).unwrap() % 2 == 0);
    let order: Vec<String> = unread.chain(read).map(|id| page(*id)).collect();
    let links = async |path: &str| {
        let answer = viewer.get(path).await;
        let selector = scraper::Selector::parse(TITLES).unwrap();
        let html = answer.html();
        let rows: Vec<_> = html.select(&selector).map(|a| a.value().attr("href").unwrap().to_owned()).collect();
        let to = |rel: &str| answer.attribute(&format!("a[rel={rel}]"), "href");
        (rows, to("next"), to("prev"))
    };
    let (first, next, none) = links("/announcements?rows=20").await;
    assert_eq!((first.as_slice(), none), (&order[..20], None));
    let (second, last, back) = links(&next.unwrap()).await;
    assert_eq!((second.as_slice(), last), (&order[20..], None));
    assert_eq!(links(&back.unwrap()).await.0, order[..20]);
    for bad in ["after=x", "after=unread.1", "rows=7", "before=new.1.2"] {
        assert_eq!(viewer.get(&format!("{LIST}?{bad}")).await.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn sl_1_what_is_acknowledged_is_a_version() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let starts = Some(t.now() + Duration::days(40));
    let what = Announced { acknowledge: true, starts, ..called("契約の変更") };
    let id = t.announce(&what).await;
    assert!(viewer.get(LIST).await.body.contains("Acknowledgement requested"));
    let form = viewer.get(&page(id)).await;
    assert_eq!(form.attribute("[name=number]", "value").as_deref(), Some("1"));
    assert_eq!(acknowledge(&viewer, id, "1").await.location, Some(page(id)));
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["announcement.acknowledge:success"]);
    let panel = async || viewer.get(&page(id)).await.text("[aria-labelledby=h-acknowledge]").unwrap();
    assert!(panel().await.contains("acknowledged this on Nov 22, 2026, 10:05 JST"), "{}", panel().await);
    let log = t.log_len(t.own.id).await;
    assert_eq!(acknowledge(&viewer, id, "1").await.status, 303, "people press twice");
    assert_eq!(t.log_len(t.own.id).await, log);
    t.clock.advance(Duration::minutes(5));
    t.correct(id, &Announced { title: "契約の変更について", ..what.clone() }, false).await;
    assert!(panel().await.contains("acknowledged this"), "a correction of words does not ask again");
    let moved = Announced { starts: starts.map(|at| at + Duration::days(7)), ..what };
    t.correct(id, &moved, true).await;
    assert!(unread(&viewer).await.starts_with('1'), "a moved date is to be read again");
    let stale = acknowledge(&viewer, id, "1").await;
    assert_eq!(stale.status, 303);
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["announcement.acknowledge:failure"]);
    let again = viewer.get(&page(id)).await;
    assert_eq!(again.attribute("[name=number]", "value").as_deref(), Some("3"), "{}", again.body);
    assert!(again.body.contains("Start: Jan 1, 2027, 10:05 JST → Jan 8, 2027, 10:05 JST"), "{}", again.body);
    assert_eq!(again.count("[aria-labelledby=h-versions] details"), 2, "every version stays");
    assert_eq!(acknowledge(&viewer, id, "3").await.status, 303);
    t.withdraw(id, "取引先の都合による<b>中止</b>").await;
    let gone = viewer.get(&page(id)).await;
    assert!(gone.text(".notice--danger").unwrap().contains("Reason: 取引先の都合による<b>中止</b>"), "{}", gone.body);
    assert_eq!(gone.count("form[action='/announcements/acknowledge']"), 0);
    acknowledge(&viewer, id, "3").await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["announcement.acknowledge:failure"]);
}

#[tokio::test]
async fn sl_1_administrators_see_who_has_read_it() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.account(Some(t.own.id), Role::Operator, "operator@takasakiya.example.jp").await;
    t.signed_in_elsewhere(Role::Owner).await;
    let id = t.announce(&Announced { acknowledge: true, ..called("確認のお願い") }).await;
    t.clock.advance(Duration::minutes(1));
    t.account(Some(t.own.id), Role::Viewer, "later@takasakiya.example.jp").await;
    viewer.get(&page(id)).await;
    acknowledge(&viewer, id, "1").await;
    let count = owner.get(&page(id)).await.text("[aria-labelledby=h-count]").unwrap();
    assert!(count.contains("Read by 2 of 3") && count.contains("Acknowledged by 1 of 3"), "{count}");
    let japanese = owner.get_in(&page(id), "ja").await;
    assert!(japanese.body.contains("3名中2名が既読"), "{}", japanese.body);
    let readers = owner.get(&format!("{}/readers", page(id))).await;
    assert_eq!((readers.status, readers.count("tbody tr")), (200, 3));
    assert!(readers.text("tbody tr").unwrap().contains("Not yet"), "who has not comes first");
    assert_eq!(viewer.get(&page(id)).await.count("[aria-labelledby=h-count]"), 0);
    assert_eq!(viewer.get(&format!("{}/readers", page(id))).await.status, 403);
}

#[tokio::test]
async fn s10_what_the_program_has_not_written_is_shown_to_nobody() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    for change in [
        "UPDATE announcement_version SET text_ja = 'forged'",
        "UPDATE announcement_version SET reach = 'all', title_ja = 'forged'",
        "UPDATE announcement SET urgent = TRUE",
        "UPDATE announcement SET starts_at = published_at",
    ] {
        let id = t.announce(&Announced { pinned: true, ..called("本物") }).await;
        assert_eq!(titles(&viewer, LIST).await, ["Unread 本物"]);
        t.forge(change).await.unwrap();
        let list = viewer.get(LIST).await;
        assert_eq!((list.status, list.count(TITLES)), (200, 0), "{change}");
        assert!(!list.body.contains("forged") && list.count(".flash") == 0, "{change}");
        assert_eq!(viewer.get(&page(id)).await.status, 404, "{change}");
        assert_eq!(viewer.get("/").await.count("[aria-labelledby=h-news]"), 0, "{change}");
    }
}
