//! Routes that are neither page nor form: downloads, streams of progress. Each says who it is for.

use crate::app_state::App;
use app::permission::Access;
use axum::routing::MethodRouter;
use std::sync::Arc;

/// A row of the table.
pub struct Machine {
    pub path: &'static str,
    pub access: Access,
    pub handler: fn() -> MethodRouter<Arc<App>>,
}

/// Every such route.
pub static MACHINES: &[Machine] = &[];
