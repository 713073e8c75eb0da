//! A request to make a person staff of the provider, and its approval (DS-13, BP-15).

use app::staff::states::StaffState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sealed: Vec<u8>,
    pub address_index: Vec<u8>,
    pub role: String,
    pub state: String,
    pub asked_at: DateTimeUtc,
    /// `None` if the command line made the request.
    pub asked_by: Option<Uuid>,
    pub decided_at: Option<DateTimeUtc>,
    /// `None` if no member of staff was left who could decide.
    pub decided_by: Option<Uuid>,
    /// The reason for the decision.
    pub sealed_decision: Option<Vec<u8>>,
    /// The resulting account, known once the request is approved.
    pub account_id: Option<Uuid>,
    /// The time of the last mail with a link.
    pub written_at: Option<DateTimeUtc>,
    pub until: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the columns that decide its effect (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::has_state!(Model: state, State: StaffState);

impl ActiveModelBehavior for ActiveModel {}
