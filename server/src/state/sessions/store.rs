//! The session store.

use super::columns::{Columns, STRANGER_IDLE, SessionData};
use super::keys;
use super::valid::{TOUCH_EVERY, as_found, is_counted, is_stale, lasts, was_ended};
use crate::base::clock::{self, Clock};
use crate::seal::keys::Keys;
use crate::seal::{Sealed, TextForm};
use crate::state::alarms::Alarms;
use crate::state::known_rows::KnownRows;
use crate::storage::Storage;
use crate::storage::entity::{account, session as session_row};
use crate::storage::rows;
use chrono::{DateTime, Duration, Utc};
use ring::digest::{SHA256, digest};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, NotSet, QueryFilter, QueryTrait, Select, Set};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use uuid::Uuid;

/// The error when a session was ended while it was getting a new id.
pub const ENDED: &str = "the session was ended";
/// The label in signatures of `last_seen_at`.
const SEEN: &str = "session seen";

/// The session store.
#[derive(Clone)]
pub struct Sessions {
    storage: Storage,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) keys: Arc<Keys>,
    pub(super) alarms: Alarms,
    pub(super) known_rows: Arc<KnownRows>,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

impl Sessions {
    pub fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        keys: Arc<Keys>,
        alarms: Alarms,
        known_rows: Arc<KnownRows>,
    ) -> Sessions {
        Sessions { storage, clock, keys, alarms, known_rows }
    }

    /// Deletes expired sessions.
    pub async fn sweep(&self) -> std::result::Result<u64, DbErr> {
        let now = self.clock.now();
        let gone = session_row::Entity::delete_many().filter(session_row::Column::AbsoluteAt.lte(now));
        Ok(gone.exec(&self.storage.writer).await?.rows_affected)
    }

    /// Resets the idle timeout after user activity. Writes at most once a minute. Pages that poll by themselves do not
    /// call this. Returns true if it wrote.
    pub async fn touch(&self, id: &Id) -> std::result::Result<bool, DbErr> {
        let now = self.clock.now();
        let touched = session_row::Entity::update_many()
            .col_expr(session_row::Column::LastSeenAt, Expr::value(now))
            .col_expr(session_row::Column::SeenMac, Expr::value(self.sign_seen(&hash(id), now)))
            .filter(session_row::Column::IdHash.eq(hash(id)))
            .filter(is_stale(now))
            .exec(&self.storage.writer)
            .await?;
        Ok(touched.rows_affected == 1)
    }

    /// True if `touch` would write. The read comes first, so that reading a page usually writes nothing.
    pub async fn is_stale(&self, id: &Id) -> std::result::Result<bool, DbErr> {
        let row = find(&self.storage.reader, &hash(id)).await?;
        let now = self.clock.now();
        Ok(row
            .and_then(FoundSession::ok)
            .is_some_and(|r| !clock::is_within(r.last_seen_at, Duration::seconds(TOUCH_EVERY), now)))
    }

    /// Deletes the row of a session. Returns whether there was one.
    pub(super) async fn remove(&self, id_hash: Vec<u8>) -> std::result::Result<bool, DbErr> {
        Ok(session_row::Entity::delete_by_id(id_hash).exec(&self.storage.writer).await?.rows_affected == 1)
    }

    /// Signs the time at which a session was last used. So nobody can revive an idle session in the database (S10).
    fn sign_seen(&self, id_hash: &[u8], at: DateTime<Utc>) -> Vec<u8> {
        self.keys.rows().sign(SEEN, &[id_hash, &at.timestamp_micros().to_be_bytes()])
    }

    pub(super) fn is_seen(&self, row: &session_row::Model) -> bool {
        let at = row.last_seen_at.timestamp_micros().to_be_bytes();
        self.keys.rows().fits(SEEN, &[&row.id_hash, &at], row.seen_mac.as_deref())
    }

    /// Opens a row, or returns why it is forged. The program deletes the row of a session in the transaction that lists the
    /// session as ended, so a listed row was put back.
    fn judge(
        &self,
        row: &session_row::Model,
        account: Option<&account::Stored>,
    ) -> std::result::Result<SessionData, &'static str> {
        if !self.is_seen(row) {
            return Err("seen");
        }
        let data = self.open(row).ok_or("data")?;
        if account.is_some_and(|account| was_ended(&data, account)) { Err("ended") } else { Ok(data) }
    }

    /// Raises the alarm for a forged row.
    pub fn raise(&self, row: &session_row::Model, why: &str) {
        self.alarms.raise("session", hex::encode(&row.id_hash), &as_found(row, why));
    }

    /// True if a session is within its limits, its time of last use is genuine, and its id is not dead.
    pub fn is_open(&self, row: &session_row::Model, now: DateTime<Utc>) -> bool {
        lasts(row, now) && self.is_seen(row) && !self.known_rows.is_dead(&row.id_hash)
    }

    fn row(&self, record: &Record) -> Result<session_row::ActiveModel> {
        let (now, id) = (self.clock.now(), hash(&record.id));
        let columns = Columns::of(&record.data);
        // Sorted by key, so that equal data gives equal text.
        let data: BTreeMap<_, _> = record.data.iter().collect();
        let data = serde_json::to_string(&data).map_err(|e| Error::Encode(e.to_string()))?;
        let digest = self.keys.rows().sign("session", &[&id, data.as_bytes()]);
        Ok(session_row::ActiveModel {
            data: Set(DATA.seal_text(self.keys.sessions(), sealed_id(&id), &data).map_err(backend)?),
            digest: Set(Some(digest)),
            seen_mac: Set(Some(self.sign_seen(&id, now))),
            id_hash: Set(id),
            account_id: Set(columns.account),
            tenant_id: Set(columns.tenant),
            created_at: Set(now),
            last_seen_at: Set(now),
            idle_seconds: Set(columns.idle),
            absolute_at: Set(columns.until.unwrap_or(now + Duration::seconds(STRANGER_IDLE))),
        })
    }

    /// Opens the data of a session. Returns nothing if the row is set aside between two ids, or was forged (S10). The
    /// data is sealed to its id, so a person who can write to the database can neither create nor prolong a session.
    pub fn open(&self, row: &session_row::Model) -> Option<SessionData> {
        let keys = self.keys.sessions();
        let text = DATA.open_text(keys, keys.row(sealed_id(&row.id_hash)), &row.data).ok();
        let data = text.and_then(|text| serde_json::from_str::<SessionData>(&text).ok());
        data.filter(|data| Columns::of(data).are_those_of(row))
    }

    /// Updates the session that stays after all others were ended to the new count. It takes effect at once, so
    /// parallel requests of the session still find it.
    pub async fn count_on(&self, db: &impl ConnectionTrait, id: &Id, ended: i32) -> Result<()> {
        let there = find(db, &hash(id)).await.map_err(backend)?;
        let Some(mut data) = there.and_then(FoundSession::ok).and_then(|row| self.open(&row)) else { return Ok(()) };
        data.insert(keys::SESSIONS_VERSION.to_owned(), ended.into());
        let mut row = self.row(&Record { id: *id, data, expiry_date: OffsetDateTime::UNIX_EPOCH })?;
        let update = session_row::Entity::update_many()
            .col_expr(session_row::Column::Data, Expr::value(row.data.take().unwrap_or_default()))
            .col_expr(session_row::Column::Digest, Expr::value(row.digest.take().flatten()));
        update.filter(session_row::Column::IdHash.eq(hash(id))).exec(db).await.map_err(backend)?;
        Ok(())
    }

    /// Moves a row to another, unused id until the session takes it over under its new id. Returns whether the row
    /// existed. The old id is dead, so that its row cannot be put back.
    pub async fn set_aside(&self, old: &Id, aside: &Id, idle: Duration) -> std::result::Result<bool, DbErr> {
        let there = session_row::Entity::update_many()
            .col_expr(session_row::Column::IdHash, Expr::value(hash(aside)))
            .filter(session_row::Column::IdHash.eq(hash(old)));
        let moved = there.exec(&self.storage.writer).await?.rows_affected == 1;
        if moved {
            self.dies(&hash(old), idle);
        }
        Ok(moved)
    }

    /// Moves the row that was set aside to the new id. If the row is gone, the session was ended.
    async fn take_over(&self, aside: &Value, record: &Record) -> Result<()> {
        let aside: Option<Id> = aside.as_str().and_then(|text| text.parse().ok());
        let aside = aside.ok_or_else(|| Error::Decode("the row to take over has no id".into()))?;
        let mut row = self.row(record)?;
        row.created_at = NotSet;
        let update = session_row::Entity::update_many()
            .set(row)
            .filter(session_row::Column::IdHash.eq(hash(&aside)))
            .exec(&self.storage.writer)
            .await
            .map_err(backend)?;
        if update.rows_affected == 1 { Ok(()) } else { Err(Error::Backend(ENDED.into())) }
    }
}

