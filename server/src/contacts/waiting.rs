//! Whether nobody would hear of maintenance and incidents.

use crate::door::Read;
use crate::entity::contact;
use crate::fault::Fault;
use crate::signed_in::SignedIn;
use app::contacts::messages as m;
use app::kit::Todo;
use app::permission::Permission;
use sea_orm::PaginatorTrait;

pub async fn waiting(read: &Read, me: &SignedIn) -> Result<Option<Todo>, Fault> {
    if !me.permissions.has(Permission::ContactsEdit) || read.of::<contact::Entity>().count(read.db()).await? > 0 {
        return Ok(None);
    }
    Ok(Some(Todo::new("book-user", m::TODO_NONE, "/contacts").link(m::TODO_ADD)))
}
