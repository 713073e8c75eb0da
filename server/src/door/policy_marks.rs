//! The statements of a person's profile behind rules that refuse something. Pages put their numbers beside a refusal.

use crate::profile::{AccountClass, Profile};
use app::kit::PolicyMark;
use app::text::Words;

/// Rules that refuse something of everybody.
const RULES: [&str; 10] = [
    "password.min_length",
    "password.letters_and_digits",
    "password.refuse_guessable",
    "password.history",
    "password.min_age_hours",
    "password.change_at_first_issue",
    "password.change_after_reset",
    "password.reset_by_administrator",
    "lockout.attempts",
    "lockout.unlock",
];

/// The marks for a person of a class. Staff keep rules of several profiles, so no single statement asks for one.
pub fn policy_marks(profile: &Profile, class: AccountClass) -> Vec<PolicyMark> {
    let age = match class {
        AccountClass::Administrator => "password.max_age_days.administrators",
        AccountClass::Member => "password.max_age_days.members",
        AccountClass::Staff => return Vec::new(),
    };
    let withheld = (!profile.rights.download_by_default).then_some("rights.download_by_default");
    let required = profile.second_factor.required_for.contains(&class).then_some("second_factor.required_for");
    let keys = RULES.into_iter().chain([age]).chain(withheld).chain(required);
    keys.filter_map(|key| mark(profile, key)).collect()
}

fn mark(profile: &Profile, key: &'static str) -> Option<PolicyMark> {
    let statement = profile.source(key)?.statement()?;
    let sentence = Words { ja: statement.text.ja.to_owned(), en: statement.text.en.to_owned() };
    Some(PolicyMark { key, id: statement.id.to_owned(), sentence })
}
