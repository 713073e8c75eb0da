//! Recipients of letters: a company's owners and administrators, the provider's staff, a company's contacts by kind. A
//! forged row receives nothing: `people` reads it as a suspended person, and a forged contact is left out.

use super::contact::{ContactDetails, kinds, lang};
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people::{self, guard};
use crate::door::{Opens, Write, readable, reported};
use crate::seal::keys::PROVIDER;
use crate::storage::entity::account::{self, Column as A};
use crate::storage::entity::contact::{self, Column as C};
use app::contacts::kinds::ContactKind;
use app::permission::Role;
use app::text::Lang;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Select};
use std::collections::HashSet;
use uuid::Uuid;

/// The recipient of a mail.
pub struct Recipient {
    pub address: String,
    pub name: String,
    pub lang: Lang,
    pub account: Option<Uuid>,
}

impl Recipient {
    /// A person at their sign-in address, in the language of their console.
    pub fn account(account: &account::Model) -> Recipient {
        Recipient {
            address: account.email.clone(),
            name: account.name.clone(),
            lang: account.language.as_deref().and_then(Lang::from_tag).unwrap_or_default(),
            account: Some(account.id),
        }
    }

    pub fn contact(contact: &ContactDetails, lang: Lang) -> Recipient {
        Recipient { address: contact.email.clone(), name: contact.name.clone(), lang, account: None }
    }
}

/// Active members whose role manages a company's accounts.
pub async fn administrators(at: &impl Opens, company: Uuid) -> Result<Vec<account::Model>, Fault> {
    let roles = Role::ALL.iter().filter(|role| role.is_administrator()).map(|role| role.code());
    active(at, people::of(company).filter(A::Role.is_in(roles))).await
}

/// True if the administrators of a company are known for certain: none of its accounts is forged, and all accounts whose
/// creation its log reports are there. Otherwise the missing one may have been that of an administrator.
pub async fn are_certain(at: &impl Opens, company: Uuid) -> Result<bool, Fault> {
    let (mut certain, mut there) = (true, HashSet::new());
    for row in readable::all(at.app(), at.db(), people::of(company)).await? {
        there.insert(row.id.to_string());
        certain &= people::is_whole(at, row).await?;
    }
    let Some(report) = reported::of(at, company).await? else { return Ok(false) };
    for id in report.accounts.difference(&there) {
        at.app().alarms.raise(guard::TABLE, id.clone(), b"gone");
        certain = false;
    }
    Ok(certain)
}

/// Active owners of a company.
pub async fn owners(at: &impl Opens, company: Uuid) -> Result<Vec<account::Model>, Fault> {
    active(at, people::of(company).filter(A::Role.eq(Role::Owner.code()))).await
}

/// Active staff of the provider.
pub async fn staff(at: &impl Opens) -> Result<Vec<account::Model>, Fault> {
    active(at, people::of(PROVIDER)).await
}

async fn active(at: &impl Opens, query: Select<account::Entity>) -> Result<Vec<account::Model>, Fault> {
    let mut found = people::all(at, query.filter(account::active())).await?;
    found.retain(|account| account.is_active());
    Ok(found)
}

/// All confirmed contacts of the company, for notices that every contact must receive.
pub async fn contacts(tx: &Write) -> Result<Vec<Recipient>, Fault> {
    Ok(told(tx, |_| true).await?.into_iter().map(|contact| contact.to).collect())
}

/// Confirmed contacts that subscribe to a kind of notice (SL-2).
pub async fn contacts_for(tx: &Write, kind: ContactKind) -> Result<Vec<Recipient>, Fault> {
    Ok(contacts_of(tx, &[kind]).await?.into_iter().map(|contact| contact.to).collect())
}

/// A contact that is written to.
pub struct ToldContact {
    pub id: Uuid,
    pub to: Recipient,
}

/// Confirmed contacts that subscribe to one of these kinds of notices, each once.
pub async fn contacts_of(tx: &Write, wanted: &[ContactKind]) -> Result<Vec<ToldContact>, Fault> {
    told(tx, |row| kinds(&row.kinds).iter().any(|kind| wanted.contains(kind))).await
}

async fn told(tx: &Write, takes: impl Fn(&contact::Model) -> bool) -> Result<Vec<ToldContact>, Fault> {
    // All are read, so that a forged one is an alarm whatever it says.
    let rows = tx.all(tx.of::<contact::Entity>().order_by_asc(C::Id)).await?;
    let (rows, _) = guarded::part(tx, rows).await?;
    let keys = tx.keys().await?;
    let chosen = rows.iter().filter(|row| row.confirmed_at.is_some() && takes(row));
    // One that nobody can read keeps no letter from the others.
    let opened = chosen.filter_map(|row| Some((tx.opened(ContactDetails::open(&keys, row))?, row)));
    Ok(opened.map(|(stored, row)| ToldContact { id: row.id, to: Recipient::contact(&stored, lang(row)) }).collect())
}
