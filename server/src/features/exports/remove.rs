//! Removes an export that somebody else than the program has written: its row and its file. All others end by themselves.

use super::export::CHANGES;
use super::files::ExportFiles;
use super::found::{self, FoundExport};
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Request, read_id};
use crate::log::event::Event;
use crate::storage::entity::export::{self, Column as C};
use app::error::{AppError, Next};
use app::exports::acts;
use app::exports::api::{CREATE, RemoveExport};
use app::exports::messages as m;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub async fn remove(request: &Request, command: RemoveExport) -> Result<Next, Fault> {
    let id = read_id(&command.id)?;
    let tx = request.write(CREATE).await?;
    let (tenant, there) = (tx.tenant(), tx.of::<export::Entity>().filter(C::Id.eq(id)));
    let found = found::one(&tx, there).await?.ok_or(AppError::NotFound)?;
    let entry = Event::new(acts::REMOVE).on("export", id, &found.name());
    if let FoundExport::Whole(..) = found {
        return tx.out_of_order(entry, Next::to(format!("/exports/{id}")).warning(m::NOT_ALTERED)).await;
    }
    export::Entity::delete_many().filter(C::TenantId.eq(tenant)).filter(C::Id.eq(id)).exec(tx.db()).await?;
    guarded::ended::<export::Model>(&tx, id);
    tx.commit(entry).await?;
    request.app.changes.publish(CHANGES, id);
    ExportFiles::new(&request.app.config, tenant, id).remove().await?;
    Ok(Next::to("/exports").saying(m::REMOVED_NOW))
}
