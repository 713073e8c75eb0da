//! Checks a new password against the profile.

use super::password::is_chosen;
use crate::door::fault::Fault;
use crate::door::{Person, readable};
use crate::identity::breached;
use crate::identity::guessable::{self, PasswordContext};
use crate::seal::passwords;
use crate::state::AppState;
use crate::storage::entity::password_history;
use app::account::api::PasswordChangeReason;
use app::account::messages as m;
use app::error::Refusals;
use app::password_rules::{PasswordShape, ShapeRule};
use app::text::Words;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The required shape of a person's new password.
pub fn shape(me: &Person) -> PasswordShape {
    let rule = &me.profile.password;
    PasswordShape { min: rule.min_length, max: rule.max_length, letters_and_digits: rule.letters_and_digits }
}

/// A new password, normalized.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    pub new: &'a str,
    /// The second entry as typed, if the form had a field for it.
    pub again: Option<&'a str>,
    /// The password in force, if it was typed too.
    pub current: Option<&'a str>,
}

/// The second entry of a form in which it may stay empty, because a switch shows the first one.
pub fn second_if_typed(again: Option<&String>) -> Option<&str> {
    again.map(String::as_str).filter(|again| !again.is_empty())
}

/// Checks a new password: the same if it was typed twice, shape, history, no personal words, not guessable and, if the current password
/// was typed too, not a small edit of it.
pub async fn check_choice(
    app: &AppState,
    db: &impl ConnectionTrait,
    person: &Person,
    Typed { new, again, current }: Typed<'_>,
) -> Result<(), Fault> {
    let mut refusals = Refusals::default();
    if let Some(rule) = shape(person).broken(new) {
        refusals.add("new", rule_words(shape(person), rule));
    } else if holds_context_words(app, person, new) {
        refusals.add("new", m::CONTEXT);
    } else if person.profile.password.refuse_guessable && guessable::is_everyday(new) {
        refusals.add("new", m::EVERYDAY);
    } else if person.profile.password.refuse_guessable && is_guessable(person, new) {
        refusals.add("new", m::GUESSABLE);
    } else if breached::is_known(app, new).await? {
        refusals.add("new", m::BREACHED);
    } else if current.map_or_else(|| is_like_issued(person, new), |current| is_small_edit(new, current)) {
        refusals.add("new", m::SMALL_EDIT);
    } else if was_used(app, db, person, new).await? {
        refusals.add("new", m::SAME);
    } else if again.is_some_and(|again| *passwords::normalize(again) != new) {
        refusals.add("again", m::NOT_EQUAL);
    }
    Ok(refusals.finish()?)
}

fn rule_words(shape: PasswordShape, rule: ShapeRule) -> Words {
    match rule {
        ShapeRule::Length => m::TOO_SHORT.with(&[("min", &shape.min), ("max", &shape.max)]),
        ShapeRule::Letter => m::NO_LETTER.into(),
        ShapeRule::Digit => m::NO_DIGIT.into(),
    }
}

/// True if the password contains the company, the name, the address or the console's name, which make it easy to guess
/// (MS-16, ASVS 6.2.11).
fn holds_context_words(app: &AppState, me: &Person, new: &str) -> bool {
    let company = me.tenant.as_ref().map(|t| t.name.as_str());
    let service = app.config.service_name();
    let around = PasswordContext { email: &me.account.email, name: &me.account.name, company, service: &service };
    guessable::holds_a_word_of(around, new)
}

/// A password that takes fewer guesses is guessable. Eight random letters and digits take ten times as many (SL-20a
/// allows them).
const FEW_GUESSES: u64 = 10_000_000;

/// True for common and breached passwords, keyboard rows, dates, and combinations of them, as estimated by zxcvbn (ASVS
/// 6.2.4).
fn is_guessable(me: &Person, new: &str) -> bool {
    let own = [me.account.email.as_str(), me.account.name.as_str()];
    let company = me.tenant.iter().map(|t| t.name.as_str());
    let words: Vec<&str> =
        own.into_iter().chain(company).chain(guessable::everyday_words().map(|word| -> &str { word })).collect();
    zxcvbn::zxcvbn(new, &words).guesses() < FEW_GUESSES
}

/// True if the new password is so close to the old one that it would be guessed next (NIST SP 800-63B 3.1.1.2).
fn is_small_edit(new: &str, current: &str) -> bool {
    let (folded, old) = (new.to_lowercase(), current.to_lowercase());
    new != current && strsim::osa_distance(&folded, &old) <= 2
}

/// True if the new password may be a small edit of a one-time password, which was not typed again: it has the shape of one.
fn is_like_issued(me: &Person, new: &str) -> bool {
    me.forced == Some(PasswordChangeReason::Issued) && is_shaped_like_issued(new)
}

/// True if at most two characters have to change to make it four groups of four letters and digits, as one-time passwords are.
fn is_shaped_like_issued(new: &str) -> bool {
    let shape: String = new.chars().map(|c| if c.is_ascii_alphanumeric() { 'x' } else { c }).collect();
    strsim::osa_distance(&shape, "xxxx-xxxx-xxxx-xxxx") <= 2
}

/// True if the password is one of the latest ones, including the current one; the profile sets how many (SL-20b).
async fn was_used(app: &AppState, db: &impl ConnectionTrait, me: &Person, new: &str) -> Result<bool, Fault> {
    let kept = me.profile.password.history;
    let earlier = password_history::Entity::find()
        .filter(password_history::Column::AccountId.eq(me.account.id))
        .order_by_desc(password_history::Column::SetAt)
        .limit(u64::from(if is_chosen(&me.account) { kept.saturating_sub(1) } else { kept }));
    let earlier = readable::all(app, db, earlier).await?;
    // The current password is never a new one, whatever the profile says.
    let hashes = earlier.iter().map(|h| &h.password_hash).chain([&me.account.password_hash]);
    // A new account has no password yet.
    let hashes = hashes.filter(|hash| !hash.is_empty());
    for hash in hashes {
        if app.passwords.verify(new, Some(hash)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::clock::SystemRng;
    use crate::seal::passwords::one_time_password;

    #[test]
    fn a_small_edit_of_a_one_time_password_is_known_by_its_shape() {
        for _ in 0..100 {
            let issued = one_time_password(&SystemRng::default());
            let edits = [issued.clone(), format!("{issued}1!"), issued[1..].to_owned(), issued.replacen('-', "--", 2)];
            assert!(edits.iter().all(|edit| is_shaped_like_issued(edit)), "{edits:?}");
        }
        for own in ["wet lattice 7 ravine", "x7Kq9mVz", "abcdefghijklmnopqrs", "tidy-koi4-frames-Qubit"] {
            assert!(!is_shaped_like_issued(own), "{own}");
        }
    }
}
