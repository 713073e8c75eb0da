//! The access log: one line per request in the program's own log (MS-19, DS-6). It belongs to the provider. What a
//! person did or was refused is in the operation log of their company.

use super::context::RequestContext;
use super::shape;
use crate::base::clock::Clock;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{MatchedPath, State};
use axum::http::{Method, Request};
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Load balancers request these every few seconds, so they are not logged.
const HEALTH: [&str; 2] = ["/healthz", "/readyz"];

/// Logs who asked for what, from where, and the response. Logs the path as in the table of routes, without the query:
/// one-time links and searches are private (ASVS 14.2.1).
pub async fn note(State(app): State<Arc<AppState>>, request: Request<Body>, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    if path.as_ref().is_some_and(|path| HEALTH.contains(&path.as_str())) {
        return next.run(request).await;
    }
    let context = request.extensions().get::<RequestContext>().cloned().unwrap_or_default();
    let (clock, method) = (app.clock.clone(), request.method().clone());
    let mut line = LogLine { context, path, method, begun: clock.now(), clock, status: 0 };
    let response = next.run(request).await;
    line.status = response.status().as_u16();
    response
}

/// Written on drop, so that a request whose client disconnects is logged too, with status 0.
struct LogLine {
    context: RequestContext,
    path: Option<MatchedPath>,
    method: Method,
    begun: DateTime<Utc>,
    clock: Arc<dyn Clock>,
    status: u16,
}

impl Drop for LogLine {
    fn drop(&mut self) {
        tracing::info!(
            target: "server::access",
            request_id = self.context.request_id,
            account_id = self.context.who.get().map(ToString::to_string),
            ip = self.context.from.get().map(ToString::to_string),
            method = shape::known(&self.method),
            path = self.path.as_ref().map_or("-", MatchedPath::as_str),
            status = self.status,
            milliseconds = (self.clock.now() - self.begun).num_milliseconds(),
            "request"
        );
    }
}
