//! The hashed bytes. Every part carries its length, so no two lines give the same bytes.

use crate::storage::entity::operation_log;
use ring::digest::{Context, SHA256};
use uuid::Uuid;

/// A line of the log with everything that the hash covers.
pub struct HashedEntry<'a> {
    pub tenant: Uuid,
    pub seq: i64,
    pub at_micros: i64,
    pub actor_kind: &'a str,
    pub actor_id: Option<Uuid>,
    pub action: &'a str,
    pub object_kind: &'a str,
    pub object_id: &'a str,
    pub result: &'a str,
    pub request_id: &'a str,
    pub detail: &'a str,
    pub personal_ref: &'a [u8],
    pub prev_hash: &'a [u8],
}

impl<'a> From<&'a operation_log::Model> for HashedEntry<'a> {
    fn from(row: &'a operation_log::Model) -> HashedEntry<'a> {
        HashedEntry {
            tenant: row.tenant_id,
            seq: row.seq,
            at_micros: row.at.timestamp_micros(),
            actor_kind: &row.actor_kind,
            actor_id: row.actor_id,
            action: &row.action,
            object_kind: &row.object_kind,
            object_id: &row.object_id,
            result: &row.result,
            request_id: &row.request_id,
            detail: &row.detail,
            personal_ref: &row.personal_ref,
            prev_hash: &row.prev_hash,
        }
    }
}

/// The hash of a line: SHA-256 over its parts and the previous hash.
pub fn hash_of(line: &HashedEntry<'_>) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(b"sekisho operation log v1");
    context.update(line.tenant.as_bytes());
    context.update(&line.seq.to_be_bytes());
    context.update(&line.at_micros.to_be_bytes());
    let actor_id = line.actor_id.map(Uuid::into_bytes);
    let actor_id: &[u8] = actor_id.as_ref().map_or(&[], |id| id);
    let texts =
        [line.actor_kind, line.action, line.object_kind, line.object_id, line.result, line.request_id, line.detail];
    for part in texts.iter().map(|t| t.as_bytes()).chain([actor_id, line.personal_ref, line.prev_hash]) {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// The hash before a tenant's first line.
pub fn genesis(tenant: Uuid) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(b"sekisho operation log genesis v1");
    context.update(tenant.as_bytes());
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// The message that the head's signature covers.
pub fn head_message(tenant: Uuid, seq: i64, hash: &[u8]) -> Vec<u8> {
    let mut message = b"sekisho operation log head v1".to_vec();
    message.extend_from_slice(tenant.as_bytes());
    message.extend_from_slice(&seq.to_be_bytes());
    message.extend_from_slice(hash);
    message
}

/// The message that is signed when a log is restarted.
pub fn accepted_message(tenant: Uuid, seq: i64, hash: &[u8], reason: &str) -> Vec<u8> {
    let mut message = b"sekisho operation log accepted v1".to_vec();
    message.extend_from_slice(tenant.as_bytes());
    message.extend_from_slice(&seq.to_be_bytes());
    message.extend_from_slice(&(hash.len() as u64).to_be_bytes());
    message.extend_from_slice(hash);
    message.extend_from_slice(reason.as_bytes());
    message
}
