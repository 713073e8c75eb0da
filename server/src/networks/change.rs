//! Changes of the networks and of for whom they count, each behind the guard against locking out.

use super::guard::Guard;
use super::limits::{all, parsed, rules_of};
use super::rules::Rules;
use crate::door::company::Held;
use crate::door::{Request, Write, read_id};
use crate::entity::{account, network};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::{colleague, typed};
use app::error::{AppError, Next, Refusals};
use app::networks::api::{AddNetwork, OneNetwork, SetScope};
use app::networks::messages as m;
use app::networks::scope::Scope;
use app::permission::Permission;
use ipnet::IpNet;
use sea_orm::{EntityTrait, Set};
use std::net::IpAddr;
use uuid::Uuid;

/// Networks of a company and its people.
const MOST: usize = 500;
/// The widest networks: less would be no limit.
const WIDEST_4: u8 = 8;
const WIDEST_6: u8 = 16;

/// What is to be listed, read.
pub struct Added {
    pub network: IpNet,
    note: String,
}

impl Added {
    pub fn read(typed: &str, note: &str) -> Result<Added, AppError> {
        let mut refusals = Refusals::default();
        // Full-width digits are what a Japanese keyboard gives.
        let typed: String = unicode_normalization::UnicodeNormalization::nfkc(typed.trim()).collect();
        let network = parse(&typed);
        match network {
            _ if typed.is_empty() => refusals.add("network", m::NETWORK_MISSING),
            None => refusals.add("network", m::NETWORK_WRONG),
            Some(network) if is_too_wide(&network) => refusals.add("network", m::NETWORK_WIDE),
            Some(_) => {}
        }
        let note = typed::at("note", typed::line(note), &mut refusals).unwrap_or_default();
        if note.chars().count() > 100 {
            refusals.add("note", m::NOTE_LONG);
        }
        refusals.finish()?;
        let network = network.ok_or_else(|| AppError::invalid("network", m::NETWORK_WRONG))?;
        Ok(Added { network, note })
    }

    /// Whether there is room for it, and no other like it.
    pub fn check(&self, rows: &[network::Model], person: Option<Uuid>) -> Result<(), AppError> {
        let text = self.network.to_string();
        if rows.iter().any(|row| row.account_id == person && row.cidr == text) {
            return Err(AppError::invalid("network", m::NETWORK_THERE));
        }
        if rows.len() >= MOST {
            return Err(AppError::invalid("network", m::NETWORKS_MANY.with(&[("n", &MOST)])));
        }
        Ok(())
    }
}

/// An address or a range; host bits are dropped, and IPv4 within IPv6 is IPv4.
fn parse(typed: &str) -> Option<IpNet> {
    if let Ok(ip) = typed.parse::<IpAddr>() {
        return Some(IpNet::from(ip.to_canonical()));
    }
    typed.parse::<IpNet>().ok().map(|network| network.trunc())
}

fn is_too_wide(network: &IpNet) -> bool {
    let widest = if network.addr().is_ipv4() { WIDEST_4 } else { WIDEST_6 };
    network.prefix_len() < widest
}

/// A change that is about to be made: the transaction, with the company's row held and its networks as they stand.
pub struct Change {
    pub tx: Write,
    pub company: Held,
    pub rows: Vec<network::Model>,
    pub guard: Guard,
}

pub async fn begin(request: &Request) -> Result<Change, Fault> {
    let guard = Guard::new(request).await?;
    let tx = request.write(Permission::SecurityEdit).await?;
    let (company, rows) = (tx.hold_company().await?, all(tx.db(), tx.tenant).await?);
    Ok(Change { tx, company, rows, guard })
}

impl Change {
    /// Refuses at a field what the guard refuses.
    fn check(&self, request: &Request, rules: &Rules, field: &'static str) -> Result<(), Fault> {
        let before = rules_of(&self.company, &self.rows)?;
        let refusal = self.guard.refusal(request, &before, rules)?;
        refusal.map_or(Ok(()), |words| Err(AppError::invalid(field, words).into()))
    }
}

