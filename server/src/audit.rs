//! Checks every signed row at once and finds the forged ones (S10). Leaves out sessions: a forged one opens nothing,
//! and none lasts long.

use crate::door::{consent, link};
use crate::fault::Fault;
use crate::guarded::{self, Guarded};
use crate::networks::Listed;
use crate::people::guard::{self, Covers};
use crate::state::App;
use crate::storage::entity::{
    access_consent, account, authenticator, client_certificate, invitation, network, network_lift, one_time_link,
    passkey, profile_change, staff_request, support_case, tenant,
};
use crate::upgrade::{self, Kind, Since};
use crate::{certificates, passkeys};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

const BLOCK: u64 = 1000;

/// The result of the check.
#[derive(Default)]
pub struct Audit {
    /// When rows of each kind began to be signed.
    pub since: Vec<Since>,
    pub looked_at: u64,
    /// Table and id of the rows that are not genuine.
    pub forged: Vec<(&'static str, String)>,
}

pub async fn all(app: &App, db: &impl ConnectionTrait) -> Result<Audit, Fault> {
    let mut audit = Audit { since: upgrade::since(app, db).await?, ..Audit::default() };
    if audit.is_signed(Kind::Accounts) {
        accounts(app, db, &mut audit).await?;
        grants(app, db, &mut audit).await?;
        each::<authenticator::Model>(app, db, &mut audit).await?;
        each::<invitation::Model>(app, db, &mut audit).await?;
        each::<support_case::Model>(app, db, &mut audit).await?;
        each::<staff_request::Model>(app, db, &mut audit).await?;
        each::<profile_change::Model>(app, db, &mut audit).await?;
        each::<network_lift::Model>(app, db, &mut audit).await?;
    }
    if audit.is_signed(Kind::Companies) {
        each::<tenant::Model>(app, db, &mut audit).await?;
        each::<network::Model>(app, db, &mut audit).await?;
        listed(db, &mut audit).await?;
    }
    audit.forged.dedup();
    Ok(audit)
}

impl Audit {
    fn is_signed(&self, kind: Kind) -> bool {
        self.since.iter().any(|since| since.kind == kind && since.signed)
    }

    fn take(&mut self, table: &'static str, id: impl FnOnce() -> String, genuine: bool) {
        self.looked_at += 1;
        if !genuine {
            self.forged.push((table, id()));
        }
    }
}

async fn each<M: Guarded>(app: &App, db: &impl ConnectionTrait, audit: &mut Audit) -> Result<(), Fault> {
    let mut last = Uuid::nil();
    loop {
        let rows = M::Entity::find().filter(M::ID.gt(last)).order_by_asc(M::ID).limit(BLOCK).all(db).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = end.id();
        for row in &rows {
            audit.take(M::TABLE, || row.id().to_string(), guarded::fits(app, row));
        }
    }
}

async fn accounts(app: &App, db: &impl ConnectionTrait, audit: &mut Audit) -> Result<(), Fault> {
    use account::Column as C;
    let before = [(Kind::PasswordDates, Covers::Rights), (Kind::Locks, Covers::Dates)];
    let before: Vec<_> = before.into_iter().filter(|(kind, _)| !audit.is_signed(*kind)).collect();
    let (key, mut last) = (app.keys.rows(), Uuid::nil());
    loop {
        let rows = account::Entity::find().filter(C::Id.gt(last)).order_by_asc(C::Id).limit(BLOCK).all(db).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = end.id;
        for row in &rows {
            let as_before = |(_, covers): &(Kind, Covers)| guard::is_genuine_as(key, row, *covers);
            let genuine = guard::is_genuine(key, row) || before.iter().any(as_before);
            audit.take("account", || row.id.to_string(), genuine);
        }
    }
}

/// Checks grants of access that are still open. Ended ones have no signature.
async fn grants(app: &App, db: &impl ConnectionTrait, audit: &mut Audit) -> Result<(), Fault> {
    let key = app.keys.rows();
    for row in one_time_link::Entity::find().all(db).await? {
        let genuine = row.mac.as_ref() == Some(&link::sign(key, &row));
        audit.take("one_time_link", || hex::encode(&row.token_hash), genuine);
    }
    let open = client_certificate::Entity::find().filter(client_certificate::Column::RevokedAt.is_null());
    for row in open.all(db).await? {
        let genuine = row.mac.as_ref() == Some(&certificates::sign(key, &row));
        audit.take("client_certificate", || row.id.to_string(), genuine);
    }
    let open = access_consent::Entity::find().filter(access_consent::Column::EndedAt.is_null());
    for row in open.all(db).await? {
        let genuine = row.mac.as_ref() == Some(&consent::sign(key, &row));
        audit.take("access_consent", || row.id.to_string(), genuine);
    }
    for row in passkey::Entity::find().all(db).await? {
        let genuine = row.mac.as_ref() == Some(&passkeys::sign(key, &row));
        audit.take("passkey", || row.id.to_string(), genuine);
    }
    Ok(())
}

/// Finds networks that their company has not listed, and listed ones that are gone.
async fn listed(db: &impl ConnectionTrait, audit: &mut Audit) -> Result<(), Fault> {
    let mut rows: HashMap<Uuid, Vec<network::Model>> = HashMap::new();
    for row in network::Entity::find().all(db).await? {
        rows.entry(row.tenant_id).or_default().push(row);
    }
    for company in tenant::Entity::find().all(db).await? {
        let there = rows.remove(&company.id).unwrap_or_default();
        for id in Listed::of(&company).odd(&there) {
            let told = ("network", id.to_string());
            if !audit.forged.contains(&told) {
                audit.forged.push(told);
            }
        }
    }
    Ok(())
}
