//! The rows of the ledger, for the page and the file.

use super::granted;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::paging::PageStart;
use crate::door::people;
use crate::door::{Person, Read};
use crate::features::members;
use crate::identity::account::is_void;
use crate::storage::entity::account::{Column as A, Entity, Model};
use app::ledger::api::{Due, Grant, LedgerRow};
use app::members::api::MemberRow;
use app::members::states::MemberState;
use app::tables;
use uuid::Uuid;

/// At most `n` accounts of the company, newest first.
pub async fn page(read: &Read, begin: PageStart<Uuid>, n: u64) -> Result<Vec<Model>, Fault> {
    people::first(read, begin.narrow(read.of::<Entity>(), A::Id), n).await
}

/// The accounts as rows, under the rules of the company that `me` belongs to.
pub async fn rows(read: &Read, me: &Person, accounts: Vec<Model>) -> Result<Vec<LedgerRow>, Fault> {
    let mut granted = granted::of(read, &accounts).await?;
    let members = members::rows(read, &accounts, &me.profile.accounts).await?;
    let row = |(account, member): (Model, MemberRow)| {
        let granted = granted.remove(&account.id).unwrap_or_default();
        row(read, me, account, member, granted)
    };
    accounts.into_iter().zip(members).map(row).collect()
}

fn row(read: &Read, me: &Person, account: Model, member: MemberRow, granted: Vec<Grant>) -> Result<LedgerRow, Fault> {
    let now = read.app().clock.now();
    let joined = when(account.joined_at());
    if member.altered || member.state == MemberState::Left {
        return Ok(LedgerRow { member, held: Vec::new(), withheld: Vec::new(), granted, due: None, joined });
    }
    let reset = is_void(&account);
    let person = Person::new(account, me.tenant.clone(), now, me.profile)?;
    let of_role = tables::permissions_of(person.role, true);
    let (held, withheld) = tables::permissions().filter(|p| of_role.has(*p)).partition(|p| person.permissions.has(*p));
    let due = match person.password_expires() {
        _ if reset => Due::Reset,
        _ if person.must_change_password() => Due::Now,
        Some(at) => Due::On(when(at)),
        None => Due::Never,
    };
    Ok(LedgerRow { member, held, withheld, granted, due: Some(due), joined })
}
