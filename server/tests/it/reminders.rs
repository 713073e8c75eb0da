//! Reminders of passwords that expire: each comes once, and none comes too late.

use crate::mail::{only, rows};
use crate::support::TestApp;
use app::permission::Role;
use chrono::Duration;
use server::outbox::work;

#[tokio::test]
async fn sl_20b_reminders_come_14_7_3_and_1_days_ahead_each_once() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    let mut told = Vec::new();
    for day in 0..=91 {
        for _ in 0..2 {
            server::features::reminders::remind(&t.app).await.unwrap();
        }
        let count = rows(&t).await.len();
        if count > told.len() {
            assert_eq!(count, told.len() + 1);
            told.push(90 - day);
        }
        t.clock.advance(Duration::days(1));
    }
    assert_eq!(told, [14, 7, 3, 1]);
    assert_eq!(t.scalar("SELECT count(*) FROM operation_log WHERE action = 'password.remind'").await, 4);
}

#[tokio::test]
async fn ms_16_administrators_under_managed_saas_are_reminded_within_their_30_days() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Owner, "owner@aoba.example.jp").await;
    t.clock.advance(Duration::days(16));
    server::features::reminders::remind(&t.app).await.unwrap();
    assert_eq!(rows(&t).await[0].once_key.as_ref().unwrap().rsplit(' ').next(), Some("14"));
}

#[tokio::test]
async fn a_reminder_that_is_too_late_is_not_sent() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, "viewer@takasakiya.example.jp").await;
    t.clock.advance(Duration::days(89));
    server::features::reminders::remind(&t.app).await.unwrap();
    t.clock.advance(Duration::days(2));
    work(&t.app).await.unwrap();
    assert_eq!(only(&t).await, ("dead".into(), 1, Some("useless".into())));
}
