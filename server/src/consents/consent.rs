//! A stored consent.

use crate::seal::Place;
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

pub fn place(tenant: Uuid, row: Uuid) -> Place {
    Place { table: "access_consent", column: "reason", tenant: tenant.into_bytes(), row: row.into_bytes() }
}
