//! Sessions in the database (security.md finding 1). The id is stored hashed; idle and absolute limits, set from the
//! profile at sign-in, are checked on every load; account and tenant are columns, so that all sessions can be ended.

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

/// What a session knows, by its keys.
pub type Data = HashMap<String, Value>;

/// What stands in columns of its own as well.
struct Columns {
    account: Option<Uuid>,
    tenant: Option<Uuid>,
    idle: i32,
    /// None before anyone has signed in.
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

/// Limits before anyone has signed in.
const STRANGER_IDLE: i64 = 30 * 60;
/// What a session that was ended while it got a new id answers.
pub const ENDED: &str = "the session was ended";
/// How often `last_seen_at` is written at most.
const TOUCH_EVERY: i64 = 60;

/// See the module.
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

    /// Removes what has ended.
    pub async fn sweep(&self) -> std::result::Result<u64, DbErr> {
        let now = self.clock.now();
        let gone = session_row::Entity::delete_many().filter(session_row::Column::AbsoluteAt.lte(now));
        Ok(gone.exec(&self.storage.writer).await?.rows_affected)
    }

    /// The person did something: the idle time starts anew. Written at most once a minute; a page that polls by
    /// itself does not come here.
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

    /// Whether `touch` would write; read first, so that reading a page writes nothing most of the time.
    pub async fn is_stale(&self, id: &Id) -> std::result::Result<bool, DbErr> {
        let row = session_row::Entity::find_by_id(hash(id)).one(&self.storage.reader).await?;
        let now = self.clock.now();
        Ok(row.is_some_and(|r| !clock::is_within(r.last_seen_at, Duration::seconds(TOUCH_EVERY), now)))
    }

    fn row(&self, record: &Record) -> Result<session_row::ActiveModel> {
        let (now, id) = (self.clock.now(), hash(&record.id));
        let columns = Columns::of(&record.data);
        // In the order of the keys, so that equal data is equal text.
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

    /// What a session knows; nothing where it is between two ids, or the row is not as the program left it (S10). It belongs to its id, so nobody who
    /// writes to the database opens a session of their own, or lengthens one.
    pub fn open(&self, row: &session_row::Model) -> Option<Data> {
        let text = self.keys.sessions().open_text(&place(&row.id_hash), &row.data).ok();
        let data = text.and_then(|text| serde_json::from_str::<Data>(&text).ok());
        data.filter(|data| Columns::of(data).are_those_of(row))
    }

    /// The session that stays is counted with those to come, at once: requests beside this one find it.
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

    /// Gives a row another id, under which nobody asks for it, until the session takes it over under its new one. Answers
    /// whether it was there.
    pub async fn set_aside(&self, old: &Id, aside: &Id) -> std::result::Result<bool, DbErr> {
        let there = session_row::Entity::update_many()
            .col_expr(session_row::Column::IdHash, Expr::value(hash(aside)))
            .filter(session_row::Column::IdHash.eq(hash(old)));
        Ok(there.exec(&self.storage.writer).await?.rows_affected == 1)
    }

    /// The row that was set aside, under the new id; if it is gone, the session was ended.
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

/// Whether a session is still good. One that began while the clock was ahead would last for as long as it was: it is none.
pub fn is_open(row: &session_row::Model, now: DateTime<Utc>) -> bool {
    let idle = Duration::seconds(row.idle_seconds.into());
    let seen = Ord::min(row.last_seen_at, now) + idle > now;
    row.absolute_at > now && seen && !clock::is_ahead(row.created_at, now)
}

/// Seen so long ago that it is worth writing down, or when the clock was ahead.
fn is_stale(now: DateTime<Utc>) -> Condition {
    let seen = session_row::Column::LastSeenAt;
    Condition::any().add(seen.lte(now - Duration::seconds(TOUCH_EVERY))).add(seen.gt(now + clock::SKEW))
}

/// Whether a session is from after all of the account's were last ended. An older one was put back by somebody who can write
/// to the database, and opens nothing (S10).
pub fn is_counted(data: &Data, account: &account::Stored) -> bool {
    data.get(keys::SESSIONS_NO).and_then(Value::as_i64) == Some(account.sessions_no.into())
}

/// Ends one session.
pub async fn end(db: &impl ConnectionTrait, id: &Id) -> std::result::Result<(), DbErr> {
    session_row::Entity::delete_by_id(hash(id)).exec(db).await.map(drop)
}

/// Where a session's data stands; sessions of strangers have no company.
fn place(id_hash: &[u8]) -> Place {
    let mut row = [0; 16];
    row.iter_mut().zip(id_hash).for_each(|(to, from)| *to = *from);
    Place { table: "session", column: "data", tenant: PROVIDER.into_bytes(), row }
}

/// The id as it is stored: SHA-256, so that a copy of the table opens nothing.
pub fn hash(id: &Id) -> Vec<u8> {
    digest(&SHA256, &id.0.to_be_bytes()).as_ref().to_vec()
}

fn backend(error: DbErr) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait::async_trait]
impl SessionStore for Sessions {
    /// Always under a new id: a record that was flushed still carries the one it had, and whoever planted or copied
    /// that must not find the session that follows (ASVS 7.2.4).
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits: a collision is answered by the primary key.
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

    /// Changes a session that is there. One that was ended meanwhile stays ended, whatever a slow request still wants
    /// to write into it.
    async fn save(&self, record: &Record) -> Result<()> {
        let mut row = self.row(record)?;
        let id = row.id_hash.take().unwrap_or_default();
        row.created_at = NotSet;
        // What is there already costs no write; every answer after a change comes by here a second time.
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
