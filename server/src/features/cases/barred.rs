//! Cases that cannot go on, because the account of their person or their company is forged: nobody gets a new password by
//! such a row. Every step says so, in the same words as the page.

use super::action::CaseAction;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people::{self, guard};
use crate::door::{Opens, Read, company};
use crate::log::event::Event;
use crate::storage::entity::support_case::Model;
use crate::storage::entity::{account, tenant};
use app::cases::states::Barred;
use app::error::Next;
use app::operation_logs::acts::ALTERED;
use app::text::Words;

/// Why a case of a person and a company cannot go on. A row that is gone or unreadable is as bad as a forged one.
pub async fn why(
    at: &impl Opens,
    person: Option<&account::Model>,
    company: Option<&tenant::Model>,
) -> Result<Option<Barred>, Fault> {
    if guarded::genuine(at, company.cloned()).await?.is_none() {
        return Ok(Some(Barred::Company));
    }
    let genuine = person.is_some_and(|person| guard::is_genuine(at.app().keys.rows(), person));
    Ok((!genuine).then_some(Barred::Account))
}

/// Splits open cases: those that can go on, and those that cannot.
pub async fn apart(read: &Read, cases: Vec<Model>) -> Result<(Vec<Model>, Vec<Model>), Fault> {
    let people = people::named(read, cases.iter().map(|case| case.account_id)).await?;
    let companies = company::named(read, cases.iter().map(|case| case.tenant_id)).await?;
    let (mut going, mut barred) = (Vec::new(), Vec::new());
    for case in cases {
        let person = people.iter().find(|person| person.id == case.account_id);
        let company = companies.iter().find(|company| company.id == case.tenant_id);
        let goes_on = why(read, person, company).await?.is_none();
        if goes_on { going.push(case) } else { barred.push(case) }
    }
    Ok((going, barred))
}

pub async fn company(at: &impl Opens, case: &Model) -> Result<Option<tenant::Model>, Fault> {
    Ok(company::stored(at, case.tenant_id).await?.or_none())
}

/// Declines a step of a case that cannot go on.
pub async fn decline(
    action: CaseAction,
    entry: Event,
    words: fn(Barred) -> Words,
    back: Next,
) -> Result<CaseAction, Fault> {
    let company = company(&action.tx, &action.case).await?;
    match why(&action.tx, Some(&action.account), company.as_ref()).await? {
        None => Ok(action),
        Some(why) => action.tx.decline(entry, ALTERED, back.warning(words(why))).await,
    }
}
