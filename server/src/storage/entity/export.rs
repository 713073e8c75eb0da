//! A data export and its progress.

use app::exports::api::ExportState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "export")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub state: String,
    pub columns: String,
    pub filter: String,
    pub purpose: String,
    pub file_name: String,
    pub rows_total: i64,
    pub rows_done: i64,
    /// Those of them that nobody can read: the file says which ones they are.
    pub rows_unreadable: i64,
    pub bytes_done: i64,
    pub cursor_id: Option<Uuid>,
    pub last_id: Option<Uuid>,
    pub sha256: Option<String>,
    pub failure: Option<String>,
    pub requested_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub lease_until: Option<DateTimeUtc>,
    pub lease_by: Option<String>,
    pub version: i64,
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::has_state!(Model: state, State: ExportState);

impl ActiveModelBehavior for ActiveModel {}
