//! Answers routes that are neither pages nor forms: downloads, streams of progress. Each row of the table names who may
//! use it, and this is checked before the route runs, so that no route can forget it.

use super::knock::Knock;
use super::{answer, respond};
use crate::door::Machine;
use crate::door::fault::Fault;
use app::error::AppError;
use app::exports::api::FILES;
use axum::http::header;
use axum::response::Response;

async fn admit(machine: &Machine, knock: &Knock) -> Result<(), Fault> {
    knock.call.request.admit(machine.access).await?;
    if machine.file { knock.call.request.check(FILES).await } else { Ok(()) }
}

/// Answers one route of the table.
pub async fn answer(machine: &'static Machine, knock: Knock) -> Response {
    let answered = match admit(machine, &knock).await {
        Ok(()) => (machine.answer)(&knock.call).await,
        Err(fault) => Err(fault),
    };
    match answered {
        Ok(response) => response,
        Err(fault) => {
            let _place = knock.place().await;
            refuse(fault.into_app(&knock.marks.request_id), &knock)
        }
    }
}

/// Refuses a request: a request for an event stream gets the bare status, all others a page.
fn refuse(error: AppError, knock: &Knock) -> Response {
    let accept = knock.call.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if accept.contains("text/event-stream") {
        return answer::bare(error.status(), "refused");
    }
    respond::error(&error, knock)
}
