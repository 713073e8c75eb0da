//! Changing passwords: the profile's rule, history, age, other sessions.

use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;

async fn change(browser: &crate::support::Browser, new: &str, again: &str) -> crate::support::Answer {
    browser.post("/account/password", &[("current", PASSWORD), ("new", new), ("again", again)]).await
}

#[tokio::test]
async fn sl_20a_eight_characters_with_letters_and_digits() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    t.rest().await;
    for (new, part) in [("xk41qz7", "8 to 128"), ("46071935", "letter"), ("kqzvwxhj", "digit")] {
        let answer = change(&browser, new, new).await;
        assert_eq!(answer.status, 422);
        let message = answer.field_error("new").unwrap();
        assert!(message.contains(part), "{new}: {message}");
        assert!(!answer.body.contains(new), "a secret came back");
    }
    assert_eq!(change(&browser, "関所 passphrase with 1 space!", "関所 passphrase with 1 space!").await.status, 303);
}

/// People whose input method is on type full-width letters. They count as the half-width ones, as on every later sign-in.
#[tokio::test]
async fn sl_20a_full_width_letters_are_the_half_width_ones_they_stand_for() {
    const EMAIL: &str = "viewer@takasakiya.example.jp";
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Viewer).await;
    t.rest().await;
    assert!(
        change(&browser, "ｘｋ４１ｑｚ７", "ｘｋ４１ｑｚ７").await.field_error("new").unwrap().contains("8 to 128")
    );
    assert_eq!(change(&browser, "ｘ７Ｋｑ９ｍＶｚ", "x7Kq9mVz").await.status, 303);
    for typed in ["x7Kq9mVz", "ｘ７Ｋｑ９ｍＶｚ"] {
        let answer = t.browser().post("/sign-in", &[("email", EMAIL), ("password", typed)]).await;
        assert_eq!(answer.status, 303, "{typed}");
    }
}

#[tokio::test]
async fn refusals_stand_at_their_fields() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    t.rest().await;
    let wrong = browser
        .post(
            "/account/password",
            &[("current", "nope"), ("new", "kettle 42 moonbeam"), ("again", "kettle 42 moonbeam")],
        )
        .await;
    assert_eq!(wrong.field_error("current").as_deref(), Some("Your current password is incorrect."));
    let empty = [("current", ""), ("new", "kettle 42 moonbeam"), ("again", "kettle 42 moonbeam")];
    let empty = browser.post("/account/password", &empty).await;
    assert_eq!(empty.field_error("current").as_deref(), Some("Enter your current password."));
    let differ = change(&browser, "kettle 42 moonbeam", "kettle 43 moonbeam").await;
    assert_eq!(
        differ.field_error("again").as_deref(),
        Some("The passwords don't match. Enter the same new password in both fields.")
    );
    let empty = change(&browser, "kettle 42 moonbeam", "").await;
    assert!(empty.field_error("again").is_some(), "an empty second field is no missing one");
    let personal = change(&browser, "xx髙﨑屋ホールディングス1a", "x").await;
    assert!(personal.field_error("new").unwrap().contains("easy to guess"));
}

#[tokio::test]
async fn sl_20b_the_previous_password_may_not_be_set_again() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    t.rest().await;
    assert!(
        change(&browser, PASSWORD, PASSWORD).await.field_error("new").unwrap().contains("used this password before")
    );
}

/// A one-time password does not count for the history, however it was issued (SL-20b).
#[tokio::test]
async fn sl_20b_a_one_time_password_does_not_use_up_the_history() {
    const STAFF: &str = "s@sekisho.example";
    let t = TestApp::new().await;
    let issued = server::features::tenants::add_account(&t.app, None, Role::Support, STAFF, "小山内").await.unwrap();
    let first = issued.one_time_password;
    crate::support::enrol(&t.app, &t.db, issued.id, server::seal::keys::PROVIDER).await;
    let browser = signed_in_with(&t, STAFF, &first).await;
    assert_eq!(changed(&browser, &first, "wet lattice 7 ravine").await.status, 303, "the first issue");
    assert_eq!(t.scalar("SELECT count(*) FROM password_history").await, 0);
    let again = server::features::tenants::reset(&t.app, STAFF, "電話で依頼", false).await.unwrap().one_time_password;
    let browser = signed_in_with(&t, STAFF, &again).await;
    let refused = changed(&browser, &again, "wet lattice 7 ravine").await;
    assert_eq!((refused.status, refused.field_error("new").is_some()), (422, true), "the one before the reset");
    assert_eq!(changed(&browser, &again, "dry lattice 8 meadow").await.status, 303);
    assert_eq!(t.scalar("SELECT count(*) FROM password_history").await, 1);
}

