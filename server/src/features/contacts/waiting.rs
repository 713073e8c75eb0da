//! Kinds of notices that no contact would receive, and contacts that are not confirmed yet.

use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::contact::{self, Column as C};
use app::contacts::api::EDIT;
use app::contacts::messages as m;
use app::kit::Todo;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

pub async fn waiting(read: &Read, me: &Person) -> Result<Option<Todo>, Fault> {
    if !me.permissions.has(EDIT) {
        return Ok(None);
    }
    let contacts = read.of::<contact::Entity>();
    if contacts.clone().count(read.db()).await? == 0 {
        return Ok(Some(Todo::new("book-user", m::TODO_NONE, "/contacts").link(m::TODO_ADD)));
    }
    let unconfirmed = contacts.filter(C::ConfirmedAt.is_null()).count(read.db()).await?;
    Ok(Todo::counted("book-user", unconfirmed, m::TODO_CONFIRM, "/contacts"))
}
