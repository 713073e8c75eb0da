//! The password rules of a profile, with values that no built-in profile has (SL-20a, SL-20b, SL-20d, MS-16).

use crate::support::{Answer, Browser, PASSWORD, TestApp, profile_with};
use app::permission::Role;
use chrono::Duration;
use ring::digest::{SHA256, digest};
use server::outbox::work;

const PERSON: &str = "viewer@futaba.example.jp";
const OWNER: &str = "owner@futaba.example.jp";

/// A member of a company with a profile of the test, who may change the password now.
async fn under(t: &TestApp, values: &[(&str, &str)]) -> Browser {
    let company = t.company(&profile_with("social-login-manager", values)).await;
    let viewer = t.signed_in_at(&company, Role::Viewer, PERSON).await;
    t.rest().await;
    viewer
}

async fn change(by: &Browser, current: &str, new: &str) -> Answer {
    by.post("/account/password", &[("current", current), ("new", new), ("again", new)]).await
}

/// As many random letters and digits.
fn random(characters: usize) -> String {
    let block = |n: usize| hex::encode(digest(&SHA256, format!("{characters} {n}").as_bytes()));
    (0..3).map(block).collect::<String>()[..characters].to_owned()
}

#[tokio::test]
async fn sl_20a_a_password_is_as_long_as_the_profile_says() {
    let t = TestApp::new().await;
    let values = [("password.min_length", "10"), ("password.max_length", "20"), ("password.min_age_hours", "0")];
    let viewer = under(&t, &values).await;
    for characters in [9, 21] {
        let refused = change(&viewer, PASSWORD, &random(characters)).await;
        assert!(refused.field_error("new").unwrap().contains("10 to 20"), "{characters}: {}", refused.body);
    }
    assert_eq!(change(&viewer, PASSWORD, &random(10)).await.status, 303);
    t.clock.advance(Duration::seconds(1));
    assert_eq!(change(&viewer, &random(10), &random(20)).await.status, 303);
}

#[tokio::test]
async fn sl_20a_128_characters_are_a_password_and_129_are_not() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.rest().await;
    let refused = change(&viewer, PASSWORD, &random(129)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.field_error("new").unwrap().contains("8 to 128"), "{}", refused.body);
    assert_eq!(change(&viewer, PASSWORD, &random(128)).await.status, 303);
    t.sign_in_with_password(&t.browser(), "viewer@takasakiya.example.jp", &random(128)).await;
}

/// Each rule alone, so that neither hides the other.
#[tokio::test]
async fn letters_digits_and_guesses_matter_where_the_profile_says_so() {
    const LETTERS: &str = "kqzvwxhjmbpt";
    const EASY: &str = "password1";
    for (both_kinds, hard, refused, words, taken) in
        [("true", "false", LETTERS, "digit", EASY), ("false", "true", EASY, "easy to guess", LETTERS)]
    {
        let t = TestApp::new().await;
        let values = [("password.letters_and_digits", both_kinds), ("password.refuse_guessable", hard)];
        let viewer = under(&t, &values).await;
        let said = change(&viewer, PASSWORD, refused).await.field_error("new").unwrap();
        assert!(said.contains(words), "{refused}: {said}");
        assert_eq!(change(&viewer, PASSWORD, taken).await.status, 303, "{taken}");
    }
}

#[tokio::test]
async fn sl_20b_so_many_passwords_are_remembered_and_stand_so_long_as_the_profile_says() {
    const FIRST: &str = "wet lattice 7 ravine";
    const SECOND: &str = "kettle 42 moonbeam";
    let t = TestApp::new().await;
    let viewer = under(&t, &[("password.history", "2"), ("password.min_age_hours", "3")]).await;
    assert_eq!(change(&viewer, PASSWORD, FIRST).await.status, 303);
    t.clock.advance(Duration::hours(3) - Duration::seconds(1));
    t.sign_in_with_password(&viewer, PERSON, FIRST).await;
    let early = change(&viewer, FIRST, SECOND).await;
    assert!(early.field_error("new").unwrap().contains("You can change it again after"), "{}", early.body);
    t.clock.advance(Duration::seconds(1));
    assert_eq!(change(&viewer, FIRST, SECOND).await.status, 303);
    t.clock.advance(Duration::hours(3));
    t.sign_in_with_password(&viewer, PERSON, SECOND).await;
    let again = change(&viewer, SECOND, FIRST).await;
    assert!(again.field_error("new").unwrap().contains("used this password before"), "{}", again.body);
    assert_eq!(change(&viewer, SECOND, PASSWORD).await.status, 303, "the third one back");
}

