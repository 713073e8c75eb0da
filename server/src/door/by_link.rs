//! The entrance of one-time links: the holder needs no permission for what the link is about. Its first use moves it
//! from the address into the session, so that neither the history nor a referrer contains it (ASVS 14.2.1).
//!
//! A link opens or it is over: whatever speaks against it, the holder learns the same. So there is no outcome to decide here
//! beyond that; what the link is about decides the rest.

use super::company;
use super::counter::Counter;
use super::fault::Fault;
use super::link;
use super::opens::Opens;
use super::read::Read;
use super::request::Request;
use super::throttle;
use super::write::Write;
use crate::base::share;
use crate::seal::keys::PROVIDER;
use crate::state::sessions::keys;
use crate::storage::entity::one_time_link;
use app::error::AppError;
use app::link::Purpose;
use uuid::Uuid;

impl Request {
    /// Opens a one-time link: looks it up first, and keeps it in the session only if it exists. `keeps` is false for
    /// HEAD, which mail scanners send.
    pub async fn open_link(&self, page: &str, token: &str, keeps: bool) -> Result<(), Fault> {
        throttle::limit(self, Counter::Link, self.app.default_profile().lockout.per_address_per_minute)?;
        let link = link::opened(&self.app, self.reader(PROVIDER).db(), page, token).await?;
        share::recognise();
        if keeps { self.keep_link(&link).await } else { Ok(()) }
    }

    /// Keeps the row of a link, not its token: reading sessions in the database opens nothing.
    async fn keep_link(&self, link: &one_time_link::Model) -> Result<(), Fault> {
        let session = self.session.as_ref().ok_or(AppError::LinkOver)?;
        Ok(session.insert(keys::LINK, hex::encode(&link.token_hash)).await?)
    }

    async fn kept_link(&self) -> Result<Option<Vec<u8>>, Fault> {
        let Some(session) = &self.session else { return Ok(None) };
        let kept = session.get::<String>(keys::LINK).await?;
        Ok(kept.and_then(|row| hex::decode(row).ok()))
    }

    async fn link(&self, purposes: &[Purpose]) -> Result<one_time_link::Model, Fault> {
        let row = self.kept_link().await?.ok_or(AppError::LinkOver)?;
        link::find(&self.app, self.reader(PROVIDER).db(), row, purposes).await
    }

    /// The company of the link in the session.
    pub(super) async fn company_of_link(&self) -> Result<Option<Uuid>, Fault> {
        let Some(row) = self.kept_link().await? else { return Ok(None) };
        link::company(self.reader(PROVIDER).db(), row).await
    }

    /// Opens the company of the link in the session for reading.
    pub async fn read_by_link(&self, purposes: &[Purpose]) -> Result<(one_time_link::Model, Read), Fault> {
        let link = self.link(purposes).await?;
        let read = self.reader(link.tenant_id);
        is_open(&read, read.tenant()).await?;
        Ok((link, read))
    }

    /// Begins a transaction on that company, which uses the link up.
    pub async fn write_by_link(&self, purposes: &[Purpose]) -> Result<(one_time_link::Model, Write), Fault> {
        let link = self.link(purposes).await?;
        let tx = self.begin(link.tenant_id).await?;
        is_open(&tx, tx.tenant()).await?;
        link::spend(&tx, &link).await?;
        Ok((link, tx))
    }
}

/// Refuses a link of a company whose row was forged. The provider has no row.
async fn is_open(at: &impl Opens, tenant: Uuid) -> Result<(), Fault> {
    if tenant == PROVIDER {
        return Ok(());
    }
    match company::find(at, tenant).await {
        Err(Fault::App(AppError::Altered | AppError::NotFound)) => Err(AppError::LinkOver.into()),
        found => found.map(drop),
    }
}
