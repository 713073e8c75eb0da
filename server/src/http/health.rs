//! Health checks for machines: alive, ready. They show no version.

use crate::state::AppState;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use sea_orm::{ConnectionTrait, Statement};
use std::sync::Arc;

/// `/healthz`: the process responds. `/readyz`: the database responds too, what is known of rows can be read, and the last
/// write found disk space.
pub fn router() -> Router<Arc<AppState>> {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready))
}

async fn ready(State(app): State<Arc<AppState>>) -> (StatusCode, &'static str) {
    let question = Statement::from_string(app.storage.backend(), "SELECT 1");
    if app.storage.reader.query_one_raw(question).await.is_err() || app.known_rows.catch_up().is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "not ready");
    }
    if !app.storage.has_room(app.clock.now()).await {
        return (StatusCode::SERVICE_UNAVAILABLE, "no disk space");
    }
    (StatusCode::OK, "ready")
}
