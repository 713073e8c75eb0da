//! Answers routes that are neither pages nor forms: downloads, streams of progress. Each row of the table names who may
//! use it, and this is checked before the route runs, so that no route can forget it.

use super::incoming::Incoming;
use super::{answer, respond};
use crate::door::Endpoint;
use crate::door::fault::Fault;
use app::error::AppError;
use app::exports::api::FILES;
use axum::http::header;
use axum::response::Response;

async fn admit(endpoint: &Endpoint, incoming: &Incoming) -> Result<(), Fault> {
    incoming.call.request.admit(endpoint.access).await?;
    if endpoint.file { incoming.call.request.check(FILES).await } else { Ok(()) }
}

/// Answers one route of the table.
pub async fn answer(endpoint: &'static Endpoint, incoming: Incoming) -> Response {
    let answered = match admit(endpoint, &incoming).await {
        Ok(()) => (endpoint.answer)(&incoming.call).await,
        Err(fault) => Err(fault),
    };
    match answered {
        Ok(response) => response,
        Err(fault) => refuse(fault.into_app(&incoming.context.request_id), &incoming).await,
    }
}

/// Refuses a request: a request for an event stream gets the bare status, all others a page.
async fn refuse(error: AppError, incoming: &Incoming) -> Response {
    let accept = incoming.call.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if accept.contains("text/event-stream") {
        return answer::bare(error.status(), "refused");
    }
    respond::error(&error, incoming).await
}
