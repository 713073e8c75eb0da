//! What of the log is the history, or one's own activity.

use crate::base::browser;
use crate::door::Person;
use crate::log::event::Action;
use crate::operation_logs::refused;
use app::error::FieldError;
use app::operation_logs::api::{LogFilter, LogRow};
use app::operation_logs::messages as lg;
use app::sign_in_history::api::{ActivityRow, SignInRow};
use app::sign_in_history::messages as m;
use app::text::Words;

/// Sign-ins that came to an end, well or not; what came before the second step is no sign-in yet.
pub fn of_sign_ins(filter: LogFilter) -> LogFilter {
    LogFilter { action: Action::SignIn.code().into(), ..filter }
}

/// What one did oneself: everything, or the sign-ins alone, which is all that some profiles give (BP-5). With what of the
/// filter is refused: of the acts there is only this one to choose.
pub fn of_oneself(filter: LogFilter, me: &Person) -> (LogFilter, Vec<FieldError>) {
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

/// A fact as it reads.
fn words(row: &LogRow, key: &str) -> Option<Words> {
    row.facts.iter().find(|fact| fact.key == key).map(|fact| fact.value.clone())
}

/// A fact as the log has it.
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
