//! A support case: one reset of one account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "support_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    pub account_id: Uuid,
    /// Two-step verification goes as well, which is part of what everybody agrees to.
    pub removes_second_factor: bool,
    pub state: String,
    /// When the person asked; where nobody did, when staff opened it.
    pub asked_at: DateTimeUtc,
    /// By when the profile promises an answer.
    pub due_at: DateTimeUtc,
    pub opened_at: DateTimeUtc,
    pub opened_by: Uuid,
    pub evidence: Option<String>,
    pub sealed_reason: Option<Vec<u8>>,
    pub checked_at: Option<DateTimeUtc>,
    pub checked_by: Option<Uuid>,
    /// Nobody else in the company can agree: until then everybody who is told may object.
    pub cooling_until: Option<DateTimeUtc>,
    pub consented_at: Option<DateTimeUtc>,
    pub consented_by: Option<Uuid>,
    pub approved_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    pub closed_at: Option<DateTimeUtc>,
    pub outcome: Option<String>,
    /// Signs what decides what it does (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
