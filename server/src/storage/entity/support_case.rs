//! A support case: one reset of one account.

use app::cases::states::CaseState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "support_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    pub account_id: Uuid,
    /// True if the reset also removes two-step verification. The administrators consent to this together with the
    /// reset.
    pub removes_second_factor: bool,
    pub state: String,
    /// The time the person asked; if the person did not ask, the time staff opened the case.
    pub asked_at: DateTimeUtc,
    /// The deadline for an answer that the profile promises.
    pub due_at: DateTimeUtc,
    pub opened_at: DateTimeUtc,
    pub opened_by: Uuid,
    pub evidence: Option<String>,
    pub sealed_reason: Option<Vec<u8>>,
    pub checked_at: Option<DateTimeUtc>,
    pub checked_by: Option<Uuid>,
    /// Set if no other administrator of the company can consent. Until this time everyone notified may object.
    pub cooling_until: Option<DateTimeUtc>,
    pub consented_at: Option<DateTimeUtc>,
    pub consented_by: Option<Uuid>,
    pub approved_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    pub closed_at: Option<DateTimeUtc>,
    pub outcome: Option<String>,
    /// Who has ended the case after it was altered; the nil id, if a job has. What such a row says besides is nobody's word.
    pub ended_altered_by: Option<Uuid>,
    /// The year in Japan and the place in that year: `2026000001` is the first case of 2026. It only names the case, so it is not
    /// signed: whom a case is about, and what is done, are. Missing if the time of the opening could not be read.
    pub number: Option<i64>,
    /// The member of staff who works on the case. Not signed, because it gives no right: who opened, checked and approved it
    /// stands in columns of their own.
    pub assigned_to: Option<Uuid>,
    pub assigned_at: Option<DateTimeUtc>,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the columns that decide its effect (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::has_state!(Model: state, State: CaseState);

impl ActiveModelBehavior for ActiveModel {}
