//! Staff follow the strictest rule of the profiles in use.

use super::super::strictest::{Strictest, of, strictest};
use super::*;
use chrono::{DateTime, Utc};

/// A built-in profile with pieces of its text replaced.
fn changed(name: &str, pieces: &[(&str, &str)]) -> &'static Profile {
    let mut text = text(name).to_owned();
    for (old, new) in pieces {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    Box::leak(Box::new(Profile::parse("my.toml", &text).expect("a profile")))
}

fn from<'a>(rules: &'a Strictest, key: &str) -> &'a str {
    &rules.from.iter().find(|(known, _)| *known == key).expect("a rule").1.name
}

#[test]
fn ms_16_staff_change_passwords_as_often_as_the_strictest_company_wants() {
    let own = profile("social-login-manager");
    let alone = strictest(own, &[]);
    assert_eq!(alone.profile.password.max_age(AccountClass::Staff), Some(90));
    assert_eq!(from(&alone, "password.max_age_days.staff"), "social-login-manager");
    let both = strictest(own, &[profile("managed-saas")]);
    assert_eq!(both.profile.password.max_age(AccountClass::Staff), Some(30));
    assert_eq!(both.profile.password.history, 5);
    assert_eq!(from(&both, "password.max_age_days.staff"), "managed-saas");
    assert_eq!(from(&both, "session.idle_minutes"), "social-login-manager", "what nobody has stricter stays");
    assert_eq!(both.profile.password.max_age(AccountClass::Administrator), Some(90), "companies keep their own");
}

#[test]
fn each_rule_takes_the_strictest_whichever_profile_is_the_consoles_own() {
    let strict = changed(
        "workspace-saas",
        &[
            ("min_length = 8", "min_length = 12"),
            ("idle_minutes = 30", "idle_minutes = 15"),
            ("max_age_minutes = 5", "max_age_minutes = 3"),
            ("\nattempts = 10", "\nattempts = 6"),
            ("code_attempts = 5", "code_attempts = 4"),
            ("forget_hours = 24", "forget_hours = 48"),
            ("remind_days = [14, 7, 3, 1]", "remind_days = [10, 2]"),
            ("unseen_wait_minutes = [0, 0, 0, 1, 2, 4, 8, 15, 30]", "unseen_wait_minutes = [0, 5]"),
        ],
    );
    let own = profile("managed-saas");
    for rules in [strictest(own, &[strict]), strictest(strict, &[own])] {
        let p = &rules.profile;
        assert_eq!((p.password.min_length, p.session.idle_minutes, p.step_up.max_age_minutes), (12, 15, 3));
        assert_eq!((p.lockout.attempts, p.lockout.code_attempts, p.lockout.forget_hours), (6, 4, 48));
        assert_eq!(p.password.max_age(AccountClass::Staff), Some(30));
        assert_eq!(p.password.remind_days, [14, 10, 7, 3, 2, 1]);
        assert_eq!(p.lockout.unseen_wait_minutes, [0, 5, 5, 5, 5, 5, 8, 15, 30]);
        assert_eq!(rules.unmet(), None);
    }
}

#[test]
fn ms_14_the_transport_speaks_what_all_allow_and_says_where_nothing_is_left() {
    let own = profile("social-login-manager");
    let both = strictest(own, &[profile("managed-saas")]);
    assert_eq!(both.profile.tls.ciphers, [Cipher::Aes256, Cipher::Aes128]);
    let ciphers = "ciphers = [\"aes-256\", \"aes-128\"]";
    let chacha = changed("managed-saas", &[(ciphers, "ciphers = [\"chacha20\"]")]);
    let aes = profile("managed-saas");
    assert!(strictest(aes, &[chacha]).unmet().is_some_and(|why| why.contains("tls.ciphers")));
}

/// Any combination of the five profiles can be enforced.
#[test]
fn the_built_in_profiles_can_be_kept_together() {
    for own in names().iter().map(|name| profile(name)) {
        assert_eq!(of(own, names()).unmet(), None, "{}", own.name);
        assert_eq!(of(own, names()).profile.password.max_age(AccountClass::Staff), Some(30));
        assert_eq!(of(own, names()).lines().len(), of(own, names()).from.len(), "every rule has words");
    }
}

/// SL-20b: three months from 1 February end after 89 days, unless there is a 29th.
#[test]
fn sl_20b_days_or_months_whichever_are_earlier() {
    let age = profile("social-login-manager").password.max_age_days.members;
    let end = |set: &str| age.end(set.parse::<DateTime<Utc>>().expect("a time")).expect("an end").to_rfc3339();
    assert_eq!(end("2027-02-01T01:00:00Z"), "2027-05-01T01:00:00+00:00", "89 days");
    assert_eq!(end("2028-02-01T01:00:00Z"), "2028-05-01T01:00:00+00:00", "90 days, and 3 months");
    assert_eq!(end("2026-11-22T01:05:00Z"), "2027-02-20T01:05:00+00:00", "90 days before 3 months");
    assert_eq!(end("2026-11-30T01:00:00Z"), "2027-02-28T01:00:00+00:00");
    // In Japan it is already 1 February.
    assert_eq!(end("2027-01-31T16:00:00Z"), "2027-04-30T16:00:00+00:00");
    assert_eq!(profile("managed-saas").password.max_age_days.members.months(), None, "others stay in days");
}
