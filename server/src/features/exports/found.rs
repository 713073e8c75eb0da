//! An export as it is found. If somebody else than the program has written its row, it says nothing as fact, has no file to
//! download, and can only be removed.

use crate::base::printable_forged;
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow, Guarded};
use crate::door::{Opens, Read, readable};
use crate::state::AppState;
use crate::storage::entity::export::{Column as C, Entity, Model};
use app::error::AppError;
use app::exports::api::{AlteredExport, ExportState};
use app::kit::messages::ALTERED_NAME;
use app::text::Words;
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QuerySelect, Select};
use uuid::Uuid;

pub enum FoundExport {
    Whole(Box<Model>, ExportState),
    Altered(Uuid, AlteredExport),
}

impl FoundExport {
    fn of(app: &AppState, row: Model) -> FoundExport {
        if let Some(state) = ExportState::from_code(&row.state) {
            return FoundExport::Whole(Box::new(row), state);
        }
        app.alarms.raise(Model::TABLE, row.id.to_string(), row.state.as_bytes());
        FoundExport::altered(row.id, Some(row.file_name))
    }

    /// The name of its file may be anything, so it is quoted as what the row says.
    fn altered(id: Uuid, file_name: Option<String>) -> FoundExport {
        let file_name = file_name.map(|name| ALTERED_NAME.with(&[("name", &printable_forged(&name))]));
        FoundExport::Altered(id, AlteredExport { id: id.to_string(), file_name })
    }

    pub fn id(&self) -> Uuid {
        match self {
            FoundExport::Whole(row, _) => row.id,
            FoundExport::Altered(id, _) => *id,
        }
    }

    /// What the log calls it: the name of its file, or its id if nobody knows whether the name is right.
    pub fn name(&self) -> String {
        match self {
            FoundExport::Whole(row, _) => row.file_name.clone(),
            FoundExport::Altered(id, _) => id.to_string(),
        }
    }

    /// What pages call it: the name of its file, quoted if the row is altered, or its id if nobody can read the name.
    fn shown_name(self) -> Words {
        match self {
            FoundExport::Whole(row, _) => Words::same(row.file_name),
            FoundExport::Altered(_, altered) => altered.file_name.unwrap_or_else(|| Words::same(altered.id)),
        }
    }

    /// The row and its state, if the program has written them.
    pub fn whole(self) -> Option<(Model, ExportState)> {
        match self {
            FoundExport::Whole(row, state) => Some((*row, state)),
            FoundExport::Altered(..) => None,
        }
    }
}

/// The export that a query finds.
pub async fn one(at: &impl Opens, query: Select<Entity>) -> Result<Option<FoundExport>, Fault> {
    Ok(first(at, query, 1).await?.pop())
}

/// The first exports that a query finds.
pub async fn first(at: &impl Opens, query: Select<Entity>, n: u64) -> Result<Vec<FoundExport>, Fault> {
    let mut found = Vec::new();
    for row in guarded::find_first::<Model>(at, query.clone(), n).await? {
        found.push(match row {
            FoundRow::Genuine(row) => FoundExport::of(at.app(), row),
            FoundRow::Altered(id, Some(row)) => FoundExport::altered(id, Some(row.file_name)),
            FoundRow::Altered(id, None) => FoundExport::altered(id, file_name(at, &query, id).await?),
        });
    }
    Ok(found)
}

/// The name of the file, which may be readable where the rest of the row is not.
async fn file_name(at: &impl Opens, query: &Select<Entity>, id: Uuid) -> Result<Option<String>, DbErr> {
    let name = query.clone().filter(C::Id.eq(id)).select_only().column(C::FileName);
    Ok(readable::columns(at.db(), name).await?.pop())
}

/// The name of an export of the company, for the step-up page.
pub async fn name(read: &Read, id: Uuid) -> Result<Words, Fault> {
    let found = one(read, read.of::<Entity>().filter(C::Id.eq(id))).await?;
    Ok(found.ok_or(AppError::NotFound)?.shown_name())
}
