//! All states of sign-in and setup × all their actions: an action out of order changes nothing and is logged (cases
//! have their own walk).

use crate::support::{Browser, PASSWORD, TestApp, code_at};
use app::account::api::{OWN_ACCOUNT, OWN_SECURITY};
use app::passkeys::api::OWN_PASSKEYS;
use app::permission::{Access, Role};
use app::tables;
use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use server::seal::keys::PROVIDER;

const NEXT: &str = "wet lattice 7 ravine";

/// The state of a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum At {
    /// A stranger without a session.
    Stranger,
    /// The device is asked for its passkey.
    PasskeyAsked,
    /// The password was correct, and the code is pending.
    HalfWay,
    /// The password was correct, and a mailed code is pending.
    HalfWayByMail,
    /// A one-time password; a new password is required.
    Issued,
    /// The password is too old.
    Expired,
    /// An administrator requires a new password.
    Wanted,
    /// A second step is required.
    MustEnrol,
    /// A new secret waits for its first code.
    Started,
    /// Codes by mail were chosen, and the first code is pending.
    StartedByMail,
    /// The recovery codes are shown, and one must be typed back.
    Proved,
    /// Signed in, with a second step.
    Inside,
    /// A link to this page is open.
    Opened(&'static str),
    /// The link has been used.
    Used(&'static str),
    /// The case of the link was cancelled meanwhile.
    Cancelled,
}

const STATES: [At; 12] = [
    At::Stranger,
    At::PasskeyAsked,
    At::HalfWay,
    At::HalfWayByMail,
    At::Issued,
    At::Expired,
    At::Wanted,
    At::MustEnrol,
    At::Started,
    At::StartedByMail,
    At::Proved,
    At::Inside,
];

const BY_LINK: [At; 7] = [
    At::Opened("/contacts/confirm"),
    At::Opened("/join"),
    At::Opened("/password/reset"),
    At::Used("/contacts/confirm"),
    At::Used("/join"),
    At::Used("/password/reset"),
    At::Cancelled,
];

/// All actions of sign-in and setup, with fields that are valid in the right state.
const ACTS: [(&str, &[(&str, &str)]); 18] = [
    ("/sign-in/verify", &[("code", "000000")]),
    ("/sign-in/verify/send", &[]),
    ("/sign-in/passkey", &[("credential", "{}")]),
    ("/account/password", &[("current", "wrong"), ("new", NEXT), ("again", NEXT)]),
    ("/account/prove", &[("code", "000000"), ("password", "wrong")]),
    ("/account/two-step/start", &[("code", "000000")]),
    ("/account/two-step/mail", &[("code", "000000")]),
    ("/account/two-step/send", &[]),
    ("/account/two-step/prove", &[("code", "000000")]),
    ("/account/two-step/codes", &[("code", "AAAA-BBBB-CCCC-DDDD")]),
    ("/account/two-step/cancel", &[]),
    ("/account/two-step/stop", &[("code", "000000")]),
    ("/account/passkeys/start", &[("name", "a")]),
    ("/account/passkeys/finish", &[("credential", "{}")]),
    ("/account/passkeys/remove", &[("id", "01977f00-0000-7000-8000-000000000000")]),
    ("/contacts/confirm", &[]),
    ("/join", CHOSEN),
    ("/password/reset", CHOSEN),
];

const CHOSEN: &[(&str, &str)] = &[("new", NEXT), ("again", NEXT)];

/// True if the action is allowed in this state, where it changes something.
fn is_in_order(at: At, act: &'static str) -> bool {
    match act {
        "/account/two-step/start" | "/account/two-step/mail" => {
            matches!(at, At::MustEnrol | At::Started | At::StartedByMail | At::Proved)
        }
        "/account/two-step/cancel" => matches!(at, At::Started | At::StartedByMail | At::Proved),
        // The one-time password that has just opened the session is not asked for again.
        "/account/password" => at == At::Issued,
        "/account/passkeys/start" => at == At::Inside,
        // A repetition, perhaps too soon.
        "/sign-in/verify/send" => at == At::HalfWayByMail,
        "/account/two-step/send" => at == At::StartedByMail,
        _ => at == At::Opened(act),
    }
}

async fn arrive(t: &TestApp, at: At, email: &str) -> Browser {
    match at {
        At::Stranger => t.browser(),
        At::PasskeyAsked => {
            let browser = t.browser();
            let asked = browser.post("/sign-in/passkey/start", &[]).await;
            assert_eq!(asked.location.as_deref(), Some("/sign-in/passkey"));
            browser
        }
        At::Opened(page) => opened(t, page, email).await.0,
        At::Used(page) => {
            let (browser, _) = opened(t, page, email).await;
            // The person who used the link may be inside by now; somebody else had opened it too.
            let other = t.browser();
            other.get(&t.link_in_mail(email)).await;
            let fields = if page == "/contacts/confirm" { &[] } else { CHOSEN };
            assert_eq!(browser.post(page, fields).await.status, 303);
            other
        }
        At::Cancelled => {
            let (browser, desk) = opened(t, "/password/reset", email).await;
            let (staff, case) = desk.unwrap();
            let answer = staff.post("/support/cases/cancel", &[("id", &case)]).await;
            assert_eq!(answer.status, 303, "{}", answer.body);
            browser
        }
        _ => arrive_with_account(t, at, email).await,
    }
}

async fn arrive_with_account(t: &TestApp, at: At, email: &str) -> Browser {
    let id = t.account(Some(t.other.id), Role::Owner, email).await;
    let own = |sql: &str| format!("{sql} WHERE {}", t.whose(email));
    match at {
        At::Issued => t.tamper(&own("UPDATE account SET must_change_password = TRUE")).await.unwrap(),
        At::Wanted => {
            t.tamper(&own("UPDATE account SET change_wanted_at = '2099-01-01T00:00:00+00:00'")).await.unwrap();
        }
        At::Expired => t.clock.advance(Duration::days(30)),
        At::HalfWayByMail => t.tamper("UPDATE authenticator SET by_mail = TRUE, sealed = NULL").await.unwrap(),
        At::MustEnrol | At::Started | At::StartedByMail | At::Proved => {
            t.tamper("DELETE FROM authenticator").await.unwrap();
            t.tamper("UPDATE account SET second_factor_at = NULL").await.unwrap();
        }
        _ => {}
    }
    if matches!(at, At::HalfWay | At::HalfWayByMail) {
        let browser = t.browser();
        let answer = browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.location.as_deref(), Some("/sign-in/verify"), "{id}");
        return browser;
    }
    let browser = t.sign_in(email).await;
    if matches!(at, At::Started | At::Proved) {
        browser.post("/account/two-step/start", &[]).await;
    }
    if at == At::StartedByMail {
        browser.post("/account/two-step/mail", &[]).await;
    }
    if at == At::Proved {
        let shown = browser.get("/account/two-step").await.text(".qr-key").unwrap();
        let code = code_at(&base32(&shown), t.now().timestamp());
        let proved = browser.post("/account/two-step/prove", &[("code", &code)]).await;
        assert_eq!(proved.location.as_deref(), Some("/account/two-step/codes"));
    }
    browser
}

