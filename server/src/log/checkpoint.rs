//! Checkpoints: signed heads in a file outside the database, written at start, each hour and at shutdown wherever a log
//! has grown. All of them count for ever: whoever rolls the database back and lets the log grow again meets the one that
//! was written on the other branch.

use super::chain::head_message;
use crate::entity::{operation_log, operation_log_head};
use crate::keys::Keys;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, Read, Seek, SeekFrom, Write};
use std::path::Path;
use uuid::Uuid;

/// A line of the file: a signed head at a moment.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Checkpoint {
    tenant: Uuid,
    seq: i64,
    hash: String,
    signature: String,
    at: DateTime<Utc>,
}

/// Number and hash of every entry of a log that was ever witnessed.
pub type Witnessed = BTreeSet<(i64, Vec<u8>)>;

/// What the file witnesses, by tenant. Lines whose signature is not ours, and a torn last line, are left out.
pub fn read(path: &Path, keys: &Keys) -> std::io::Result<HashMap<Uuid, Witnessed>> {
    let mut all: HashMap<Uuid, Witnessed> = HashMap::new();
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(all),
        Err(e) => return Err(e),
    };
    for line in std::io::BufReader::new(file).split(b'\n') {
        let Ok(checkpoint) = serde_json::from_slice::<Checkpoint>(&line?) else { continue };
        if let Some(hash) = ours(&checkpoint, keys) {
            all.entry(checkpoint.tenant).or_default().insert((checkpoint.seq, hash));
        }
    }
    Ok(all)
}

/// The hash of a checkpoint that we signed.
fn ours(checkpoint: &Checkpoint, keys: &Keys) -> Option<Vec<u8>> {
    let (hash, signature) = (BASE64.decode(&checkpoint.hash).ok()?, BASE64.decode(&checkpoint.signature).ok()?);
    keys.verify(&head_message(checkpoint.tenant, checkpoint.seq, &hash), &signature).then_some(hash)
}

/// Appends the head of every log that has grown, durably. A log that contradicts what was witnessed is an alarm, and is
/// not witnessed again; answers how many those are.
pub async fn write(db: &impl ConnectionTrait, keys: &Keys, path: &Path, at: DateTime<Utc>) -> Result<u64, DbErr> {
    let failed = |e: std::io::Error| DbErr::Custom(format!("{}: {e}", path.display()));
    let known = read(path, keys).map_err(failed)?;
    let (mut text, mut alarms) = (String::new(), 0);
    for head in operation_log_head::Entity::find().all(db).await? {
        let last = known.get(&head.tenant_id).and_then(|witnessed| witnessed.last());
        if last.is_some_and(|(seq, hash)| (*seq, hash) == (head.seq, &head.hash)) {
            continue;
        }
        if let Some(last) = last
            && !stands(db, &head, last).await?
        {
            tracing::error!(tenant = %head.tenant_id, seq = last.0, "the operation log contradicts its checkpoint");
            alarms += 1;
            continue;
        }
        text.push_str(&line(&head, at)?);
    }
    append_durably(path, &text).map_err(failed)?;
    Ok(alarms)
}

/// Whether the entry that was witnessed last is still in the log, which has grown since.
async fn stands(
    db: &impl ConnectionTrait,
    head: &operation_log_head::Model,
    (seq, hash): &(i64, Vec<u8>),
) -> Result<bool, DbErr> {
    use operation_log::Column as C;
    if *seq == 0 || *seq >= head.seq {
        return Ok(*seq < head.seq);
    }
    let entry = operation_log::Entity::find().filter(C::TenantId.eq(head.tenant_id)).filter(C::Seq.eq(*seq));
    Ok(entry.one(db).await?.is_some_and(|entry| entry.hash == *hash))
}

fn line(head: &operation_log_head::Model, at: DateTime<Utc>) -> Result<String, DbErr> {
    let checkpoint = Checkpoint {
        tenant: head.tenant_id,
        seq: head.seq,
        hash: BASE64.encode(&head.hash),
        signature: BASE64.encode(&head.signature),
        at,
    };
    let text = serde_json::to_string(&checkpoint).map_err(|e| DbErr::Custom(e.to_string()))?;
    Ok(text + "\n")
}

fn append_durably(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::File::options().create(true).read(true).append(true).open(path)?;
    if is_torn(&mut file)? {
        file.write_all(b"\n")?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_data()
}

/// Whether the last line was cut short by a crash.
fn is_torn(file: &mut std::fs::File) -> std::io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}
