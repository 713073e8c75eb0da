//! An export as it is found. If its state is unknown, or if nobody can read its row, somebody else than the program has written
//! it: then it says nothing as fact, has no file to download, and can only be removed.

use crate::base::printable;
use crate::door::fault::Fault;
use crate::door::{Opens, Read, readable};
use crate::state::AppState;
use crate::storage::entity::export::{Entity, Model};
use crate::storage::rows;
use app::exports::api::{AlteredExport, ExportState};
use sea_orm::{ConnectionTrait, EntityName, QueryResult, QuerySelect, QueryTrait, Select};
use uuid::Uuid;

/// The longest file name that is shown of a row which somebody else has written.
const LONGEST_NAME: usize = 100;

pub enum FoundExport {
    Whole(Box<Model>, ExportState),
    Altered(Uuid, AlteredExport),
}

impl FoundExport {
    /// Reads a row. One without a readable id belongs to nobody, and is left out.
    fn of(app: &AppState, found: &QueryResult) -> Option<FoundExport> {
        let Some(row) = readable::row::<Entity>(app, found) else {
            let id = rows::caught(|| found.try_get::<Uuid>("", "id")).ok()?;
            return Some(altered(id, rows::caught(|| found.try_get("", "file_name")).ok()));
        };
        if let Some(state) = ExportState::from_code(&row.state) {
            return Some(FoundExport::Whole(Box::new(row), state));
        }
        app.alarms.raise(Entity.table_name(), row.id.to_string(), row.state.as_bytes());
        Some(altered(row.id, Some(row.file_name)))
    }

    pub fn id(&self) -> Uuid {
        match self {
            FoundExport::Whole(row, _) => row.id,
            FoundExport::Altered(id, _) => *id,
        }
    }

    /// The name of its file, or its id.
    pub fn name(&self) -> String {
        match self {
            FoundExport::Whole(row, _) => row.file_name.clone(),
            FoundExport::Altered(id, altered) => altered.file_name.clone().unwrap_or_else(|| id.to_string()),
        }
    }
}

/// The name of its file may be anything.
fn altered(id: Uuid, file_name: Option<String>) -> FoundExport {
    let file_name = file_name.map(|name| printable(&name, LONGEST_NAME));
    FoundExport::Altered(id, AlteredExport { id: id.to_string(), file_name })
}

/// The export that a query finds.
pub async fn one(at: &impl Opens, query: Select<Entity>) -> Result<Option<FoundExport>, Fault> {
    let found = at.db().query_one(query.limit(1).as_query()).await?;
    Ok(found.and_then(|found| FoundExport::of(at.app(), &found)))
}

/// The first exports that a query finds.
pub async fn first(read: &Read, query: Select<Entity>, n: u64) -> Result<Vec<FoundExport>, Fault> {
    let fetch = |limit| {
        let query = query.clone().limit(limit);
        async move { read.db().query_all(query.as_query()).await }
    };
    Ok(readable::enough(n, fetch, |found| FoundExport::of(read.app(), found)).await?)
}
