//! Staff access: a company's contract and account states (MS-18), and its data while the company consents.

use super::fault::Fault;
use super::read::Read;
use super::request::Request;
use super::who::Who;
use super::write::Write;
use super::{company, consent};
use crate::log::event::Event;
use crate::storage::entity::access_consent;
use app::error::AppError;
use app::permission::{LookScope, Permission};
use uuid::Uuid;

impl Request {
    /// Opens a company's contract and account states for staff (MS-18: no end user, no secret).
    pub async fn read_as_staff(&self, permission: Permission, tenant: Uuid) -> Result<Read, Fault> {
        self.check_staff(permission).await?;
        Ok(self.reader(tenant))
    }

    /// Begins a transaction of staff on a company. The entry goes to that company's log.
    pub async fn write_as_staff(&self, permission: Permission, tenant: Uuid) -> Result<Write, Fault> {
        self.check_staff(permission).await?;
        self.check_proof(permission)?;
        self.begin(tenant).await
    }

    /// Lets staff view a company's data while the company consents (MS-18, BP-15). Each view is an entry in the
    /// company's log. The caller commits it before anything is shown.
    pub async fn write_by_consent(
        &self,
        scope: LookScope,
        tenant: Uuid,
    ) -> Result<(access_consent::Model, Write), Fault> {
        self.check_staff(app::consents::api::LOOK).await?;
        let tx = self.begin(tenant).await?;
        let found = consent::in_force(&tx, scope).await?;
        if let Some(consent) = found.consent {
            company::find(&tx, tenant).await?;
            return Ok((consent, tx));
        }
        drop(tx);
        let error = if found.altered { AppError::ConsentAltered } else { AppError::Forbidden };
        self.deny(app::consents::api::LOOK, None, error).await?;
        Err(AppError::Forbidden.into())
    }

    /// Lets staff view several things of a company: commits the entry, then opens the company for reading.
    pub async fn read_by_consent(
        &self,
        scope: LookScope,
        tenant: Uuid,
        event: Event,
    ) -> Result<(access_consent::Model, Read), Fault> {
        let (consent, tx) = self.write_by_consent(scope, tenant).await?;
        tx.commit(event.with(app::consents::acts::CONSENT, consent.id.to_string())).await?;
        Ok((consent, self.reader(tenant)))
    }

    async fn check_staff(&self, permission: Permission) -> Result<(), Fault> {
        self.check(permission).await?;
        match &self.who {
            Who::Account(me) if !me.role.is_staff() => self.deny(permission, None, AppError::Forbidden).await,
            _ => Ok(()),
        }
    }
}
