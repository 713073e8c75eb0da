//! Appending: the next number and the next hash, inside the transaction of the change.

use super::chain::{Line, genesis, hash_of, head_message};
use crate::entity::{operation_log, operation_log_head, operation_log_personal};
use crate::event::Event;
use crate::keys::{Keys, TenantKeys};
use crate::seal::Place;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QuerySelect, Set};
use serde_json::{Map, Value};
use uuid::Uuid;

/// Who acted, from where, in which request.
#[derive(Clone, Debug, Default)]
pub struct Author {
    /// `member`, `staff`, `system` or `stranger`.
    pub kind: &'static str,
    pub id: Option<Uuid>,
    pub name: String,
    pub ip: String,
    pub user_agent: String,
    pub request_id: String,
}

/// Starts a tenant's chain; its head stands at zero.
pub async fn start_chain(db: &impl ConnectionTrait, keys: &Keys, tenant: Uuid) -> Result<(), DbErr> {
    let hash = genesis(tenant);
    let head = operation_log_head::ActiveModel {
        tenant_id: Set(tenant),
        seq: Set(0),
        hash: Set(hash.to_vec()),
        signature: Set(keys.sign(&head_message(tenant, 0, &hash))),
    };
    operation_log_head::Entity::insert(head).exec_without_returning(db).await?;
    Ok(())
}

/// Appends an entry to a tenant's chain and moves the signed head. The head's row is locked from here to the commit,
/// so numbers have no gap and no fork.
pub async fn append(
    db: &impl ConnectionTrait,
    keys: &Keys,
    tenant: (Uuid, &TenantKeys),
    author: &Author,
    at: DateTime<Utc>,
    event: &Event,
) -> Result<i64, DbErr> {
    let (tenant, tenant_keys) = tenant;
    let head = lock_head(db, tenant).await?;
    let seq = head.seq + 1;
    let personal = personal_json(author, event);
    let personal_ref = keys.personal_ref(tenant, seq, &personal);
    let detail = Value::Object(event.detail.clone()).to_string();
    let line = Line {
        tenant,
        seq,
        at_micros: at.timestamp_micros(),
        actor_kind: author.kind,
        actor_id: author.id,
        action: event.action.code(),
        object_kind: event.object_kind,
        object_id: &event.object_id,
        result: event.outcome.code(),
        request_id: &author.request_id,
        detail: &detail,
        personal_ref: &personal_ref,
        prev_hash: &head.hash,
    };
    let hash = hash_of(&line).to_vec();
    insert_line(db, &line, &hash, at).await?;
    let sealed = tenant_keys.seal(&personal_place(tenant, seq), personal.as_bytes())?;
    let side = operation_log_personal::ActiveModel { tenant_id: Set(tenant), seq: Set(seq), sealed: Set(sealed) };
    operation_log_personal::Entity::insert(side).exec_without_returning(db).await?;
    move_head(db, keys, tenant, seq, hash).await?;
    Ok(seq)
}

async fn lock_head(db: &impl ConnectionTrait, tenant: Uuid) -> Result<operation_log_head::Model, DbErr> {
    let mut query = operation_log_head::Entity::find_by_id(tenant);
    if db.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    query.one(db).await?.ok_or_else(|| DbErr::RecordNotFound(format!("no operation log for {tenant}")))
}

async fn insert_line(db: &impl ConnectionTrait, line: &Line<'_>, hash: &[u8], at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = operation_log::ActiveModel {
        tenant_id: Set(line.tenant),
        seq: Set(line.seq),
        at: Set(at),
        actor_kind: Set(line.actor_kind.into()),
        actor_id: Set(line.actor_id),
        action: Set(line.action.into()),
        object_kind: Set(line.object_kind.into()),
        object_id: Set(line.object_id.into()),
        result: Set(line.result.into()),
        request_id: Set(line.request_id.into()),
        detail: Set(line.detail.into()),
        personal_ref: Set(line.personal_ref.into()),
        prev_hash: Set(line.prev_hash.into()),
        hash: Set(hash.into()),
    };
    operation_log::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn move_head(db: &impl ConnectionTrait, keys: &Keys, tenant: Uuid, seq: i64, hash: Vec<u8>) -> Result<(), DbErr> {
    use operation_log_head::Column as C;
    let signature = keys.sign(&head_message(tenant, seq, &hash));
    let moved = operation_log_head::Entity::update_many()
        .col_expr(C::Seq, Expr::value(seq))
        .col_expr(C::Hash, Expr::value(hash))
        .col_expr(C::Signature, Expr::value(signature))
        .filter(C::TenantId.eq(tenant))
        .filter(C::Seq.eq(seq - 1))
        .exec(db)
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(DbErr::Custom("the log's head moved meanwhile".into())) }
}

/// What may be erased later: who by name, from where, with what, and the personal facts of the event.
fn personal_json(author: &Author, event: &Event) -> String {
    let mut all: Map<String, Value> = event.personal.clone();
    all.insert("actor".into(), author.name.clone().into());
    all.insert("ip".into(), author.ip.clone().into());
    all.insert("user_agent".into(), author.user_agent.clone().into());
    Value::Object(all).to_string()
}

/// Where a line's personal details are sealed to.
pub(super) fn personal_place(tenant: Uuid, seq: i64) -> Place {
    let mut row = [0; 16];
    row[8..].copy_from_slice(&seq.to_be_bytes());
    Place { table: "operation_log_personal", column: "sealed", tenant: tenant.into_bytes(), row }
}

/// Opens a line's personal details; erased ones are empty.
pub fn open_personal(keys: &TenantKeys, tenant: Uuid, seq: i64, sealed: Option<&[u8]>) -> Map<String, Value> {
    let opened = sealed.and_then(|s| keys.open(&personal_place(tenant, seq), s).ok());
    match opened.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}
