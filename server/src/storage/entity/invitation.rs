//! An invitation to join a company. It becomes an account when a reader of the mailbox accepts it.

use app::members::states::InvitationState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// Name and address.
    pub sealed: Vec<u8>,
    /// Blind index of the folded address: one open invitation per address.
    pub address_index: Vec<u8>,
    pub role: String,
    pub state: String,
    pub invited_at: DateTimeUtc,
    pub invited_by: Uuid,
    pub approved_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    /// The version that the account of the approver had then.
    pub approver_version: Option<i64>,
    /// The time of the last mail with a link.
    pub written_at: Option<DateTimeUtc>,
    /// The time until which the link is valid.
    pub until: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the invited person and what the invitation grants.
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::has_state!(Model: state, State: InvitationState);

impl ActiveModelBehavior for ActiveModel {}
