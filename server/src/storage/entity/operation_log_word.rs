//! A word that finds an entry of the operation log, as a blind index: of the name of its object, of the person who acted,
//! or of the IP address. It goes when the personal details of the entry are erased.
//!
//! It is not signed, because it decides nothing: a forged row makes a search show an entry too much or too few. The list
//! without a search shows what the log holds, and the page of a search says so. `sekisho log verify` names entries with other
//! words than their details, and a job writes missing ones again, with an alarm. A search reads only the rows and the entries of one
//! log, so no row leads to the entry of another company.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "operation_log_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub word_index: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
