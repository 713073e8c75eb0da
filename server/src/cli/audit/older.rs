//! Finds accounts that are older than the data folder has seen them: somebody has put back an older row of the program, or a
//! whole older database.

use crate::door::fault::Fault;
use crate::door::people::{self, guard};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::blocks;
use crate::storage::entity::account;
use crate::storage::rows::Row;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// An account as it stands in the database, older than the data folder knows.
pub struct OlderAccount {
    /// The company; the provider, for staff.
    pub tenant: Uuid,
    pub id: Uuid,
    pub version: i64,
}

/// All of them. Leaves out forged rows, which belong to no company that they name.
pub async fn accounts(app: &AppState, db: &impl ConnectionTrait) -> Result<Vec<OlderAccount>, Fault> {
    let mut older = Vec::new();
    let look = |row: Row<account::Entity>| {
        let Ok(row) = row.model else { return };
        let known = app.known_rows.beyond(row.id, row.version);
        if known.is_some() && guard::is_genuine(app.keys.rows(), &row) {
            older.push(OlderAccount { tenant: row.tenant_id.unwrap_or(PROVIDER), id: row.id, version: row.version });
        }
    };
    blocks::every(db, &people::every(), &[account::Column::Id], look).await?;
    Ok(older)
}
