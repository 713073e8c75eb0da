//! The access log: one line per request in the program's own log (MS-19, DS-6). It is the provider's; what a person did, and
//! what was refused to them, stands in the operation log of their company.

use super::knock::RequestMarks;
use super::peer::Client;
use crate::app_state::App;
use axum::body::Body;
use axum::extract::{MatchedPath, State};
use axum::http::{Extensions, Request};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Who asked for what, from where, and how it was answered. Addresses are written as in the table of routes, without what
/// stands behind the question mark: one-time links and searches are nobody else's business (ASVS 14.2.1).
pub async fn note(State(app): State<Arc<App>>, request: Request<Body>, next: Next) -> Response {
    let begun = app.clock.now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let (marks, ip) = (request.extensions().get::<RequestMarks>().cloned(), client(request.extensions()));
    let response = next.run(request).await;
    let marks = marks.unwrap_or_default();
    tracing::info!(
        target: "server::access",
        request_id = marks.request_id,
        account_id = marks.who.get().map(ToString::to_string),
        ip,
        %method,
        path = path.as_ref().map_or("-", MatchedPath::as_str),
        status = response.status().as_u16(),
        milliseconds = (app.clock.now() - begun).num_milliseconds(),
        "request"
    );
    response
}

fn client(extensions: &Extensions) -> String {
    extensions.get::<Client>().map(|client| client.0.to_string()).unwrap_or_default()
}
