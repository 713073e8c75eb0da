//! Lockout that cannot be abused: no parallelism checks more wrong passwords than the limit, outsiders lock nobody out,
//! and parallel correct passwords all succeed (SL-20c, MS-20).

use crate::pressed::{charged, of_strangers};
use crate::sign_in::post_with;
use crate::support::{Browser, PASSWORD, TestApp};
use app::permission::Role;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::Duration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::storage::entity::account;

/// Tries a wrong password after the wait for earlier failures.
pub async fn guess(t: &TestApp, browser: &Browser, email: &str) -> u16 {
    t.clock.advance(Duration::minutes(31));
    browser.post("/sign-in", &[("email", email), ("password", "wrong")]).await.status
}

#[tokio::test]
async fn the_right_password_forgets_failures_before_it() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let browser = t.browser();
    for _ in 0..2 {
        for _ in 0..9 {
            assert_eq!(guess(&t, &browser, "a@example.jp").await, 422);
        }
        t.clock.advance(Duration::minutes(31));
        t.sign_in("a@example.jp").await;
    }
}

#[tokio::test]
async fn a_lock_from_outside_ends_no_session() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.tamper("UPDATE account SET locked_at = created_at").await.unwrap();
    assert_eq!(owner.get("/").await.status, 200);
}

/// A person on a known device, signed out, and an outsider.
pub async fn known_and_outside(t: &TestApp) -> (Browser, Browser) {
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let known = t.sign_in("a@example.jp").await;
    known.post("/sign-out", &[]).await;
    (known, t.browser())
}

#[tokio::test]
async fn outsiders_wait_longer_and_longer_the_person_on_a_known_device_does_not() {
    let t = TestApp::new().await;
    let (known, outside) = known_and_outside(&t).await;
    let wrong = [("email", "a@example.jp"), ("password", "wrong")];
    let mut answers = Vec::new();
    for _ in 0..6 {
        let answer = outside.post("/sign-in", &wrong).await;
        answers.push((answer.status, answer.header("retry-after").to_owned()));
    }
    let refused = (422, String::new());
    let wait = (429, "61".to_owned());
    assert_eq!(answers, [vec![refused.clone(); 4], vec![wait; 2]].concat(), "from the fourth failure on");
    let nobody = t.browser();
    let unknown = [("email", "nobody@example.jp"), ("password", "wrong")];
    for _ in 0..4 {
        assert_eq!(nobody.post("/sign-in", &unknown).await.status, 422);
    }
    let (stranger, person) = (nobody.post("/sign-in", &unknown).await, outside.post("/sign-in", &wrong).await);
    assert_eq!((stranger.status, person.status), (429, 429), "the same for an address without an account");
    for (answer, email) in [(&stranger, "nobody@example.jp"), (&person, "a@example.jp")] {
        let told = answer.text("#errors[role=alert]").unwrap();
        assert!(told.contains("about 61 seconds") && told.contains("isn't an account lock"), "{told}");
        assert_eq!(
            answer.attribute("#email", "value").as_deref(),
            Some(email),
            "on the sign-in page, with the address"
        );
        assert_eq!(answer.attribute("[data-wait]", "data-wait").as_deref(), Some("61"));
    }
    let right = [("email", "a@example.jp"), ("password", PASSWORD)];
    assert_eq!(known.post("/sign-in", &right).await.status, 303);
    assert_eq!(outside.post("/sign-in", &wrong).await.status, 429, "another device's sign-in does not help outsiders");
}

#[tokio::test]
async fn a_forged_device_is_an_unknown_one() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let forged = "sekisho-device=v2.AAAAAAAAAAAAAAAAAAAAAA.AAY7AAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA";
    let form = [("email", "a@example.jp"), ("password", "wrong")];
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(post_with(&t, forged, "/sign-in", &form).await.status().as_u16());
    }
    assert_eq!(statuses, [422, 422, 422, 422, 429]);
}

/// The number of wrong passwords that were really compared, from the log.
async fn verified(t: &TestApp) -> i64 {
    t.scalar("SELECT count(*) FROM operation_log WHERE detail LIKE '%wrong_password%'").await
}

