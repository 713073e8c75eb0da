//! A text of an inquiry: a question, an answer, or a note of staff. Who wrote it, for whom, when and on which inquiry is sealed
//! together with the text: none of it can be changed, nor moved to another inquiry, and no note becomes an answer. One that was
//! taken away still has its entry in the company's log, with its id, and the page says that it is missing.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inquiry_text")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    pub inquiry_id: Uuid,
    pub sealed: Vec<u8>,
    pub written_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
