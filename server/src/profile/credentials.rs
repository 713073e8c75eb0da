//! Authentication: passwords, lockout, second factors, sessions.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::age::Age;
use super::error::Findings;
use super::value::{Always, Days, Quota};
use super::words::{AccountClass, PasswordHash, SecondFactorMethod, SignInMethod, Unlock};

/// The password policy (SL-20, MS-16, MS-17).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Password {
    /// Minimum number of characters (Unicode code points).
    pub min_length: u16,
    pub max_length: u16,
    /// Requires at least one half-width letter and one half-width digit.
    pub letters_and_digits: bool,
    /// Refuses common, breached and context words.
    pub refuse_guessable: bool,
    /// Number of latest passwords, including the current one, that may not be chosen again.
    pub history: u32,
    /// How long a person must keep a password before choosing the next. A forced change does not wait.
    pub min_age_hours: u32,
    pub max_age_days: PerClass<Age>,
    /// Days before expiry on which a reminder is mailed.
    pub remind_days: Vec<u32>,
    pub change_at_first_issue: Always,
    pub change_after_reset: Always,
    /// True if administrators may force a member to choose a new password.
    pub reset_by_administrator: bool,
    /// How long an issued one-time password is valid.
    pub issued_valid_hours: u32,
    pub reset_link_minutes: u32,
    pub hash: PasswordHash,
}

impl Password {
    /// The maximum age of a password of this class in days. After that only the change page opens.
    pub fn max_age(&self, class: AccountClass) -> Option<Days> {
        self.max_age_days.of(class).days()
    }

    /// The expiry of a password of this class that was set at a time.
    pub fn expires(&self, class: AccountClass, set: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.max_age_days.of(class).end(set)
    }

    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        f.refuse_if(self.min_length == 0, "password.min_length", "passwords need at least 1 character");
        f.refuse_if(self.min_length > self.max_length, "password.min_length", "longer than password.max_length");
        f.refuse_if(
            self.issued_valid_hours == 0,
            "password.issued_valid_hours",
            "one-time passwords would never be valid",
        );
        f.refuse_if(self.reset_link_minutes == 0, "password.reset_link_minutes", "reset links would never be valid");
        for class in AccountClass::ALL {
            let Some(days) = self.max_age(*class) else { continue };
            let key = format!("password.max_age_days.{}", class.code());
            let too_young = u64::from(self.min_age_hours) >= u64::from(days) * 24;
            f.refuse_if(too_young, &key, "passwords would expire before password.min_age_hours allows a change");
            let late = self.remind_days.iter().any(|remind| *remind >= days);
            f.refuse_if(late, &key, "password.remind_days is longer than the password is valid");
        }
    }
}

/// One value per class of account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerClass<T> {
    pub administrators: T,
    pub members: T,
    pub staff: T,
}

impl<T> PerClass<T> {
    pub fn of(&self, class: AccountClass) -> &T {
        match class {
            AccountClass::Administrator => &self.administrators,
            AccountClass::Member => &self.members,
            AccountClass::Staff => &self.staff,
        }
    }
}

/// Limits against guessing (SL-20c, MS-20).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lockout {
    /// Number of wrong passwords in a row that locks the account.
    pub attempts: u32,
    /// Number of wrong codes in the second step that ends the sign-in attempt.
    pub code_attempts: u32,
    pub unlock: Vec<Unlock>,
    /// Rate limit: failed sign-ins per address and minute.
    pub per_address_per_minute: u32,
    /// Rate limit: failed sign-ins per account and minute.
    pub per_account_per_minute: u32,
    /// How long unknown devices wait after the first, second, … failure with an account, so that outsiders cannot
    /// easily lock a person out. The last value applies to all further failures.
    pub unseen_wait_minutes: Vec<u32>,
    /// Number of locks per hour, over all companies, that alarms support staff.
    pub alarm_locks_per_hour: u32,
    /// Rate limit: requests for help per address and minute.
    pub help_per_address_per_minute: u32,
    /// Rate limit: passkey answers per address and minute.
    pub passkeys_per_address_per_minute: u32,
    /// Failures are forgotten after this time without another one.
    pub forget_hours: u32,
}

impl Lockout {
    pub fn forget(&self) -> TimeDelta {
        TimeDelta::hours(self.forget_hours.into())
    }

