//! One guess at a secret of an account: a password in an open session, a code of the second step. It is charged before
//! the secret is checked, in a transaction that the caller commits either way.

use super::counter::Counter;
use super::fault::Fault;
use super::throttle::{find, held, one_more, seconds, settle, too_many, unseen_left};
use super::write::Write;
use crate::profile::Lockout;
use uuid::Uuid;

/// A charged guess. `right` clears the charges; a guess that is dropped stays charged, as a wrong one.
#[must_use = "a guess that is dropped counts as wrong"]
pub struct Guess {
    what: Counter,
    account: Uuid,
    /// The number of guesses since the last right one, with this one.
    pub tries: u32,
}

impl Guess {
    /// Charges a guess. The caller refuses one too many by `tries`.
    pub async fn charge(tx: &Write, what: Counter, account: Uuid, rule: &Lockout) -> Result<Guess, Fault> {
        let key = what.key(&tx.app().keys, &account.to_string());
        one_more(tx, key.clone(), tx.app().clock.now(), rule).await?;
        let tries = find(tx, key).await?.map_or(0, |row| row.count.unsigned_abs());
        Ok(Guess { what, account, tries })
    }

    /// Charges a guess, unless the person has to wait after earlier ones: each failure lengthens the wait, as the profile
    /// says. A guess that has to wait is refused and not charged. The row is locked first, so that parallel guesses are
    /// checked one after another.
    pub async fn charge_in_turn(tx: &Write, what: Counter, account: Uuid, rule: &Lockout) -> Result<Guess, Fault> {
        let (key, now) = (what.key(&tx.app().keys, &account.to_string()), tx.app().clock.now());
        let row = held(tx, key.clone(), now).await?;
        if let Some(left) = unseen_left(&row, rule, now) {
            return Err(too_many(seconds(left)));
        }
        one_more(tx, key, now, rule).await?;
        let before = if row.since > now - rule.forget() { row.count.unsigned_abs() } else { 0 };
        Ok(Guess { what, account, tries: before + 1 })
    }

    /// Clears the charges after a right guess.
    pub async fn right(self, tx: &Write) -> Result<(), Fault> {
        settle(tx, self.what, self.account).await
    }
}
