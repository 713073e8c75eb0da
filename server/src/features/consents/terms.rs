//! What every form about access says: what support staff may look at, why, and for how long. Staff ask for it, and a company
//! grants it, by itself or as the answer to a request.

use super::consent::hours;
use crate::base::typed::{self, Lacks};
use app::consents::messages as m;
use app::error::{AppError, Refusals};
use app::permission::LookScope;

/// The form as it was sent.
#[derive(Clone, Copy)]
pub struct TypedTerms<'a> {
    pub scopes: &'a [String],
    pub reason: &'a str,
    pub hours: &'a str,
}

/// Who has sent it.
#[derive(Clone, Copy)]
pub enum TermsOf {
    Company,
    Staff,
}

/// A checked form.
pub struct AccessTerms {
    pub scopes: Vec<LookScope>,
    pub reason: String,
    pub hours: u32,
}

impl AccessTerms {
    /// Checks a form; `most` is the largest number of hours.
    pub fn read(form: TypedTerms<'_>, of: TermsOf, most: u32) -> Result<AccessTerms, AppError> {
        let (scopes_missing, reason) = match of {
            TermsOf::Company => (m::SCOPES_MISSING, typed::line(form.reason)),
            // It is mailed to the company's administrators.
            TermsOf::Staff => (m::ASK_SCOPES_MISSING, typed::without_link(form.reason)),
        };
        let mut refusals = Refusals::default();
        let scopes = ticked(form.scopes);
        if scopes.is_empty() {
            refusals.add("scopes", scopes_missing);
        }
        let lacks = Lacks { missing: m::REASON_MISSING, long: m::REASON_LONG };
        let reason = typed::required("reason", reason, 500, lacks, &mut refusals);
        let hours = form.hours.parse().ok().filter(|n| hours(most).contains(n));
        if hours.is_none() {
            refusals.add("hours", m::HOURS_WRONG);
        }
        refusals.finish()?;
        Ok(AccessTerms { scopes, reason, hours: hours.unwrap_or_default() })
    }
}

/// The scopes that a form has ticked.
fn ticked(typed: &[String]) -> Vec<LookScope> {
    LookScope::ALL.into_iter().filter(|scope| typed.iter().any(|code| code == scope.code())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(scopes: &[&str], reason: &str, hours: &str, of: TermsOf) -> Result<AccessTerms, AppError> {
        let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
        AccessTerms::read(TypedTerms { scopes: &scopes, reason, hours }, of, 24)
    }

    #[test]
    fn both_sides_are_checked_alike_and_what_is_mailed_holds_no_link() {
        for of in [TermsOf::Company, TermsOf::Staff] {
            let terms = read(&["operation_logs", "unknown"], " 調査 ", "4", of).unwrap();
            assert_eq!((terms.scopes, terms.reason.as_str(), terms.hours), (vec![LookScope::OperationLogs], "調査", 4));
            for (scopes, reason, hours) in [
                ([].as_slice(), "調査", "4"),
                (&["unknown"], "調査", "4"),
                (&["end_users"], " ", "4"),
                (&["end_users"], "調査", "25"),
                (&["end_users"], "調査", ""),
            ] {
                assert!(read(scopes, reason, hours, of).is_err(), "{scopes:?} {reason} {hours}");
            }
        }
        let link = "https://example.jp/";
        assert!(read(&["end_users"], link, "24", TermsOf::Company).is_ok());
        assert!(read(&["end_users"], link, "24", TermsOf::Staff).is_err());
    }
}