/// SL-20d: a one-time password that has just opened the session is not typed twice. Later, in a session of a passkey's or
/// after a step-up it is; one's own password always is.
#[tokio::test]
async fn a_one_time_password_that_was_just_typed_is_not_asked_for_again() {
    const NEW: &str = "wet lattice 7 ravine";
    let t = TestApp::new().await;
    let issue = async |email: &str| {
        let added = server::features::tenants::add_account(&t.app, Some(t.own.id), Role::Viewer, email, "小山内").await;
        added.unwrap().one_time_password
    };
    let alone = [("new", NEW), ("again", NEW)];
    let comes = async |email: &str, issued: &str| {
        let browser = t.browser();
        assert_eq!(browser.post("/sign-in", &[("email", email), ("password", issued)]).await.status, 303);
        browser
    };

    let issued = issue("first@example.jp").await;
    let browser = comes("first@example.jp", &issued).await;
    assert_eq!(browser.get("/account/password").await.count("#current"), 0);
    let edited = format!("{issued}!");
    let edited = browser.post("/account/password", &[("new", &edited), ("again", &edited)]).await;
    assert!(
        edited.field_error("new").unwrap().contains("too similar to your current"),
        "who issued it could guess that"
    );
    let typed_once = browser.post("/account/password", &[("new", NEW), ("again", "")]).await;
    assert_eq!(typed_once.status, 303, "as sent where a switch shows what was typed");
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["password.change:success"]);
    assert_eq!(browser.get("/account/password").await.count("#current"), 1, "for the next change it is");

    let issued = issue("second@example.jp").await;
    let browser = comes("second@example.jp", &issued).await;
    t.clock.advance(Duration::minutes(5));
    assert_eq!(browser.get("/account/password").await.count("#current"), 1, "not any more");
    let late = browser.post("/account/password", &alone).await;
    assert_eq!(late.field_error("current").as_deref(), Some("Enter your current password."));
    let wrong = [("current", "wrong"), ("new", NEW), ("again", NEW)];
    assert_eq!(browser.post("/account/password", &wrong).await.status, 422);
    browser.post("/account/prove", &[("password", &issued)]).await;
    assert_eq!(browser.get("/account/password").await.count("#current"), 1, "a step-up is no sign-in");
    assert_eq!(changed(&browser, &issued, NEW).await.status, 303);

    t.account(Some(t.own.id), Role::Viewer, "third@example.jp").await;
    t.clock.advance(Duration::days(91));
    let browser = t.sign_in("third@example.jp").await;
    assert_eq!(browser.get("/account/password").await.count("#current"), 1, "one's own, when it has expired");
}

async fn signed_in_with(t: &TestApp, email: &str, password: &str) -> crate::support::Browser {
    let browser = t.browser();
    browser.post("/sign-in", &[("email", email), ("password", password)]).await;
    t.codes_again().await;
    assert_eq!(browser.post("/sign-in/verify", &[("code", &t.code())]).await.status, 303);
    browser
}

async fn changed(browser: &crate::support::Browser, current: &str, new: &str) -> crate::support::Answer {
    browser.post("/account/password", &[("current", current), ("new", new), ("again", new)]).await
}

