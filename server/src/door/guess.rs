//! One guess at a secret of an account: a password in an open session, a code of the second step. It is charged before
//! the secret is checked, in a transaction that the caller commits either way.

use super::counter::Counter;
use super::fault::Fault;
use super::throttle::{find, held, one_more, seconds, settle, too_many, unseen_left};
use super::write::Write;
use crate::profile::Lockout;
use crate::state::AppState;
use crate::state::guesses::{GuessKey, ResetMark};
use crate::storage::entity::account;
use uuid::Uuid;

/// Whose guesses are counted: an account, or one attempt to sign in.
#[derive(Clone, Copy)]
pub struct Whose {
    id: Uuid,
    mark: Option<ResetMark>,
}

impl From<&account::Model> for Whose {
    fn from(account: &account::Model) -> Whose {
        Whose { id: account.id, mark: ResetMark::of(account) }
    }
}

impl From<Uuid> for Whose {
    fn from(id: Uuid) -> Whose {
        Whose { id, mark: None }
    }
}

impl Whose {
    pub fn key(self, app: &AppState, what: Counter) -> GuessKey {
        GuessKey { key: what.key(&app.keys, &self.id.to_string()), mark: self.mark }
    }
}

/// A charged guess. `right` clears the charges; a guess that is dropped stays charged, as a wrong one.
#[must_use = "a guess that is dropped counts as wrong"]
pub struct Guess {
    what: Counter,
    whose: Uuid,
    /// The number of guesses since the last right one, with this one.
    pub tries: u32,
}

impl Guess {
    /// Charges a guess. The caller refuses one too many by `tries`.
    pub async fn charge(tx: &Write, what: Counter, whose: impl Into<Whose>, rule: &Lockout) -> Result<Guess, Fault> {
        let whose = whose.into();
        let key = whose.key(tx.app(), what);
        let tries = one_more(tx, &key, tx.app().clock.now(), rule).await?;
        let stored = find(tx, key.key).await?.map_or(0, |row| row.count.unsigned_abs());
        tx.guesses().stay();
        Ok(Guess { what, whose: whose.id, tries: tries.max(stored) })
    }

    /// Charges a guess, unless the person has to wait after earlier ones: each failure lengthens the wait, as the profile
    /// says. A guess that has to wait is refused and not charged. The row is locked first, so that parallel guesses are
    /// checked one after another.
    pub async fn charge_in_turn(
        tx: &Write,
        what: Counter,
        whose: impl Into<Whose>,
        rule: &Lockout,
    ) -> Result<Guess, Fault> {
        let (whose, now) = (whose.into(), tx.app().clock.now());
        let key = whose.key(tx.app(), what);
        let rows = held(tx, &key, now).await?;
        if let Some(left) = rows.iter().filter_map(|row| unseen_left(row, rule, now)).max() {
            return Err(too_many(seconds(left)));
        }
        let tries = one_more(tx, &key, now, rule).await?;
        tx.guesses().stay();
        let lately = rows.iter().filter(|row| row.since > now - rule.forget());
        let before = lately.map(|row| row.count.unsigned_abs()).max();
        Ok(Guess { what, whose: whose.id, tries: tries.max(before.unwrap_or_default().saturating_add(1)) })
    }

    /// Clears the charges after a right guess.
    pub async fn right(self, tx: &Write) -> Result<(), Fault> {
        settle(tx, self.what, self.whose).await
    }
}
