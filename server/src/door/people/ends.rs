//! Ends all rows of a kind that an account has, also those that somebody has taken away for the moment (S10).

use super::guard;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::guarded::Guarded;
use crate::state::known_rows::RowFact;
use app::error::AppError;
use uuid::Uuid;

/// Ends the rows of some owners, which belong to an account. Its version grows, and only rows that are made since then
/// count. The caller deletes or ends the rows that are there.
pub async fn end_all<M: Guarded>(tx: &Write, account: Uuid, owners: &[Uuid]) -> Result<(), Fault> {
    if owners.is_empty() {
        return Ok(());
    }
    let version = guard::changed(tx, account, |_| true).await?.ok_or(AppError::Busy)?;
    for owner in owners {
        // The account's version may be smaller than it was, because a backup was put back.
        let after = tx.app().known_rows.version(M::TABLE, *owner).saturating_add(1);
        tx.learns(RowFact::since(M::TABLE, *owner, version.max(after)));
    }
    Ok(())
}
