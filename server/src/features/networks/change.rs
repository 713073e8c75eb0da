//! Changes the networks and their scope. Each change is checked against locking people out.

use super::guard::Guard;
use crate::base::printable;
use crate::base::typed;
use crate::door::company::HeldCompany;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Request, Write, read_id};
use crate::identity::colleague;
use crate::identity::networks::limits::{LONGEST, all};
use crate::identity::networks::listed::Listed;
use crate::identity::networks::rules::Rules;
use crate::log::event::Event;
use crate::storage::entity::{account, network};
use app::error::{AppError, Next, Refusals};
use app::networks::acts;
use app::networks::api::{AddNetwork, OneNetwork, SetScope};
use app::networks::messages as m;
use app::networks::scope::Scope;
use app::operation_logs::acts::ACCOUNT;
use app::record::Act;
use ipnet::IpNet;
use sea_orm::EntityTrait;
use std::net::IpAddr;
use uuid::Uuid;

/// The largest number of networks of a company and its people.
const MOST: usize = 500;
pub const LONGEST_NOTE: usize = 100;
/// The widest allowed networks. A shorter prefix would limit nothing.
const WIDEST_4: u8 = 8;
const WIDEST_6: u8 = 16;

/// A network to add, after reading the form.
pub struct NewNetwork {
    pub network: IpNet,
    note: String,
}

impl NewNetwork {
    pub fn read(typed: &str, note: &str) -> Result<NewNetwork, AppError> {
        let mut refusals = Refusals::default();
        // A Japanese keyboard may give full-width digits.
        let typed: String = unicode_normalization::UnicodeNormalization::nfkc(typed.trim()).collect();
        let network = parse(&typed);
        match network {
            _ if typed.is_empty() => refusals.add("network", m::NETWORK_MISSING),
            None => refusals.add("network", m::NETWORK_WRONG),
            Some(network) if is_too_wide(&network) => refusals.add("network", m::NETWORK_WIDE),
            Some(_) => {}
        }
        let note = typed::at("note", typed::line(note), &mut refusals).unwrap_or_default();
        if note.chars().count() > LONGEST_NOTE {
            refusals.add("note", m::NOTE_LONG);
        }
        refusals.finish()?;
        let network = network.ok_or_else(|| AppError::invalid("network", m::NETWORK_WRONG))?;
        Ok(NewNetwork { network, note })
    }

    /// Checks that there is room, and that the network is not listed already.
    pub fn check(&self, rules: &Rules, listed: &Listed, person: Option<Uuid>) -> Result<(), AppError> {
        if rules.of(person).iter().any(|(_, network)| *network == Some(self.network)) {
            return Err(AppError::invalid("network", m::NETWORK_THERE));
        }
        if listed.count() >= MOST {
            return Err(AppError::invalid("network", m::NETWORKS_MANY.with(&[("n", &MOST)])));
        }
        Ok(())
    }
}

/// Reads an address or a range. Drops host bits, and treats IPv4 within IPv6 as IPv4.
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

/// A change in progress: the transaction, with the company's row locked, and its current networks.
pub struct Change {
    pub tx: Write,
    pub company: HeldCompany,
    pub listed: Listed,
    pub rows: Vec<network::Model>,
    pub guard: Guard,
}

pub async fn begin(request: &Request) -> Result<Change, Fault> {
    let guard = Guard::new(request).await?;
    let tx = request.write(app::security::api::EDIT).await?;
    let (company, rows) = (tx.hold_company().await?, all(&request.app, tx.db(), tx.tenant()).await?);
    let listed = Listed::of(&company);
    Ok(Change { tx, company, listed, rows, guard })
}

impl Change {
    fn rules(&self, request: &Request) -> Result<Rules, Fault> {
        self.listed.rules(&request.app, &self.company, &self.rows)
    }

    /// Adds the guard's refusal to a field.
    fn check(&self, request: &Request, rules: &Rules, field: &'static str) -> Result<(), Fault> {
        let refusal = self.guard.refusal(request, &self.rules(request)?, rules)?;
        refusal.map_or(Ok(()), |words| Err(AppError::invalid(field, words).into()))
    }
}

/// A scope beyond chosen members needs at least one network.
pub fn check_scope(scope: Scope, rules: &Rules) -> Result<(), AppError> {
    let of_company = matches!(scope, Scope::Administrators | Scope::Everyone);
    if of_company && rules.company.is_empty() {
        return Err(AppError::invalid("scope", m::SCOPE_EMPTY));
    }
    Ok(())
}

