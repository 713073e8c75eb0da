//! The log as a file that can be verified anywhere. Each line contains what its hash covers, and the last line signs
//! all bytes before it, so a changed word or a missing line is detected. The last line leaves no room for unsigned
//! content: it has only one valid form, and nothing may follow it.

use super::chain::HashedEntry;
use crate::base::csv_out::{CsvLine, plain};
use crate::seal::keys::Keys;
use crate::storage::entity::operation_log;
use app::operation_logs::messages::{FILE_SIGNATURE, FILE_SIGNATURE_BEFORE};
use app::text::Lang;
use csv::ByteRecord;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use uuid::Uuid;

/// The columns for machines. The columns for people come before them, in any language.
pub const COLUMNS: [&str; 14] = [
    "tenant",
    "seq",
    "at_micros",
    "actor_kind",
    "actor_id",
    "action_code",
    "object_kind",
    "object_id",
    "result_code",
    "request_id",
    "detail",
    "personal_ref",
    "prev_hash",
    "hash",
];

/// Replaces the action in the line of the signature.
pub const SIGNATURE: &str = "log.file";

/// The column for people that names the line of the signature; in an entry it names the action.
const WORD_AT: usize = 3;

/// A line of the file. The field names are those of `COLUMNS`.
#[derive(Debug, Deserialize)]
pub struct FileLine {
    pub tenant: Uuid,
    pub seq: i64,
    at_micros: i64,
    actor_kind: String,
    actor_id: Option<Uuid>,
    pub action_code: String,
    object_kind: String,
    object_id: String,
    result_code: String,
    request_id: String,
    pub detail: String,
    #[serde(with = "hex")]
    personal_ref: Vec<u8>,
    #[serde(with = "hex")]
    pub prev_hash: Vec<u8>,
    #[serde(with = "hex")]
    pub hash: Vec<u8>,
}

impl FileLine {
    /// Reads a line of a file, and removes the `'` that defuses formulas.
    pub fn read(record: &ByteRecord, headers: &ByteRecord) -> Result<FileLine, csv::Error> {
        let mut stored: FileLine = record.deserialize(Some(headers))?;
        let FileLine { actor_kind, action_code, object_kind, object_id, result_code, request_id, detail, .. } =
            &mut stored;
        for cell in [actor_kind, action_code, object_kind, object_id, result_code, request_id, detail] {
            if let Cow::Owned(bare) = plain(cell) {
                *cell = bare;
            }
        }
        Ok(stored)
    }

    /// The part that the hash covers.
    pub fn line(&self) -> HashedEntry<'_> {
        HashedEntry {
            tenant: self.tenant,
            seq: self.seq,
            at_micros: self.at_micros,
            actor_kind: &self.actor_kind,
            actor_id: self.actor_id,
            action: &self.action_code,
            object_kind: &self.object_kind,
            object_id: &self.object_id,
            result: &self.result_code,
            request_id: &self.request_id,
            detail: &self.detail,
            personal_ref: &self.personal_ref,
            prev_hash: &self.prev_hash,
        }
    }
}

/// Writes the columns of an entry after those for people.
pub fn write_entry(line: CsvLine<'_>, row: &operation_log::Model) {
    let at = HashedEntry::from(row).at_micros.to_string();
    let actor = row.actor_id.map(|id| id.to_string()).unwrap_or_default();
    let line = line.cell(&row.tenant_id.to_string()).cell(&row.seq.to_string()).cell(&at).cell(&row.actor_kind);
    let line = line.cell(&actor).cell(&row.action).cell(&row.object_kind).cell(&row.object_id).cell(&row.result);
    let line = line.cell(&row.request_id).cell(&row.detail);
    line.cell(&hex::encode(&row.personal_ref)).cell(&hex::encode(&row.prev_hash)).cell(&hex::encode(&row.hash)).end();
}

/// The signed statement about a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Summary {
    pub entries: u64,
    /// True if the file has all entries from the first to the head.
    pub whole: bool,
    pub head_seq: i64,
    #[serde(with = "hex")]
    pub head_hash: Vec<u8>,
}

/// The last line of the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Seal {
    #[serde(flatten)]
    pub summary: Summary,
    /// Ed25519 (RFC 8032).
    #[serde(with = "hex")]
    pub public_key: Vec<u8>,
    #[serde(with = "hex")]
    signature: Vec<u8>,
}

impl Seal {
    /// Signs a tenant's file; `sha256` covers all bytes before the last line.
    pub fn sign(keys: &Keys, tenant: Uuid, summary: Summary, sha256: &[u8]) -> Seal {
        let signature = keys.sign(&message(tenant, &summary, sha256));
        Seal { summary, public_key: keys.public_key().to_vec(), signature }
    }

    /// True if the signature is valid for the key in the line.
    pub fn holds(&self, tenant: Uuid, sha256: &[u8]) -> bool {
        let message = message(tenant, &self.summary, sha256);
        UnparsedPublicKey::new(&ED25519, &self.public_key).verify(&message, &self.signature).is_ok()
    }

    /// Writes the last line, after the given number of cells for people, one of which names it in words.
    pub fn write(
        &self,
        tenant: Uuid,
        mut line: CsvLine<'_>,
        people: usize,
        word: &str,
    ) -> Result<(), serde_json::Error> {
        for n in 0..people {
            line = line.cell(if n == WORD_AT { word } else { "" });
        }
        let seal = serde_json::to_string(self)?;
        let line = line.cell(&tenant.to_string()).cell("0").cell("0").cell("").cell("").cell(SIGNATURE);
        line.cell("").cell("").cell("").cell("").cell(&seal).cell("").cell("").cell("").end();
        Ok(())
    }

    /// The only valid bytes after the last entry: this line, in either language, with the words of today or those of files
    /// from before.
    pub fn lines(&self, tenant: Uuid, people: usize) -> Result<[Vec<u8>; 4], serde_json::Error> {
        let words = [FILE_SIGNATURE, FILE_SIGNATURE_BEFORE].map(|text| [text.of(Lang::Ja), text.of(Lang::En)]);
        let mut lines = [const { Vec::new() }; 4];
        for (out, word) in lines.iter_mut().zip(words.as_flattened()) {
            self.write(tenant, CsvLine::new(out), people, word)?;
        }
        Ok(lines)
    }
}

fn message(tenant: Uuid, summary: &Summary, sha256: &[u8]) -> Vec<u8> {
    let mut message = b"sekisho operation log file v1".to_vec();
    message.extend_from_slice(tenant.as_bytes());
    message.extend_from_slice(&summary.entries.to_be_bytes());
    message.push(u8::from(summary.whole));
    message.extend_from_slice(&summary.head_seq.to_be_bytes());
    message.extend_from_slice(&(summary.head_hash.len() as u64).to_be_bytes());
    message.extend_from_slice(&summary.head_hash);
    message.extend_from_slice(sha256);
    message
}
