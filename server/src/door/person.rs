//! The person behind a session. It is read on each request, so that a change of rights takes effect at once.

use super::fault::Fault;
use super::policy_marks::policy_marks;
use super::{company, second_step};
use crate::base::clock::{self, jst};
use crate::door::people;
use crate::profile::{AccountClass, Audience, LogKind, Profile};
use crate::state::AppState;
use crate::storage::entity::{account, tenant};
use app::account::api::PasswordChangeReason;
use app::page::SessionSummary;
use app::permission::{PermissionSet, Role, StepUpWeight};
use app::tables;
use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Who is signed in, with the profile that applies.
pub struct Person {
    pub account: account::Model,
    pub tenant: Option<tenant::Model>,
    pub role: Role,
    pub permissions: PermissionSet,
    pub profile: &'static Profile,
    pub forced: Option<PasswordChangeReason>,
    /// A second step is required and not set up, or what is set up is no longer offered: only that page opens.
    pub must_enrol: bool,
    /// The network they come from is not allowed.
    pub elsewhere: bool,
    /// When the holder of this session last re-authenticated.
    pub proved_at: Option<DateTime<Utc>>,
}

impl Person {
    /// Reads an account that may use the console; suspended and unknown ones may not, nor those of a company that is
    /// not genuine. A lock closes the sign-in page, not the sessions that are open: otherwise anybody could end them
    /// with wrong passwords.
    pub async fn load(app: &AppState, db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Person>, Fault> {
        let found = people::find(&(app, db), id).await?;
        let Some(account) = found.filter(|account| account.is_active()) else {
            return Ok(None);
        };
        let mut tenant = match account.tenant_id {
            Some(id) => company::stored(&(app, db), id).await?.or_none(),
            None => None,
        };
        if !company::lets_in(&(app, db), &account, tenant.as_mut()).await? {
            return Ok(None);
        }
        let profile = app.rules_for(db, tenant.as_ref()).await?;
        let mut person = Person::new(account, tenant, app.clock.now(), profile)?;
        person.must_enrol |= person.has_outdated_step(app, db).await?;
        Ok(Some(person))
    }

    /// A person under the rules of their company, or under the rules for staff (`AppState::rules_for`).
    pub fn new(
        account: account::Model,
        tenant: Option<tenant::Model>,
        now: DateTime<Utc>,
        profile: &'static Profile,
    ) -> Result<Person, Fault> {
        let unknown = || Fault::unreadable(format!("role {} of account {}", account.role, account.id));
        let role = Role::from_code(&account.role).ok_or_else(unknown)?;
        let forced = forced(&account, class_of(role), profile, now);
        let permissions = permissions_of(role, profile, account.may_download);
        let mut person = Person {
            account,
            tenant,
            role,
            permissions,
            profile,
            forced,
            must_enrol: false,
            elsewhere: false,
            proved_at: None,
        };
        person.must_enrol = person.account.second_factor_at.is_none() && person.needs_second_step();
        Ok(person)
    }

    pub fn must_change_password(&self) -> bool {
        self.forced.is_some()
    }

    /// Whether the last proof is recent enough for an action of this weight.
    pub fn is_proved_for(&self, weight: StepUpWeight, now: DateTime<Utc>) -> bool {
        let longest = match weight {
            StepUpWeight::None => return true,
            StepUpWeight::Light => self.profile.step_up.light_max_age(),
            StepUpWeight::Grave => self.profile.step_up.max_age(),
        };
        self.proved_at.is_some_and(|at| clock::is_within(at, longest, now))
    }

    /// Only an owner may change how an owner signs in.
    pub fn may_manage(&self, other: &account::Model) -> bool {
        self.role == Role::Owner || other.role != Role::Owner.code()
    }

    /// True if they must have a second step.
    pub fn needs_second_step(&self) -> bool {
        second_step::is_required(self.profile, self.class(), self.tenant.as_ref())
    }

    /// True if they have a second step that is no longer offered to them, and must set up another one.
    pub async fn has_outdated_step(&self, app: &AppState, db: &impl ConnectionTrait) -> Result<bool, Fault> {
        second_step::is_outdated(app, db, self.profile, self.class(), &self.account).await
    }

    pub fn class(&self) -> AccountClass {
        class_of(self.role)
    }

    /// When the current password expires, if the profile limits its age.
    pub fn password_expires(&self) -> Option<DateTime<Utc>> {
        expires(&self.account, self.class(), self.profile)
    }

    /// When the current password expires, with the calendar days left, from the first reminder of the profile on.
    pub fn password_expires_soon(&self, now: DateTime<Utc>) -> Option<(DateTime<Utc>, i64)> {
        let first = self.profile.password.remind_days.iter().copied().max()?;
        let at = self.password_expires().filter(|_| self.forced.is_none())?;
        let days = days_until(at, now);
        (days <= i64::from(first)).then_some((at, days))
    }

    /// The part of the session that pages may know, with the consent under which staff may view some of the company's data.
    pub fn summary(&self, now: DateTime<Utc>, staff_access: Option<Lasting>) -> SessionSummary {
        let (until, why) = staff_access.map(|access| (access.until, access.why)).unzip();
        SessionSummary {
            account_id: self.account.id.to_string(),
            name: self.account.name.clone(),
            email: self.account.email.clone(),
            role: self.role,
            tenant_name: self.tenant.as_ref().map(|t| t.name.clone()),
            permissions: self.permissions.clone(),
            staff_access_until: until.map(crate::base::when::when),
            staff_access_why: why.flatten(),
            password_expires: self.password_expires_soon(now).map(|(at, days)| (crate::base::when::when(at), days)),
            must_change_password: self.must_change_password(),
            menu: Vec::new(),
            policy: policy_marks(self.profile, self.class()),
        }
    }
}

/// A consent under which staff may view data of the person's company, for the banner.
pub struct Lasting {
    pub until: DateTime<Utc>,
    /// The reason, for those who may revoke it.
    pub why: Option<String>,
}

/// Days in the calendar of Japan. On the last day the result is zero.
pub fn days_until(at: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let day = |at: DateTime<Utc>| at.with_timezone(&jst()).date_naive();
    (day(at) - day(now)).num_days()
}

/// True if the profile shows a log to members of a role (BP-5).
fn sees(role: Role, audience: Audience) -> bool {
    match audience {
        Audience::Public | Audience::Members => true,
        Audience::Administrators => role.is_administrator(),
        Audience::Provider => false,
    }
}

/// What a role may do under a profile. `download`: the person has the right to download, even if the profile withholds it.
pub fn permissions_of(role: Role, profile: &Profile, download: bool) -> PermissionSet {
    let mut permissions =
        tables::permissions_of(role, role.is_staff() || profile.rights.download_by_default || download);
    if !role.is_staff() && !sees(role, profile.logs.visible.of(LogKind::Operation)) {
        permissions.remove(app::operation_logs::api::VIEW);
    }
    if !sees(role, profile.logs.visible.of(LogKind::SignIn)) {
        permissions.remove(app::sign_in_history::api::VIEW);
    }
    permissions
}

/// The class of a stored role.
pub fn class_of_role(code: &str) -> Result<AccountClass, Fault> {
    Role::from_code(code).map(class_of).ok_or_else(|| Fault::unreadable(format!("role {code}")))
}

fn class_of(role: Role) -> AccountClass {
    if role.is_staff() {
        AccountClass::Staff
    } else if role.is_administrator() {
        AccountClass::Administrator
    } else {
        AccountClass::Member
    }
}

fn expires(account: &account::Model, class: AccountClass, profile: &Profile) -> Option<DateTime<Utc>> {
    profile.password.expires(class, account.password_set_at)
}

fn forced(
    account: &account::Model,
    class: AccountClass,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Option<PasswordChangeReason> {
    if account.must_change_password {
        return Some(PasswordChangeReason::Issued);
    }
    if account.change_wanted_at.is_some_and(|at| account.password_set_at < at) {
        return Some(PasswordChangeReason::Wanted);
    }
    expires(account, class, profile).filter(|at| *at <= now).map(|_| PasswordChangeReason::Expired)
}
