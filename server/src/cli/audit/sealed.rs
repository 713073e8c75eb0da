//! Checks sealed values, most of which no signature covers. A value that does not open in its own row is forged.

use super::keys::AllKeys;
use crate::door::fault::Fault;
use crate::seal::keys::PROVIDER;
use crate::seal::{BytesForm, Sealed};
use crate::storage::blocks;
use crate::storage::entity::{
    RowId, Tenanted, access_consent, account, case_note, client_certificate, consent_request, contact, end_user,
    export, help_request, mail, network_lift, passkey, profile_change, support_case,
};
use crate::storage::rows::Row;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

/// Table and id of rows.
type Rows = Vec<(&'static str, String)>;

impl AllKeys {
    fn open<E: EntityTrait>(&self, found: &SealedValue) -> bool {
        let column: Sealed<E, BytesForm> = Sealed::column(found.column);
        self.opened.get(&found.row.tenant).is_some_and(|keys| column.open(keys, found.row, &found.value).is_ok())
    }
}

/// A sealed value, its row, and the name of its column.
struct SealedValue {
    row: RowId,
    column: &'static str,
    value: Vec<u8>,
}

impl SealedValue {
    fn of(row: impl Into<RowId>, column: &'static str, value: &[u8]) -> SealedValue {
        SealedValue { row: row.into(), column, value: value.to_vec() }
    }

    fn text(row: impl Into<RowId>, column: &'static str, value: &str) -> SealedValue {
        SealedValue { row: row.into(), column, value: BASE64.decode(value).unwrap_or_default() }
    }
}

/// Checks names and addresses of accounts.
pub async fn accounts(db: &impl ConnectionTrait, keys: &AllKeys, forged: &mut Rows) -> Result<(), Fault> {
    let row = |row: &account::Stored| RowId { tenant: row.tenant_id.unwrap_or(PROVIDER), id: row.id };
    let sealed = |account: &account::Stored| SealedValue::text(row(account), "sealed", &account.sealed);
    each::<account::Entity, _>(db, keys, forged, account::Column::Id, sealed).await
}

/// Checks a table whose key begins with the company, company by company, and then the rows of no known company.
async fn of_companies<E: Tenanted>(
    db: &impl ConnectionTrait,
    keys: &AllKeys,
    forged: &mut Rows,
    id: E::Column,
    sealed: impl Fn(&E::Model) -> SealedValue + Copy,
) -> Result<(), Fault> {
    let company = E::tenant_column();
    for tenant in keys.opened.keys() {
        some(db, keys, forged, E::find().filter(company.eq(*tenant)), &[id], sealed).await?;
    }
    let known = keys.opened.keys().copied();
    some(db, keys, forged, E::find().filter(company.is_not_in(known)), &[company, id], sealed).await
}

/// Checks all other tables.
pub async fn others(db: &impl ConnectionTrait, keys: &AllKeys, forged: &mut Rows) -> Result<(), Fault> {
    macro_rules! look {
        ($table:ident, $of:expr) => {
            each::<$table::Entity, _>(db, keys, forged, $table::Column::Id, $of).await?
        };
    }
    let end_users = |r: &end_user::Model| SealedValue::of(r, "personal", &r.personal);
    of_companies::<end_user::Entity>(db, keys, forged, end_user::Column::Id, end_users).await?;
    let exports = |r: &export::Model| SealedValue::text(r, "filter", &r.filter);
    of_companies::<export::Entity>(db, keys, forged, export::Column::Id, exports).await?;
    look!(contact, |r: &contact::Model| SealedValue::of(r, "sealed", &r.sealed));
    look!(mail, |r: &mail::Model| SealedValue::of(r, "sealed", &r.sealed));
    look!(help_request, |r: &help_request::Model| SealedValue::of(
        RowId { tenant: PROVIDER, id: r.id },
        "sealed",
        &r.sealed
    ));
    look!(passkey, |r: &passkey::Model| SealedValue::of(r, "sealed", &r.sealed));
    look!(client_certificate, |r: &client_certificate::Model| { SealedValue::of(r, "sealed", &r.sealed) });
    look!(access_consent, |r: &access_consent::Model| SealedValue::of(r, "reason", &r.sealed_reason));
    look!(consent_request, |r: &consent_request::Model| SealedValue::of(r, "sealed", &r.sealed));
    look!(consent_request, |r: &consent_request::Model| {
        let why = r.sealed_why.as_ref();
        why.map(|sealed| SealedValue::of(r, "why", sealed))
    });
    look!(network_lift, |r: &network_lift::Model| SealedValue::of(r, "reason", &r.sealed_reason));
    look!(support_case, |r: &support_case::Model| {
        let reason = r.sealed_reason.as_ref();
        reason.map(|sealed| SealedValue::of(r, "reason", sealed))
    });
    look!(case_note, |r: &case_note::Model| SealedValue::of(r, "sealed", &r.sealed));
    look!(profile_change, |r: &profile_change::Model| SealedValue::of(r, "reason", &r.sealed_reason));
    Ok(())
}

async fn each<E: EntityTrait, S: Into<Option<SealedValue>>>(
    db: &impl ConnectionTrait,
    keys: &AllKeys,
    forged: &mut Rows,
    id: E::Column,
    sealed: impl Fn(&E::Model) -> S,
) -> Result<(), Fault> {
    some(db, keys, forged, E::find(), &[id], sealed).await
}

async fn some<E: EntityTrait, S: Into<Option<SealedValue>>>(
    db: &impl ConnectionTrait,
    keys: &AllKeys,
    forged: &mut Rows,
    rows: Select<E>,
    key: &[E::Column],
    sealed: impl Fn(&E::Model) -> S,
) -> Result<(), Fault> {
    let name = E::default().table_name();
    let look = |row: Row<E>| {
        let opens = |model: E::Model| {
            let sealed: Option<SealedValue> = sealed(&model).into();
            sealed.is_none_or(|sealed| keys.open::<E>(&sealed))
        };
        if !row.model.is_ok_and(opens) {
            forged.push((name, row.key));
        }
    };
    Ok(blocks::every(db, &rows, key, look).await?)
}
