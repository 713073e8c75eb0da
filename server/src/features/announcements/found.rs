//! Announcements and their versions as they are found. A version that somebody else than the program has written is shown to
//! nobody.

use crate::door::Opens;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::storage::entity::announcement_version::{self, Column as C};
use app::announcements::api::Translated;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// All genuine versions of an announcement, newest first.
pub async fn versions(at: &impl Opens, id: Uuid) -> Result<Vec<announcement_version::Model>, Fault> {
    let query = announcement_version::Entity::find().filter(C::AnnouncementId.eq(id)).order_by_desc(C::Number);
    let found = guarded::find_all(at, query).await?;
    Ok(found.into_iter().filter_map(guarded::FoundRow::genuine).collect())
}

/// The genuine version of an announcement with a number.
pub async fn version(at: &impl Opens, id: Uuid, number: i64) -> Result<Option<announcement_version::Model>, Fault> {
    let query = announcement_version::Entity::find().filter(C::AnnouncementId.eq(id)).filter(C::Number.eq(number));
    Ok(guarded::find_one(at, query).await?.and_then(guarded::FoundRow::genuine))
}

pub fn title(version: &announcement_version::Model) -> Translated {
    translated(&version.title_ja, &version.title_en)
}

/// A text in Japanese, and in English unless that is empty.
pub fn translated(ja: &str, en: &str) -> Translated {
    Translated { ja: ja.to_owned(), en: (!en.is_empty()).then(|| en.to_owned()) }
}
