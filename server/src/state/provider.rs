//! The provider's own key and log.

use crate::base::clock::Clock;
use crate::log;
use crate::seal::keys::{Keys, PROVIDER};
use crate::storage::Storage;
use crate::storage::entity::{of_tenant, operation_log_head};
use sea_orm::DbErr;

/// Creates the key and the log if they do not exist. Nothing can be logged without them.
pub async fn ensure(storage: &Storage, keys: &Keys, clock: &dyn Clock) -> Result<(), DbErr> {
    if of_tenant::<operation_log_head::Entity>(PROVIDER).one(&storage.reader).await?.is_some() {
        return Ok(());
    }
    let tx = storage.writer.begin().await?;
    keys.create(&tx, PROVIDER, clock.now()).await?;
    log::start_chain(&tx, keys, PROVIDER).await?;
    tx.commit().await
}
