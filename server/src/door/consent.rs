//! Finds the consent under which staff may view a company's data right now (MS-18, BP-15). Another module lets the
//! company grant and end consents.

use super::fault::Fault;
use super::write::Write;
use crate::door::guarded::check::take;
use crate::storage::entity::access_consent::{Column as C, Entity, Model};
use app::permission::LookScope;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// The consent now in force for a scope; if there are several, the one that lasts longest. A forged one never counts (S10).
pub async fn in_force(tx: &Write, scope: LookScope) -> Result<Option<Model>, Fault> {
    let open = tx.of::<Entity>().filter(C::EndedAt.is_null());
    let open = tx.all(open.filter(C::Until.gt(tx.app().clock.now())).order_by_desc(C::Until)).await?;
    for mut row in open {
        if scopes(&row.scopes).contains(&scope) && take(tx, &mut row).await? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// The scopes of a consent, from its row.
pub fn scopes(codes: &str) -> Vec<LookScope> {
    codes.split(',').filter_map(LookScope::from_code).collect()
}