/// Limits for more than the chosen need a network.
pub fn check_scope(scope: Scope, rules: &Rules) -> Result<(), AppError> {
    let of_company = matches!(scope, Scope::Administrators | Scope::Everyone);
    if of_company && rules.company.is_empty() {
        return Err(AppError::invalid("scope", m::SCOPE_EMPTY));
    }
    Ok(())
}

pub async fn set_scope(request: &Request, command: SetScope) -> Result<Next, Fault> {
    let change = begin(request).await?;
    let scope = Scope::from_code(&command.scope).ok_or_else(|| AppError::invalid("scope", m::SCOPE_WRONG))?;
    let mut rules = rules_of(&change.company, &change.rows)?;
    let before = std::mem::replace(&mut rules.scope, scope);
    check_scope(scope, &rules)?;
    change.check(request, &rules, "scope")?;
    let Change { tx, mut company, .. } = change;
    company.set_networks_for(&tx, scope).await?;
    let event = Event::new(Action::NetworkScope).on("tenant", tx.tenant, &company.name);
    tx.commit(event.with("networks_for_before", code(before)).with("networks_for", code(scope))).await?;
    Ok(Next::to("/security/networks").saying(m::SAID_SCOPE))
}

/// In logs nothing is a word as well.
fn code(scope: Scope) -> &'static str {
    if scope == Scope::Off { "off" } else { scope.code() }
}

fn page(person: Option<Uuid>) -> Next {
    Next::to(person.map_or_else(|| "/security/networks".to_owned(), |id| format!("/members/{id}/networks")))
}

/// The member whose networks are changed; none where they are the company's.
async fn person(request: &Request, tx: &Write, id: Option<Uuid>) -> Result<Option<account::Model>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let found = colleague::find(tx, tx.of(), id).await?;
    if !request.signed_in()?.may_manage(&found) {
        return Err(AppError::invalid("network", m::OWNER_ONLY).into());
    }
    Ok(Some(found))
}

pub async fn add(request: &Request, command: AddNetwork) -> Result<Next, Fault> {
    let change = begin(request).await?;
    let id = if command.id.is_empty() { None } else { Some(read_id(&command.id)?) };
    let person = person(request, &change.tx, id).await?;
    let added = Added::read(&command.network, &command.note)?;
    added.check(&change.rows, id)?;
    let mut rules = rules_of(&change.company, &change.rows)?;
    let row = request.app.new_id();
    rules.list(id, row, added.network);
    change.check(request, &rules, "network")?;
    let tx = change.tx;
    let cidr = added.network.to_string();
    network::Entity::insert(network::ActiveModel {
        id: Set(row),
        tenant_id: Set(tx.tenant),
        account_id: Set(id),
        cidr: Set(cidr.clone()),
        note: Set(added.note),
        created_at: Set(request.app.clock.now()),
    })
    .exec_without_returning(tx.db())
    .await?;
    tx.commit(entry(Action::NetworkAdd, row, &cidr, person.as_ref())).await?;
    Ok(page(id).saying(m::SAID_ADDED))
}

/// About a network; whose it is, is personal.
fn entry(action: Action, row: Uuid, cidr: &str, person: Option<&account::Model>) -> Event {
    let event = Event::new(action).on("network", row, cidr);
    match person {
        Some(person) => event.with("account", person.id.to_string()).personal("member", person.email.clone()),
        None => event,
    }
}

pub async fn remove(request: &Request, command: OneNetwork) -> Result<Next, Fault> {
    let change = begin(request).await?;
    let id = read_id(&command.network)?;
    let row = change.rows.iter().find(|row| row.id == id).cloned().ok_or(Fault::NotFound)?;
    let person = person(request, &change.tx, row.account_id).await?;
    let mut rules = rules_of(&change.company, &change.rows)?;
    rules.remove(id);
    check_scope(rules.scope, &rules).map_err(|_| AppError::invalid("network", m::SCOPE_EMPTY))?;
    change.check(request, &rules, "network")?;
    let tx = change.tx;
    network::Entity::delete_by_id(id).exec(tx.db()).await?;
    let cidr = parsed(&row)?.to_string();
    tx.commit(entry(Action::NetworkRemove, id, &cidr, person.as_ref())).await?;
    Ok(page(row.account_id).saying(m::SAID_REMOVED))
}
