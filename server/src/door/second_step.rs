//! Which second step somebody must have, and which they may have (MS-16, MS-20, MS-22).

use super::fault::Fault;
use super::person::Person;
use crate::guarded;
use crate::profile::{AccountClass, Profile, SecondFactorMethod, SignInMethod};
use crate::state::App;
use crate::storage::entity::{account, authenticator, tenant};
use sea_orm::{ConnectionTrait, EntityTrait};

/// Whether a profile lets a class use an authenticator app.
pub fn is_offered(profile: &Profile, class: AccountClass) -> bool {
    let rule = &profile.second_factor;
    profile.sign_in.methods.contains(&SignInMethod::TwoFactor)
        && rule.methods.contains(&SecondFactorMethod::Totp)
        && rule.offered_to.contains(&class)
}

/// Whether people of a class must have a second step: by the profile, or everybody by the company's choice.
fn is_required(profile: &Profile, class: AccountClass, company: Option<&tenant::Model>) -> bool {
    let by_company = company.is_some_and(|company| company.second_factor_for_all);
    is_offered(profile, class) && (by_company || profile.second_factor.required_for.contains(&class))
}

/// Whether a profile lets a class use codes by mail.
pub fn is_mail_offered(profile: &Profile, class: AccountClass) -> bool {
    let rule = &profile.second_factor;
    class != AccountClass::Staff
        && rule.methods.contains(&SecondFactorMethod::EmailCode)
        && rule.email_code_for.contains(&class)
}

/// Whether a person must have a second step.
pub fn is_required_of(person: &Person) -> bool {
    is_required(person.profile, person.class(), person.tenant.as_ref())
}

/// Whether a person has codes by mail and must set up an app: the profile offers it, and no more codes by mail.
pub async fn is_outdated(app: &App, db: &impl ConnectionTrait, person: &Person) -> Result<bool, Fault> {
    let (profile, class) = (person.profile, person.class());
    let replaced = !is_mail_offered(profile, class) && is_offered(profile, class);
    Ok(replaced && is_by_mail(app, db, &person.account).await?)
}

/// Whether the second step of an account is a code by mail. It stays so where the profile or role no longer offers it:
/// nobody is asked for an app that they never had; the code then opens the set-up page and nothing else. It is never so
/// for staff, nor where the row was forged.
pub async fn is_by_mail(app: &App, db: &impl ConnectionTrait, of: &account::Model) -> Result<bool, Fault> {
    if of.tenant_id.is_none() || of.second_factor_at.is_none() {
        return Ok(false);
    }
    let row = authenticator::Entity::find_by_id(of.id).one(db).await?;
    Ok(row.is_some_and(|row| row.by_mail && guarded::is_genuine(app, &row)))
}
