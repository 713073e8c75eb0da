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
use uuid::Uuid;

pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(EDIT) {
        return Ok(Vec::new());
    }
    let (mut confirmed, mut unconfirmed, mut altered) = (0, Vec::new(), Vec::new());
    for contact in show::all(read).await? {
        match contact {
            FoundRow::Genuine(row) if row.confirmed_at.is_some() => confirmed += 1,
            FoundRow::Genuine(row) => unconfirmed.push(row.id),
            FoundRow::Altered(id, _) => altered.push(id),
        }
    }
    // Only a confirmed contact gets notices, so only those count.
    let none = (confirmed == 0).then(|| {
        let (words, link) = if unconfirmed.is_empty() && altered.is_empty() {
            (m::TODO_NONE, m::TODO_ADD)
        } else {
            (m::TODO_NOBODY, m::TODO_OPEN)
        };
        Todo::new("book-user", words, "/contacts").link(link)
    });
    let (n, page) = (unconfirmed.len() as u64, page_of(&unconfirmed));
    let unconfirmed = Todo::counted("book-user", n, m::TODO_CONFIRM, &page).map(|todo| todo.link(m::TODO_CHECK));
    let (n, page) = (altered.len() as u64, page_of(&altered));
    let altered = Todo::altered("book-user", n, m::TODO_ALTERED, m::REMOVE, &page);
    Ok(none.into_iter().chain(altered).chain(unconfirmed).collect())
}

/// The page of the only one, or the list of all.
fn page_of(all: &[Uuid]) -> String {
    match all {
        [only] => format!("/contacts/{only}"),
        _ => "/contacts".to_owned(),
    }
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
