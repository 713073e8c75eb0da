//! Ids as addresses and forms name them.

use crate::fault::Fault;
use app::error::AppError;
use uuid::Uuid;

/// The id in a text; what is no id names nothing.
pub fn read_id(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::App(AppError::NotFound))
}
