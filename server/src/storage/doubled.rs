//! Ids that a migration makes unique, and that somebody who can write to the database has given to several rows before. The
//! migration would fail with an error of the database, which says neither which rows nor what to do.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use uuid::Uuid;

/// The migration that made the table of exports, and the one that makes their ids unique.
const MADE: &str = "m20261122_000008_export";
const MADE_UNIQUE: &str = "m20261130_000110_exports_signed";

/// Finds an id that several exports have, if the migration that makes these ids unique has not run yet.
pub async fn export(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let pending = Migrator::get_pending_migrations_read_only(db).await?;
    let waits = |name: &str| pending.iter().any(|migration| migration.name() == name);
    if waits(MADE) || !waits(MADE_UNIQUE) {
        return Ok(None);
    }
    let backend = db.get_database_backend();
    let id = if backend == DbBackend::Sqlite { "hex(id)" } else { "CAST(id AS TEXT)" };
    let sql = format!("SELECT {id} FROM export GROUP BY id HAVING count(*) > 1 LIMIT 1");
    let Some(found) = db.query_one_raw(Statement::from_string(backend, sql)).await? else { return Ok(None) };
    let id: String = found.try_get_by_index(0)?;
    let known = id.parse::<Uuid>();
    Ok(Some(known.map_or(id, |id| id.to_string())))
}
