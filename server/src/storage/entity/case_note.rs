//! A note of support staff on a case. It decides nothing, so it carries no signature. Who wrote it, when and on which case is
//! sealed together with the text: none of it can be changed, nor moved to another case. A note that was taken away still has its
//! entry in the company's log, with its id, and the page of the case and `sekisho log verify` say that it is missing.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    pub case_id: Uuid,
    /// The text with its author, its time and its case.
    pub sealed: Vec<u8>,
    pub written_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