/// Nobody can cycle through the history: it has the length in the profile, and voluntary changes keep the minimum age.
#[tokio::test]
async fn earlier_passwords_stay_refused_and_the_next_change_waits_a_day() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, "a@aoba.example.jp").await;
    let browser = t.sign_in("a@aoba.example.jp").await;
    t.rest().await;
    let rule = &server::profile::built_in("managed-saas").unwrap().password;
    assert!((rule.history, rule.min_age_hours) == (5, 24));
    let chosen = ["wet lattice 7 ravine", "kettle 42 moonbeam", "gravel 19 tangerine", "saddle 58 hornet"];
    let mut current = PASSWORD;
    for new in chosen {
        let fields = [("current", current), ("new", new), ("again", new)];
        assert_eq!(browser.post("/account/password", &fields).await.status, 303, "{new}");
        let soon = browser.post("/account/password", &[("current", new), ("new", PASSWORD), ("again", PASSWORD)]).await;
        assert!(soon.field_error("new").unwrap().contains("You can change it again after"), "{}", soon.body);
        t.clock.advance(Duration::hours(24));
        t.sign_in_with_password(&browser, "a@aoba.example.jp", new).await;
        current = new;
    }
    for used in [PASSWORD].iter().chain(&chosen) {
        let fields = [("current", current), ("new", *used), ("again", used)];
        let refused = browser.post("/account/password", &fields).await;
        assert_eq!(refused.status, 422, "{used}: {}", refused.body);
        let message = refused.field_error("new").unwrap();
        assert!(
            message.contains("used this password before") || message.contains("too similar to your current"),
            "{used}: {message}"
        );
    }
    let sixth = "window 27 cactus";
    let fields = [("current", current), ("new", sixth), ("again", sixth)];
    assert_eq!(browser.post("/account/password", &fields).await.status, 303);
    t.clock.advance(Duration::hours(24));
    t.sign_in_with_password(&browser, "a@aoba.example.jp", sixth).await;
    let fields = [("current", sixth), ("new", PASSWORD), ("again", PASSWORD)];
    assert_eq!(browser.post("/account/password", &fields).await.status, 303, "five are remembered, the first is not");
}

#[tokio::test]
async fn sl_20b_after_90_days_sign_in_leads_only_to_the_change_page() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Operator, "a@example.jp").await;
    t.clock.advance(Duration::days(90) - Duration::hours(1));
    assert_eq!(t.sign_in("a@example.jp").await.get("/end-users").await.status, 200);
    t.clock.advance(Duration::hours(2));
    let browser = t.sign_in("a@example.jp").await;
    assert_eq!(browser.get("/end-users").await.location.as_deref(), Some("/account/password"));
    assert!(browser.get("/account/password").await.body.contains("Your password has expired"));
    assert_eq!(change(&browser, "wet lattice 7 ravine", "wet lattice 7 ravine").await.status, 303);
    assert_eq!(browser.get("/end-users").await.status, 200);
}

#[tokio::test]
async fn after_the_change_one_comes_to_the_page_that_was_asked_for() {
    let t = TestApp::new().await;
    let email = "a@example.jp";
    t.account(Some(t.own.id), Role::Operator, email).await;
    t.clock.advance(Duration::days(91));
    let typed = [("email", email), ("password", PASSWORD), ("return_to", "/end-users?q=a")];
    let browser = t.browser();
    assert_eq!(browser.post("/sign-in", &typed).await.location.as_deref(), Some("/end-users?q=a"));
    assert_eq!(browser.get("/end-users?q=a").await.location.as_deref(), Some("/account/password"));
    assert_eq!(change(&browser, "short", "short").await.status, 422);
    let changed = change(&browser, "wet lattice 7 ravine", "wet lattice 7 ravine").await;
    assert_eq!(changed.location.as_deref(), Some("/end-users?q=a"));
    t.clock.advance(Duration::days(91));
    let browser = t.browser();
    browser.post("/sign-in", &[("email", email), ("password", "wet lattice 7 ravine")]).await;
    let led = browser.post("/exports", &[]).await;
    assert_eq!(led.location.as_deref(), Some("/account/password"), "{}", led.body);
    let fields = [("current", "wet lattice 7 ravine"), ("new", PASSWORD), ("again", PASSWORD)];
    let changed = browser.post("/account/password", &fields).await;
    assert_eq!(changed.status, 303, "{}", changed.body);
    assert_eq!(changed.location.as_deref(), Some("/exports/new"), "the page of the form");
}

#[tokio::test]
async fn a_change_ends_the_persons_other_sessions() {
    let t = TestApp::new().await;
    let one = t.signed_in(Role::Owner).await;
    t.rest().await;
    let two = t.sign_in("owner@takasakiya.example.jp").await;
    assert_eq!(change(&one, "wet lattice 7 ravine", "wet lattice 7 ravine").await.status, 303);
    assert_eq!(one.get("/").await.status, 200);
    assert_eq!(two.get("/").await.status, 303);
}

