//! Reminds people before their password or certificate expires.

use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Every, Job, Request};
use crate::identity::account;
use crate::identity::certificates;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::tenant;
use app::support::api::TENANTS;
use sea_orm::EntityTrait;
use std::sync::Arc;
use uuid::Uuid;

/// The name of the job in the log.
const JOB: &str = "reminders";

pub static REMIND: Job =
    Job { what: "reminders of passwords that run out", every: Every::Hour, run: |app| Box::pin(remind(app)) };

/// Queues the letters that are due, each once.
pub async fn remind(app: &Arc<AppState>) -> Result<(), Fault> {
    let provider = Request::system(app, PROVIDER, JOB);
    let read = provider.read(TENANTS).await?;
    for mut tenant in read.all(tenant::Entity::find()).await? {
        let (id, request) = (tenant.id, Request::system(app, tenant.id, JOB));
        // The profile of a forged company is unknown. This check raises the alarm even if none of its people sign in.
        if !guarded::take(&read, &mut tenant).await? {
            continue;
        }
        log_failure(id, certificates::remind::remind(&request, &tenant).await);
        log_failure(id, account::reminders::remind(&request, Some(tenant)).await);
    }
    account::reminders::remind(&provider, None).await
}

/// Logs an error of one company, so that it does not stop the others.
fn log_failure(company: Uuid, done: Result<(), Fault>) {
    if let Err(error) = done {
        tracing::error!(%company, %error, "reminders of a company failed");
    }
}