/// The row of a session; an error if it cannot be read.
pub type FoundSession = std::result::Result<session_row::Model, DbErr>;

/// Finds a session by the hash of its id.
pub async fn find(db: &impl ConnectionTrait, id_hash: &[u8]) -> std::result::Result<Option<FoundSession>, DbErr> {
    let found = db.query_one(by_hash(id_hash.to_vec()).as_query()).await?;
    Ok(found.map(|found| rows::model::<session_row::Entity>(&found, "")))
}

fn by_hash(id_hash: Vec<u8>) -> Select<session_row::Entity> {
    session_row::Entity::find_by_id(id_hash)
}

/// All sessions of an account.
pub fn of_account(id: Uuid) -> Select<session_row::Entity> {
    session_row::Entity::find().filter(session_row::Column::AccountId.eq(id))
}

/// The data of a session. Sessions of strangers have no company, so the key belongs to none.
const DATA: Sealed<session_row::Entity, TextForm> = Sealed::column("data");

/// The id under which the data of a session is sealed.
fn sealed_id(id_hash: &[u8]) -> Uuid {
    let mut id = [0; 16];
    id.iter_mut().zip(id_hash).for_each(|(to, from)| *to = *from);
    Uuid::from_bytes(id)
}

/// The stored form of an id: SHA-256, so that a copy of the table opens no session.
pub fn hash(id: &Id) -> Vec<u8> {
    digest(&SHA256, &id.0.to_be_bytes()).as_ref().to_vec()
}

