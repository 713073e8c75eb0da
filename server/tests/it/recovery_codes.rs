//! Recovery codes: each one opens once, and the last one leads to a new phone.

use crate::second_factor::{
    MANAGED_OWNER, VIEWER, half_way, kinds, secret, set_up, texts, to, verify, without_second_step,
};
use crate::support::{TestApp, code_at};
use app::permission::Role;
use chrono::Duration;
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use server::storage::entity::{authenticator, recovery_code};

#[tokio::test]
async fn home_says_when_few_recovery_codes_are_left() {
    let t = TestApp::new().await;
    let browser = t.signed_in_elsewhere(Role::Owner).await;
    let left = async || browser.get("/").await.text(".list li:has(a[href='/account/two-step'])");
    t.tamper("DELETE FROM recovery_code").await.unwrap();
    assert!(left().await.unwrap().contains("0 recovery codes are left"), "{:?}", left().await);
    let id = t.id_of(MANAGED_OWNER).await;
    for n in 1..=4_u8 {
        let row = recovery_code::ActiveModel {
            account_id: Set(id),
            code_hash: Set(vec![n; 32]),
            in_force: Set(true),
            used_at: Set(None),
            created_at: Set(t.now()),
        };
        recovery_code::Entity::insert(row).exec_without_returning(&t.db).await.unwrap();
        let said = left().await;
        assert_eq!(said.as_ref().is_some_and(|said| said.contains(&format!("{n} recovery code"))), n < 4, "{said:?}");
    }
}

#[tokio::test]
async fn a_recovery_code_opens_once_and_is_told() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    let (_, codes) = set_up(&t, &viewer).await;
    let full_width: String =
        codes[0].chars().map(|c| char::from_u32(c as u32 + 0xFEE0).filter(|_| c != '-').unwrap_or(c)).collect();
    let browser = half_way(&t, VIEWER).await;
    assert_eq!(to(&verify(&browser, &full_width).await), (303, Some("/")));
    assert!(browser.get("/account/two-step").await.text("dl").unwrap().contains('9'));
    let again = half_way(&t, VIEWER).await;
    assert_eq!(verify(&again, &codes[0]).await.status, 422);
    assert!(kinds(&t).await.contains(&"second_factor.recovery_used".to_owned()));
    let row = authenticator::Entity::find().one(&t.db).await.unwrap().unwrap();
    assert!(row.sealed.unwrap().len() > 20, "the secret is sealed");
}

/// The last recovery code is enough to register a new phone, while it is recent.
#[tokio::test]
async fn the_last_recovery_code_leads_to_a_new_phone() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    without_second_step(&t).await;
    let (_, codes) = set_up(&t, &owner).await;
    let account = t.person(MANAGED_OWNER).await.unwrap();
    let bound = format!("{} {}", account.second_factor_at.unwrap().timestamp_micros(), codes[5].replace('-', ""));
    let kept = t.app.keys.recovery_hash(account.id, &bound);
    let others = recovery_code::Entity::delete_many().filter(recovery_code::Column::CodeHash.ne(kept));
    assert_eq!(others.exec(&t.db).await.unwrap().rows_affected, 9);
    let lost = half_way(&t, MANAGED_OWNER).await;
    assert_eq!(to(&verify(&lost, &codes[5]).await), (303, Some("/")));
    let page = lost.get("/account/two-step").await;
    assert_eq!(page.count("form[action='/account/two-step/start'] [name=code]"), 0, "none is asked for");
    assert_eq!(page.count("[formaction='/account/two-step/stop']"), 0);
    let (secret, _) = set_up(&t, &lost).await;
    let again = lost.get("/account/two-step").await;
    assert_eq!(again.count("form[action='/account/two-step/start'] [name=code]"), 1, "once");
    t.clock.advance(Duration::seconds(30));
    let new = half_way(&t, MANAGED_OWNER).await;
    assert_eq!(to(&verify(&new, &code_at(&secret, t.now().timestamp())).await), (303, Some("/")));
    assert_eq!(new.post("/account/two-step/start", &[]).await.status, 422, "a code of the app asks for another one");
}

#[tokio::test]
async fn a_fresh_recovery_code_does_not_stay_fresh() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    without_second_step(&t).await;
    let (_, codes) = set_up(&t, &owner).await;
    let lost = half_way(&t, MANAGED_OWNER).await;
    verify(&lost, &codes[5]).await;
    t.clock.advance(Duration::minutes(5));
    assert_eq!(lost.post("/account/two-step/start", &[]).await.status, 422);
    let page = lost.get("/account/two-step").await;
    assert_eq!(page.count("a[href='/sign-in/help?kind=second_factor']"), 1, "the way on for a person without one");
}

/// The session that shows the codes says that they are kept; no code is typed back. What a page of before sends must be right.
#[tokio::test]
async fn the_codes_come_into_force_when_the_person_has_kept_them() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    without_second_step(&t).await;
    let early = owner.post("/account/two-step/codes", &[]).await;
    assert_eq!(to(&early), (303, Some("/account/two-step")), "there are none yet");
    owner.post("/account/two-step/start", &[]).await;
    let code = code_at(&secret(&owner.get("/account/two-step").await), t.now().timestamp());
    owner.post("/account/two-step/prove", &[("code", &code)]).await;
    let page = owner.get("/account/two-step/codes").await;
    assert_eq!(page.count("form[action='/account/two-step/codes'] input"), 0);
    let pass = page.text(".pass").unwrap();
    for part in ["通行手形", "株式会社 青葉商店", "小山内 のぞみ", MANAGED_OWNER, "Nov 22, 2026"] {
        assert!(pass.contains(part), "{part}: {pass}");
    }
    let other = t.sign_in(MANAGED_OWNER).await;
    assert_eq!(to(&other.post("/account/two-step/codes", &[]).await), (303, Some("/account/two-step")), "shows none");
    let wrong = owner.post("/account/two-step/codes", &[("code", "AAAA-BBBB-CCCC-DDDD")]).await;
    assert_eq!(wrong.status, 422);
    let none = "SELECT COUNT(*) FROM recovery_code WHERE in_force";
    assert_eq!(t.scalar(none).await, 0);
    assert_eq!(owner.post("/account/two-step/codes", &[]).await.status, 303);
    assert_eq!(t.scalar(none).await, 10);
    let codes = texts(&page, ".codes code");
    let lost = half_way(&t, MANAGED_OWNER).await;
    assert_eq!(to(&verify(&lost, &codes[9]).await), (303, Some("/")), "each of those that were shown");
}

/// Of two posts of the last step only one counts, and the codes stay.
#[tokio::test]
async fn the_last_step_twice_at_once_keeps_the_recovery_codes() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    without_second_step(&t).await;
    owner.post("/account/two-step/start", &[]).await;
    let code = code_at(&secret(&owner.get("/account/two-step").await), t.now().timestamp());
    owner.post("/account/two-step/prove", &[("code", &code)]).await;
    let codes = texts(&owner.get("/account/two-step/codes").await, ".codes code");
    let typed = [("code", codes[0].as_str())];
    join_all((0..8).map(|_| owner.post("/account/two-step/codes", &typed))).await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM recovery_code WHERE in_force").await, 10);
    let on = "SELECT COUNT(*) FROM operation_log WHERE action = 'second_factor.on' AND result = 'success'";
    assert_eq!(t.scalar(on).await, 1);
}