#[tokio::test]
async fn f7_no_parallelism_verifies_more_wrong_passwords_than_the_limit() {
    let t = TestApp::new().await;
    let (known, _) = known_and_outside(&t).await;
    let wrong = [("email", "a@example.jp"), ("password", "wrong")];
    let answers = futures_util::future::join_all((0..100).map(|_| known.post("/sign-in", &wrong))).await;
    assert!(answers.iter().all(|a| [422, 429].contains(&a.status)));
    assert_eq!(verified(&t).await, 10);
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE locked_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn f7_outsiders_who_come_together_lock_nobody_out() {
    let t = TestApp::new().await;
    let (known, _) = known_and_outside(&t).await;
    let outside: Vec<Browser> = (0..50).map(|_| t.browser()).collect();
    for email in ["a@example.jp", "nobody@example.jp"] {
        let wrong = [("email", email), ("password", "wrong")];
        let answers = futures_util::future::join_all(outside.iter().map(|b| b.post("/sign-in", &wrong))).await;
        let refused = answers.iter().filter(|a| a.status == 422).count();
        let waiting = answers.iter().filter(|a| a.status == 429).count();
        assert_eq!((refused, waiting), (4, 46), "{email}: with an account or without");
    }
    assert_eq!(verified(&t).await, 4);
    let right = [("email", "a@example.jp"), ("password", PASSWORD)];
    assert_eq!(known.post("/sign-in", &right).await.status, 303);
}

#[tokio::test]
async fn outsiders_use_up_none_of_the_persons_own_tries() {
    let t = TestApp::new().await;
    let (known, outside) = known_and_outside(&t).await;
    for _ in 0..9 {
        assert_eq!(guess(&t, &outside, "a@example.jp").await, 422);
    }
    for _ in 0..9 {
        assert_eq!(guess(&t, &known, "a@example.jp").await, 422);
    }
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE locked_at IS NOT NULL").await, 0);
    assert_eq!(guess(&t, &outside, "a@example.jp").await, 422);
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE locked_at IS NOT NULL").await, 0, "theirs alone");
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE unseen_locked_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn f7_two_processes_verify_no_more_wrong_passwords_together() {
    let t = TestApp::new().await;
    let Some(second) = t.second_address().await else { return };
    let (known, _) = known_and_outside(&t).await;
    let (here, there) = (t.browser(), Browser::new(second, format!("http://{second}")));
    let wrong = [("email", "a@example.jp"), ("password", "wrong")];
    let outside = (0..200).map(|i| [&here, &there][i % 2]).map(|b| b.post("/sign-in", &wrong));
    let answers = futures_util::future::join_all(outside).await;
    let statuses: Vec<u16> = answers.iter().map(|a| a.status).collect();
    assert!(statuses.iter().all(|status| [422, 429].contains(status)), "{statuses:?}");
    assert_eq!(verified(&t).await, 4, "of outsiders");
    let guesses = (0..200).map(|i| [(&known, &known.base), (&known, &there.base)][i % 2]);
    let guesses = guesses.map(|(b, base)| b.client.post(format!("{base}/sign-in")).header("origin", base).form(&wrong));
    futures_util::future::join_all(guesses.map(reqwest::RequestBuilder::send)).await;
    assert_eq!(verified(&t).await, 14, "and the limit on the person's own device");
}

/// Sends a wrong password. The client hangs up when the connection is dropped.
async fn send(t: &TestApp, email: &str) -> tokio::net::TcpStream {
    use tokio::io::AsyncWriteExt;
    let body = format!("email={}&password=wrong", email.replace('@', "%40"));
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\ncontent-length: {1}\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\n",
        t.address,
        body.len()
    );
    let mut stream = tokio::net::TcpStream::connect(t.address).await.unwrap();
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    stream
}

#[tokio::test]
async fn a_person_who_hangs_up_has_tried_all_the_same() {
    let t = TestApp::new().await;
    let (known, _) = known_and_outside(&t).await;
    let held = of_strangers(&t);
    let connections = futures_util::future::join_all((0..20).map(|_| send(&t, "a@example.jp"))).await;
    charged(&t, "a@example.jp", "unseen_open", 4).await;
    drop(connections);
    drop(held);
    let all_over = "SELECT CAST(unseen_open AS BIGINT) FROM account";
    for _ in 0..200 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        if verified(&t).await == 4 && t.scalar(all_over).await == 0 {
            break;
        }
    }
    assert_eq!((verified(&t).await, t.scalar(all_over).await), (4, 0), "counted, written down, and over");
    let right = [("email", "a@example.jp"), ("password", PASSWORD)];
    assert_eq!(known.post("/sign-in", &right).await.status, 303, "nobody is kept waiting");
}

