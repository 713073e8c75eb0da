//! Rows that are not there when somebody ends them. A person who can write to the database may have taken the row away for
//! the moment, to put it back afterwards (S10). So its end becomes known (`ended`) as if it had been there.

use super::row::Guarded;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::reported;
use crate::state::known_rows::ENDED;
use uuid::Uuid;

/// Whose row it is that is not there: the account that the company's log names with it, or the row itself. Returns nothing
/// for a row that this company's log does not report, or that is known to be over.
pub async fn hidden<M: Guarded>(tx: &Write, id: Uuid) -> Result<Option<Uuid>, Fault> {
    if tx.app().known_rows.version(M::TABLE, id) == ENDED {
        return Ok(None);
    }
    let report = reported::of(tx, tx.tenant()).await?;
    Ok(report.and_then(|report| report.whose(M::TABLE, id)))
}
