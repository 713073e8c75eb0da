//! What the lists of sign-ins and of one's own actions say of their filter on paper.

use crate::kit::printed;
use crate::operation_logs::api::{LogFilter, LogResult};
use crate::operation_logs::messages as lg;
use crate::text::{Text, t};

/// The period and the result in words, and one more condition of the list.
pub fn conditions(filter: &LogFilter, more: Text, chosen: &str) -> Vec<String> {
    let day = |value: &str| value.replace('-', "/");
    let result = LogResult::from_code(&filter.result).map_or("", |result| t(result.text()));
    vec![
        printed(lg::FROM, &day(&filter.from)),
        printed(lg::TO, &day(&filter.to)),
        printed(lg::RESULT, result),
        printed(more, chosen),
    ]
}
