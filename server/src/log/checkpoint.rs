//! Checkpoints: signed heads in a file outside the database. All of them count for ever. If the database is rolled back
//! and the log grows again, its entries contradict a checkpoint of the old branch. Only a signed line with a reason
//! (`sekisho log restart`) invalidates earlier checkpoints of a log.

use super::chain::{accepted_message, head_message};
use super::head::Head;
use crate::seal::keys::Keys;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;
use uuid::Uuid;

/// A line of the file: a signed head at a moment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    tenant: Uuid,
    seq: i64,
    hash: String,
    signature: String,
    at: DateTime<Utc>,
    /// Why the log was restarted here, despite its earlier checkpoints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accepted: Option<String>,
}

/// Number and hash of every witnessed entry of a log.
pub type Witnessed = BTreeSet<(i64, Vec<u8>)>;

/// A restart of a log.
#[derive(Clone, Debug)]
pub struct Restart {
    pub tenant: Uuid,
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// The content of the file. Lines with an invalid signature, and a torn last line, are ignored.
#[derive(Default)]
pub struct Checkpoints {
    pub witnessed: HashMap<Uuid, Witnessed>,
    pub accepted: Vec<Restart>,
}

impl Checkpoints {
    /// Reads the file. A missing file has no checkpoints.
    pub fn read(path: &Path, keys: &Keys) -> std::io::Result<Checkpoints> {
        let mut all = Checkpoints::default();
        for line in lines(path)? {
            let line = line?;
            let Some(head) = line.as_ref().and_then(|line| line.head(keys)) else { continue };
            let Some(Checkpoint { tenant, at, accepted, .. }) = line else { continue };
            if let Some(reason) = accepted {
                all.witnessed.remove(&tenant);
                all.accepted.push(Restart { tenant, seq: head.seq, at, reason });
                if head.seq == 0 {
                    continue;
                }
            }
            all.witnessed.entry(tenant).or_default().insert((head.seq, head.hash));
        }
        Ok(all)
    }
}

/// The newest head of each log. Checks all signatures only if one of the newest is invalid.
pub(super) fn newest(path: &Path, keys: &Keys) -> std::io::Result<HashMap<Uuid, Head>> {
    let mut newest: HashMap<Uuid, Checkpoint> = HashMap::new();
    for line in lines(path)? {
        let Some(line) = line? else { continue };
        let known = newest.get(&line.tenant);
        if known.is_none_or(|known| line.accepted.is_some() || line.seq >= known.seq) {
            newest.insert(line.tenant, line);
        }
    }
    let heads: Option<HashMap<Uuid, Head>> =
        newest.values().map(|line| Some((line.tenant, line.head(keys)?))).collect();
    if let Some(heads) = heads {
        return Ok(heads);
    }
    let all = Checkpoints::read(path, keys)?.witnessed.into_iter();
    Ok(all
        .filter_map(|(tenant, all)| all.into_iter().next_back().map(|(seq, hash)| (tenant, Head { seq, hash })))
        .collect())
}

/// The lines of the file; `None` for a line of another format. A repeated restart line is ignored, because it would
/// invalidate checkpoints written since.
fn lines(path: &Path) -> std::io::Result<impl Iterator<Item = std::io::Result<Option<Checkpoint>>>> {
    let file = match std::fs::File::open(path) {
        Ok(file) => Some(file),
        Err(e) if e.kind() == ErrorKind::NotFound => None,
        Err(e) => return Err(e),
    };
    let lines = file.into_iter().flat_map(|file| BufReader::new(file).split(b'\n'));
    let mut said = HashSet::new();
    Ok(lines.map(move |line| {
        let line: Option<Checkpoint> = serde_json::from_slice(&line?).ok();
        Ok(line.filter(|line| line.accepted.is_none() || said.insert((line.tenant, line.hash.clone()))))
    }))
}

impl Checkpoint {
    /// Signs a head; with a reason, it is a restart of the log.
    pub fn new(keys: &Keys, tenant: Uuid, head: &Head, at: DateTime<Utc>, accepted: Option<&str>) -> Checkpoint {
        let signature = keys.sign(&message(tenant, head.seq, &head.hash, accepted));
        Checkpoint {
            tenant,
            seq: head.seq,
            hash: BASE64.encode(&head.hash),
            signature: BASE64.encode(signature),
            at,
            accepted: accepted.map(ToOwned::to_owned),
        }
    }

    /// The head, if its signature is valid.
    fn head(&self, keys: &Keys) -> Option<Head> {
        let (hash, signature) = (BASE64.decode(&self.hash).ok()?, BASE64.decode(&self.signature).ok()?);
        let message = message(self.tenant, self.seq, &hash, self.accepted.as_deref());
        keys.verify(&message, &signature).then_some(Head { seq: self.seq, hash })
    }

    pub fn line(&self) -> std::io::Result<String> {
        Ok(serde_json::to_string(self)? + "\n")
    }
}

fn message(tenant: Uuid, seq: i64, hash: &[u8], accepted: Option<&str>) -> Vec<u8> {
    accepted.map_or_else(|| head_message(tenant, seq, hash), |reason| accepted_message(tenant, seq, hash, reason))
}
