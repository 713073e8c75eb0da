//! Who signed in, when, from where and with what, and one's own activity (MS-19, BP-5, WS-2): the operation log, read for
//! one purpose. The history is always on, and it is there also where the profile shows the log itself to nobody.

pub mod file;

use crate::door::Request;
use crate::entity::operation_log::{self, Column as C};
use crate::event::Action;
use crate::fault::Fault;
use crate::operation_logs::{self, choices, kept, narrow, refused};
use crate::paging::{self, Begin};
use crate::profile::LogKind;
use crate::signed_in::SignedIn;
use crate::{device, use_case};
use app::error::{AppError, FieldError};
use app::operation_logs::api::{LogFilter, LogRow};
use app::operation_logs::messages as lg;
use app::permission::Permission;
use app::sign_in_history::api::{Activity, ActivityRow, SignInHistoryApi, SignInList, SignInRow};
use app::sign_in_history::messages as m;
use app::text::Words;

const PAGE: u64 = 50;

#[async_trait::async_trait]
impl SignInHistoryApi for Request {
    async fn sign_in_history(&self, filter: LogFilter) -> Result<SignInList, AppError> {
        use_case!(self, list(self, filter))
    }

    async fn activity(&self, filter: LogFilter) -> Result<Activity, AppError> {
        use_case!(self, activity(self, filter))
    }
}

fn seq(cursor: &str) -> Result<i64, Fault> {
    cursor.parse().map_err(|_| Fault::NotFound)
}

/// Sign-ins that came to an end, well or not; what came before the second step is no sign-in yet.
fn of_sign_ins(filter: LogFilter) -> LogFilter {
    LogFilter { action: Action::SignIn.code().into(), ..filter }
}

/// What one did oneself: everything, or the sign-ins alone, which is all that some profiles give (BP-5). With what of the
/// filter is refused: of the acts there is only this one to choose.
fn of_oneself(filter: LogFilter, me: &SignedIn) -> (LogFilter, Vec<FieldError>) {
    let (whole, sign_in) = (me.profile.logs.own_activity, Action::SignIn.code());
    let known = filter.action == sign_in || filter.action.is_empty();
    let action = if whole && filter.action.is_empty() { "" } else { sign_in };
    let own = LogFilter { action: action.into(), actor: me.account.id.to_string(), ..filter };
    let mut wrong = refused(&own);
    if !known {
        let words = if whole { lg::BAD_ACTION } else { m::SIGN_INS_ALONE };
        wrong.push(FieldError::new("action", words));
    }
    (own, wrong)
}

async fn list(request: &Request, filter: LogFilter) -> Result<SignInList, Fault> {
    let read = request.read(Permission::SignInHistoryView).await?;
    let filter = of_sign_ins(filter);
    let refused = refused(&filter);
    let fetch = |begin, n| {
        let query = narrow(read.of::<operation_log::Entity>(), &filter);
        operation_logs::page(&read, Begin::narrow(begin, query, C::Seq), if refused.is_empty() { n } else { 0 })
    };
    let found = paging::page(Begin::at(&filter.place, seq)?, PAGE, fetch).await?;
    Ok(SignInList {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(row).collect(),
        people: choices(&read, &filter.actor).await?,
        kept: kept(request.signed_in()?.profile.retention.of(LogKind::SignIn)),
        refused,
    })
}

fn row(row: LogRow) -> SignInRow {
    SignInRow {
        device: device::words(&code(&row, "user_agent")),
        browser: code(&row, "user_agent"),
        method: words(&row, "method"),
        reason: words(&row, "reason"),
        at: row.at,
        who: row.actor,
        account_id: row.actor_id,
        ip: row.ip,
        result: row.result,
    }
}

/// A fact as it reads.
fn words(row: &LogRow, key: &str) -> Option<Words> {
    row.facts.iter().find(|fact| fact.key == key).map(|fact| fact.value.clone())
}

/// A fact as the log has it.
fn code(row: &LogRow, key: &str) -> String {
    row.facts.iter().find(|fact| fact.key == key).map(|fact| fact.code.clone()).unwrap_or_default()
}

async fn activity(request: &Request, filter: LogFilter) -> Result<Activity, Fault> {
    let read = request.read(Permission::OwnSecurity).await?;
    let me = request.signed_in()?;
    let (filter, refused) = of_oneself(filter, me);
    let fetch = |begin, n| {
        let query = narrow(read.of::<operation_log::Entity>(), &filter);
        operation_logs::page(&read, Begin::narrow(begin, query, C::Seq), if refused.is_empty() { n } else { 0 })
    };
    let found = paging::page(Begin::at(&filter.place, seq)?, PAGE, fetch).await?;
    Ok(Activity {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(own_row).collect(),
        refused,
        whole: me.profile.logs.own_activity,
    })
}

fn own_row(row: LogRow) -> ActivityRow {
    ActivityRow {
        device: device::words(&code(&row, "user_agent")),
        method: words(&row, "method"),
        reason: words(&row, "reason"),
        at: row.at,
        what: row.action,
        object: row.object,
        ip: row.ip,
        result: row.result,
    }
}
