//! Opens the program for commands. Older rows are upgraded before anything else.

use crate::base::clock::{Clock, Rng};
use crate::cli::upgrade;
use crate::state::config::Config;
use crate::state::{AppState, StartError};
use crate::storage::Storage;
use std::sync::Arc;

/// Opens the configured database for this process.
pub async fn open(config: Config) -> Result<Arc<AppState>, StartError> {
    up_to_date(AppState::open(config).await?).await
}

/// Builds the state over an open, migrated database.
pub async fn with(
    config: Config,
    storage: Storage,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
) -> Result<Arc<AppState>, StartError> {
    up_to_date(AppState::with(config, storage, clock, rng).await?).await
}

async fn up_to_date(app: Arc<AppState>) -> Result<Arc<AppState>, StartError> {
    upgrade::run(&app).await.map_err(|fault| StartError::Other(fault.to_string()))?;
    Ok(app)
}
