//! What a company's log reports of its rows.

use super::fault::Fault;
use super::opens::Opens;
use crate::log::reported::Report;
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
        app.alarms.raise(operation_log::Entity.table_name(), company.to_string(), b"changed");
    }
    Ok(report)
}
