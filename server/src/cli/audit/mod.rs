//! Checks every signed or sealed row at once and finds the forged ones (S10), and the rows that are gone or older than before.
//! Leaves out sessions: a forged one opens nothing, and none lasts long.

mod gone;
mod inquiries;
mod keys;
pub mod older;
mod requests;
mod sealed;

pub use keys::AllKeys;

use crate::cli::upgrade::{self, RowKind, Since};
use crate::door::fault::Fault;
use crate::door::guarded::{self, Guarded};
use crate::door::link;
use crate::door::people;
use crate::door::people::guard::{self, Covers};
use crate::identity::networks::Listed;
use crate::state::AppState;
use crate::storage::blocks;
use crate::storage::entity::{
    access_consent, account, announcement, announcement_feed, announcement_version, authenticator, client_certificate,
    contact, export, invitation, network, network_lift, one_time_link, passkey, profile_change, staff_request,
    support_case, tenant,
};
use crate::storage::rows::Row;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The result of the check.
#[derive(Default)]
pub struct Audit {
    /// When rows of each kind began to be signed.
    pub since: Vec<Since>,
    pub looked_at: u64,
    /// Table and id of the rows that are not genuine.
    pub forged: Vec<(&'static str, String)>,
    /// Table and id of the rows that are gone although the log reports their creation.
    pub gone: Vec<(&'static str, String)>,
    /// Table and id of the rows that are older than the data folder has seen them.
    pub older: Vec<(&'static str, String)>,
}

pub async fn all(app: &AppState, db: &impl ConnectionTrait) -> Result<Audit, Fault> {
    let (since, gone) = (upgrade::since(app, db).await?, gone::all(db).await?);
    let mut audit = Audit { since, gone, ..Audit::default() };
    let keys = AllKeys::read(app, db).await?;
    audit.forged.extend(keys.forged.iter().map(|key| ("data_key", key.clone())));
    sealed::others(db, &keys, &mut audit.forged).await?;
    inquiries::all(db, &keys, &mut audit.forged).await?;
    requests::others(db, &mut audit.forged).await?;
    if audit.is_signed(RowKind::Accounts) {
        accounts(app, db, &mut audit).await?;
        audit.older = older::all(app, db).await?.into_iter().map(|row| (row.table, row.id)).collect();
        sealed::accounts(db, &keys, &mut audit.forged).await?;
        grants(app, db, &mut audit).await?;
        each::<authenticator::Model>(app, db, &mut audit).await?;
        each::<announcement_feed::Model>(app, db, &mut audit).await?;
        each::<invitation::Model>(app, db, &mut audit).await?;
        each::<support_case::Model>(app, db, &mut audit).await?;
        each::<staff_request::Model>(app, db, &mut audit).await?;
        each::<profile_change::Model>(app, db, &mut audit).await?;
        each::<network_lift::Model>(app, db, &mut audit).await?;
    }
    if audit.is_signed(RowKind::Companies) {
        each::<tenant::Model>(app, db, &mut audit).await?;
        each::<network::Model>(app, db, &mut audit).await?;
        listed(db, &mut audit).await?;
    }
    if audit.is_signed(RowKind::Exports) {
        each::<export::Model>(app, db, &mut audit).await?;
        each::<contact::Model>(app, db, &mut audit).await?;
    }
    // Signed since there are any.
    each::<announcement::Model>(app, db, &mut audit).await?;
    each::<announcement_version::Model>(app, db, &mut audit).await?;
    let mut seen = HashSet::new();
    audit.forged.retain(|row| seen.insert(row.clone()));
    Ok(audit)
}

impl Audit {
    fn is_signed(&self, kind: RowKind) -> bool {
        self.since.iter().any(|since| since.kind == kind && since.signed)
    }

    /// Checks the rows of a query. An unreadable row is not genuine.
    async fn take<E: EntityTrait>(
        &mut self,
        table: &'static str,
        db: &impl ConnectionTrait,
        rows: &Select<E>,
        key: &[E::Column],
        genuine: impl Fn(&E::Model) -> bool,
    ) -> Result<(), Fault> {
        let look = |row: Row<E>| {
            self.looked_at += 1;
            if !row.model.as_ref().is_ok_and(&genuine) {
                self.forged.push((table, row.key));
            }
        };
        Ok(blocks::every(db, rows, key, look).await?)
    }

    /// True if the check found nothing.
    pub fn is_clean(&self) -> bool {
        self.forged.is_empty() && self.gone.is_empty() && self.older.is_empty()
    }
}

async fn each<M: Guarded>(app: &AppState, db: &impl ConnectionTrait, audit: &mut Audit) -> Result<(), Fault> {
    some::<M>(app, db, audit, &M::Entity::find().filter(M::signed())).await
}

/// Collects the same of some rows of a table.
async fn some<M: Guarded>(
    app: &AppState,
    db: &impl ConnectionTrait,
    audit: &mut Audit,
    rows: &Select<M::Entity>,
) -> Result<(), Fault> {
    audit.take(M::TABLE, db, rows, &[M::ID], |row| guarded::fits(app, row)).await
}

async fn accounts(app: &AppState, db: &impl ConnectionTrait, audit: &mut Audit) -> Result<(), Fault> {
    let before = [(RowKind::PasswordDates, Covers::Rights), (RowKind::Locks, Covers::Dates)];
    let before: Vec<_> = before.into_iter().filter(|(kind, _)| !audit.is_signed(*kind)).collect();
    let key = app.keys.rows();
    let genuine = |row: &account::Stored| {
        guard::is_genuine(key, row) || before.iter().any(|(_, covers)| guard::is_genuine_as(key, row, *covers))
    };
    audit.take("account", db, &people::every(), &[account::Column::Id], genuine).await
}

/// Checks grants of access that are still open, and revoked consents, which are signed as well. Other ended ones have no
/// signature.
async fn grants(app: &AppState, db: &impl ConnectionTrait, audit: &mut Audit) -> Result<(), Fault> {
    let (links, key) = (one_time_link::Entity::find(), &[one_time_link::Column::TokenHash]);
    audit.take("one_time_link", db, &links, key, |row| link::fits(app.keys.rows(), row)).await?;
    each::<client_certificate::Model>(app, db, audit).await?;
    let mut consents = <access_consent::Model as Guarded>::Entity::find();
    if !audit.is_signed(RowKind::EndedConsents) {
        consents = consents.filter(access_consent::Column::EndedAt.is_null());
    }
    some::<access_consent::Model>(app, db, audit, &consents).await?;
    each::<passkey::Model>(app, db, audit).await
}

/// Finds networks that their company has not listed, and listed ones that are gone.
async fn listed(db: &impl ConnectionTrait, audit: &mut Audit) -> Result<(), Fault> {
    let mut networks: HashMap<Uuid, Vec<network::Model>> = HashMap::new();
    let keep = |row: Row<network::Entity>| {
        if let Ok(row) = row.model {
            networks.entry(row.tenant_id).or_default().push(row);
        }
    };
    blocks::every(db, &network::Entity::find(), &[network::Column::Id], keep).await?;
    let compare = |row: Row<tenant::Entity>| {
        let Ok(company) = row.model else { return };
        let there = networks.remove(&company.id).unwrap_or_default();
        audit.forged.extend(Listed::of(&company).odd(&there).into_iter().map(|id| ("network", id.to_string())));
    };
    Ok(blocks::every(db, &tenant::Entity::find(), &[tenant::Column::Id], compare).await?)
}
