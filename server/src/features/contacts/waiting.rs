//! What waits with the contacts: a company without any, contacts that are not confirmed yet, and altered ones. None of these
//! gets notices.

use super::show;
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow, Guarded};
use crate::door::{AlteredTask, Person, Read};
use crate::storage::entity::contact;
use app::cases::api::HANDLE;
use app::contacts::api::EDIT;
use app::contacts::messages as m;
use app::kit::Todo;
use sea_orm::{ColumnTrait, QueryFilter};

pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(EDIT) {
        return Ok(Vec::new());
    }
    let (mut unconfirmed, mut altered) = (0, Vec::new());
    let contacts = show::all(read).await?;
    for contact in &contacts {
        match contact {
            FoundRow::Genuine(row) => unconfirmed += u64::from(row.confirmed_at.is_none()),
            FoundRow::Altered(id, _) => altered.push(*id),
        }
    }
    if contacts.is_empty() {
        return Ok(vec![Todo::new("book-user", m::TODO_NONE, "/contacts").link(m::TODO_ADD)]);
    }
    let page = match altered.as_slice() {
        [only] => format!("/contacts/{only}"),
        _ => "/contacts".to_owned(),
    };
    let altered = Todo::altered("book-user", altered.len() as u64, m::TODO_ALTERED, m::REMOVE, &page);
    let unconfirmed = Todo::counted("book-user", unconfirmed, m::TODO_CONFIRM, "/contacts");
    Ok(altered.into_iter().chain(unconfirmed).collect())
}

/// The companies that have altered contacts, as their pages show them to staff.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(HANDLE) {
        return Ok(Vec::new());
    }
    let ids = read.app().alarms.found_in(contact::Model::TABLE);
    let found = read.all(read.across::<contact::Entity>()?.filter(contact::Column::Id.is_in(ids))).await?;
    let (_, altered) = guarded::part(read, found).await?;
    let task = AlteredTask { icon: "book-user", words: m::STAFF_TODO_ALTERED, part: "#h-contacts" };
    task.about(read, altered.into_iter().map(|contact| contact.tenant_id)).await
}
