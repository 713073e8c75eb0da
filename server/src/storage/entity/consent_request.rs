//! A request of support staff for access to a company's data (MS-18).
//!
//! The row is not signed, because it decides nothing: the company's answer makes a consent, which is signed, with the id of the
//! request. What is asked for, by whom and until when is sealed with the company's key for this very row, so that nobody who
//! writes to the database can ask in another person's name or change what an administrator is shown. How it has
//! ended, and by whom, the pages read from the company's verified log (`features/consents/request.rs`): a row that somebody
//! reopens does not wait again, and one that somebody closes was not answered.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// The author, for the rule that one request of a person waits at a company. Pages show the sealed one.
    pub asked_by: Uuid,
    /// Everything that is asked for, as JSON (`features/consents/request.rs`).
    pub sealed: Vec<u8>,
    /// The time of the answer, of the withdrawal, or when it was found to have lapsed.
    pub closed_at: Option<DateTimeUtc>,
    pub closed_by: Option<Uuid>,
    /// The code of a closed state.
    pub answer: Option<String>,
    /// Why the company has declined it.
    pub sealed_why: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
