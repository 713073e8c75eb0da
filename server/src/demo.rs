//! The demonstration.

use crate::app_state::App;
use crate::fault::Fault;
use std::path::Path;
use std::sync::Arc;

/// Fills an empty database.
pub async fn fill(_app: &Arc<App>, _end_users: Option<&Path>) -> Result<(), Fault> {
    Ok(())
}
