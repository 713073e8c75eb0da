//! A stored consent.

use crate::door::fault::Fault;
use crate::seal::Place;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::access_consent::Model;
use app::permission::LookScope;
use uuid::Uuid;

/// The hours to choose from: common values, up to the maximum of the profile.
pub fn hours(most: u32) -> Vec<u32> {
    let usual = [4, 1, 8, 24, 48, 72].into_iter().filter(|n| *n < most);
    usual.chain([most]).collect()
}

pub fn codes(scopes: &[LookScope]) -> String {
    scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(",")
}

pub const TABLE: &str = "access_consent";

pub fn place(tenant: Uuid, row: Uuid) -> Place {
    Place { table: TABLE, column: "reason", tenant: tenant.into_bytes(), row: row.into_bytes() }
}

/// Why a consent was given.
pub fn reason_of(keys: &TenantKeys, row: &Model) -> Result<String, Fault> {
    let unreadable = |_| Fault::internal(format!("consent {} cannot be read", row.id));
    let reason = keys.open(&place(row.tenant_id, row.id), &row.sealed_reason).map_err(unreadable)?;
    Ok(String::from_utf8_lossy(&reason).into_owned())
}
