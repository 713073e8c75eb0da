//! Who may and who must have a second step.

use super::by_mail;
use crate::app_state::App;
use crate::fault::Fault;
use crate::profile::{AccountClass, SecondFactorMethod, SignInMethod};
use crate::signed_in::SignedIn;
use app::members::api::SecondStep;
use sea_orm::ConnectionTrait;

/// Whether a person must have a second step: their class by the profile, or everybody by the company's choice.
pub fn is_required(person: &SignedIn) -> bool {
    let rule = &person.profile.second_factor;
    let by_company = person.tenant.as_ref().is_some_and(|tenant| tenant.second_factor_for_all);
    is_offered(person) && (by_company || rule.required_for.contains(&person.class()))
}

/// What somebody who joins, or comes back, is told of it.
pub fn at_joining(person: &SignedIn) -> SecondStep {
    match (person.account.second_factor_at, person.must_enrol) {
        (Some(_), _) => SecondStep::Kept,
        (None, true) => SecondStep::SetUp,
        (None, false) => SecondStep::NotAsked,
    }
}

/// Whether somebody's second step is one that their profile no longer offers to them, and there is another to set up.
pub async fn is_outdated(app: &App, db: &impl ConnectionTrait, person: &SignedIn) -> Result<bool, Fault> {
    let still_offered = by_mail::is_offered(person.profile, person.class());
    Ok(!still_offered && is_offered(person) && by_mail::is_in_force(app, db, &person.account).await?)
}

pub fn is_offered(person: &SignedIn) -> bool {
    let rule = &person.profile.second_factor;
    let offered: &[AccountClass] = &rule.offered_to;
    person.profile.sign_in.methods.contains(&SignInMethod::TwoFactor)
        && rule.methods.contains(&SecondFactorMethod::Totp)
        && offered.contains(&person.class())
}
