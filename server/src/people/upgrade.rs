//! Accounts from before names and addresses were sealed are sealed once, at the first start that can do it. What they were
//! is then gone from the database's files as well.

use super::sealed::Named;
use crate::app_state::App;
use crate::entity::account::{Column as C, Entity};
use crate::fault::Fault;
use crate::keys::PROVIDER;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// What no blind index and every address has.
const PLAIN: &str = "@";

pub async fn upgrade(app: &App) -> Result<(), Fault> {
    let plain = Entity::find().filter(C::EmailIndex.contains(PLAIN));
    if plain.clone().one(&app.storage.reader).await?.is_none() {
        return Ok(());
    }
    let tx = app.storage.writer.begin().await?;
    // Of several processes that start at once, one does it.
    for row in plain.lock_exclusive().all(&tx).await? {
        let keys = app.keys.tenant(&tx, row.tenant_id.unwrap_or(PROVIDER)).await?;
        let named = Named { name: row.sealed, email: row.email_index };
        Entity::update_many()
            .col_expr(C::EmailIndex, Expr::value(app.keys.address_index(&named.email)))
            .col_expr(C::Sealed, Expr::value(named.seal(&keys, row.id)?))
            .filter(C::Id.eq(row.id))
            .exec(&tx)
            .await?;
    }
    tx.commit().await?;
    app.storage.forget_deleted("account").await?;
    tracing::info!("names and addresses of accounts are sealed now");
    Ok(())
}
