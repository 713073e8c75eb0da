//! Entries of the log for pages and files.

use super::{changes, facts, forged, objects};
use crate::base::when;
use crate::door::Read;
use crate::door::fault::Fault;
use crate::log::{HashedEntry, hash_of, open_personal};
use crate::seal::keys::{PROVIDER, TenantKeys};
use crate::storage::entity::operation_log::Column as C;
use crate::storage::entity::{operation_log, operation_log_personal};
use app::operation_logs::acts;
use app::operation_logs::api::{LogMore, LogRow};
use app::operation_logs::messages as m;
use app::record::Act;
use app::tables;
use app::text::Words;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Select};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// An object of log entries.
pub struct Object<'a> {
    pub kind: &'a str,
    pub id: &'a str,
}

/// The newest actions of a kind on one object.
pub async fn about(read: &Read, act: Act, Object { kind, id }: Object<'_>, n: u64) -> Result<Vec<LogRow>, Fault> {
    let object = read.of::<operation_log::Entity>().filter(C::ObjectKind.eq(kind)).filter(C::ObjectId.eq(id));
    page(read, object.filter(C::Action.eq(act.code())).order_by_desc(C::Seq), n).await
}

pub async fn page(read: &Read, query: Select<operation_log::Entity>, n: u64) -> Result<Vec<LogRow>, Fault> {
    let (lines, personal) = lines(read, query, n).await?;
    let keys = read.keys().await?;
    Ok(lines.into_iter().map(|l| row(&keys, &personal, l)).collect())
}

/// Sealed personal details, by the number of their entry.
pub type SealedDetails = HashMap<i64, Vec<u8>>;

/// Stored entries with their personal details.
pub async fn lines(
    read: &Read,
    query: Select<operation_log::Entity>,
    n: u64,
) -> Result<(Vec<operation_log::Model>, SealedDetails), Fault> {
    let lines = read.first(query, n).await?;
    let personal = details(read, &lines).await?;
    Ok((lines, personal))
}

/// The personal details of entries.
pub async fn details(read: &Read, lines: &[operation_log::Model]) -> Result<SealedDetails, Fault> {
    let seqs: Vec<i64> = lines.iter().map(|l| l.seq).collect();
    let personal = read.of::<operation_log_personal::Entity>();
    let personal = read.all(personal.filter(operation_log_personal::Column::Seq.is_in(seqs))).await?;
    Ok(personal.into_iter().map(|p| (p.seq, p.sealed)).collect())
}

pub fn row(keys: &TenantKeys, personal: &SealedDetails, line: operation_log::Model) -> LogRow {
    let sealed = personal.get(&line.seq).map(Vec::as_slice);
    let mut side = open_personal(keys, line.tenant_id, line.seq, sealed);
    let mut take = |key: &str| match side.remove(key) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    };
    let (object, name, ip, agent) = (take("object"), take("actor"), take("ip"), take("user_agent"));
    if let Ok(Value::Object(detail)) = serde_json::from_str(&line.detail) {
        side.extend(detail);
    }
    if forged::is_about_one(&line) || facts::is_unnamed(&line.object_id, &object) {
        side.insert(acts::ROW.code().to_owned(), line.object_id.clone().into());
    }
    let more = more(&line, &side, &object);
    let company = side.get(acts::COMPANY_ID.code()).and_then(Value::as_str);
    let (object, page) = objects::of(&line, object, &side, company);
    let last =
        [(acts::REQUEST.code(), line.request_id.clone().into()), (acts::USER_AGENT.code(), Value::String(agent))];
    let pairs = side.iter().map(|(key, value)| (key.as_str(), value));
    let pairs = pairs.chain(last.iter().map(|(key, value)| (*key, value)));
    LogRow {
        seq: line.seq.unsigned_abs(),
        at: when::when_seconds(line.at),
        actor: facts::actor(&line.actor_kind, name),
        actor_id: line.actor_id.map(|id| id.to_string()).unwrap_or_default(),
        action: tables::act(&line.action).map_or_else(|| Words::same(&line.action), |a| a.text().into()),
        object,
        page,
        result: forged::result(&line),
        ip,
        hash: hex::encode(&line.hash),
        facts: pairs.filter_map(|(key, value)| facts::fact(key, value)).collect(),
        more,
    }
}

/// What only the log itself shows of an entry.
fn more(line: &operation_log::Model, side: &Map<String, Value>, object: &str) -> LogMore {
    let is_thing = !line.object_id.is_empty() && !["permission", "post"].contains(&line.object_kind.as_str());
    let search =
        if !is_thing || forged::is_about_one(line) || object.is_empty() { line.object_id.as_str() } else { object };
    LogMore {
        by_staff: line.actor_kind == "staff" && line.tenant_id != PROVIDER,
        device: None,
        changes: changes::of(&line.action, side),
        previous: hex::encode(&line.prev_hash),
        altered: hash_of(&HashedEntry::from(line)).as_slice() != line.hash,
        object_kind: line.object_kind.clone(),
        object_id: line.object_id.clone(),
        search: if is_thing { search.to_owned() } else { String::new() },
    }
}

/// The actor in words, for a file: members of staff are called so in the log of a company.
pub fn actor_words(row: &LogRow) -> Words {
    if row.more.by_staff { m::STAFF_NAMED.saying(&[("name", &row.actor)]) } else { row.actor.clone() }
}
