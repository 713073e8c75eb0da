//! The downloads that need step-up. A file is not a page, so step-up leads back to the page that offers it, and says what to
//! do there.

use super::messages as m;
use crate::text::Text;

/// The download that a page offers, by the address that step-up leads back to; none if the page has no such file.
pub fn file_of(page: &str) -> Option<Text> {
    let path = page.split(['?', '#']).next().unwrap_or_default();
    match path {
        "/operation-logs" | "/support/logs" => Some(m::FILE_LOG),
        "/sign-in-history" => Some(m::FILE_SIGN_INS),
        "/account-ledger" => Some(m::FILE_LEDGER),
        "/support/cases" => Some(m::FILE_CASES),
        _ => path.strip_prefix("/exports/").filter(|id| *id != "new").map(|_| m::FILE_EXPORT),
    }
}
