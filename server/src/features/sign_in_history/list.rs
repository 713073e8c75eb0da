//! The sign-in history and one's own activity, page by page.

use super::rows::{of_oneself, of_sign_ins, own_row, row};
use crate::door::Request;
use crate::door::fault::Fault;
use crate::features::operation_logs::{choices, filtered, kept, refused};
use crate::profile::LogKind;
use app::account::api::OWN_SECURITY;
use app::operation_logs::api::LogFilter;
use app::sign_in_history::api::{Activity, SignInList, VIEW};

pub async fn list(request: &Request, filter: LogFilter) -> Result<SignInList, Fault> {
    let read = request.read(VIEW).await?;
    let filter = of_sign_ins(filter);
    let refused = refused(&filter);
    let found = filtered(&read, &filter, &refused).await?;
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
    let found = filtered(&read, &filter, &refused).await?;
    Ok(Activity {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(own_row).collect(),
        refused,
        whole: me.profile.logs.own_activity,
    })
}
