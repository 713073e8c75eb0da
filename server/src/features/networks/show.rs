//! The networks for the pages, with the effect of a proposal.

use super::change::{LONGEST_NOTE, NewNetwork, check_scope};
use super::effect;
use super::guard::Guard;
use crate::base::printable;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Read, Request, company, read_id};
use crate::identity::colleague;
use crate::identity::networks::limits::{LONGEST, all};
use crate::identity::networks::listed::{Listed, scope};
use crate::identity::networks::rules::Rules;
use crate::storage::entity::network;
use app::error::{AppError, FieldError};
use app::networks::api::{Network, NetworkEffect, NetworkPage, NetworkPerson, Proposal};
use app::networks::messages as m;
use app::networks::scope::Scope;
use std::net::IpAddr;
use uuid::Uuid;

pub async fn page(request: &Request, person: Option<&str>, proposal: Proposal) -> Result<NetworkPage, Fault> {
    let read = request.read(app::security::api::VIEW).await?;
    let me = request.signed_in()?;
    let person = match person {
        Some(id) => Some(colleague::find(&read, read.of(), read_id(id)?).await?),
        None => None,
    };
    let id = person.as_ref().map(|person| person.id);
    let company = company::find(&read, read.tenant()).await?;
    let (listed, rows) = (Listed::of(&company), all(read.app(), read.db(), read.tenant()).await?);
    let rules = listed.rules(&request.app, &company, &rows)?;
    let ip = request.origin.ip.clone();
    let networks = networks(&rules, &listed, &rows, id, ip.parse().ok());
    let may_edit =
        me.permissions.has(app::security::api::EDIT) && person.as_ref().is_none_or(|person| me.may_manage(person));
    let (effect, refused) = match think(request, &read, rules, &listed, &rows, id, &proposal).await {
        Ok(effect) => (effect, Vec::new()),
        Err(Fault::App(AppError::Invalid(errors))) => (None, errors),
        Err(other) => return Err(other),
    };
    Ok(NetworkPage {
        without: networks.iter().find(|network| Some(&network.id) == proposal.without.as_ref()).cloned(),
        person: person.map(|person| NetworkPerson {
            id: person.id.to_string(),
            name: person.name,
            email: person.email,
        }),
        scope: scope(&company)?,
        networks,
        ip,
        lifted_until: company.networks_lifted_until.filter(|at| *at > request.app.clock.now()).map(when),
        may_edit,
        effect,
        refused,
    })
}

/// The networks of the company, or of one person: the listed ones, and forged rows beside them.
fn networks(
    rules: &Rules,
    listed: &Listed,
    rows: &[network::Model],
    of: Option<Uuid>,
    here: Option<IpAddr>,
) -> Vec<Network> {
    let beside = rows.iter().filter(|row| listed.whose(row.id).is_none() && row.account_id == of).map(|row| row.id);
    let shown = |id: Uuid| {
        let row = rows.iter().find(|row| row.id == id);
        let lets_in = rules.of(of).iter().find(|(listed, _)| *listed == id).and_then(|(_, network)| *network);
        // What a forged row says may be anything.
        let said = |text: &str, most| if lets_in.is_some() { text.to_owned() } else { printable(text, most) };
        Network {
            id: id.to_string(),
            cidr: row.map_or_else(|| id.to_string(), |row| said(&row.cidr, LONGEST)),
            note: row.map(|row| said(&row.note, LONGEST_NOTE)).unwrap_or_default(),
            added: row.map(|row| when(row.created_at)),
            here: here.zip(lets_in).is_some_and(|(ip, network)| network.contains(&ip.to_canonical())),
            altered: lets_in.is_none(),
        }
    };
    listed.of_one(of).chain(beside).map(shown).collect()
}

/// The effect of a proposal.
async fn think(
    request: &Request,
    read: &Read,
    before: Rules,
    listed: &Listed,
    rows: &[network::Model],
    person: Option<Uuid>,
    proposal: &Proposal,
) -> Result<Option<NetworkEffect>, Fault> {
    if proposal.is_empty() {
        return Ok(None);
    }
    let mut rules = before.clone();
    if let Some(code) = &proposal.scope {
        let scope = Scope::from_code(code).ok_or_else(|| invalid("scope", m::SCOPE_WRONG))?;
        check_scope(scope, &rules)?;
        rules.scope = scope;
    }
    if let Some(text) = &proposal.network {
        let added = NewNetwork::read(text, "")?;
        added.check(&rules, listed, person)?;
        rules.list(person, Uuid::nil(), Some(added.network));
    }
    if let Some(id) = &proposal.without {
        let id = read_id(id)?;
        let beside = rows.iter().any(|row| row.id == id && row.account_id == person);
        let there = listed.whose(id).map_or(beside, |whose| whose == person);
        rules.remove(Some(id).filter(|_| there).ok_or(AppError::NotFound)?);
    }
    let (me, now) = (request.signed_in()?, request.app.clock.now());
    let refusal = Guard::new(request).await?.refusal(request, &before, &rules)?;
    effect::of(read, &rules, me, refusal, now).await.map(Some)
}

fn invalid(field: &'static str, message: app::text::Text) -> Fault {
    AppError::Invalid(vec![FieldError::new(field, message)]).into()
}