pub async fn set_scope(request: &Request, command: SetScope) -> Result<Next, Fault> {
    let scope = Scope::from_code(&command.scope).ok_or_else(|| AppError::invalid("scope", m::SCOPE_WRONG))?;
    let change = begin(request).await?;
    let mut rules = change.rules(request)?;
    let before = std::mem::replace(&mut rules.scope, scope);
    check_scope(scope, &rules)?;
    change.check(request, &rules, "scope")?;
    let Change { tx, company, .. } = change;
    let event = Event::new(acts::SCOPE).on("tenant", tx.tenant(), &company.name);
    company.set_networks_for(&tx, scope).await?;
    tx.commit(event.with(acts::NETWORKS_FOR_BEFORE, code(before)).with(acts::NETWORKS_FOR, code(scope))).await?;
    Ok(Next::to("/security/networks").saying(m::SAID_SCOPE))
}

/// The code in logs; `off` instead of an empty text.
fn code(scope: Scope) -> &'static str {
    if scope == Scope::Off { "off" } else { scope.code() }
}

fn page(person: Option<Uuid>) -> Next {
    Next::to(person.map_or_else(|| "/security/networks".to_owned(), |id| format!("/members/{id}/networks")))
}

/// The member whose networks are changed; `None` for the company's networks.
async fn person(request: &Request, tx: &Write, id: Option<Uuid>) -> Result<Option<account::Model>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let found = colleague::find(tx, tx.of(), id).await?;
    if !request.signed_in()?.may_manage(&found) {
        return Err(AppError::invalid("network", m::OWNER_ONLY).into());
    }
    Ok(Some(found))
}

pub async fn add(request: &Request, command: AddNetwork) -> Result<Next, Fault> {
    let id = if command.id.is_empty() { None } else { Some(read_id(&command.id)?) };
    let added = NewNetwork::read(&command.network, &command.note)?;
    let change = begin(request).await?;
    let person = person(request, &change.tx, id).await?;
    let mut rules = change.rules(request)?;
    added.check(&rules, &change.listed, id)?;
    let row = request.app.new_id();
    rules.list(id, row, Some(added.network));
    change.check(request, &rules, "network")?;
    let Change { tx, company, mut listed, .. } = change;
    let cidr = added.network.to_string();
    insert(&tx, row, id, added).await?;
    listed.add(row, id);
    company.list_networks(&tx, listed.bytes()).await?;
    tx.commit(entry(acts::ADD, row, &cidr, person.as_ref())).await?;
    Ok(page(id).saying(m::SAID_ADDED))
}

async fn insert(tx: &Write, id: Uuid, account_id: Option<Uuid>, added: NewNetwork) -> Result<(), Fault> {
    let row = network::Model {
        id,
        tenant_id: tx.tenant(),
        account_id,
        cidr: added.network.to_string(),
        note: added.note,
        created_at: tx.app().clock.now(),
        version: 0,
        mac: None,
    };
    if guarded::insert(tx, row).await? {
        Ok(())
    } else {
        Err(Fault::internal("a network with a new id was there already"))
    }
}

/// The log entry about a network. The owner of the network is personal.
fn entry(act: Act, row: Uuid, cidr: &str, person: Option<&account::Model>) -> Event {
    let event = Event::new(act).on("network", row, cidr);
    match person {
        Some(person) => event.with(ACCOUNT, person.id.to_string()).personal(acts::MEMBER, person.email.clone()),
        None => event,
    }
}

/// Removes a network from the list, the table, or both. This also repairs a forged or deleted row.
pub async fn remove(request: &Request, command: OneNetwork) -> Result<Next, Fault> {
    let change = begin(request).await?;
    let id = read_id(&command.network)?;
    let row = change.rows.iter().find(|row| row.id == id).cloned();
    let whose = change.listed.whose(id).or(row.as_ref().map(|row| row.account_id)).ok_or(AppError::NotFound)?;
    let person = person(request, &change.tx, whose).await?;
    let mut rules = change.rules(request)?;
    rules.remove(id);
    check_scope(rules.scope, &rules).map_err(|_| AppError::invalid("network", m::SCOPE_EMPTY))?;
    change.check(request, &rules, "network")?;
    let Change { tx, company, mut listed, .. } = change;
    network::Entity::delete_by_id(id).exec(tx.db()).await?;
    guarded::ended::<network::Model>(&tx, id);
    listed.remove(id);
    company.list_networks(&tx, listed.bytes()).await?;
    let cidr = row.map(|row| printable(&row.cidr, LONGEST)).unwrap_or_default();
    tx.commit(entry(acts::REMOVE, id, &cidr, person.as_ref())).await?;
    Ok(page(whose).saying(m::SAID_REMOVED))
}
