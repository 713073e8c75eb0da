//! The limits of a company as they are stored, and whether they keep somebody out. They are asked on every request, so that
//! a change counts at once for the sessions that are open.

use super::rules::Rules;
use crate::app_state::App;
use crate::entity::network::{self, Column as C};
use crate::entity::tenant;
use crate::fault::Fault;
use crate::signed_in::SignedIn;
use app::networks::scope::Scope;
use ipnet::IpNet;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::net::IpAddr;
use uuid::Uuid;

/// Whether a person must not be let in from an address.
pub async fn keeps_out(app: &App, db: &impl ConnectionTrait, person: &SignedIn, ip: &str) -> Result<bool, Fault> {
    let Some(company) = &person.tenant else { return Ok(!staff_may_come(app, ip)) };
    let lifted = company.networks_lifted_until.is_some_and(|until| until > app.clock.now());
    if scope(company)? == Scope::Off || lifted {
        return Ok(false);
    }
    let own = Condition::any().add(C::AccountId.is_null()).add(C::AccountId.eq(person.account.id));
    let rows = network::Entity::find().filter(C::TenantId.eq(company.id)).filter(own).all(db).await?;
    let rules = rules_of(company, &rows)?;
    Ok(!rules.admit((person.account.id, person.class()), person.profile, ip))
}

/// Staff come from the networks of the configuration, where it names any.
fn staff_may_come(app: &App, ip: &str) -> bool {
    let networks = &app.config.support_networks;
    networks.is_empty() || ip.parse::<IpAddr>().is_ok_and(|ip| networks.iter().any(|n| n.contains(&ip.to_canonical())))
}

pub fn scope(company: &tenant::Model) -> Result<Scope, Fault> {
    Scope::from_code(&company.networks_for)
        .ok_or_else(|| Fault::internal(format!("networks of company {}", company.id)))
}

pub fn rules_of(company: &tenant::Model, rows: &[network::Model]) -> Result<Rules, Fault> {
    let mut rules = Rules::new(scope(company)?);
    for row in rows {
        rules.list(row.account_id, row.id, parsed(row)?);
    }
    Ok(rules)
}

pub fn parsed(row: &network::Model) -> Result<IpNet, Fault> {
    row.cidr.parse().map_err(|_| Fault::internal(format!("network {} cannot be read", row.id)))
}

/// All networks of a company, oldest first.
pub async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<network::Model>, Fault> {
    let own = network::Entity::find().filter(C::TenantId.eq(tenant)).order_by_asc(C::Id);
    Ok(own.all(db).await?)
}

pub async fn company(db: &impl ConnectionTrait, id: Uuid) -> Result<tenant::Model, Fault> {
    tenant::Entity::find_by_id(id).one(db).await?.ok_or(Fault::NotFound)
}
