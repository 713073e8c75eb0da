//! All states of signing in and setting up × all their acts: what is out of order changes nothing and is in the log
//! (cases have a walk of their own).

use crate::support::{Browser, PASSWORD, TestApp, code_at};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use server::keys::PROVIDER;

const NEXT: &str = "wet lattice 7 ravine";

/// Where somebody is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum At {
    /// The password was right, the code is asked for.
    HalfWay,
    /// The password was issued: another one is asked for.
    Issued,
    /// A second step is asked for.
    MustEnrol,
    /// A new secret waits for its first code.
    Started,
    /// The recovery codes wait for one to be typed back.
    Proved,
    /// Inside, with a second step.
    Inside,
}

const STATES: [At; 6] = [At::HalfWay, At::Issued, At::MustEnrol, At::Started, At::Proved, At::Inside];

/// Every act of signing in and setting up, with fields that would do where it is in order.
const ACTS: [(&str, &[(&str, &str)]); 14] = [
    ("/sign-in/verify", &[("code", "000000")]),
    ("/sign-in/verify/send", &[]),
    ("/sign-in/passkey", &[("credential", "{}")]),
    ("/account/password", &[("current", "wrong"), ("new", NEXT), ("again", NEXT)]),
    ("/account/two-step/start", &[("code", "000000")]),
    ("/account/two-step/mail", &[("code", "000000")]),
    ("/account/two-step/send", &[]),
    ("/account/two-step/prove", &[("code", "000000")]),
    ("/account/two-step/codes", &[("code", "AAAA-BBBB-CCCC-DDDD")]),
    ("/account/two-step/stop", &[("code", "000000")]),
    ("/account/passkeys/start", &[("name", "a")]),
    ("/account/passkeys/finish", &[("credential", "{}")]),
    ("/password/reset", &[("new", NEXT), ("again", NEXT)]),
    ("/join", &[("new", NEXT), ("again", NEXT)]),
];

/// What may be begun where: these change something, and are meant to.
fn is_in_order(at: At, act: &str) -> bool {
    match act {
        "/account/two-step/start" | "/account/two-step/mail" => {
            matches!(at, At::MustEnrol | At::Started | At::Proved)
        }
        "/account/passkeys/start" => at == At::Inside,
        _ => false,
    }
}

/// Refusals of nobody's act: a link that nobody has, and what needs an account where none is signed in.
fn is_unlogged(at: At, act: &str) -> bool {
    ["/password/reset", "/join"].contains(&act) || (at == At::HalfWay && act.starts_with("/account"))
}

async fn arrive(t: &TestApp, at: At, email: &str) -> Browser {
    let id = t.account(Some(t.other.id), Role::Owner, email).await;
    if at == At::Issued {
        t.tamper("UPDATE account SET must_change_password = TRUE").await.unwrap();
    }
    if matches!(at, At::MustEnrol | At::Started | At::Proved) {
        t.tamper("DELETE FROM authenticator").await.unwrap();
        t.tamper("UPDATE account SET second_factor_at = NULL").await.unwrap();
    }
    if at == At::HalfWay {
        let browser = t.browser();
        let answer = browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.location.as_deref(), Some("/sign-in/verify"), "{id}");
        return browser;
    }
    let browser = t.sign_in(email).await;
    if matches!(at, At::Started | At::Proved) {
        browser.post("/account/two-step/start", &[]).await;
    }
    if at == At::Proved {
        let shown = browser.get("/account/two-step").await.text(".qr-key").unwrap();
        let code = code_at(&base32(&shown), t.now().timestamp());
        let proved = browser.post("/account/two-step/prove", &[("code", &code)]).await;
        assert_eq!(proved.location.as_deref(), Some("/account/two-step/codes"));
    }
    browser
}

fn base32(shown: &str) -> Vec<u8> {
    let secret = totp_rs::Secret::try_from_base32(shown.replace(' ', "")).unwrap();
    secret.as_bytes().to_vec()
}

/// Everything about who may come in and how, as the database has it.
async fn state(t: &TestApp) -> Vec<String> {
    let hex = if t.is_postgres() { "encode(sealed, 'hex')" } else { "hex(sealed)" };
    let new = hex.replace("sealed", "sealed_new");
    let mut all = Vec::new();
    for sql in [
        "SELECT password_hash || status || role || must_change_password || COALESCE('' || second_factor_at, '') \
         FROM account ORDER BY email"
            .to_owned(),
        format!(
            "SELECT COALESCE({hex}, '') || COALESCE({new}, '') || by_mail || by_mail_new || \
                 COALESCE('' || proved_step, '') FROM authenticator ORDER BY account_id"
        ),
        "SELECT '' || COUNT(*) || COALESCE(MAX('' || in_force), '') FROM recovery_code".to_owned(),
        "SELECT '' || COUNT(*) FROM passkey".to_owned(),
        "SELECT '' || COUNT(*) FROM session WHERE account_id IS NOT NULL".to_owned(),
    ] {
        let rows = t.db.query_all_raw(Statement::from_string(t.db.get_database_backend(), sql)).await.unwrap();
        all.extend(rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()));
    }
    all
}

async fn entries(t: &TestApp) -> i64 {
    t.log_len(t.other.id).await + t.log_len(PROVIDER).await
}

#[tokio::test]
async fn every_step_out_of_order_changes_nothing_and_is_in_the_log() {
    for at in STATES {
        let t = TestApp::configured(|config| config.public_url = Some("http://localhost:3999".into())).await;
        for (i, (act, fields)) in ACTS.into_iter().enumerate().filter(|(_, (act, _))| !is_in_order(at, act)) {
            let browser = arrive(&t, at, &format!("walker{i}@aoba.example.jp")).await;
            let (before, len) = (state(&t).await, entries(&t).await);
            let answer = browser.post(act, fields).await;
            assert!([303, 403, 404, 410, 422].contains(&answer.status), "{at:?} {act}: {}", answer.status);
            assert_eq!(state(&t).await, before, "{at:?} {act}");
            let logged = entries(&t).await > len;
            assert!(logged || is_unlogged(at, act), "{at:?} {act} is not in the log ({})", answer.status);
            let inside = browser.get("/members").await.status == 200;
            assert_eq!(inside, at == At::Inside, "{at:?} {act}: nobody comes in by it, and nobody is thrown out");
            // So that nobody has to wait after so many failures from one place.
            t.clock.advance(Duration::minutes(2));
        }
    }
}
