//! An inquiry of a company to Support. It opens nothing and lets nobody do anything, so it carries no signature: who asked, what
//! it is about and when it came in are sealed together, and a row whose columns say something else counts as unreadable.

use app::inquiries::states::InquiryState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inquiry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// The year in Japan and the place in that year: `2026000001` is the first inquiry of 2026.
    pub number: i64,
    pub category: String,
    pub state: String,
    /// The subject with its author, its category and its time.
    pub sealed: Vec<u8>,
    pub asked_by: Uuid,
    pub asked_at: DateTimeUtc,
    /// The goal and the deadline of the profile, while the company waits for an answer.
    pub goal_at: Option<DateTimeUtc>,
    pub due_at: Option<DateTimeUtc>,
    /// The deadline of the first answer.
    pub first_due_at: DateTimeUtc,
    pub first_answered_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    /// The member of staff who works on it.
    pub assigned_to: Option<Uuid>,
    pub assigned_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::has_state!(Model: state, State: InquiryState);

impl ActiveModelBehavior for ActiveModel {}
