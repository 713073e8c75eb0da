//! Decides which second step a person must have, and which they may have (MS-16, MS-20, MS-22).

use super::fault::Fault;
use super::readable;
use crate::door::guarded::check::genuine;
use crate::profile::{AccountClass, Profile, SecondFactorMethod, SignInMethod};
use crate::state::AppState;
use crate::storage::entity::{account, authenticator, tenant};
use app::second_factor::api::StepState;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// True if a profile offers an authenticator app to a class.
pub fn is_offered(profile: &Profile, class: AccountClass) -> bool {
    let rule = &profile.second_factor;
    profile.sign_in.methods.contains(&SignInMethod::TwoFactor)
        && rule.methods.contains(&SecondFactorMethod::Totp)
        && rule.offered_to.contains(&class)
}

/// True if people of a class must have a second step, by the profile or by the company's choice.
pub fn is_required(profile: &Profile, class: AccountClass, company: Option<&tenant::Model>) -> bool {
    let by_company = company.is_some_and(|company| company.second_factor_for_all);
    is_offered(profile, class) && (by_company || profile.second_factor.required_for.contains(&class))
}

/// True if a profile offers codes by mail to a class.
pub fn is_mail_offered(profile: &Profile, class: AccountClass) -> bool {
    let rule = &profile.second_factor;
    class != AccountClass::Staff
        && rule.methods.contains(&SecondFactorMethod::EmailCode)
        && rule.email_code_for.contains(&class)
}

/// True if a person has codes by mail and must set up an app, because the profile now offers apps to their class and no
/// longer codes by mail.
pub async fn is_outdated(
    app: &AppState,
    db: &impl ConnectionTrait,
    profile: &Profile,
    class: AccountClass,
    of: &account::Model,
) -> Result<bool, Fault> {
    let replaced = !is_mail_offered(profile, class) && is_offered(profile, class);
    Ok(replaced && is_by_mail(app, db, of).await?)
}

/// True if the second step of an account is a code by mail. It stays so after the profile or role stops offering it,
/// because the person has no app to show. The code then opens only the set-up page. Never true for staff or for a
/// forged row.
pub async fn is_by_mail(app: &AppState, db: &impl ConnectionTrait, of: &account::Model) -> Result<bool, Fault> {
    if of.tenant_id.is_none() || of.second_factor_at.is_none() {
        return Ok(false);
    }
    Ok(stored(app, db, of.id).await?.is_some_and(|row| row.by_mail))
}

/// Whether an account has a second step. If its row is forged or gone, no code of it can be right (S10).
pub async fn state(app: &AppState, db: &impl ConnectionTrait, of: &account::Model) -> Result<StepState, Fault> {
    if of.second_factor_at.is_none() {
        return Ok(StepState::Off);
    }
    Ok(if stored(app, db, of.id).await?.is_some() { StepState::On } else { StepState::Altered })
}

/// The second step of an account as it is stored. One that somebody else has written is no second step (S10).
pub async fn stored(
    app: &AppState,
    db: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Option<authenticator::Model>, Fault> {
    let row = readable::one(app, db, authenticator::Entity::find_by_id(account)).await?;
    Ok(genuine(&(app, db), row.or_none()).await?)
}
