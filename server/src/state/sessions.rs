//! Sessions in the database (security.md finding 1). The id is stored as a hash. Each load checks the idle timeout and
//! the absolute limit, which the profile sets at sign-in. Account and tenant are columns, so that all sessions of an
//! account or company can be ended.

pub mod keys;

use super::alarms::Alarms;
use crate::base::clock::{self, Clock};
use crate::seal::Place;
use crate::seal::keys::{Keys, PROVIDER};
use crate::storage::Storage;
use crate::storage::entity::{account, session as session_row};
use chrono::{DateTime, Duration, Utc};
use ring::digest::{SHA256, digest};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, NotSet, QueryFilter, Set};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use uuid::Uuid;

/// The data of a session, by key.
pub type Data = HashMap<String, Value>;

/// The data that is also stored in columns.
struct Columns {
    account: Option<Uuid>,
    tenant: Option<Uuid>,
    idle: i32,
    /// `None` before sign-in.
    until: Option<DateTime<Utc>>,
}

impl Columns {
    fn of(data: &Data) -> Columns {
        let id = |key: &str| data.get(key).and_then(Value::as_str).and_then(|id| id.parse::<Uuid>().ok());
        let number = |key: &str| data.get(key).and_then(Value::as_i64);
        let idle = number(keys::IDLE).unwrap_or(STRANGER_IDLE);
        Columns {
            account: id(keys::ACCOUNT),
            tenant: id(keys::TENANT),
            idle: i32::try_from(idle).unwrap_or(i32::MAX),
            until: number(keys::UNTIL).and_then(|at| DateTime::from_timestamp(at, 0)),
        }
    }

    fn are_those_of(&self, row: &session_row::Model) -> bool {
        (self.account, self.tenant, self.idle) == (row.account_id, row.tenant_id, row.idle_seconds)
            && self.until.is_none_or(|until| until == row.absolute_at)
    }
}

/// Limits before sign-in.
const STRANGER_IDLE: i64 = 30 * 60;
/// The error when a session was ended while it was getting a new id.
pub const ENDED: &str = "the session was ended";
/// The shortest time in seconds between two writes of `last_seen_at`.
const TOUCH_EVERY: i64 = 60;

/// The session store.
#[derive(Clone)]
pub struct Sessions {
    storage: Storage,
    clock: Arc<dyn Clock>,
    keys: Arc<Keys>,
    alarms: Alarms,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

impl Sessions {
    pub fn new(storage: Storage, clock: Arc<dyn Clock>, keys: Arc<Keys>, alarms: Alarms) -> Sessions {
        Sessions { storage, clock, keys, alarms }
    }

    /// Deletes expired sessions.
    pub async fn sweep(&self) -> std::result::Result<u64, DbErr> {
        let now = self.clock.now();
        let gone = session_row::Entity::delete_many().filter(session_row::Column::AbsoluteAt.lte(now));
        Ok(gone.exec(&self.storage.writer).await?.rows_affected)
    }

    /// Resets the idle timeout after user activity. Writes at most once a minute. Pages that poll by themselves do not
    /// call this.
    pub async fn touch(&self, id: &Id) -> std::result::Result<(), DbErr> {
        let now = self.clock.now();
        session_row::Entity::update_many()
            .col_expr(session_row::Column::LastSeenAt, Expr::value(now))
            .filter(session_row::Column::IdHash.eq(hash(id)))
            .filter(is_stale(now))
            .exec(&self.storage.writer)
            .await?;
        Ok(())
    }

    /// True if `touch` would write. The read comes first, so that reading a page usually writes nothing.
    pub async fn is_stale(&self, id: &Id) -> std::result::Result<bool, DbErr> {
        let row = session_row::Entity::find_by_id(hash(id)).one(&self.storage.reader).await?;
        let now = self.clock.now();
        Ok(row.is_some_and(|r| !clock::is_within(r.last_seen_at, Duration::seconds(TOUCH_EVERY), now)))
    }