/// Days or months, of which the earlier end counts: the page names the day itself.
#[tokio::test]
async fn sl_20b_the_page_names_the_day_until_which_a_new_password_is_valid() {
    let t = TestApp::new().await;
    let viewer = under(&t, &[]).await;
    let page = viewer.get("/account/password").await;
    let day = server::base::when::day(t.app.clock.now() + Duration::days(90)).en;
    assert!(page.body.contains(&format!("set today is valid until {day}.")), "{day}: {}", page.body);
    assert!(page.body.contains("reuse your current password") && !page.body.contains("whichever"), "{}", page.body);
}

#[tokio::test]
async fn ms_16_ms_17_passwords_run_out_and_are_told_of_on_the_profiles_days() {
    let t = TestApp::new().await;
    let values = [
        ("password.max_age_days.administrators", "10"),
        ("password.max_age_days.members", "20"),
        ("password.remind_days", "[5, 2]"),
    ];
    let company = t.company(&profile_with("social-login-manager", &values)).await;
    for (role, email) in [(Role::Owner, OWNER), (Role::Viewer, PERSON)] {
        t.account(Some(company.id), role, email).await;
    }
    let led_to = async |email: &str| t.sign_in(email).await.get("/").await.location;
    let mut told = Vec::new();
    for day in 0..20 {
        let before = told.len();
        server::features::reminders::remind(&t.app).await.unwrap();
        let letters = t.scalar("SELECT count(*) FROM operation_log WHERE action = 'password.remind'").await;
        told.extend((before..usize::try_from(letters).unwrap()).map(|_| day));
        t.clock.advance(Duration::days(1) - Duration::minutes(1));
        assert_eq!(led_to(PERSON).await, None, "{day}");
        assert_eq!(led_to(OWNER).await.is_some(), day >= 10, "{day}");
        t.clock.advance(Duration::minutes(1));
    }
    assert_eq!(told, [5, 8, 15, 18], "the owner's and then the member's");
    assert_eq!(led_to(PERSON).await.as_deref(), Some("/account/password"));
}

#[tokio::test]
async fn sl_20d_a_one_time_password_is_good_as_long_as_the_profile_says() {
    let t = TestApp::new().await;
    let company = t.company(&profile_with("social-login-manager", &[("password.issued_valid_hours", "48")])).await;
    let issued =
        server::features::tenants::add_account(&t.app, Some(company.id), Role::Viewer, PERSON, "髙﨑").await.unwrap();
    let fields = [("email", PERSON), ("password", issued.one_time_password.as_str())];
    t.clock.advance(Duration::hours(48) - Duration::seconds(1));
    assert_eq!(t.browser().post("/sign-in", &fields).await.status, 303);
    t.clock.advance(Duration::seconds(1));
    assert_eq!(t.browser().post("/sign-in", &fields).await.status, 422);
}

#[tokio::test]
async fn ms_16_administrators_reset_passwords_where_the_profile_says_so() {
    for (said, letters) in [("false", 0), ("true", 1)] {
        let t = TestApp::new().await;
        let values = [("password.reset_by_administrator", said)];
        let company = t.company(&profile_with("social-login-manager", &values)).await;
        let owner = t.signed_in_at(&company, Role::Owner, OWNER).await;
        let id = t.account(Some(company.id), Role::Viewer, PERSON).await.to_string();
        let page = owner.get(&format!("/members/{id}")).await;
        assert_eq!(page.body.contains("/members/reset-password"), letters == 1, "the button");
        assert_eq!(owner.post("/members/reset-password", &[("id", &id)]).await.status, 303);
        let sent = t.scalar("SELECT count(*) FROM mail WHERE kind = 'password.reset_link'").await;
        assert_eq!(sent, letters, "{said}");
        let old = t.browser().post("/sign-in", &[("email", PERSON), ("password", PASSWORD)]).await;
        assert_eq!(old.status, if letters == 1 { 422 } else { 303 }, "{said}: the password so far");
    }
}

#[tokio::test]
async fn a_reset_link_is_good_as_long_as_the_profile_says() {
    let t = TestApp::new().await;
    let company = t.company(&profile_with("social-login-manager", &[("password.reset_link_minutes", "45")])).await;
    let owner = t.signed_in_at(&company, Role::Owner, OWNER).await;
    let id = t.account(Some(company.id), Role::Viewer, PERSON).await.to_string();
    assert_eq!(owner.post("/members/reset-password", &[("id", &id)]).await.status, 303);
    work(&t.app).await.unwrap();
    let (path, person) = (t.link_in_mail(PERSON), t.browser());
    t.clock.advance(Duration::minutes(45) - Duration::seconds(1));
    person.get(&path).await;
    assert_eq!(person.get("/password/reset").await.status, 200);
    t.clock.advance(Duration::seconds(1));
    assert_eq!(person.get("/password/reset").await.status, 410);
}
