//! Account locks and rate limits, with numbers that no built-in profile has (SL-20c, MS-20).

use crate::invitations::link_to;
use crate::lockout::guess;
use crate::support::{Answer, Browser, PASSWORD, TestApp, profile_with};
use app::permission::Role;
use chrono::Duration;

const PERSON: &str = "viewer@futaba.example.jp";
const OTHER: &str = "other@futaba.example.jp";

async fn wrong(by: &Browser, email: &str) -> Answer {
    by.post("/sign-in", &[("email", email), ("password", "wrong")]).await
}

/// Two members of a company with a profile of the test.
async fn under(values: &[(&str, &str)]) -> TestApp {
    let t = TestApp::new().await;
    let company = t.company(&profile_with("social-login-manager", values)).await;
    for email in [PERSON, OTHER] {
        t.account(Some(company.id), Role::Viewer, email).await;
    }
    t
}

/// A console whose default profile is one of the test. It holds for strangers.
async fn console(values: &[(&str, &str)]) -> TestApp {
    let profile = profile_with("social-login-manager", values);
    TestApp::configured(|config| {
        config.profile = profile;
        config.public_url = Some("http://localhost:3999".into());
    })
    .await
}

#[tokio::test]
async fn sl_20c_as_many_wrong_passwords_lock_as_the_profile_says() {
    let t = under(&[("lockout.attempts", "3")]).await;
    let known = t.sign_in(PERSON).await;
    for (tries, opens) in [(2, 303), (3, 422)] {
        known.post("/sign-out", &[]).await;
        for _ in 0..tries {
            assert_eq!(guess(&t, &known, PERSON).await, 422);
        }
        t.clock.advance(Duration::minutes(31));
        let right = known.post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await;
        assert_eq!(right.status, opens, "after {tries}");
    }
}

#[tokio::test]
async fn outsiders_wait_as_the_profile_says_and_their_failures_are_forgotten_when_it_says() {
    let t = under(&[("lockout.unseen_wait_minutes", "[0, 0, 10]"), ("lockout.forget_hours", "2")]).await;
    let almost = Duration::hours(2) - Duration::seconds(1);
    for (email, pause, free) in [(PERSON, almost, 1), (OTHER, Duration::hours(2), 3)] {
        let outside = t.browser();
        for _ in 0..2 {
            assert_eq!(wrong(&outside, email).await.status, 422);
        }
        t.clock.advance(pause);
        for n in 0..free {
            assert_eq!(wrong(&outside, email).await.status, 422, "{n} after {pause}");
        }
        let waits = wrong(&outside, email).await;
        assert_eq!((waits.status, waits.header("retry-after")), (429, "601"), "{pause}");
    }
}

/// From all addresses together, and on known devices apart from unknown devices.
#[tokio::test]
async fn ms_20_an_account_takes_as_many_failures_a_minute_as_the_profile_says() {
    let t = under(&[("lockout.per_account_per_minute", "3"), ("lockout.unseen_wait_minutes", "[0]")]).await;
    let known = t.sign_in(PERSON).await;
    known.post("/sign-out", &[]).await;
    let place = |n: usize| t.browser().at(["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"][n]);
    for devices in [[place(0), place(1), place(2), place(3)], std::array::from_fn(|_| known.at("203.0.113.5"))] {
        for device in &devices[..3] {
            assert_eq!(wrong(device, PERSON).await.status, 422);
        }
        let waits = wrong(&devices[3], PERSON).await;
        assert_eq!((waits.status, waits.header("retry-after")), (429, "61"));
        assert_eq!(wrong(&devices[3], OTHER).await.status, 422, "another account");
    }
    t.clock.advance(Duration::seconds(61));
    assert_eq!(wrong(&place(3), PERSON).await.status, 422, "the next minute");
}

#[tokio::test]
async fn ms_20_an_address_fails_asks_and_shows_passkeys_as_often_as_the_profile_says() {
    let values = [
        ("lockout.per_address_per_minute", "4"),
        ("lockout.help_per_address_per_minute", "2"),
        ("lockout.passkeys_per_address_per_minute", "3"),
    ];
    let t = console(&values).await;
    let ask = [("email", PERSON), ("name", "渡邊"), ("kind", "password"), ("message", "")];
    let flood = async |from: &'static str| {
        let (browser, mut let_in) = (t.browser().at(from), [0; 4]);
        for n in 0..6 {
            let email = format!("nobody-{n}@example.jp");
            let answers = [
                wrong(&t.browser().at(from), &email).await,
                browser.post("/sign-in/help", &ask).await,
                browser.post("/sign-in/passkey/start", &[]).await,
                browser.post("/sign-in/passkey", &[("credential", "{}")]).await,
            ];
            for (let_in, answer) in let_in.iter_mut().zip(answers) {
                *let_in += u32::from(answer.status != 429);
            }
        }
        let_in
    };
    assert_eq!(flood("203.0.113.5").await, [4, 2, 3, 3]);
    assert_eq!(flood("203.0.113.6").await, [4, 2, 3, 3], "another address");
    t.clock.advance(Duration::seconds(61));
    assert_eq!(flood("203.0.113.5").await, [4, 2, 3, 3], "the next minute");
}

#[tokio::test]
async fn as_many_wrong_codes_end_the_attempt_as_the_profile_says() {
    let t = TestApp::new().await;
    let company = t.company(&profile_with("social-login-manager", &[("lockout.code_attempts", "2")])).await;
    t.account(Some(company.id), Role::Owner, PERSON).await;
    let browser = crate::second_factor::half_way(&t, PERSON).await;
    assert_eq!(crate::second_factor::verify(&browser, "000000").await.status, 422);
    t.clock.advance(Duration::minutes(2));
    let ended = crate::second_factor::verify(&browser, "000000").await;
    assert_eq!((ended.status, ended.location.as_deref()), (303, Some("/sign-in")));
}

#[tokio::test]
async fn as_many_locks_alarm_staff_as_the_profile_says() {
    let t = console(&[("lockout.alarm_locks_per_hour", "2")]).await;
    t.account(None, Role::Support, "staff@sekisho.example").await;
    for (email, alarms) in [(PERSON, 0), (OTHER, 1)] {
        let id = t.account(Some(t.own.id), Role::Viewer, email).await;
        t.lock(id).await;
        server::identity::sign_in::lockout_alarm::watch(&t.app).await.unwrap();
        assert_eq!(t.scalar("SELECT count(*) FROM mail WHERE kind = 'lock.wave'").await, alarms, "{email}");
    }
}

#[tokio::test]
async fn sl_20c_an_administrators_reset_opens_a_lock_where_the_profile_says_so() {
    const NEW: &str = "wet lattice 7 ravine";
    for (unlock, opens) in [(r#"["support-reset"]"#, false), (r#"["support-reset", "administrator-reset"]"#, true)] {
        let t = TestApp::new().await;
        let company = t.company(&profile_with("workspace-saas", &[("lockout.unlock", unlock)])).await;
        let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
        let id = t.account(Some(company.id), Role::Viewer, PERSON).await;
        t.lock(id).await;
        assert_eq!(owner.post("/members/reset-password", &[("id", &id.to_string())]).await.status, 303);
        let (path, person) = (link_to(&t, PERSON).await, t.browser());
        person.get(&path).await;
        assert_eq!(person.post("/password/reset", &[("new", NEW), ("again", NEW)]).await.status, 303);
        let locked = t.person(PERSON).await.unwrap().locked_at;
        assert_eq!(locked.is_none(), opens, "{unlock}");
    }
}
