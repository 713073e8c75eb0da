//! A consent as it is stored, and whether it is in force.

use crate::app_state::App;
use crate::door::Write;
use crate::entity::access_consent::{self, Column as C};
use crate::fault::Fault;
use crate::seal::{Place, RowKey};
use app::consents::scope::LookScope;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

const TABLE: &str = "access_consent";

/// Hours that can be chosen: some that are usual, up to as many as the profile allows.
pub fn hours(most: u32) -> Vec<u32> {
    let usual = [4, 1, 8, 24, 48, 72].into_iter().filter(|n| *n < most);
    usual.chain([most]).collect()
}

pub fn codes(scopes: &[LookScope]) -> String {
    scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(",")
}

pub fn scopes(codes: &str) -> Vec<LookScope> {
    codes.split(',').filter_map(LookScope::from_code).collect()
}

pub fn place(tenant: Uuid, row: Uuid) -> Place {
    Place { table: "access_consent", column: "reason", tenant: tenant.into_bytes(), row: row.into_bytes() }
}

/// The consent under which something of the company may be looked at now; of several the one that lasts longest.
pub async fn in_force(tx: &Write, scope: LookScope) -> Result<Option<access_consent::Model>, Fault> {
    let open = tx.of::<access_consent::Entity>().filter(C::EndedAt.is_null());
    let open = open.filter(C::Until.gt(tx.app().clock.now())).order_by_desc(C::Until).all(tx.db()).await?;
    Ok(open.into_iter().find(|row| scopes(&row.scopes).contains(&scope) && is_genuine(tx.app(), row)))
}

/// Signs what may be looked at and until when, so that nobody who writes to the database consents in a company's place
/// (S10). One that was revoked has no signature.
pub fn sign(key: &RowKey, row: &access_consent::Model) -> Vec<u8> {
    signed(row, |parts| key.sign(TABLE, parts))
}

fn is_genuine(app: &App, row: &access_consent::Model) -> bool {
    let genuine = signed(row, |parts| app.keys.rows().fits(TABLE, parts, row.mac.as_deref()));
    if !genuine {
        app.alarms.raise(TABLE, row.id.to_string(), &sign(app.keys.rows(), row));
    }
    genuine
}

fn signed<T>(row: &access_consent::Model, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    then(&[
        row.id.as_bytes(),
        row.tenant_id.as_bytes(),
        row.scopes.as_bytes(),
        row.granted_by.as_bytes(),
        &row.until.timestamp_micros().to_be_bytes(),
    ])
}
