//! A stored consent.

use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, TextForm, Unreadable};
use crate::storage::entity::access_consent::{self, Model};
use app::permission::LookScope;

/// The hours to choose from: common values, up to the maximum of the profile.
pub fn hours(most: u32) -> Vec<u32> {
    let usual = [4, 1, 8, 24, 48, 72].into_iter().filter(|n| *n < most);
    usual.chain([most]).collect()
}

pub fn codes(scopes: &[LookScope]) -> String {
    scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(",")
}

pub const REASON: Sealed<access_consent::Entity, TextForm> = Sealed::column("reason");

/// Why a consent was given.
pub fn reason_of(keys: &TenantKeys, row: &Model) -> Result<String, Unreadable> {
    REASON.open(keys, row, &row.sealed_reason)
}
