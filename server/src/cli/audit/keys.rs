//! The data keys of all companies and of the provider.

use crate::door::fault::Fault;
use crate::seal::keys::TenantKeys;
use crate::state::AppState;
use crate::storage::blocks;
use crate::storage::entity::data_key;
use crate::storage::rows::Row;
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Default)]
pub struct AllKeys {
    /// By tenant.
    pub opened: HashMap<Uuid, Arc<TenantKeys>>,
    /// The keys of rows that do not open.
    pub forged: Vec<String>,
}

impl AllKeys {
    pub async fn read(app: &AppState, db: &impl ConnectionTrait) -> Result<AllKeys, Fault> {
        let mut rows = Vec::new();
        let take = |row: Row<data_key::Entity>| rows.push(row);
        blocks::every(db, &data_key::Entity::find(), &[data_key::Column::TenantId], take).await?;
        let mut keys = AllKeys::default();
        for Row { key, model } in rows {
            let opened = match model {
                Ok(row) => app.keys.tenant(db, row.tenant_id).await.ok(),
                Err(why) => {
                    app.alarms.raise("data_key", key.clone(), why.to_string().as_bytes());
                    None
                }
            };
            match opened {
                Some(opened) => drop(keys.opened.insert(opened.tenant, opened)),
                None => keys.forged.push(key),
            }
        }
        Ok(keys)
    }
}
