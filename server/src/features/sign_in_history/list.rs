//! The sign-in history and one's own activity, page by page.

use super::rows::{of_oneself, of_sign_ins, own_row, row};
use crate::door::Request;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::features::operation_logs::{self, choices, kept, narrow, refused};
use crate::profile::LogKind;
use crate::storage::entity::operation_log::{self, Column as C};
use app::account::api::OWN_SECURITY;
use app::error::AppError;
use app::operation_logs::api::LogFilter;
use app::sign_in_history::api::{Activity, SignInList, VIEW};

const PAGE: u64 = 50;

fn seq(cursor: &str) -> Result<i64, Fault> {
    cursor.parse().map_err(|_| Fault::App(AppError::NotFound))
}

pub async fn list(request: &Request, filter: LogFilter) -> Result<SignInList, Fault> {
    let read = request.read(VIEW).await?;
    let filter = of_sign_ins(filter);
    let refused = refused(&filter);
    let fetch = |begin, n| {
        let query = narrow(read.of::<operation_log::Entity>(), &filter);
        operation_logs::page(&read, PageStart::narrow(begin, query, C::Seq), if refused.is_empty() { n } else { 0 })
    };
    let found = paging::page(PageStart::at(&filter.cursor, seq)?, PAGE, fetch).await?;
    Ok(SignInList {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(row).collect(),
        people: choices(&read, &filter.actor).await?,
        kept: kept(request.signed_in()?.profile.retention.of(LogKind::SignIn)),
        refused,
    })
}

pub async fn activity(request: &Request, filter: LogFilter) -> Result<Activity, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    let (filter, refused) = of_oneself(filter, me);
    let fetch = |begin, n| {
        let query = narrow(read.of::<operation_log::Entity>(), &filter);
        operation_logs::page(&read, PageStart::narrow(begin, query, C::Seq), if refused.is_empty() { n } else { 0 })
    };
    let found = paging::page(PageStart::at(&filter.cursor, seq)?, PAGE, fetch).await?;
    Ok(Activity {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(own_row).collect(),
        refused,
        whole: me.profile.logs.own_activity,
    })
}