#[tokio::test]
async fn a_change_and_its_entry_live_or_die_together() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    t.rest().await;
    let before = t.log_len(t.own.id).await;
    t.tamper("ALTER TABLE operation_log RENAME TO operation_log_away").await.unwrap();
    let answer = change(&browser, "wet lattice 7 ravine", "wet lattice 7 ravine").await;
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains(answer.header("x-request-id")), "the page quotes the request's id");
    t.tamper("ALTER TABLE operation_log_away RENAME TO operation_log").await.unwrap();
    assert_eq!(t.log_len(t.own.id).await, before);
    assert_eq!(
        change(&browser, "wet lattice 7 ravine", "wet lattice 7 ravine").await.status,
        303,
        "the old password still holds"
    );
}

#[tokio::test]
async fn ms_16_guessable_passwords_and_small_edits_are_refused() {
    let t = TestApp::new().await;
    let browser = t.signed_in_elsewhere(Role::Owner).await;
    t.rest().await;
    let reason = async |new: &str| change(&browser, new, new).await.field_error("new").unwrap_or_default();
    for easy in ["password1", "abcd1234", "qwerty123", "1qaz2wsx", "sekisho2026"] {
        assert!(reason(easy).await.contains("easy to guess"), "{easy}");
    }
    for edit in ["correct horse 8 battery", "Correct horse 9 batterY", "correct horse 9 battery1"] {
        assert!(reason(edit).await.contains("too similar to your current"), "{edit}");
    }
    assert_eq!(change(&browser, "x7Kq9mVz", "x7Kq9mVz").await.status, 303, "eight random ones are enough (SL-20a)");
}

#[tokio::test]
async fn ms_16_words_of_the_product_the_company_the_domain_and_every_day_are_refused() {
    let t = TestApp::new().await;
    let browser = t.signed_in_elsewhere(Role::Owner).await;
    t.rest().await;
    let reason = async |new: &str| change(&browser, new, new).await.field_error("new").unwrap_or_default();
    for word in ["Sekisho2026!", "Sekisho!2027", "aobashouten1", "aoba-example1", "owner7 of the sea"] {
        let why = reason(word).await;
        assert!(why.contains("your company's name, your own name, your email address or its domain"), "{word}: {why}");
    }
    for word in ["konnichiwa1", "himawari1", "toukyou2020", "kaisha2026", "ohayou123", "daisuki1", "管理者1234a"] {
        let why = reason(word).await;
        assert!(why.contains("A common Japanese word"), "{word}: {why}");
    }
    assert_eq!(change(&browser, "kaisha no ura no neko 3", "kaisha no ura no neko 3").await.status, 303, "a phrase");
}

#[tokio::test]
async fn an_open_session_is_no_place_to_guess_the_current_password() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    t.rest().await;
    let guess = |n: usize| {
        let current = format!("guess {n}");
        let browser = &browser;
        async move {
            let fields =
                [("current", current.as_str()), ("new", "kettle 42 moonbeam"), ("again", "kettle 42 moonbeam")];
            browser.post("/account/password", &fields).await.status
        }
    };
    for n in 0..10 {
        assert_eq!(guess(n).await, 422);
    }
    assert_eq!(guess(10).await, 303, "led to the sign-in page");
    assert!(browser.get("/").await.location.unwrap().starts_with("/sign-in"));
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["password.change:failure"]);
    let again = t.sign_in("owner@takasakiya.example.jp").await;
    let words = "kettle 42 moonbeam";
    assert_eq!(change(&again, words, words).await.status, 303, "a person who signs in again is in no dead end");
}

/// ASVS 6.2.12: a breached password is refused if there is a list, whatever its shape.
#[tokio::test]
async fn a_password_known_from_breaches_is_refused() {
    use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
    let known = "wet lattice 7 ravine";
    let mut lines = [known, "a", "b", "c"].map(|p| hex::encode_upper(digest(&SHA1_FOR_LEGACY_USE_ONLY, p.as_bytes())));
    lines.sort();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), lines.join(":3\r\n")).unwrap();
    let t = TestApp::configured(|config| config.breached_passwords_file = Some(file.path().to_owned())).await;
    let browser = t.signed_in(Role::Viewer).await;
    t.rest().await;
    let refused = change(&browser, known, known).await;
    assert!(refused.field_error("new").unwrap().contains("data breaches of other services"));
    assert_eq!(change(&browser, "kettle 42 moonbeam", "kettle 42 moonbeam").await.status, 303);
}
