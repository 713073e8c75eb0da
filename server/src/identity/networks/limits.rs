//! The stored network limits of a company, and the check whether they lock a person out. They are checked on every
//! request, so that a change applies at once to open sessions.

use super::listed::{Listed, scope};
use super::rules::Rules;
use crate::base::printable;
use crate::door::fault::Fault;
use crate::door::{Person, Read, company, readable};
use crate::state::AppState;
use crate::storage::entity::network::{self, Column as C};
use crate::storage::entity::{of_tenant, tenant};
use app::error::AppError;
use app::networks::scope::Scope;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder};
use std::net::IpAddr;
use uuid::Uuid;

/// The longest text of an IPv6 network.
pub const LONGEST: usize = 43;

/// True if a person may not use the console from an address.
pub async fn refuses(app: &AppState, db: &impl ConnectionTrait, person: &Person, ip: &str) -> Result<bool, Fault> {
    let Some(company) = &person.tenant else { return Ok(!staff_may_come(app, ip)) };
    let lifted = company.networks_lifted_until.is_some_and(|until| until > app.clock.now());
    if scope(company)? == Scope::Off || lifted {
        return Ok(false);
    }
    let own = Condition::any().add(C::AccountId.is_null()).add(C::AccountId.eq(person.account.id));
    let rows = of_tenant::<network::Entity>(company.id).filter(own);
    let rows = readable::all(app, db, rows).await?;
    let rules = Listed::of(company).for_person(person.account.id).rules(app, company, &rows)?;
    Ok(!rules.admit(person.account.id, person.class(), person.profile, ip))
}

/// True if staff may come from an address: one in the configured networks, or any if none are configured.
fn staff_may_come(app: &AppState, ip: &str) -> bool {
    let networks = &app.config.support_networks;
    networks.is_empty() || ip.parse::<IpAddr>().is_ok_and(|ip| networks.iter().any(|n| n.contains(&ip.to_canonical())))
}

/// All networks of a company, oldest first. One that cannot be read is listed, and not among them.
pub async fn all(app: &AppState, db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<network::Model>, Fault> {
    let own = of_tenant::<network::Entity>(tenant).order_by_asc(C::Id);
    Ok(readable::all(app, db, own).await?)
}

/// The name of a network on the page that asks for confirmation: the network itself, or its id if the row has been
/// deleted.
pub async fn name(read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = read.one(read.of::<network::Entity>().filter(C::Id.eq(id))).await?.there()?;
    let company = company::find(read, read.tenant()).await?;
    match row {
        // A forged one may be anything.
        Some(row) => Ok(printable(&row.cidr, LONGEST)),
        None if Listed::of(&company).whose(id).is_some() => Ok(id.to_string()),
        None => Err(AppError::NotFound.into()),
    }
}

/// The limits of a company that are in force.
pub async fn in_force(read: &Read, company: &tenant::Model) -> Result<Rules, Fault> {
    Listed::of(company).rules(read.app(), company, &all(read.app(), read.db(), company.id).await?)
}