#[tokio::test]
async fn f7_right_passwords_that_come_together_succeed_while_their_hash_is_made_again() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, "a@example.jp").await;
    weaken(&t, id).await;
    let right = [("email", "a@example.jp"), ("password", PASSWORD)];
    let browsers: Vec<Browser> = (0..20).map(|_| t.browser()).collect();
    let answers = futures_util::future::join_all(browsers.iter().map(|b| b.post("/sign-in", &right))).await;
    assert!(answers.iter().all(|answer| answer.location.as_deref() == Some("/")));
    for browser in &browsers {
        assert_eq!(browser.get("/").await.status, 200);
    }
}

/// All addresses of an IPv6 user's network count together.
#[tokio::test]
async fn ipv6_addresses_of_one_network_are_counted_together() {
    const NEIGHBOURS: [&str; 3] = ["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:1:8000::"];
    let t = TestApp::new().await;
    let most = server::profile::built_in("social-login-manager").unwrap().lockout.per_address_per_minute;
    let wrong = async |ip: &'static str, n: u32| {
        let email = format!("nobody-{n}@example.jp");
        t.browser().at(ip).post("/sign-in", &[("email", &email), ("password", "wrong")]).await.status
    };
    for n in 0..most {
        assert_eq!(wrong(NEIGHBOURS[n as usize % NEIGHBOURS.len()], n).await, 422, "{n}");
    }
    assert_eq!(wrong("2001:db8:0:1:ffff::1", most).await, 429);
    assert_eq!(wrong("2001:db8:0:2::1", most).await, 422, "another network");
}

#[tokio::test]
async fn ms_20_failures_from_one_address_wait() {
    let t = TestApp::new().await;
    let most = server::profile::built_in("social-login-manager").unwrap().lockout.per_address_per_minute;
    let (here, there) = (t.browser().at("203.0.113.5"), t.browser().at("203.0.113.6"));
    let guess = |browser: &Browser, i: u32| {
        let email = format!("nobody-{i}@example.jp");
        let browser = browser.at(browser.place().unwrap());
        async move { browser.post("/sign-in", &[("email", &email), ("password", "wrong")]).await }
    };
    let answers = futures_util::future::join_all((0..most + 20).map(|i| guess(&here, i))).await;
    let refused = answers.iter().filter(|a| a.status == 422).count();
    assert_eq!(refused, most as usize, "together or one after the other");
    let late = guess(&here, 1000).await;
    assert_eq!((late.status, late.header("retry-after")), (429, "61"));
    assert_eq!(guess(&there, 1000).await.status, 422, "another address is unaffected");
    t.clock.advance(Duration::seconds(61));
    assert_eq!(guess(&here, 1001).await.status, 422);
}

#[tokio::test]
async fn f7_right_passwords_that_come_together_all_succeed() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let right = [("email", "a@example.jp"), ("password", PASSWORD)];
    let browsers: Vec<Browser> = (0..50).map(|_| t.browser()).collect();
    let answers = futures_util::future::join_all(browsers.iter().map(|b| b.post("/sign-in", &right))).await;
    let statuses: Vec<u16> = answers.iter().map(|a| a.status).collect();
    assert_eq!(statuses, [303; 50]);
    let open = "SELECT CAST(attempts_open + unseen_open AS BIGINT) FROM account WHERE";
    assert_eq!(t.scalar(&format!("{open} {}", t.whose("a@example.jp"))).await, 0);
}

/// Rehashes the test password with half the memory.
pub async fn weaken(t: &TestApp, id: uuid::Uuid) {
    let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).unwrap());
    let weak = cheap.hash_password_with_salt(PASSWORD.as_bytes(), b"sekishosekisho").unwrap().to_string();
    let set = account::Entity::update_many().col_expr(account::Column::PasswordHash, Expr::value(weak));
    set.filter(account::Column::Id.eq(id)).exec(&t.db).await.unwrap();
    crate::support::sign_accounts(&t.app, &t.db).await;
}
