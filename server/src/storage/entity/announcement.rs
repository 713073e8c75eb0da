//! An announcement of the provider. It has the state, and what lists sort and choose by; what readers see is its version with
//! the number `shown`. Nothing of it is personal.

use app::announcements::kinds::AnnouncementState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "announcement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub state: String,
    pub urgent: bool,
    pub pinned: bool,
    /// The beginning and the end of what is announced.
    pub starts_at: Option<DateTimeUtc>,
    pub ends_at: Option<DateTimeUtc>,
    /// The number of the version that readers see; 0 before the first is published.
    pub shown: i64,
    /// Who has read or acknowledged a version from this number on need not do so again.
    pub read_since: i64,
    /// The number of the newest version. It is a draft if the number is not the one that is shown.
    pub newest: i64,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
    /// When its first version was published.
    pub published_at: Option<DateTimeUtc>,
    /// When the version that is shown was published, or the announcement withdrawn.
    pub changed_at: Option<DateTimeUtc>,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub withdrawn_by: Option<Uuid>,
    /// Why it was withdrawn, for readers.
    pub withdrawn_ja: Option<String>,
    pub withdrawn_en: Option<String>,
    /// The number of changes of the signed columns.
    pub version: i64,
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::has_state!(Model: state, State: AnnouncementState);

impl ActiveModelBehavior for ActiveModel {}
