//! What waits with the contacts: a company without any, contacts that are not confirmed yet, and altered ones. None of these
//! gets notices.

use super::show;
use crate::door::fault::Fault;
use crate::door::guarded::FoundRow;
use crate::door::{Person, Read};
use app::contacts::api::EDIT;
use app::contacts::messages as m;
use app::kit::Todo;

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
