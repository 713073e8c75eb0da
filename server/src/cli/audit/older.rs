//! Finds rows that are older than the data folder has seen them, or than the end of all rows of their owner: somebody has put
//! back an older row of the program, or a whole older database.

use crate::door::fault::Fault;
use crate::door::guarded::{self, Guarded};
use crate::door::link;
use crate::door::people::{self, guard};
use crate::identity::second_factor;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::known_rows::RowFact;
use crate::storage::blocks;
use crate::storage::entity::{
    access_consent, account, announcement, announcement_feed, announcement_version, authenticator, client_certificate,
    contact, export, invitation, network, network_lift, one_time_link, passkey, profile_change, staff_request,
    support_case, tenant,
};
use crate::storage::rows::Row;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// A row in the database, older than the data folder knows.
pub struct OlderRow {
    /// The company; the provider, for its own rows.
    pub tenant: Uuid,
    pub table: &'static str,
    pub id: String,
    /// What is known of the row and its owner once it counts as it is.
    pub restored: Vec<RowFact>,
}

/// All of them. Leaves out forged rows, which belong to no company that they name.
pub async fn all(app: &AppState, db: &impl ConnectionTrait) -> Result<Vec<OlderRow>, Fault> {
    let mut older = accounts(app, db).await?;
    each::<tenant::Model>(app, db, &mut older).await?;
    each::<network::Model>(app, db, &mut older).await?;
    each::<network_lift::Model>(app, db, &mut older).await?;
    each::<invitation::Model>(app, db, &mut older).await?;
    each::<staff_request::Model>(app, db, &mut older).await?;
    each::<support_case::Model>(app, db, &mut older).await?;
    each::<profile_change::Model>(app, db, &mut older).await?;
    each::<authenticator::Model>(app, db, &mut older).await?;
    each::<announcement_feed::Model>(app, db, &mut older).await?;
    each::<passkey::Model>(app, db, &mut older).await?;
    each::<client_certificate::Model>(app, db, &mut older).await?;
    each::<access_consent::Model>(app, db, &mut older).await?;
    each::<export::Model>(app, db, &mut older).await?;
    each::<contact::Model>(app, db, &mut older).await?;
    each::<announcement::Model>(app, db, &mut older).await?;
    each::<announcement_version::Model>(app, db, &mut older).await?;
    older.extend(links(app, db).await?);
    for code in second_factor::put_back_codes(app, db).await? {
        let of = people::find(&(app, db), code.account).await?;
        let tenant = of.and_then(|of| of.tenant_id).unwrap_or(PROVIDER);
        older.push(OlderRow { tenant, table: code.table, id: code.account.to_string(), restored: code.restored });
    }
    Ok(older)
}

async fn accounts(app: &AppState, db: &impl ConnectionTrait) -> Result<Vec<OlderRow>, Fault> {
    let mut older = Vec::new();
    let look = |row: Row<account::Entity>| {
        let Ok(row) = row.model else { return };
        let known = app.known_rows.beyond(guard::TABLE, row.id, row.version);
        if known.is_some() && guard::is_genuine(app.keys.rows(), &row) {
            let (tenant, id) = (row.tenant_id.unwrap_or(PROVIDER), row.id.to_string());
            let restored = RowFact::Restored { table: guard::TABLE.into(), id: row.id, version: row.version };
            older.push(OlderRow { tenant, table: guard::TABLE, id, restored: vec![restored] });
        }
    };
    blocks::every(db, &people::every(), &[account::Column::Id], look).await?;
    Ok(older)
}

async fn each<M: Guarded>(app: &AppState, db: &impl ConnectionTrait, older: &mut Vec<OlderRow>) -> Result<(), Fault> {
    let look = |row: Row<M::Entity>| {
        let Ok(row) = row.model else { return };
        if guarded::is_older(app, &row) {
            let (id, restored) = (row.id().to_string(), guarded::restored(&row));
            older.push(OlderRow { tenant: row.tenant(), table: M::TABLE, id, restored });
        }
    };
    Ok(blocks::every(db, &M::Entity::find().filter(M::signed()), &[M::ID], look).await?)
}

async fn links(app: &AppState, db: &impl ConnectionTrait) -> Result<Vec<OlderRow>, Fault> {
    let mut older = Vec::new();
    let look = |row: Row<one_time_link::Entity>| {
        let (Ok(link), id) = (row.model, row.key) else { return };
        if link::is_put_back(app, &link) && link::fits(app.keys.rows(), &link) {
            let restored = link::restored(app, &link);
            older.push(OlderRow { tenant: link.tenant_id, table: link::TABLE, id, restored });
        }
    };
    blocks::every(db, &one_time_link::Entity::find(), &[one_time_link::Column::TokenHash], look).await?;
    Ok(older)
}
