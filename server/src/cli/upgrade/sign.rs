//! Signs rows from versions that did not sign yet.

use super::look::ended;
use crate::door::company::HeldCompany;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::people::guard::{self, Covers};
use crate::door::people::sealed::AccountDetails;
use crate::door::{Write, link};
use crate::identity::networks::{self, Listed};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::account::Column as C;
use crate::storage::entity::{
    access_consent, account, client_certificate, contact, export, one_time_link, passkey, tenant,
};
use crate::storage::entity::{authenticator, invitation, network_lift, profile_change, staff_request, support_case};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

/// A character in every address and in no blind index.
const PLAIN: &str = "@";

/// Signs the accounts and returns their number. If several processes start at once, one of them does it.
pub async fn accounts(app: &AppState, tx: &Write) -> Result<u64, Fault> {
    let mut accounts = 0;
    for mut row in rows(tx, C::Mac.is_null()).await? {
        if row.email_index.contains(PLAIN) {
            let keys = app.keys.tenant(tx.db(), row.tenant_id.unwrap_or(PROVIDER)).await?;
            let named = AccountDetails { name: row.sealed, email: row.email_index };
            row.sealed = named.seal(&keys, row.id)?;
            row.email_index = app.keys.address_index(&named.email);
        }
        guard::sign_whole(tx, row).await?;
        accounts += 1;
    }
    sign_grants(app, tx).await?;
    sign_requests(tx).await?;
    Ok(accounts)
}

/// Signs genuine accounts again whose signatures cover no more than that, and returns their number.
pub async fn again(app: &AppState, tx: &Write, covers: Covers) -> Result<u64, Fault> {
    let (key, mut n) = (app.keys.rows(), 0);
    for row in rows(tx, C::Mac.is_not_null()).await? {
        if guard::is_genuine_as(key, &row, covers) {
            guard::sign_stored(tx, &row).await?;
            n += 1;
        }
    }
    Ok(n)
}

async fn rows(tx: &Write, which: SimpleExpr) -> Result<Vec<account::Stored>, DbErr> {
    people::every().filter(which).lock_exclusive().all(tx.db()).await
}

/// Signs grants of access that are still open.
async fn sign_grants(app: &AppState, tx: &Write) -> Result<(), Fault> {
    let key = app.keys.rows();
    for row in one_time_link::Entity::find().all(tx.db()).await? {
        link::sign_stored(tx.db(), key, &row).await?;
    }
    guarded::sign_all::<client_certificate::Model>(tx).await?;
    guarded::sign_all::<access_consent::Model>(tx).await?;
    guarded::sign_all::<passkey::Model>(tx).await
}

/// Signs second steps, and requests that other people decide.
async fn sign_requests(tx: &Write) -> Result<(), Fault> {
    guarded::sign_all::<authenticator::Model>(tx).await?;
    guarded::sign_all::<invitation::Model>(tx).await?;
    guarded::sign_all::<support_case::Model>(tx).await?;
    guarded::sign_all::<staff_request::Model>(tx).await?;
    guarded::sign_all::<profile_change::Model>(tx).await?;
    guarded::sign_all::<network_lift::Model>(tx).await
}

/// Signs companies with their networks, which are listed as found. Returns the numbers of both.
pub async fn companies(tx: &Write) -> Result<(u64, u64), Fault> {
    let (mut companies, mut listed) = (0, 0);
    let unsigned = tenant::Entity::find().filter(tenant::Column::Mac.is_null());
    for row in unsigned.lock_exclusive().all(tx.db()).await? {
        let networks = networks::all(tx.app(), tx.db(), row.id).await?;
        for network in &networks {
            guarded::sign_first(tx, network).await?;
        }
        HeldCompany::sign_first(tx, row, Listed::as_found(&networks).bytes()).await?;
        companies += 1;
        listed += networks.len() as u64;
    }
    Ok((companies, listed))
}

/// Signs exports and contacts. Returns the numbers of both.
pub async fn exports(tx: &Write) -> Result<(u64, u64), Fault> {
    let exports = guarded::sign_unsigned::<export::Model>(tx).await?;
    Ok((exports, guarded::sign_unsigned::<contact::Model>(tx).await?))
}

/// Signs revoked consents, each as the last version of its row, and returns their number. One that carried a wrong signature
/// was forged when it was revoked, and stays so.
pub async fn ended_consents(tx: &Write) -> Result<u64, Fault> {
    let unsigned = ended::<access_consent::Model>(access_consent::Column::EndedAt);
    let unsigned = tx.all(unsigned.filter(access_consent::Column::Mac.is_null()).lock_exclusive()).await?;
    let n = unsigned.len() as u64;
    for row in unsigned {
        guarded::end(tx, row).await?;
    }
    Ok(n)
}
