//! Cancels a waiting or running export. The worker notices at its next step; the file is deleted at once. One that somebody
//! else than the program has written can only be removed.

use super::change::{RowChange, change};
use super::export::{CHANGES, OPEN, end};
use super::files::ExportFiles;
use super::found::{self, FoundExport};
use crate::door::fault::Fault;
use crate::door::{Request, read_id};
use crate::log::event::Event;
use crate::storage::entity::export::{self, Column as C};
use app::error::{AppError, Next};
use app::exports::acts;
use app::exports::api::{CREATE, CancelExport, ExportState};
use app::exports::messages as m;
use app::operation_logs::acts::ALTERED;
use sea_orm::{ColumnTrait, QueryFilter};

pub async fn cancel(request: &Request, command: CancelExport) -> Result<Next, Fault> {
    let id = read_id(&command.id)?;
    let tx = request.write(CREATE).await?;
    let (tenant, there) = (tx.tenant(), tx.of::<export::Entity>().filter(C::Id.eq(id)));
    let found = found::one(&tx, there).await?.ok_or(AppError::NotFound)?;
    let event = Event::new(acts::CANCEL).on("export", id, &found.name());
    let now = request.app.clock.now();
    let cancelled = match found {
        FoundExport::Altered(..) => RowChange::Forged,
        FoundExport::Whole(..) => {
            change(&tx, id, export::in_any(&OPEN).into(), |row| end(row, ExportState::Cancelled, now)).await?
        }
    };
    match cancelled {
        RowChange::Stored => {
            tx.commit(event).await?;
        }
        RowChange::Forged => return tx.refuse(event, ALTERED, AppError::Unreadable).await,
        RowChange::Gone => {
            return tx.out_of_order(event, Next::to(format!("/exports/{id}")).warning(m::ENDED_ALREADY)).await;
        }
    }
    request.app.changes.publish(CHANGES, id);
    ExportFiles::new(&request.app.config, tenant, id).remove().await?;
    Ok(Next::to(format!("/exports/{id}")).saying(m::CANCELLED_NOW))
}
