//! Cancels a waiting or running export. The worker notices at its next step; the file is deleted at once.

use super::export::{CHANGES, OPEN, end, end_forged};
use super::files::ExportFiles;
use super::found::{self, FoundExport};
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Request, Write, read_id};
use crate::log::event::Event;
use crate::storage::entity::export::{self, Column as C};
use app::error::{AppError, Next};
use app::exports::acts;
use app::exports::api::{CREATE, CancelExport, ExportState};
use app::exports::messages as m;
use sea_orm::{ColumnTrait, QueryFilter};

pub async fn cancel(request: &Request, command: CancelExport) -> Result<Next, Fault> {
    let id = read_id(&command.id)?;
    let tx = request.write(CREATE).await?;
    let (tenant, there) = (tx.tenant(), tx.of::<export::Entity>().filter(C::Id.eq(id)));
    let found = found::one(&tx, there).await?.ok_or(AppError::NotFound)?;
    let event = Event::new(acts::CANCEL).on("export", id, &found.name());
    if !is_cancelled(&tx, &found).await? {
        return tx.out_of_order(event, Next::to(format!("/exports/{id}")).warning(m::ENDED_ALREADY)).await;
    }
    tx.commit(event).await?;
    request.app.changes.publish(CHANGES, id);
    ExportFiles::new(&request.app.config, tenant, id).remove().await?;
    Ok(Next::to(format!("/exports/{id}")).saying(m::CANCELLED_NOW))
}

/// Cancels the export, and returns false if it has ended already. A forged one can be ended all the same, and stays forged.
async fn is_cancelled(tx: &Write, found: &FoundExport) -> Result<bool, Fault> {
    let FoundExport::Whole(row, _) = found else {
        return end_forged(tx, found.id(), export::in_any(&OPEN).into(), ExportState::Cancelled).await;
    };
    let now = tx.app().clock.now();
    match guarded::hold(tx, &**row).await? {
        Some(held) if OPEN.iter().any(|state| held.is(*state)) => {
            held.store(tx, |row| end(row, ExportState::Cancelled, now)).await
        }
        _ => Ok(false),
    }
}
