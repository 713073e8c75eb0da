//! Finds the consent under which staff may view a company's data right now (MS-18, BP-15). Another module lets the
//! company grant and end consents.

use super::fault::Fault;
use super::write::Write;
use crate::seal::RowKey;
use crate::state::App;
use crate::storage::entity::access_consent::{Column as C, Entity, Model};
use app::permission::LookScope;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

const TABLE: &str = "access_consent";

/// The consent now in force for a scope; if there are several, the one that lasts longest.
pub async fn in_force(tx: &Write, scope: LookScope) -> Result<Option<Model>, Fault> {
    let open = tx.of::<Entity>().filter(C::EndedAt.is_null());
    let open = open.filter(C::Until.gt(tx.app().clock.now())).order_by_desc(C::Until).all(tx.db()).await?;
    Ok(open.into_iter().find(|row| scopes(&row.scopes).contains(&scope) && is_genuine(tx.app(), row)))
}

/// The scopes of a consent, from its row.
pub fn scopes(codes: &str) -> Vec<LookScope> {
    codes.split(',').filter_map(LookScope::from_code).collect()
}

/// Signs the scopes and the end of a consent, so that a person who can write to the database cannot create one (S10). A
/// revoked consent has no signature.
pub fn sign(key: &RowKey, row: &Model) -> Vec<u8> {
    signed(row, |parts| key.sign(TABLE, parts))
}

fn is_genuine(app: &App, row: &Model) -> bool {
    let genuine = signed(row, |parts| app.keys.rows().fits(TABLE, parts, row.mac.as_deref()));
    if !genuine {
        app.alarms.raise(TABLE, row.id.to_string(), &sign(app.keys.rows(), row));
    }
    genuine
}

fn signed<T>(row: &Model, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    then(&[
        row.id.as_bytes(),
        row.tenant_id.as_bytes(),
        row.scopes.as_bytes(),
        row.granted_by.as_bytes(),
        &row.until.timestamp_micros().to_be_bytes(),
    ])
}
