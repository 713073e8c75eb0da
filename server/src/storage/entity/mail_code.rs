//! A code sent by mail, valid for one session: the browser and attempt that asked for it.

use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel)]
#[sea_orm(table_name = "mail_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_hash: Vec<u8>,
    pub account_id: Uuid,
    /// Keyed hash: a stolen copy does not allow trying the million codes.
    pub code_hash: Vec<u8>,
    pub until: DateTimeUtc,
    /// The number of codes sent for this session.
    pub sent: i32,
    pub sent_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
    /// True if the device had signed in to the account before.
    pub known_device: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::opaque_debug!(Model);

impl ActiveModelBehavior for ActiveModel {}
