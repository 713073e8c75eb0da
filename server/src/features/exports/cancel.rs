//! Cancels a waiting or running export. The worker notices at its next step; the file is deleted at once.

use super::export::{CHANGES, OPEN, file_name};
use super::files::ExportFiles;
use super::lease::ended;
use crate::door::fault::Fault;
use crate::door::{Request, read_id};
use crate::log::event::Event;
use crate::storage::entity::export::{self, Column as C};
use app::error::Next;
use app::exports::acts;
use app::exports::api::{CREATE, CancelExport, ExportState};
use app::exports::messages as m;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub async fn cancel(request: &Request, command: CancelExport) -> Result<Next, Fault> {
    let id = read_id(&command.id)?;
    let tx = request.write(CREATE).await?;
    let name = file_name(&tx, id).await?;
    let open = export::Entity::update_many()
        .filter(C::TenantId.eq(tx.tenant()))
        .filter(C::Id.eq(id))
        .filter(export::in_any(&OPEN));
    let tenant = tx.tenant();
    if ended(open, ExportState::Cancelled, request.app.clock.now()).exec(tx.db()).await?.rows_affected == 0 {
        return Ok(Next::to(format!("/exports/{id}")).warning(m::ENDED_ALREADY));
    }
    tx.commit(Event::new(acts::CANCEL).on("export", id, &name)).await?;
    request.app.changes.publish(CHANGES, id);
    ExportFiles::new(&request.app.config, tenant, id).remove().await?;
    Ok(Next::to(format!("/exports/{id}")).saying(m::CANCELLED_NOW))
}
