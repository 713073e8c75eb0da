//! A version of an announcement: what readers see of it, whom it is for, and who has written and approved it. Once it is
//! published it does not change any more.

use app::announcements::kinds::VersionState;
use sea_orm::entity::prelude::*;

#[expect(clippy::struct_excessive_bools, reason = "each says something of its own about the announcement")]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "announcement_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub announcement_id: Uuid,
    /// 1 for the first, then one more for each correction.
    pub number: i64,
    pub state: String,
    pub kind: String,
    pub urgent: bool,
    pub pinned: bool,
    /// True if readers are asked to acknowledge it.
    pub acknowledge: bool,
    /// True if contacts get letters about it.
    pub tells: bool,
    /// Whom it is for, in the form of `Reach`.
    pub reach: String,
    pub starts_at: Option<DateTimeUtc>,
    pub ends_at: Option<DateTimeUtc>,
    pub title_ja: String,
    /// Markdown.
    pub text_ja: String,
    /// Empty if it is in Japanese only.
    pub title_en: String,
    pub text_en: String,
    /// When it is to be published; none for at once.
    pub publish_at: Option<DateTimeUtc>,
    pub published_at: Option<DateTimeUtc>,
    /// Why it is published late; empty if it is in time.
    pub reason: String,
    /// True if it is published later than a profile lets it. Readers see that.
    pub emergency: bool,
    /// True if it differs from the version before in date, scope or duty, so that it is to be read again.
    pub asks_again: bool,
    /// The ids of all who have written in it, separated by commas. None of them may approve it.
    pub authors: String,
    pub saved_at: DateTimeUtc,
    pub saved_by: Uuid,
    /// The number of times that it was saved. Who saves an older one is told so.
    pub revision: i64,
    /// Why it was returned to its authors.
    pub returned: Option<String>,
    pub approved_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    /// The number of changes of the signed columns.
    pub version: i64,
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::has_state!(Model: state, State: VersionState);

impl ActiveModelBehavior for ActiveModel {}
