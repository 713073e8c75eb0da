//! Checks what is sealed of inquiries and of their texts against the columns of their rows, as the pages do.

use super::keys::AllKeys;
use crate::door::fault::Fault;
use crate::features::inquiries as feature;
use crate::seal::keys::TenantKeys;
use crate::storage::blocks;
use crate::storage::entity::{inquiry, inquiry_text};
use crate::storage::rows::Row;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// Adds table and id of each row that says something else than what is sealed.
pub async fn all(
    db: &impl ConnectionTrait,
    keys: &AllKeys,
    forged: &mut Vec<(&'static str, String)>,
) -> Result<(), Fault> {
    let head = |row: &inquiry::Model| opens(keys, row.tenant_id, |keys| feature::open(keys, row).is_ok());
    look::<inquiry::Entity>(db, inquiry::Column::Id, head, forged).await?;
    let text = |row: &inquiry_text::Model| opens(keys, row.tenant_id, |keys| feature::text_opens(keys, row));
    look::<inquiry_text::Entity>(db, inquiry_text::Column::Id, text, forged).await
}

fn opens(keys: &AllKeys, tenant: Uuid, open: impl Fn(&TenantKeys) -> bool) -> bool {
    keys.opened.get(&tenant).is_some_and(|keys| open(keys))
}

async fn look<E: EntityTrait>(
    db: &impl ConnectionTrait,
    key: E::Column,
    genuine: impl Fn(&E::Model) -> bool,
    forged: &mut Vec<(&'static str, String)>,
) -> Result<(), Fault> {
    let table = E::default().table_name();
    let look = |row: Row<E>| {
        if !row.model.as_ref().is_ok_and(&genuine) {
            forged.push((table, row.key));
        }
    };
    Ok(blocks::every(db, &E::find(), &[key], look).await?)
}
