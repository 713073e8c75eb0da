//! Selects the entries of the sign-in history, or of one's own activity, from the log.

use crate::base::browser;
use crate::door::Person;
use app::error::FieldError;
use app::operation_logs::api::{LogFilter, LogRow};
use app::operation_logs::messages as lg;
use app::sign_in::acts;
use app::sign_in_history::api::{ActivityRow, SignInRow};
use app::sign_in_history::messages as m;
use app::text::Words;

/// Finished sign-ins, successful or not. An attempt before its second step is not finished.
pub fn of_sign_ins(filter: LogFilter) -> LogFilter {
    LogFilter { action: acts::SIGN_IN.code().into(), q: String::new(), system: String::new(), ..filter }
}

/// One's own actions: all of them, or only the sign-ins, as some profiles allow (BP-5). Also returns an error of the
/// filter: for sign-ins only, no other action can be chosen.
pub fn of_oneself(filter: LogFilter, me: &Person) -> (LogFilter, Vec<FieldError>) {
    let (whole, sign_in) = (me.profile.logs.own_activity, acts::SIGN_IN.code());
    let known = filter.action == sign_in || filter.action.is_empty();
    let action = if whole && filter.action.is_empty() { "" } else { sign_in };
    let words = if whole { lg::BAD_ACTION } else { m::SIGN_INS_ALONE };
    let wrong = if known { Vec::new() } else { vec![FieldError::new("action", words)] };
    let (actor, nothing) = (me.account.id.to_string(), String::new());
    (LogFilter { action: action.into(), actor, q: nothing.clone(), system: nothing, ..filter }, wrong)
}

pub fn row(row: LogRow) -> SignInRow {
    SignInRow {
        device: browser::words(&code(&row, "user_agent")),
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

/// A fact in words.
fn words(row: &LogRow, key: &str) -> Option<Words> {
    row.facts.iter().find(|fact| fact.key == key).map(|fact| fact.value.clone())
}

/// A fact as stored in the log.
fn code(row: &LogRow, key: &str) -> String {
    row.facts.iter().find(|fact| fact.key == key).map(|fact| fact.code.clone()).unwrap_or_default()
}

pub fn own_row(row: LogRow) -> ActivityRow {
    ActivityRow {
        device: browser::words(&code(&row, "user_agent")),
        method: words(&row, "method"),
        reason: words(&row, "reason"),
        at: row.at,
        what: row.action,
        object: row.object,
        ip: row.ip,
        result: row.result,
    }
}
