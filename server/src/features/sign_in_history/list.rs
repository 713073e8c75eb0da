//! The sign-in history and one's own activity, page by page.

use super::rows::{of_oneself, of_sign_ins, own_row, row};
use crate::door::Request;
use crate::door::fault::Fault;
use crate::features::operation_logs::{kept, query, suggestions};
use crate::profile::LogKind;
use app::account::api::OWN_SECURITY;
use app::operation_logs::api::LogFilter;
use app::sign_in_history::api::{Activity, SignInList, VIEW};

pub async fn list(request: &Request, filter: LogFilter) -> Result<SignInList, Fault> {
    let read = request.read(VIEW).await?;
    let filter = of_sign_ins(filter);
    let asked = query(&read, &filter).await?;
    let found = asked.page(&read, &filter.cursor).await?;
    Ok(SignInList {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(row).collect(),
        count: asked.count(&read).await?,
        people: suggestions(&asked.people, false),
        actor: asked.chosen.as_ref().map(|chosen| chosen.shown(&filter.actor, &asked.people).0),
        kept: kept(request.signed_in()?.profile.retention.of(LogKind::SignIn)),
        refused: asked.refused,
    })
}

pub async fn activity(request: &Request, filter: LogFilter) -> Result<Activity, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    let (filter, wrong) = of_oneself(filter, me);
    let mut asked = query(&read, &filter).await?;
    asked.refused.extend(wrong);
    let found = asked.page(&read, &filter.cursor).await?;
    Ok(Activity {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(own_row).collect(),
        count: asked.count(&read).await?,
        refused: asked.refused,
        whole: me.profile.logs.own_activity,
    })
}
