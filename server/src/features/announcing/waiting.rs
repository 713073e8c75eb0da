//! Announcements that wait for the approval of the person.

use super::version::{authors, needs_approval};
use crate::door::fault::Fault;
use crate::door::{Person, Read, guarded};
use crate::storage::entity::announcement_version::{self, Model};
use app::announcements::kinds::VersionState;
use app::announcing::api::PUBLISH;
use app::announcing::messages as m;
use app::kit::Todo;
use sea_orm::{EntityTrait, QueryFilter};

/// What the person may approve. An author has nothing to do meanwhile.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(PUBLISH) {
        return Ok(Vec::new());
    }
    let open = announcement_version::Entity::find().filter(announcement_version::in_state(VersionState::Waiting));
    let (open, _) = guarded::part(read, read.all(open).await?).await?;
    let may = |version: &&Model| !needs_approval(version) || !authors(version).contains(&me.account.id);
    let n = open.iter().filter(may).count() as u64;
    Ok(Todo::counted("megaphone", n, m::TODO_APPROVE, "/support/announcements").into_iter().collect())
}
