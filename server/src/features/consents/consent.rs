//! A stored consent.

use crate::door::consent::REASON;
use crate::seal::Unreadable;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::access_consent::Model;
use app::permission::LookScope;

/// The hours to choose from, ascending: common values, up to the maximum of the profile.
pub fn hours(most: u32) -> Vec<u32> {
    let usual = [1, 4, 8, 24, 48, 72].into_iter().filter(|n| *n < most);
    usual.chain([most]).collect()
}

pub fn codes(scopes: &[LookScope]) -> String {
    scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(",")
}

/// Takes the scopes of a forged consent away when it is revoked. What the row says is the program's word from then on, and no
/// other consent is without a scope.
pub fn mark_as_altered(row: &mut Model) {
    row.scopes.clear();
}

/// True if a genuine consent was forged when it was revoked. Nobody knows what it allowed until then.
pub fn was_altered(row: &Model) -> bool {
    row.ended_at.is_some() && row.scopes.is_empty()
}

/// Why a consent was given.
pub fn reason_of(keys: &TenantKeys, row: &Model) -> Result<String, Unreadable> {
    REASON.open(keys, row, &row.sealed_reason)
}
