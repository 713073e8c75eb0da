//! What a one-time link opens, for whoever holds it.

use super::{Read, Request, Write, company};
use crate::entity::one_time_link;
use crate::fault::Fault;
use crate::keys::PROVIDER;
use crate::links::{self, Purpose};
use crate::people::Opens;
use crate::share;
use crate::sign_in::throttle;
use uuid::Uuid;

impl Request {
    /// A one-time link was opened: looked up first, and kept in the session only if there is one. HEAD, which mail scanners
    /// send, keeps nothing.
    pub async fn open_link(&self, page: &str, token: &str, keeps: bool) -> Result<(), Fault> {
        throttle::knock(self, "link", self.app.default_profile().lockout.per_address_per_minute)?;
        let link = links::opened(self.reader(PROVIDER).db(), page, token, self.app.clock.now()).await?;
        share::recognise();
        if keeps { links::keep(self, &link).await } else { Ok(()) }
    }

    /// Reading what a one-time link is about, for whoever holds it.
    pub async fn read_by_link(&self, purposes: &[Purpose]) -> Result<(one_time_link::Model, Read), Fault> {
        let link = links::find(self.reader(PROVIDER).db(), self, purposes).await?;
        let read = self.reader(link.tenant_id);
        is_open(&read, read.tenant).await?;
        Ok((link, read))
    }

    /// Doing what a one-time link is for. It is used up in the same transaction.
    pub async fn write_by_link(&self, purposes: &[Purpose]) -> Result<(one_time_link::Model, Write), Fault> {
        let link = links::find(self.reader(PROVIDER).db(), self, purposes).await?;
        let tx = self.begin(link.tenant_id).await?;
        is_open(&tx, tx.tenant).await?;
        links::spend(&tx, &link).await?;
        Ok((link, tx))
    }
}

/// Behind the links of a company that is not genuine there is nothing. The provider has no row.
async fn is_open(at: &impl Opens, tenant: Uuid) -> Result<(), Fault> {
    if tenant == PROVIDER {
        return Ok(());
    }
    match company::find(at, tenant).await {
        Err(Fault::Altered | Fault::NotFound) => Err(Fault::LinkOver),
        found => found.map(drop),
    }
}
