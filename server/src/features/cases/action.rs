//! What a step of a case needs: the transaction in the company's tenant, the case, and its person.

use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Request, Write, read_id};
use crate::storage::entity::account;
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::api::{CONSENT, HANDLE};
use app::error::{AppError, Next};
use app::permission::Permission;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

pub struct CaseAction {
    pub tx: Write,
    pub case: support_case::Model,
    pub account: account::Model,
    pub me: Uuid,
    pub now: DateTime<Utc>,
}

/// A case, and the transaction in its company's tenant.
pub struct FoundCase {
    pub tx: Write,
    pub case: support_case::Model,
}

/// For staff: a case of any company. The log entry goes to that company.
pub async fn as_staff(request: &Request, id: &str) -> Result<CaseAction, Fault> {
    begin(request, find_as_staff(request, id).await?).await
}

/// For staff: a case that is to be ended. Its person is not needed, and a forged case may name anybody.
pub async fn find_as_staff(request: &Request, id: &str) -> Result<FoundCase, Fault> {
    find_as_staff_for(request, HANDLE, id).await
}

/// For staff: a case as it stands, before anything is written.
pub async fn seen_as_staff(request: &Request, permission: Permission, id: &str) -> Result<support_case::Model, Fault> {
    let read = request.read(permission).await?;
    let seen = read.across::<support_case::Entity>()?.filter(C::Id.eq(read_id(id)?));
    Ok(read.one(seen).await?.shown()?)
}

/// For staff: a case, for something that needs the given permission.
pub async fn find_as_staff_for(request: &Request, permission: Permission, id: &str) -> Result<FoundCase, Fault> {
    let found = seen_as_staff(request, permission, id).await?;
    let tx = request.write_as_staff(permission, found.tenant_id).await?;
    find(tx, found.id).await
}

/// For a company's administrators: a case of their own company.
pub async fn as_company(request: &Request, id: &str) -> Result<CaseAction, Fault> {
    begin(request, find_as_company(request, id).await?).await
}

/// For a company's administrators: a case of their own company that is to be ended.
pub async fn find_as_company(request: &Request, id: &str) -> Result<FoundCase, Fault> {
    let id = read_id(id)?;
    find(request.write(CONSENT).await?, id).await
}

async fn find(tx: Write, id: Uuid) -> Result<FoundCase, Fault> {
    let case = tx.one(tx.of::<support_case::Entity>().filter(C::Id.eq(id))).await?.shown()?;
    Ok(FoundCase { tx, case })
}

async fn begin(request: &Request, FoundCase { tx, case }: FoundCase) -> Result<CaseAction, Fault> {
    let account = people::find(&tx, case.account_id).await?.ok_or(AppError::NotFound)?;
    Ok(CaseAction { tx, case, account, me: request.signed_in()?.account.id, now: request.app.clock.now() })
}

pub fn page(id: Uuid) -> Next {
    Next::to(format!("/support/cases/{id}"))
}
