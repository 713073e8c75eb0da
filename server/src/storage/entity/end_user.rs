//! An end user: one sealed value and blind indexes.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "end_user")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub customer_index: Vec<u8>,
    pub email_index: Option<Vec<u8>>,
    pub phone_index: Option<Vec<u8>>,
    pub prefecture_index: Option<Vec<u8>>,
    pub personal: Vec<u8>,
    pub updated_at: DateTimeUtc,
    /// Providers with which the end user has accounts, one bit each.
    pub providers: i32,
    /// The last import that contained a row of this end user.
    pub said_by: Option<Uuid>,
    /// Providers of the accounts in that import, in the bits of `providers`.
    pub said: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