/// A stranger's browser with an open link to a page; with a case, also the member of staff and its id.
async fn opened(t: &TestApp, page: &str, email: &str) -> (Browser, Option<(Browser, String)>) {
    let owner_email = format!("owner-of-{email}");
    t.account(Some(t.other.id), Role::Owner, &owner_email).await;
    let owner = t.sign_in(&owner_email).await;
    let desk = match page {
        "/contacts/confirm" => {
            let contact = [("name", "総務部"), ("email", email), ("kinds", "urgent"), ("language", "ja")];
            assert_eq!(owner.post("/contacts", &contact).await.status, 303);
            None
        }
        "/join" => {
            let person = [("name", "渡邊 𠮷郎"), ("email", email), ("role", "viewer")];
            assert_eq!(owner.post("/members", &person).await.status, 303);
            None
        }
        _ => Some(approved_case(t, &owner, email).await),
    };
    server::outbox::work(&t.app).await.unwrap();
    let (path, browser) = (t.link_in_mail(email), t.browser());
    assert_eq!(browser.get(&path).await.location.as_deref(), Some(page));
    assert_eq!(browser.get(page).await.status, 200);
    (browser, desk)
}

/// A case for resetting a member's password, approved by everybody.
async fn approved_case(t: &TestApp, owner: &Browser, email: &str) -> (Browser, String) {
    t.account(Some(t.other.id), Role::Viewer, email).await;
    let mut desk = Vec::new();
    for name in ["first", "second"] {
        let staff = format!("{name}-for-{email}");
        t.account(None, Role::Support, &staff).await;
        desk.push(t.sign_in(&staff).await);
    }
    let found = desk[0].get(&format!("/support/accounts?email={email}")).await;
    let account = found.attribute("input[name=account]", "value").unwrap();
    let case = desk[0].post("/support/cases", &[("account", &account), ("second_factor", "")]).await;
    let case = case.location.unwrap().trim_start_matches("/support/cases/").to_owned();
    let checked = [("checked", "name"), ("checked", "channel"), ("checked", "reason"), ("id", &case)];
    let checked = [&checked[..], &[("evidence", "contract"), ("reason", "パスワードを忘れた")]].concat();
    assert_eq!(desk[0].post("/support/cases/check", &checked).await.status, 303);
    assert_eq!(owner.post("/cases/consent", &[("id", &case)]).await.status, 303);
    assert_eq!(desk[1].post("/support/cases/approve", &[("id", &case)]).await.status, 303);
    (desk.remove(0), case)
}

fn base32(shown: &str) -> Vec<u8> {
    let secret = totp_rs::Secret::try_from_base32(shown.replace(' ', "")).unwrap();
    secret.as_bytes().to_vec()
}

