//! Rows that the last import has refused, for the home page.

use super::import::done;
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::end_user_import::{self, Column as C};
use app::end_users::api::VIEW;
use app::end_users::messages as m;
use app::kit::Todo;
use sea_orm::{QueryFilter, QueryOrder};

pub async fn waiting(read: &Read, me: &Person) -> Result<Option<Todo>, Fault> {
    if !me.permissions.has(VIEW) {
        return Ok(None);
    }
    let last = read.of::<end_user_import::Entity>().filter(done()).order_by_desc(C::Id);
    let refused = read.one(last).await?.there()?.map_or(0, |import| import.rows_refused.unsigned_abs());
    Ok(Todo::counted("users-round", refused, m::TODO_REFUSED, "/end-users"))
}
