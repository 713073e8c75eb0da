//! The networks as pages show them, with what a proposal would do.

use super::change::{Added, check_scope};
use super::effect;
use super::guard::Guard;
use super::limits::{all, company, parsed, rules_of, scope};
use crate::door::{Read, Request, read_id};
use crate::entity::{network, tenant};
use crate::fault::Fault;
use crate::{colleague, view};
use app::error::{AppError, FieldError};
use app::networks::api::{Effect, Network, NetworkPage, Proposal};
use app::networks::messages as m;
use app::networks::scope::Scope;
use app::permission::Permission;
use std::net::IpAddr;
use uuid::Uuid;

pub async fn page(request: &Request, person: Option<&str>, proposal: Proposal) -> Result<NetworkPage, Fault> {
    let read = request.read(Permission::SecurityView).await?;
    let me = request.signed_in()?;
    let person = match person {
        Some(id) => Some(colleague::find(&read, read.of(), read_id(id)?).await?),
        None => None,
    };
    let id = person.as_ref().map(|person| person.id);
    let company = company(read.db(), read.tenant).await?;
    let rows = all(read.db(), read.tenant).await?;
    let ip = request.origin.ip.clone();
    let here = ip.parse::<IpAddr>().ok();
    let shown = |row: &network::Model| Ok::<_, Fault>(shown(row, parsed(row)?, here));
    let networks = rows.iter().filter(|row| row.account_id == id).map(shown).collect::<Result<Vec<_>, _>>()?;
    let may_edit =
        me.permissions.has(Permission::SecurityEdit) && person.as_ref().is_none_or(|person| me.may_manage(person));
    let (effect, refused) = match think(request, &read, &company, &rows, id, &proposal).await {
        Ok(effect) => (effect, Vec::new()),
        Err(Fault::App(AppError::Invalid(errors))) => (None, errors),
        Err(other) => return Err(other),
    };
    Ok(NetworkPage {
        without: networks.iter().find(|network| Some(&network.id) == proposal.without.as_ref()).cloned(),
        person: person.map(|person| (person.id.to_string(), person.name, person.email)),
        scope: scope(&company)?,
        networks,
        ip,
        lifted_until: company.networks_lifted_until.filter(|at| *at > request.app.clock.now()).map(view::when),
        may_edit,
        effect,
        refused,
    })
}

fn shown(row: &network::Model, parsed: ipnet::IpNet, here: Option<IpAddr>) -> Network {
    Network {
        id: row.id.to_string(),
        cidr: row.cidr.clone(),
        note: row.note.clone(),
        added: view::when(row.created_at),
        here: here.is_some_and(|ip| parsed.contains(&ip.to_canonical())),
    }
}

/// What a proposal would do.
async fn think(
    request: &Request,
    read: &Read,
    company: &tenant::Model,
    rows: &[network::Model],
    person: Option<Uuid>,
    proposal: &Proposal,
) -> Result<Option<Effect>, Fault> {
    if proposal.is_empty() {
        return Ok(None);
    }
    let before = rules_of(company, rows)?;
    let mut rules = before.clone();
    if let Some(code) = &proposal.scope {
        let scope = Scope::from_code(code).ok_or_else(|| invalid("scope", m::SCOPE_WRONG))?;
        check_scope(scope, &rules)?;
        rules.scope = scope;
    }
    if let Some(text) = &proposal.network {
        let added = Added::read(text, "")?;
        added.check(rows, person)?;
        rules.list(person, Uuid::nil(), added.network);
    }
    if let Some(id) = &proposal.without {
        let there = rows.iter().find(|row| row.account_id == person && row.id.to_string() == *id);
        rules.remove(there.ok_or(Fault::NotFound)?.id);
    }
    let (me, now) = (request.signed_in()?, request.app.clock.now());
    let refusal = Guard::new(request).await?.refusal(request, &before, &rules)?;
    effect::of(read, &rules, me, refusal, now).await.map(Some)
}

fn invalid(field: &'static str, message: app::text::Text) -> Fault {
    AppError::Invalid(vec![FieldError::new(field, message)]).into()
}
