//! Signs rows that a test has changed without the program.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use server::door::guarded::{self, Guarded};
use server::door::people;
use server::state::AppState;
use server::storage::entity::{account, authenticator, contact, export, network, support_case, tenant};

/// Signs the rows that a statement has changed.
pub async fn after(sql: &str, app: &AppState, db: &DatabaseConnection) {
    match sql.strip_prefix("UPDATE ").and_then(|sql| sql.split(' ').next()) {
        Some("account") => sign_accounts(app, db).await,
        Some("authenticator") => sign_rows::<authenticator::Model>(app, db).await,
        Some("contact") => sign_rows::<contact::Model>(app, db).await,
        Some("export") => sign_rows::<export::Model>(app, db).await,
        Some("network") => sign_rows::<network::Model>(app, db).await,
        Some("support_case") => sign_rows::<support_case::Model>(app, db).await,
        Some("tenant") => sign_rows::<tenant::Model>(app, db).await,
        _ => {}
    }
}

/// Signs the rows of a table in their current state.
pub async fn sign_rows<M: Guarded>(app: &AppState, db: &DatabaseConnection) {
    for row in M::Entity::find().all(db).await.unwrap() {
        let update = M::Entity::update_many().col_expr(M::MAC, Expr::value(guarded::mac(app, &row)));
        update.filter(M::ID.eq(row.id())).exec(db).await.unwrap();
    }
}

/// Signs accounts in their current state.
pub async fn sign_accounts(app: &AppState, db: &DatabaseConnection) {
    for row in account::Entity::find().all(db).await.unwrap() {
        if !people::guard::is_genuine(app.keys.rows(), &row) {
            let mac = people::guard::sign(app.keys.rows(), &row);
            let update = account::Entity::update_many().col_expr(account::Column::Mac, Expr::value(mac));
            update.filter(account::Column::Id.eq(row.id)).exec(db).await.unwrap();
        }
    }
}
