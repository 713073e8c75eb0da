//! The number of a company's end users, and its date.

use super::import::done;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Read, company};
use crate::storage::entity::end_user_import::{self, Column as C};
use app::kit::When;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// The number of end users that imports have added since a moment.
pub async fn new_since(read: &Read, since: DateTime<Utc>) -> Result<u64, Fault> {
    let imports = read.of::<end_user_import::Entity>().filter(C::StartedAt.gte(since));
    let created = read.all(imports).await?.into_iter().map(|import| import.rows_created.unsigned_abs());
    Ok(created.sum())
}

/// The running count, and the end of the last import.
pub async fn figures(read: &Read) -> Result<(u64, Option<When>), Fault> {
    let company = company::stored(read, read.tenant()).await?.there()?;
    let done = read.of::<end_user_import::Entity>().filter(done()).order_by_desc(C::Id);
    let last = read.one(done).await?.there()?.and_then(|import| import.finished_at);
    Ok((company.map_or(0, |company| company.end_users.unsigned_abs()), last.map(when)))
}
