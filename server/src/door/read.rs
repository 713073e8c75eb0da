//! Read access for a use case: the rows of one tenant, over a connection that refuses writes.

use super::fault::Fault;
use super::readable::{self, Found};
use crate::seal::Unreadable;
use crate::seal::keys::{PROVIDER, TenantKeys};
use crate::state::AppState;
use crate::storage::Reader;
use crate::storage::entity::{Tenanted, of_tenant};
use sea_orm::{EntityTrait, Select};
use std::sync::Arc;
use uuid::Uuid;

/// See `Request::read`.
pub struct Read {
    db: Reader,
    tenant: Uuid,
    app: Arc<AppState>,
}

impl Read {
    pub(super) fn new(app: &Arc<AppState>, tenant: Uuid) -> Read {
        Read { db: app.storage.reader.clone(), tenant, app: app.clone() }
    }

    /// Finds only rows of the tenant.
    pub fn of<E: Tenanted>(&self) -> Select<E> {
        of_tenant(self.tenant)
    }

    /// Finds rows of every company. Only staff and the program itself read so: a company's own reading refuses.
    pub fn across<E: Tenanted>(&self) -> Result<Select<E>, Fault> {
        if self.tenant == PROVIDER { Ok(E::find()) } else { Err(Fault::internal("a company reads across companies")) }
    }

    pub fn tenant(&self) -> Uuid {
        self.tenant
    }

    pub fn db(&self) -> &Reader {
        &self.db
    }

    pub fn app(&self) -> &Arc<AppState> {
        &self.app
    }

    /// All readable rows of a query (see `readable`).
    pub async fn all<E: EntityTrait>(&self, query: Select<E>) -> Result<Vec<E::Model>, Fault> {
        Ok(readable::all(&self.app, &self.db, query).await?)
    }

    /// The row that a query finds (see `readable`).
    pub async fn one<E: EntityTrait>(&self, query: Select<E>) -> Result<Found<E::Model>, Fault> {
        Ok(readable::one(&self.app, &self.db, query).await?)
    }

    /// The first `n` readable rows of a query (see `readable`).
    pub async fn first<E: EntityTrait>(&self, query: Select<E>, n: u64) -> Result<Vec<E::Model>, Fault> {
        Ok(readable::first(&self.app, &self.db, query, n).await?)
    }

    /// An opened value of a row. A value that does not open raises an alarm.
    pub fn opened<T>(&self, opened: Result<T, Unreadable>) -> Option<T> {
        readable::opened(&self.app, opened)
    }

    pub async fn keys(&self) -> Result<Arc<TenantKeys>, Fault> {
        Ok(self.app.keys.tenant(&self.db, self.tenant).await?)
    }
}
