//! What is kept of a session that ends, so that no copy of its row opens it again (S10): the account lists its number, which
//! holds under every id and for every process; and its id is dead for this data folder.

use super::columns::STRANGER_IDLE;
use super::ended::EndedSession;
use super::keys;
use super::store::{FoundSession, Sessions, find, hash};
use super::valid::{lasts, number_from, number_of};
use crate::base::clock;
use crate::profile;
use crate::state::known_rows::RowFact;
use crate::storage::entity::session as session_row;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use std::io;
use tokio::task::spawn_blocking;
use tower_sessions::Session;
use tower_sessions::session::{self, Id};
use uuid::Uuid;

/// The label of the ids of rows that are set aside.
const ASIDE: &str = "session aside";

impl Sessions {
    /// Opens the row of a session that ends. An altered one raises the alarm.
    pub fn open_last(&self, id_hash: &[u8], found: FoundSession) -> Option<session_row::Model> {
        match found {
            Ok(row) if self.open(&row).is_some() => return Some(row),
            Ok(row) => self.raise(&row, "ended"),
            Err(_) => self.alarms.raise("session", hex::encode(id_hash), b"unreadable"),
        }
        None
    }

    /// Takes the row of a session that has ended by itself, at its idle timeout or its absolute limit. Returns whose it was:
    /// account and company, if it has one. A session that is open, that somebody has ended, or that is forged says nothing.
    pub async fn take_ended(
        &self,
        db: &impl ConnectionTrait,
        id_hash: &[u8],
    ) -> Result<Option<(Uuid, Option<Uuid>)>, DbErr> {
        let Some(Ok(row)) = find(db, id_hash).await? else { return Ok(None) };
        let Some(account) = row.account_id else { return Ok(None) };
        let is_over = !lasts(&row, self.clock.now()) && !self.known_rows.is_dead(id_hash);
        let is_genuine = self.is_seen(&row) && self.open(&row).is_some();
        if is_over && is_genuine && self.remove(id_hash.to_vec()).await? {
            self.dies(id_hash, Duration::seconds(row.idle_seconds.into()));
            return Ok(Some((account, row.tenant_id)));
        }
        Ok(None)
    }

    /// Returns the entry with which an account lists a session that ends now. A forged row gives none.
    pub fn ended_session(&self, row: &session_row::Model) -> Option<EndedSession> {
        let number = number_of(&self.open(row)?)?;
        let until = self.copies_until(Duration::seconds(row.idle_seconds.into()));
        Some(EndedSession { number, until: until.min(row.absolute_at) })
    }

    /// Returns the entry for a session of which a request knows the number.
    pub fn ended_session_of(&self, number: &str, idle: Duration) -> Option<EndedSession> {
        Some(EndedSession { number: number_from(number)?, until: self.copies_until(idle) })
    }

    /// True if a row belongs to the session of a number, also while it is set aside.
    pub fn is_of(&self, row: &session_row::Model, number: &str) -> bool {
        let opened = || self.open(row).and_then(|data| number_of(&data));
        row.id_hash == hash(&self.aside(number)) || number_from(number).is_some_and(|number| opened() == Some(number))
    }

    /// The id under which the row of a session stands while the session gets a new id. It follows from the number, so
    /// that the session can be ended meanwhile.
    pub fn aside(&self, number: &str) -> Id {
        let sign = self.keys.rows().sign(ASIDE, &[number.as_bytes()]);
        let mut id = [0; 16];
        id.iter_mut().zip(sign).for_each(|(to, from)| *to = from);
        Id(i128::from_be_bytes(id))
    }

    /// The fact that an id is dead, once its session has ended.
    pub fn death(&self, id_hash: &[u8], idle: Duration) -> RowFact {
        RowFact::DeadId { id_hash: id_hash.to_vec(), until: self.copies_until(idle).timestamp().saturating_add(1) }
    }

    /// Records that an id is dead. Its row must be gone already: what is found there from now on was put back.
    pub fn dies(&self, id_hash: &[u8], idle: Duration) {
        self.known_rows.learn([self.death(id_hash, idle)]);
    }

    /// Records that an id is dead which a stranger sends. Without a row nobody knows whether it ever was a session's, so it is
    /// kept in memory alone: what strangers ask costs no write.
    pub async fn dies_unproved(&self, db: &impl ConnectionTrait, id_hash: &[u8]) -> Result<(), DbErr> {
        if find(db, id_hash).await?.is_some() {
            self.dies(id_hash, longest_idle());
        } else if self.known_rows.has_room() {
            self.known_rows.keep(&self.death(id_hash, longest_idle()));
        }
        Ok(())
    }

    /// Forgets the dead ids of which no copy is valid any more.
    pub async fn forget(&self) -> io::Result<()> {
        let (known_rows, now) = (self.known_rows.clone(), self.clock.now());
        spawn_blocking(move || known_rows.sweep(now)).await?
    }

    /// The time at which every copy of a row has reached the idle timeout, if the session ends now.
    fn copies_until(&self, idle: Duration) -> DateTime<Utc> {
        self.clock.now() + idle + clock::SKEW * 2
    }
}

/// The idle timeout of a session as a request has it in hand.
pub async fn idle_of(session: &Session) -> Result<Duration, session::Error> {
    Ok(Duration::seconds(session.get(keys::IDLE).await?.unwrap_or(STRANGER_IDLE)))
}

/// The longest idle timeout that a session whose row cannot be read may have.
pub fn longest_idle() -> Duration {
    profile::all().map(|profile| profile.session.absolute()).max().unwrap_or_default()
}