    /// How long an unknown device waits after this many failures.
    pub fn unseen_wait(&self, failures: u32) -> TimeDelta {
        let last = self.unseen_wait_minutes.last().copied().unwrap_or_default();
        let wait = match failures.checked_sub(1) {
            None => 0,
            Some(before) => self.unseen_wait_minutes.get(before as usize).copied().unwrap_or(last),
        };
        TimeDelta::minutes(wait.into())
    }

    /// True if a company's administrators may unlock an account.
    pub fn opened_by_administrators(&self) -> bool {
        self.unlock.contains(&Unlock::AdministratorReset)
    }

    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        for (key, number) in [
            ("lockout.attempts", self.attempts),
            ("lockout.code_attempts", self.code_attempts),
            ("lockout.per_address_per_minute", self.per_address_per_minute),
            ("lockout.per_account_per_minute", self.per_account_per_minute),
            ("lockout.passkeys_per_address_per_minute", self.passkeys_per_address_per_minute),
        ] {
            f.refuse_if(number == 0, key, "no one could sign in");
        }
        f.refuse_if(
            self.alarm_locks_per_hour == 0,
            "lockout.alarm_locks_per_hour",
            "the alarm would be raised without any lockout",
        );
        let longest = self.unseen_wait_minutes.iter().copied().max().unwrap_or_default();
        let reason = "the wait is longer than failures are remembered";
        f.refuse_if(self.forget_hours * 60 <= longest, "lockout.forget_hours", reason);
        let key = "lockout.help_per_address_per_minute";
        f.refuse_if(self.help_per_address_per_minute == 0, key, "no one could ask for help");
        f.refuse_if(self.unlock.is_empty(), "lockout.unlock", "no one could unlock an account");
        let desk = self.unlock.is_empty() || self.unlock.contains(&Unlock::SupportReset);
        f.refuse_if(!desk, "lockout.unlock", "Support can unlock every account: include `support-reset`");
    }
}

/// Sign-in methods (MS-22).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInRules {
    pub methods: Vec<SignInMethod>,
}

impl SignInRules {
    fn contradictions(&self, f: &mut Findings<'_>) {
        let key = "sign_in.methods";
        f.refuse_if(self.methods.is_empty(), key, "no one could sign in");
        let password = self.methods.is_empty() || self.methods.contains(&SignInMethod::Password);
        f.refuse_if(!password, key, "passwords are always available: include `password`");
    }
}

/// The second step (MS-20, MS-22).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondFactorRules {
    pub methods: Vec<SecondFactorMethod>,
    pub offered_to: Vec<AccountClass>,
    pub required_for: Vec<AccountClass>,
    /// Classes that may use a code by e-mail, which is weaker than the other methods (NIST SP 800-63B-4). Staff may
    /// never use it.
    pub email_code_for: Vec<AccountClass>,
    pub email_code_minutes: u32,
    /// Time limit of the second step after the correct password.
    pub step_minutes: u32,
    /// Number of codes by e-mail per sign-in attempt.
    pub email_codes: u32,
    /// Number of codes by e-mail per account and hour, counted separately for known and unknown devices.
    pub email_codes_per_hour: u32,
    /// Shortest time between two codes by e-mail.
    pub email_code_pause_seconds: u32,
    /// Time limit for a passkey's answer.
    pub passkey_minutes: u32,
    /// Number of recovery codes in a set.
    pub recovery_codes: u32,
}

impl SecondFactorRules {
    pub fn step(&self) -> TimeDelta {
        TimeDelta::minutes(self.step_minutes.into())
    }

    pub fn passkey(&self) -> TimeDelta {
        TimeDelta::minutes(self.passkey_minutes.into())
    }

    pub fn email_code_pause(&self) -> TimeDelta {
        TimeDelta::seconds(self.email_code_pause_seconds.into())
    }

