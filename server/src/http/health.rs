//! For machines that watch: alive, ready. Neither tells a version.

use crate::app_state::App;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use sea_orm::ConnectionTrait;
use std::sync::Arc;

/// `/healthz`: the process answers. `/readyz`: the database answers too.
pub fn router() -> Router<Arc<App>> {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready))
}

async fn ready(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    match app.storage.reader.execute_unprepared("SELECT 1").await {
        Ok(_) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready"),
    }
}
