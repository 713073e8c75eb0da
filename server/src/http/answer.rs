//! Responses that need no session: a page, a bare code, an error before the door.

use super::bare::Bare;
use super::context::RequestContext;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::state::AppState;
use app::error::AppError;
use app::page::{Display, Frame, Page};
use app::shell;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A page as HTML.
pub fn page(status: u16, frame: Frame, page: Page, refused: bool) -> Response {
    let html = shell::render(frame, page, refused);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// An error before the session is known.
pub fn early_fault(app: &Arc<AppState>, fault: Fault, context: &RequestContext, display: Display) -> Response {
    let error = fault.into_app(&context.request_id);
    if error == AppError::NoRoom {
        app.storage.room.ran_out(app.clock.now());
    }
    let frame = Frame {
        display,
        nonce: context.nonce.clone(),
        request_id: context.request_id.clone(),
        here: "/".into(),
        session: None,
        flash: None,
        assets: context.assets.clone(),
        support: app.config.support_address.clone(),
        now: when(app.clock.now()),
        environment: app.config.environment,
        limits: None,
        notices: Vec::new(),
        sent: None,
    };
    let view = shell::error_page(&error, &context.request_id, false, None);
    page(error.status(), frame, view, false)
}

/// A response without a page: a status and a code for machines. People get the page of `bare` instead.
pub fn bare(status: u16, code: &'static str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], code).into_response();
    response.extensions_mut().insert(Bare);
    response
}
