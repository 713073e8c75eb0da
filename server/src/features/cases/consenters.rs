//! Finds the administrators who can consent to a case. If nobody can, a cooling-off time begins, with notice to
//! everybody. This is checked once identity is verified and from then on, so that no case waits for a person who cannot
//! sign in.

use super::case::{about, administrators};
use super::letters;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Guarded};
use crate::door::people;
use crate::door::{Every, Job, Opens, Read, Request, Write, company, readable, reported};
use crate::identity::account::is_void;
use crate::identity::devices;
use crate::log::event::Event;
use crate::outbox::recipients::are_certain;
use crate::seal::keys::PROVIDER;
use crate::state::{AppState, sessions};
use crate::storage::entity::support_case::{self, Column as C};
use crate::storage::entity::{account, of_tenant, passkey};
use app::cases::acts;
use app::cases::api::HANDLE;
use app::cases::states::CaseState;
use app::error::AppError;
use app::members::states::Lock;
use app::operation_logs::acts::UNTIL;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::Arc;
use uuid::Uuid;

/// The name of the job in the log.
const JOB: &str = "cases";

/// Administrators who can sign in and consent now. Excludes the person of the case, administrators with a verified case
/// of their own, and those whose password was invalidated. A lock for unknown devices leaves known devices, and every
/// lock leaves passkeys and open sessions. So nobody can bypass a company's consent by locking its administrators. An empty
/// result means that nobody can consent only if `is_without` confirms it.
pub async fn consenters(
    at: &impl Opens,
    case: &support_case::Model,
    now: DateTime<Utc>,
) -> Result<Vec<account::Model>, Fault> {
    let cannot_come = of_tenant::<support_case::Entity>(case.tenant_id);
    let cannot_come = cannot_come.filter(C::ClosedAt.is_null()).filter(C::CheckedAt.is_not_null());
    let (mut cannot_come, _) = guarded::part(at, readable::all(at.app(), at.db(), cannot_come).await?).await?;
    cannot_come.retain(|case| case.closed_at.is_none());
    let ended = put_back(at, case.tenant_id, &cannot_come).await?;
    cannot_come.retain(|case| !ended.contains(&case.id));
    let cannot_come: Vec<Uuid> = cannot_come.into_iter().map(|case| case.account_id).collect();
    let mut able = administrators(at, case).await?;
    able.retain(|other| !cannot_come.contains(&other.id) && !is_void(other));
    let mut come = Vec::with_capacity(able.len());
    for other in able {
        let stays_open = match other.lock() {
            None => true,
            Some((Lock::NewDevices, _)) => devices::has_one(&other, now),
            Some((Lock::Whole, _)) => false,
        };
        if stays_open || comes_though_locked(at, other.id, now).await? {
            come.push(other);
        }
    }
    Ok(come)
}

/// Open cases whose end the log reports: somebody put back the row of an earlier step (S10). If the log reports nothing, any
/// of them may be such a row.
async fn put_back(at: &impl Opens, company: Uuid, open: &[support_case::Model]) -> Result<Vec<Uuid>, Fault> {
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let open = open.iter().map(|case| case.id);
    let Some(report) = reported::of(at, company).await? else { return Ok(open.collect()) };
    let ended: Vec<Uuid> = open.filter(|id| report.ended_cases.contains(&id.to_string())).collect();
    for id in &ended {
        at.app().alarms.raise(support_case::Model::TABLE, id.to_string(), b"ended");
    }
    Ok(ended)
}

async fn comes_though_locked(at: &impl Opens, account: Uuid, now: DateTime<Utc>) -> Result<bool, Fault> {
    let passkeys = passkey::Entity::find().filter(passkey::Column::AccountId.eq(account)).count(at.db()).await?;
    let open = readable::all(at.app(), at.db(), sessions::of_account(account)).await?;
    Ok(passkeys > 0 || open.iter().any(|session| at.app().sessions.is_open(session, now)))
}

/// True if nobody can consent, and no forged account of the company is the reason. Otherwise a person who can write to the
/// database could bypass the consent with a lock (S10). The case waits until the rows are corrected.
pub async fn is_without(at: &impl Opens, case: &support_case::Model, able: &[account::Model]) -> Result<bool, Fault> {
    Ok(able.is_empty() && are_certain(at, case.tenant_id).await?)
}

/// The end of the cooling-off time. Until then everybody notified may object.
pub async fn cooled(tx: &Write, case: &support_case::Model) -> Result<DateTime<Utc>, Fault> {
    let company = company::find(tx, case.tenant_id).await?;
    Ok(tx.app().clock.now() + tx.app().profile_of(Some(&company)).support.cooling_off())
}

pub static WATCH: Job =
    Job { what: "cases that nobody can consent to", every: Every::Minute, run: |app| Box::pin(watch(app)) };

/// Moves cases that no administrator can consent to any more to the cooling-off path: the administrators have left,
/// were locked, or lost their credentials.
pub async fn watch(app: &Arc<AppState>) -> Result<(), Fault> {
    let read = Request::system(app, PROVIDER, JOB).read(HANDLE).await?;
    let open = read.across::<support_case::Entity>()?.filter(C::ClosedAt.is_null());
    for case in read.all(open).await? {
        // An error in one case does not stop the others.
        if let Err(error) = look_at(app, &read, &case).await {
            tracing::error!(case = %case.id, %error, "a case that waits was not looked at");
        }
    }
    Ok(())
}

async fn look_at(app: &Arc<AppState>, read: &Read, case: &support_case::Model) -> Result<(), Fault> {
    // The log is read before a transaction needs it, so that a long one keeps no writer waiting.
    reported::of(read, case.tenant_id).await?;
    if !case.is(CaseState::Checked) || case.cooling_until.is_some() {
        return Ok(());
    }
    let able = consenters(read, case, app.clock.now()).await?;
    if !is_without(read, case, &able).await? {
        return Ok(());
    }
    let tx = Request::system(app, case.tenant_id, JOB).write(HANDLE).await?;
    let until = cooled(&tx, case).await?;
    cool(tx, case, until).await
}

/// Begins the cooling-off time of a case, if it still waits and still nobody can consent to it.
async fn cool(tx: Write, case: &support_case::Model, until: DateTime<Utc>) -> Result<(), Fault> {
    let account = people::find(&tx, case.account_id).await?.ok_or(AppError::NotFound)?;
    let Some(held) = guarded::hold(&tx, case).await? else { return Ok(()) };
    let able = consenters(&tx, case, tx.app().clock.now()).await?;
    let waits = held.is(CaseState::Checked) && held.cooling_until.is_none();
    if !waits
        || !is_without(&tx, case, &able).await?
        || !held.store(&tx, |case| case.cooling_until = Some(until)).await?
    {
        return Ok(());
    }
    letters::cooling(&tx, case, &account, until).await?;
    let entry = about(Event::new(acts::COOLING), case, &account);
    tx.commit(entry.with(UNTIL, when(until).iso)).await.map(drop)
}
