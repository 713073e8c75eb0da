//! What a company's log reports of its rows.

use super::fault::Fault;
use super::opens::Opens;
use crate::log::reported::{LogCheck, Report};
use crate::storage::entity::operation_log;
use sea_orm::EntityName;
use std::sync::Arc;
use uuid::Uuid;

/// Returns what a company's log reports up to now. A log that the program has not written like this reports nothing, and
/// raises an alarm: then no row counts as absent or ended because an entry is missing (S10).
pub async fn of(at: &impl Opens, company: Uuid) -> Result<Option<Arc<Report>>, Fault> {
    let app = at.app();
    let report = app.reports.of(at.db(), &app.keys, &app.heads, company).await?;
    if report.is_none() {
        raise(at, company);
    }
    Ok(report)
}

/// Checks a log from its first entry to its signed head, as far as this process has not read it yet. One that the program
/// has not written like this raises an alarm.
pub async fn check(at: &impl Opens, log: Uuid) -> Result<LogCheck, Fault> {
    let app = at.app();
    let check = app.reports.check(at.db(), &app.keys, &app.heads, log, app.clock.now()).await?;
    if check.to.is_none() {
        raise(at, log);
    }
    Ok(check)
}

fn raise(at: &impl Opens, log: Uuid) {
    at.app().alarms.raise(operation_log::Entity.table_name(), log.to_string(), b"changed");
}