fn backend(error: DbErr) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait::async_trait]
impl SessionStore for Sessions {
    /// Always assigns a new id. A flushed record still carries its old one; a person who planted or copied that id must
    /// not find the new session (ASVS 7.2.4).
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits: the primary key would refuse a collision.
        record.id = Id::default();
        if let Some(aside) = record.data.remove(keys::RENEWS) {
            return self.take_over(&aside, record).await;
        }
        session_row::Entity::insert(self.row(record)?)
            .exec_without_returning(&self.storage.writer)
            .await
            .map_err(backend)?;
        Ok(())
    }

    /// Updates an existing session. If the session was ended meanwhile, a slow request cannot revive it.
    async fn save(&self, record: &Record) -> Result<()> {
        let mut row = self.row(record)?;
        let id = row.id_hash.take().unwrap_or_default();
        row.created_at = NotSet;
        // Unchanged data costs no write; every response after a change passes here a second time.
        let changed = session_row::Column::Digest.ne(row.digest.clone().take().unwrap_or_default());
        let there = session_row::Column::IdHash.eq(id);
        session_row::Entity::update_many()
            .set(row)
            .filter(there)
            .filter(changed)
            .exec(&self.storage.writer)
            .await
            .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        // Sessions are loaded before the door opens, so what other processes have ended is read here too.
        self.known_rows.catch_up().map_err(|error| Error::Backend(error.to_string()))?;
        // Checked before the row is read, so a row that is found afterwards was put back.
        let dead = self.known_rows.is_dead(&hash(id));
        let found = by_hash(hash(id)).find_also_related(account::Entity);
        let found = self.storage.reader.query_one(found.as_query()).await.map_err(backend)?;
        let Some(found) = found else { return Ok(None) };
        let Ok(row) = rows::model::<session_row::Entity>(&found, "A_") else {
            self.alarms.raise("session", rows::key::<session_row::Entity>(&found, "A_"), b"unreadable");
            return Ok(None);
        };
        if !lasts(&row, self.clock.now()) {
            return Ok(None);
        }
        let account = rows::model::<account::Entity>(&found, "B_").ok();
        let judged = if dead { Err("dead") } else { self.judge(&row, account.as_ref()) };
        let data = match judged {
            Ok(data) => data,
            Err(why) => {
                self.raise(&row, why);
                return Ok(None);
            }
        };
        if account.is_some_and(|account| !is_counted(&data, &account)) {
            return Ok(None);
        }
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.absolute_at.timestamp())
            .map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.remove(hash(id)).await.map(drop).map_err(backend)
    }
}
