//! What stands above pages (SL-1): pinned and urgent announcements until they are read, and what concerns a stop of the service
//! on the sign-in page.

use crate::support::{Announced, Browser, TestApp};
use app::announcements::kinds::AnnouncementKind;
use app::permission::Role;
use chrono::Duration;
use server::storage::reach::Reach;

fn called(title: &'static str) -> Announced {
    Announced { title, english: ("", ""), ..Announced::default() }
}

async fn line(by: &Browser) -> Option<String> {
    by.get("/account").await.text("main .flash")
}

#[tokio::test]
async fn sl_1_pinned_and_urgent_ones_stand_on_every_page_until_they_are_read() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let elsewhere = t.signed_in_elsewhere(Role::Owner).await;
    t.announce(&called("ふつう")).await;
    assert_eq!(line(&viewer).await, None);
    let reach = Reach::Companies([t.own.id].into());
    let pinned = t.announce(&Announced { pinned: true, reach: reach.clone(), ..called("固定") }).await;
    let urgent = t.announce(&Announced { urgent: true, reach, ..called("急ぎ") }).await;
    let shown = line(&viewer).await.unwrap();
    assert!(shown.starts_with("Urgent") && shown.contains("急ぎ") && shown.contains("1 more"), "{shown}");
    assert_eq!(line(&elsewhere).await, None, "for another company");
    for page in ["/", "/announcements", "/account/password", "/no-such-page"] {
        assert!(viewer.get(page).await.text("main .flash").unwrap_or_default().contains("急ぎ"), "{page}");
    }
    let opened = viewer.get(&format!("/announcements/{urgent}")).await;
    assert!(!opened.text("main .flash").unwrap_or_default().contains("急ぎ"), "its own page does not repeat it");
    let shown = line(&viewer).await.unwrap();
    assert!(shown.contains("固定") && !shown.contains("more") && !shown.contains("Urgent"), "{shown}");
    viewer.get(&format!("/announcements/{pinned}")).await;
    assert_eq!(line(&viewer).await, None);
    t.clock.advance(Duration::minutes(5));
    t.correct(urgent, &Announced { urgent: true, ..called("急ぎ（訂正）") }, true).await;
    assert!(line(&viewer).await.unwrap().contains("急ぎ（訂正）"));
    t.withdraw(urgent, "誤り").await;
    assert_eq!(line(&viewer).await, None);
}

#[tokio::test]
async fn sl_1_the_sign_in_page_tells_of_a_stop_these_days() {
    let t = TestApp::new().await;
    let browser = t.browser();
    let told = async || browser.get("/sign-in").await.text("main .flash").unwrap_or_default();
    let (in_days, hours) = (|days| Some(t.now() + Duration::days(days)), Duration::hours(3));
    let stop =
        |title, days| Announced { starts: in_days(days), ends: in_days(days).map(|at| at + hours), ..called(title) };
    t.announce(&stop("来週", 6)).await;
    t.announce(&stop("来月", 30)).await;
    t.announce(&Announced { reach: Reach::Companies([t.own.id].into()), ..stop("貴社", 2) }).await;
    t.announce(&Announced { kind: AnnouncementKind::Change, ..stop("変更", 2) }).await;
    let shown = told().await;
    assert!(shown.contains("来週") && shown.contains("Planned downtime"), "{shown}");
    assert!(shown.contains("Nov 28, 2026, 10:05 JST – Nov 28, 2026, 13:05 JST"), "{shown}");
    for other in ["来月", "貴社", "変更"] {
        assert!(!shown.contains(other), "{other}: {shown}");
    }
    assert_eq!(browser.get("/sign-in").await.count("main .flash a"), 0, "nothing behind it is for strangers");
    let japanese = browser.get_in("/sign-in", "ja").await;
    assert!(japanese.text("main .flash").unwrap().contains("2026/11/28 10:05（日本時間）"), "{}", japanese.body);
    for other in ["/sign-in/help", "/no-such-page"] {
        assert_eq!(browser.get(other).await.count("main .flash"), 0, "{other}");
    }
    t.clock.advance(Duration::days(6) + Duration::hours(1));
    assert!(told().await.contains("来週"), "while it lasts");
    t.clock.advance(Duration::hours(3));
    assert_eq!(told().await, "");
    let incident = AnnouncementKind::Incident;
    let running = t.announce(&Announced { kind: incident, urgent: true, ..called("障害") }).await;
    assert!(told().await.contains("障害"), "nobody knows when it ends");
    t.withdraw(running, "復旧").await;
    assert_eq!(told().await, "");
    t.announce(&Announced { kind: incident, ..called("障害２") }).await;
    t.clock.advance(Duration::hours(25));
    assert_eq!(told().await, "");
}

#[tokio::test]
async fn sl_1_the_home_page_has_the_newest_ones() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    assert_eq!(viewer.get("/").await.count("[aria-labelledby=h-news]"), 0);
    for title in ["一", "二", "三", "四"] {
        t.announce(&called(title)).await;
        t.clock.advance(Duration::minutes(1));
    }
    let panel = viewer.get("/").await.text("[aria-labelledby=h-news]").unwrap();
    assert!(["四", "三", "二"].iter().all(|title| panel.contains(title)) && !panel.contains('一'), "{panel}");
}
