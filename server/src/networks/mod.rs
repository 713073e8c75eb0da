//! From where people may come (MS-16, MS-17). The limits are kept on every request, so that a change counts at once for the
//! sessions that are open.

mod change;
mod effect;
mod guard;
mod letters;
mod lift;
mod rules;
mod show;

use crate::app_state::App;
use crate::door::Request;
use crate::entity::network::{self, Column as C};
use crate::entity::tenant;
use crate::fault::Fault;
use crate::signed_in::SignedIn;
use crate::use_case;
use app::error::{AppError, Next};
use app::networks::api::{
    AddNetwork, AskLift, EndLift, Lift, NetworkPage, NetworksApi, OneLift, OneNetwork, Proposal, SetScope, TryNetworks,
};
use app::networks::scope::Scope;
use app::permission::Permission;
use ipnet::IpNet;
use rules::Rules;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::net::IpAddr;
use uuid::Uuid;

#[async_trait::async_trait]
impl NetworksApi for Request {
    async fn networks(&self, person: Option<&str>, proposal: Proposal) -> Result<NetworkPage, AppError> {
        use_case!(self, show::page(self, person, proposal))
    }

    async fn try_networks(&self, _: TryNetworks) -> Result<Next, AppError> {
        use_case!(self, self.check(Permission::SecurityView))?;
        Err(AppError::Preview)
    }

    async fn set_scope(&self, command: SetScope) -> Result<Next, AppError> {
        use_case!(self, change::set_scope(self, command))
    }

    async fn add_network(&self, command: AddNetwork) -> Result<Next, AppError> {
        use_case!(self, change::add(self, command))
    }

    async fn remove_network(&self, command: OneNetwork) -> Result<Next, AppError> {
        use_case!(self, change::remove(self, command))
    }

    async fn end_lift(&self, _command: EndLift) -> Result<Next, AppError> {
        use_case!(self, lift::end(self))
    }

    async fn lift(&self, tenant: &str) -> Result<Lift, AppError> {
        use_case!(self, lift::shown(self, tenant))
    }

    async fn ask_lift(&self, command: AskLift) -> Result<Next, AppError> {
        use_case!(self, lift::ask(self, command))
    }

    async fn approve_lift(&self, command: OneLift) -> Result<Next, AppError> {
        use_case!(self, lift::approve(self, &command.lift))
    }

    async fn cancel_lift(&self, command: OneLift) -> Result<Next, AppError> {
        use_case!(self, lift::cancel(self, &command.lift))
    }
}

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

fn scope(company: &tenant::Model) -> Result<Scope, Fault> {
    Scope::from_code(&company.networks_for)
        .ok_or_else(|| Fault::internal(format!("networks of company {}", company.id)))
}

fn rules_of(company: &tenant::Model, rows: &[network::Model]) -> Result<Rules, Fault> {
    let mut rules = Rules::new(scope(company)?);
    for row in rows {
        rules.list(row.account_id, row.id, parsed(row)?);
    }
    Ok(rules)
}

fn parsed(row: &network::Model) -> Result<IpNet, Fault> {
    row.cidr.parse().map_err(|_| Fault::internal(format!("network {} cannot be read", row.id)))
}

/// All networks of a company, oldest first.
async fn all(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Vec<network::Model>, Fault> {
    let own = network::Entity::find().filter(C::TenantId.eq(tenant)).order_by_asc(C::Id);
    Ok(own.all(db).await?)
}

async fn company(db: &impl ConnectionTrait, id: Uuid) -> Result<tenant::Model, Fault> {
    tenant::Entity::find_by_id(id).one(db).await?.ok_or(Fault::NotFound)
}

fn read_id(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
