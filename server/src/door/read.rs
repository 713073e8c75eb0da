//! Read access for a use case: the rows of one tenant, over a connection that refuses writes.

use super::fault::Fault;
use super::request::Request;
use crate::seal::keys::TenantKeys;
use crate::state::App;
use crate::storage::Reader;
use crate::storage::entity::Tenanted;
use sea_orm::{ColumnTrait, QueryFilter, Select};
use std::sync::Arc;
use uuid::Uuid;

/// See `Request::read`.
pub struct Read {
    db: Reader,
    tenant: Uuid,
    app: Arc<App>,
}

impl Read {
    /// Finds only rows of the tenant.
    pub fn of<E: Tenanted>(&self) -> Select<E> {
        E::find().filter(E::tenant_column().eq(self.tenant))
    }

    pub fn tenant(&self) -> Uuid {
        self.tenant
    }

    pub fn db(&self) -> &Reader {
        &self.db
    }

    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    pub async fn keys(&self) -> Result<Arc<TenantKeys>, Fault> {
        Ok(self.app.keys.tenant(&self.db, self.tenant).await?)
    }
}

impl Request {
    pub(super) fn reader(&self, tenant: Uuid) -> Read {
        Read { db: self.app.storage.reader.clone(), tenant, app: self.app.clone() }
    }
}