/// All data about who may sign in and how, from the database.
async fn state(t: &TestApp) -> Vec<String> {
    let hex = if t.is_postgres() { "encode(sealed, 'hex')" } else { "hex(sealed)" };
    let new = hex.replace("sealed", "sealed_new");
    let mut all = Vec::new();
    for sql in [
        "SELECT password_hash || status || role || must_change_password || COALESCE('' || second_factor_at, '') \
         FROM account ORDER BY id"
            .to_owned(),
        format!(
            "SELECT COALESCE({hex}, '') || COALESCE({new}, '') || by_mail || by_mail_new || \
                 COALESCE('' || proved_step, '') FROM authenticator ORDER BY account_id"
        ),
        "SELECT '' || COUNT(*) || COALESCE(MAX('' || in_force), '') FROM recovery_code".to_owned(),
        "SELECT '' || COUNT(*) FROM passkey".to_owned(),
        "SELECT '' || COUNT(used_at) || COUNT(*) FROM one_time_link".to_owned(),
        "SELECT '' || COUNT(confirmed_at) FROM contact".to_owned(),
        "SELECT state FROM support_case ORDER BY id".to_owned(),
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
            refused(&t, &browser, at, (act, fields)).await;
            // Avoids the rate limit after many failures from one address.
            t.clock.advance(Duration::minutes(2));
        }
    }
}

#[tokio::test]
async fn every_step_out_of_order_with_a_link_changes_nothing_and_is_in_the_log() {
    for at in BY_LINK {
        let t = TestApp::configured(|config| config.public_url = Some("http://localhost:3999".into())).await;
        let browser = arrive(&t, at, "walker@aoba.example.jp").await;
        for act in ACTS.into_iter().filter(|(act, _)| !is_in_order(at, act)) {
            refused(&t, &browser, at, act).await;
        }
    }
}

async fn refused(t: &TestApp, browser: &Browser, at: At, (act, fields): (&str, &[(&str, &str)])) {
    let (before, len) = (state(t).await, entries(t).await);
    let answer = browser.post(act, fields).await;
    assert!([303, 403, 404, 410, 422].contains(&answer.status), "{at:?} {act}: {}", answer.status);
    assert_eq!(state(t).await, before, "{at:?} {act}");
    assert!(entries(t).await > len, "{at:?} {act} is not in the log ({})", answer.status);
    let inside = browser.get("/members").await.status == 200;
    assert_eq!(inside, at == At::Inside, "{at:?} {act}: nobody comes in by it, and nobody is thrown out");
}

/// Posts that are not a step: they are allowed at any time, or concern open sessions.
const NO_STEP: [&str; 4] =
    ["/account/prove/cancel", "/account/sessions/end", "/account/sessions/end-others", "/account/sessions/extend"];

/// Every step must be in the walk.
#[test]
fn every_step_is_known() {
    let own = [OWN_ACCOUNT, OWN_SECURITY, OWN_PASSKEYS].map(Access::Needs);
    let steps = tables::posts()
        .filter(|post| matches!(post.access, Access::HalfWay | Access::Link) || own.contains(&post.access));
    for step in steps.filter(|step| !NO_STEP.contains(&step.path)) {
        assert!(ACTS.iter().any(|(act, _)| *act == step.path), "{}", step.path);
    }
}

/// An invalid link is logged for the company that it was made for, otherwise for the provider; always with a rate
/// limit.
#[tokio::test]
async fn a_link_that_opens_nothing_is_in_the_log_of_its_company() {
    let t = TestApp::new().await;
    let used = arrive(&t, At::Used("/join"), "walker@aoba.example.jp").await;
    assert_eq!(used.post("/join", CHOSEN).await.status, 410);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["access.denied:denied"]);
    let stranger = t.browser();
    stranger.get("/password/reset/made-up").await;
    let most = t.app.default_profile().lockout.per_address_per_minute;
    let before = t.log_len(PROVIDER).await;
    for _ in 1..most {
        assert_eq!(stranger.post("/password/reset", CHOSEN).await.status, 410);
    }
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["access.denied:denied"]);
    assert_eq!(stranger.post("/password/reset", CHOSEN).await.status, 429);
    assert_eq!(t.log_len(PROVIDER).await, before + i64::from(most) - 1);
    t.clock.advance(Duration::minutes(1));
    assert_eq!(stranger.post("/password/reset", CHOSEN).await.status, 410);
}

/// Between the two steps a person is named in their own company's log.
#[tokio::test]
async fn who_is_half_way_is_named_in_the_log() {
    let t = TestApp::new().await;
    let half = arrive(&t, At::HalfWay, "walker@aoba.example.jp").await;
    half.post("/account/password", &[("current", PASSWORD), ("new", NEXT), ("again", NEXT)]).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["access.denied:denied"]);
    let named = "SELECT COUNT(*) FROM operation_log WHERE action = 'access.denied' AND actor_id IS NOT NULL";
    assert_eq!(t.scalar(named).await, 1);
}