    pub(super) fn contradictions(&self, sign_in: &SignInRules, f: &mut Findings<'_>) {
        sign_in.contradictions(f);
        self.methods_contradict(sign_in, f);
        f.refuse_if(self.email_code_minutes == 0, "second_factor.email_code_minutes", "codes would never be valid");
        for (key, number) in [
            ("second_factor.step_minutes", self.step_minutes),
            ("second_factor.email_codes", self.email_codes),
            ("second_factor.email_codes_per_hour", self.email_codes_per_hour),
            ("second_factor.passkey_minutes", self.passkey_minutes),
            ("second_factor.recovery_codes", self.recovery_codes),
        ] {
            f.refuse_if(number == 0, key, "expected 1 or more");
        }
        let required = !self.required_for.is_empty();
        let usable = self.methods.iter().any(|method| *method != SecondFactorMethod::RecoveryCode);
        f.refuse_if(
            required && !usable,
            "second_factor.required_for",
            "required, but second_factor.methods offers no method",
        );
        let two_steps = sign_in.methods.contains(&SignInMethod::TwoFactor);
        f.refuse_if(
            required && !two_steps,
            "second_factor.required_for",
            "required, but sign_in.methods has no `two-factor`",
        );
        let missed = self.required_for.iter().any(|class| !self.offered_to.contains(class));
        f.refuse_if(missed, "second_factor.required_for", "required for a class that it isn't offered to");
        let mailed = self.methods.contains(&SecondFactorMethod::EmailCode);
        let reason = "must list classes if and only if second_factor.methods has `email-code`";
        f.refuse_if(mailed == self.email_code_for.is_empty(), "second_factor.email_code_for", reason);
        let staff = self.email_code_for.contains(&AccountClass::Staff);
        f.refuse_if(staff, "second_factor.email_code_for", "email codes are too weak for support staff");
    }

    fn methods_contradict(&self, sign_in: &SignInRules, f: &mut Findings<'_>) {
        let certificate = self.methods.contains(&SecondFactorMethod::ClientCertificate);
        let accepted = sign_in.methods.contains(&SignInMethod::ClientCertificate);
        let reason = "client certificates are offered, but sign_in.methods doesn't include them";
        f.refuse_if(certificate && !accepted, "second_factor.methods", reason);
        let reason = "client certificates are missing, but sign_in.methods includes them";
        f.refuse_if(accepted && !certificate, "second_factor.methods", reason);
        let has = |method| self.methods.contains(&method);
        let alone = !has(SecondFactorMethod::RecoveryCode)
            && (has(SecondFactorMethod::Totp) || has(SecondFactorMethod::EmailCode));
        let reason = "recovery codes always come with an app or email codes: include `recovery-code`";
        f.refuse_if(alone, "second_factor.methods", reason);
    }
}

/// Limits on the length and number of sessions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    pub idle_minutes: u32,
    pub absolute_hours: u32,
    /// Number of people of one tenant signed in at the same time (DS-7, MS-8).
    pub concurrent_users: Quota,
}

impl Session {
    /// Idle timeout of a session.
    pub fn idle(&self) -> TimeDelta {
        TimeDelta::minutes(self.idle_minutes.into())
    }

    /// Absolute lifetime of a session.
    pub fn absolute(&self) -> TimeDelta {
        TimeDelta::hours(self.absolute_hours.into())
    }

    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        f.refuse_if(self.idle_minutes == 0, "session.idle_minutes", "sessions would end immediately");
        f.refuse_if(self.idle() > self.absolute(), "session.idle_minutes", "longer than session.absolute_hours");
    }
}

/// Step-up: important actions ask for the password or second factor again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepUp {
    /// Maximum age of the last proof for grave actions, such as roles, removals and exports.
    pub max_age_minutes: u32,
    /// Maximum age of the last proof for light actions, such as inviting a viewer. The permission says which it is.
    pub light_max_age_minutes: u32,
}

impl StepUp {
    pub fn max_age(&self) -> TimeDelta {
        TimeDelta::minutes(self.max_age_minutes.into())
    }

    pub fn light_max_age(&self) -> TimeDelta {
        TimeDelta::minutes(self.light_max_age_minutes.into())
    }

    pub(super) fn contradictions(&self, session: &Session, f: &mut Findings<'_>) {
        f.refuse_if(self.max_age_minutes == 0, "step_up.max_age_minutes", "re-authentication would never be valid");
        let reason = "longer than a session lasts (session.absolute_hours)";
        f.refuse_if(self.max_age() > session.absolute(), "step_up.max_age_minutes", reason);
        let key = "step_up.light_max_age_minutes";
        f.refuse_if(self.light_max_age() > session.absolute(), key, reason);
        let reason = "lighter actions would ask sooner than sensitive ones (step_up.max_age_minutes)";
        f.refuse_if(self.light_max_age() < self.max_age(), key, reason);
    }
}
