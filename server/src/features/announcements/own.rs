//! The receipts of a reader, and what they say about an announcement as it is now.

use crate::door::Read;
use crate::door::fault::Fault;
use crate::storage::entity::announcement;
use crate::storage::entity::announcement_receipt::{Column as R, Entity, Model};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

/// The receipts of one person.
pub struct OwnReceipts(Vec<Model>);

impl OwnReceipts {
    pub async fn read(
        read: &Read,
        account: Uuid,
        announcements: impl IntoIterator<Item = Uuid>,
    ) -> Result<OwnReceipts, Fault> {
        let own = read.of::<Entity>().filter(R::AccountId.eq(account)).filter(R::AnnouncementId.is_in(announcements));
        Ok(OwnReceipts(read.all(own).await?))
    }

    /// Those for an announcement as it is now: older versions do not count if it is to be read again.
    fn of<'a>(&'a self, head: &'a announcement::Model) -> impl Iterator<Item = &'a Model> {
        self.0.iter().filter(|row| row.announcement_id == head.id && row.number >= head.read_since)
    }

    pub fn has_read(&self, head: &announcement::Model) -> bool {
        self.of(head).any(|row| row.read_at.is_some())
    }

    pub fn acknowledged(&self, head: &announcement::Model) -> Option<DateTime<Utc>> {
        self.of(head).filter_map(|row| row.acknowledged_at).min()
    }
}
