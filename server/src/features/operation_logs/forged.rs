//! Entries about forged rows: their result, and the page where something can be done about the row.

use crate::storage::entity::operation_log::{Column as C, Model};
use app::operation_logs::acts::ROW_FORGED;
use app::operation_logs::api::{LogResult, LogRow};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

pub fn is_about_one(line: &Model) -> bool {
    line.action == ROW_FORGED.code()
}

/// True for a row that says what the program noticed.
pub fn is_noticed(row: &LogRow) -> bool {
    row.result == LogResult::Noticed
}

/// The result of an entry. What the program noticed was stored as a success before that had a result of its own.
pub fn result(line: &Model) -> LogResult {
    if is_about_one(line) {
        return LogResult::Noticed;
    }
    LogResult::from_code(&line.result).unwrap_or(LogResult::Failure)
}

/// Entries with a result, by the same rule.
pub fn with_result(result: LogResult) -> Condition {
    let (code, alarm) = (result.code(), C::Action.eq(ROW_FORGED.code()));
    let stored = C::Result.eq(code);
    match result {
        LogResult::Noticed => Condition::any().add(stored).add(alarm),
        LogResult::Success => Condition::all().add(stored).add(C::Action.ne(ROW_FORGED.code())),
        _ => Condition::all().add(stored),
    }
}

/// The same condition as one index serves it. Successes are most entries, and what the program noticed is found by two indexes.
pub fn rare(result: LogResult) -> Option<Condition> {
    match result {
        LogResult::Success | LogResult::Noticed => None,
        // The condition of a partial index, word by word.
        _ => Some(with_result(result).add(Expr::cust("result <> 'success'"))),
    }
}

/// The page of the row, or that of its company.
pub fn page(table: &str, id: &str, company: Option<&str>) -> Option<String> {
    let id = id.parse::<Uuid>().ok();
    let company = company.and_then(|company| company.parse::<Uuid>().ok());
    match (table, id, company) {
        ("support_case", Some(id), _) => Some(format!("/support/cases/{id}")),
        ("staff_request", Some(id), _) => Some(format!("/support/staff/{id}")),
        ("announcement", Some(id), _) => Some(format!("/support/announcements/{id}")),
        ("mail", Some(id), _) => Some(format!("/support/outbox/{id}")),
        ("tenant", Some(id), _) | (_, _, Some(id)) => Some(format!("/support/tenants/{id}")),
        ("account", Some(_), None) => Some("/support/staff".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_leads_to_its_page_or_to_that_of_its_company() {
        let (id, company) = ("01923456-789a-7bcd-8def-0123456789ab", "01923456-789a-7bcd-8def-0123456789ff");
        let page = |table, company| page(table, id, company);
        assert_eq!(page("support_case", Some(company)), Some(format!("/support/cases/{id}")));
        assert_eq!(page("network", Some(company)), Some(format!("/support/tenants/{company}")));
        assert_eq!(page("account", None).as_deref(), Some("/support/staff"));
        assert_eq!(page("network", Some("javascript:alert(1)")), None);
    }
}
