//! Checkpoints: the signed heads, written to a file outside the database at start, each hour and at shutdown. Whoever
//! rolls the database back to an older state is caught by them.

use super::chain::head_message;
use crate::entity::operation_log_head;
use crate::keys::Keys;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::Path;
use uuid::Uuid;

/// A signed head at a moment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Checkpoint {
    pub tenant: Uuid,
    pub seq: i64,
    pub hash: String,
    pub signature: String,
    pub at: DateTime<Utc>,
}

/// Appends the head of every chain to the file, durably.
pub async fn write(db: &impl ConnectionTrait, path: &Path, at: DateTime<Utc>) -> Result<u64, DbErr> {
    let heads = operation_log_head::Entity::find().all(db).await?;
    let mut text = String::new();
    for head in &heads {
        let checkpoint = Checkpoint {
            tenant: head.tenant_id,
            seq: head.seq,
            hash: BASE64.encode(&head.hash),
            signature: BASE64.encode(&head.signature),
            at,
        };
        text.push_str(&serde_json::to_string(&checkpoint).map_err(|e| DbErr::Custom(e.to_string()))?);
        text.push('\n');
    }
    append_durably(path, &text).map_err(|e| DbErr::Custom(format!("{}: {e}", path.display())))?;
    Ok(heads.len() as u64)
}

fn append_durably(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::File::options().create(true).append(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_data()
}

/// The newest checkpoint of each tenant whose signature is ours. A torn last line is left out.
pub fn latest(path: &Path, keys: &Keys) -> std::io::Result<HashMap<Uuid, Checkpoint>> {
    let mut newest: HashMap<Uuid, Checkpoint> = HashMap::new();
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(newest),
        Err(e) => return Err(e),
    };
    for line in std::io::BufReader::new(file).lines() {
        let Ok(checkpoint) = serde_json::from_str::<Checkpoint>(&line?) else { continue };
        if !is_ours(&checkpoint, keys) {
            continue;
        }
        let known = newest.get(&checkpoint.tenant).is_some_and(|c| c.seq >= checkpoint.seq);
        if !known {
            newest.insert(checkpoint.tenant, checkpoint);
        }
    }
    Ok(newest)
}

fn is_ours(checkpoint: &Checkpoint, keys: &Keys) -> bool {
    let (Ok(hash), Ok(signature)) = (BASE64.decode(&checkpoint.hash), BASE64.decode(&checkpoint.signature)) else {
        return false;
    };
    keys.verify(&head_message(checkpoint.tenant, checkpoint.seq, &hash), &signature)
}
