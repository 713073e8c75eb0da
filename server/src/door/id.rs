//! Reads ids in addresses and forms.

use crate::door::fault::Fault;
use app::error::AppError;
use uuid::Uuid;

/// Reads an id; an invalid one counts as not found.
pub fn read_id(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::App(AppError::NotFound))
}