    fn row(&self, record: &Record) -> Result<session_row::ActiveModel> {
        let (now, id) = (self.clock.now(), hash(&record.id));
        let columns = Columns::of(&record.data);
        // Sorted by key, so that equal data gives equal text.
        let data: BTreeMap<_, _> = record.data.iter().collect();
        let data = serde_json::to_string(&data).map_err(|e| Error::Encode(e.to_string()))?;
        let digest = self.keys.rows().sign("session", &[&id, data.as_bytes()]);
        Ok(session_row::ActiveModel {
            data: Set(self.keys.sessions().seal_text(&place(&id), &data).map_err(backend)?),
            digest: Set(Some(digest)),
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
    pub fn open(&self, row: &session_row::Model) -> Option<Data> {
        let text = self.keys.sessions().open_text(&place(&row.id_hash), &row.data).ok();
        let data = text.and_then(|text| serde_json::from_str::<Data>(&text).ok());
        data.filter(|data| Columns::of(data).are_those_of(row))
    }

    /// Updates the session that stays after all others were ended to the new count. It takes effect at once, so
    /// parallel requests of the session still find it.
    pub async fn count_on(&self, db: &impl ConnectionTrait, id: &Id, ended: i32) -> Result<()> {
        let there = session_row::Entity::find_by_id(hash(id)).one(db).await.map_err(backend)?;
        let Some(mut data) = there.and_then(|row| self.open(&row)) else { return Ok(()) };
        data.insert(keys::SESSIONS_NO.to_owned(), ended.into());
        let mut row = self.row(&Record { id: *id, data, expiry_date: OffsetDateTime::UNIX_EPOCH })?;
        let update = session_row::Entity::update_many()
            .col_expr(session_row::Column::Data, Expr::value(row.data.take().unwrap_or_default()))
            .col_expr(session_row::Column::Digest, Expr::value(row.digest.take().flatten()));
        update.filter(session_row::Column::IdHash.eq(hash(id))).exec(db).await.map_err(backend)?;
        Ok(())
    }

    /// Moves a row to another, unused id until the session takes it over under its new id. Returns whether the row
    /// existed.
    pub async fn set_aside(&self, old: &Id, aside: &Id) -> std::result::Result<bool, DbErr> {
        let there = session_row::Entity::update_many()
            .col_expr(session_row::Column::IdHash, Expr::value(hash(aside)))
            .filter(session_row::Column::IdHash.eq(hash(old)));
        Ok(there.exec(&self.storage.writer).await?.rows_affected == 1)
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

/// True if a session is still valid. A session created while the clock was ahead would last too long, so it is invalid.
pub fn is_open(row: &session_row::Model, now: DateTime<Utc>) -> bool {
    let idle = Duration::seconds(row.idle_seconds.into());
    let seen = Ord::min(row.last_seen_at, now) + idle > now;
    row.absolute_at > now && seen && !clock::is_ahead(row.created_at, now)
}

/// True for a `last_seen_at` that is old enough to rewrite, or that lies ahead of the clock.
fn is_stale(now: DateTime<Utc>) -> Condition {
    let seen = session_row::Column::LastSeenAt;
    Condition::any().add(seen.lte(now - Duration::seconds(TOUCH_EVERY))).add(seen.gt(now + clock::SKEW))
}

/// True if a session was opened after all sessions of the account were last ended. A person who can write to the
/// database may put an older session back; it stays invalid (S10).
pub fn is_counted(data: &Data, account: &account::Stored) -> bool {
    data.get(keys::SESSIONS_NO).and_then(Value::as_i64) == Some(account.sessions_no.into())
}

/// Ends one session.
pub async fn end(db: &impl ConnectionTrait, id: &Id) -> std::result::Result<(), DbErr> {
    session_row::Entity::delete_by_id(hash(id)).exec(db).await.map(drop)
}

/// The sealing context of a session's data. Sessions of strangers have no company.
fn place(id_hash: &[u8]) -> Place {
    let mut row = [0; 16];
    row.iter_mut().zip(id_hash).for_each(|(to, from)| *to = *from);
    Place { table: "session", column: "data", tenant: PROVIDER.into_bytes(), row }
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
        let found = session_row::Entity::find_by_id(hash(id)).find_also_related(account::Entity);
        let found = found.one(&self.storage.reader).await.map_err(backend)?;
        let now = self.clock.now();
        let Some((row, account)) = found.filter(|(row, _)| is_open(row, now)) else { return Ok(None) };
        let Some(data) = self.open(&row) else {
            self.alarms.raise("session", hex::encode(&row.id_hash), digest(&SHA256, row.data.as_bytes()).as_ref());
            return Ok(None);
        };
        if account.is_some_and(|account| !is_counted(&data, &account)) {
            return Ok(None);
        }
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.absolute_at.timestamp())
            .map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        end(&self.storage.writer, id).await.map_err(backend)
    }
}
