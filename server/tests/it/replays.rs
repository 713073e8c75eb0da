//! One code in many parallel posts, across processes (F8): two processes on PostgreSQL, one on SQLite.

use crate::second_factor::{half_way, set_up, verify};
use crate::support::{Browser, TestApp};
use app::permission::Role;
use futures_util::future::join_all;

const POSTS: usize = 50;
const OWNER: &str = "owner@takasakiya.example.jp";
const VIEWER: &str = "viewer@takasakiya.example.jp";

/// The same browsers, with every second one connected to the other process.
async fn spread(t: &TestApp, browsers: Vec<Browser>) -> Vec<Browser> {
    let Some(second) = t.second_address().await else { return browsers };
    let there = |(n, browser): (usize, Browser)| if n % 2 == 1 { browser.to(second) } else { browser };
    browsers.into_iter().enumerate().map(there).collect()
}

/// Several browsers, each with its own attempt at the second step.
async fn half_ways(t: &TestApp, email: &str) -> Vec<Browser> {
    let mut browsers = Vec::new();
    for _ in 0..POSTS {
        browsers.push(half_way(t, email).await);
    }
    spread(t, browsers).await
}

/// Posts the code with all of them at once, and checks that exactly one is let in.
async fn exactly_one(browsers: &[Browser], code: &str) {
    let answers = join_all(browsers.iter().map(|browser| verify(browser, code))).await;
    let statuses: Vec<_> = answers.iter().map(|answer| (answer.status, answer.location.as_deref())).collect();
    assert_eq!(statuses.iter().filter(|answer| **answer == (303, Some("/"))).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|(status, _)| [303, 422, 429].contains(status)), "{statuses:?}");
}

async fn inside(browsers: &[Browser]) -> usize {
    let pages = join_all(browsers.iter().map(|browser| browser.get("/account"))).await;
    pages.iter().filter(|page| page.status == 200).count()
}

#[tokio::test]
async fn f8_one_code_of_an_app_opens_once() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, OWNER).await;
    let browsers = half_ways(&t, OWNER).await;
    exactly_one(&browsers, &t.code()).await;
    assert_eq!(inside(&browsers).await, 1);
}

#[tokio::test]
async fn f8_one_recovery_code_opens_once() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (_, codes) = set_up(&t, &viewer).await;
    let browsers = half_ways(&t, VIEWER).await;
    exactly_one(&browsers, &codes[0]).await;
    assert_eq!(inside(&browsers).await, 1);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM recovery_code").await, 9, "used up, and gone");
}

/// A code by mail belongs to one browser and attempt, so all posts come from that browser.
#[tokio::test]
async fn f8_one_code_by_mail_opens_once() {
    let t = TestApp::new().await;
    crate::mail_codes::chosen(&t).await;
    let browser = crate::mail_codes::half_way(&t).await;
    let code = crate::mail_codes::mailed(&t, crate::mail_codes::VIEWER).await;
    let browsers = spread(&t, (0..POSTS).map(|_| browser.to(t.address)).collect()).await;
    exactly_one(&browsers, &code).await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM session WHERE account_id IS NOT NULL").await, 2, "with the one before");
}
