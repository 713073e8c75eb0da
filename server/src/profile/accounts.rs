//! Accounts, their rights, and the networks they may sign in from.

use chrono::TimeDelta;
use serde::Deserialize;

use super::credentials::{SecondFactorRules, SignInRules};
use super::error::Findings;
use super::value::Always;
use super::words::{AccountClass, Approver, FirstRole, Identifier, Restriction, ScreenSetting, SignInMethod};

/// Who gets an account (MS-13, DS-13, BP-16, WS-1).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    pub one_per_person: Always,
    /// One account and one policy for every service that a tenant has contracted (SL-20f).
    pub one_policy_for_all_services: Always,
    pub identifier: Identifier,
    /// Who must approve a new account.
    pub approval: Approver,
    /// True if tenants may let their members sign in to the console with an external account.
    pub external_sign_in: bool,
    /// The account ledger lists every account with its rights (MS-17).
    pub ledger: Always,
    /// How long an invitation is valid.
    pub invitation_days: u32,
    /// An account that is unused for this long is reported.
    pub unused_days: u32,
}

impl Accounts {
    pub fn invitation(&self) -> TimeDelta {
        TimeDelta::days(self.invitation_days.into())
    }

    pub fn unused(&self) -> TimeDelta {
        TimeDelta::days(self.unused_days.into())
    }

    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        f.refuse_if(self.invitation_days == 0, "accounts.invitation_days", "invitations would never be valid");
        f.refuse_if(self.unused_days == 0, "accounts.unused_days", "every account would be unused");
    }
}

/// Where sign-ins may come from (MS-16, MS-17).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessRules {
    /// Classes for which a tenant may list the addresses allowed.
    pub ip_rules_for: Vec<AccountClass>,
    /// Classes whose sign-in must be restricted in one of the ways of `restricted_by`.
    pub restricted: Vec<AccountClass>,
    pub restricted_by: Vec<Restriction>,
    /// How long the support desk lifts the network limits of a company that has locked itself out.
    pub lift_hours: u32,
}

impl AccessRules {
    pub fn lift(&self) -> TimeDelta {
        TimeDelta::hours(self.lift_hours.into())
    }

    pub(super) fn contradictions(
        &self,
        sign_in: &SignInRules,
        second_factor: &SecondFactorRules,
        f: &mut Findings<'_>,
    ) {
        // Address rules are a company's own choice. Only the second step applies to a whole class.
        let kept = |class: &AccountClass| second_factor.required_for.contains(class);
        let reason = "nothing enforces this: also list the class in second_factor.required_for";
        f.refuse_if(!self.restricted.iter().all(kept), "access.restricted", reason);
        let by = |restriction| self.restricted_by.contains(&restriction);
        let takes = |method| sign_in.methods.contains(&method);
        let none = self.restricted_by.is_empty() && !self.restricted.is_empty();
        f.refuse_if(none, "access.restricted", "restricted, but access.restricted_by lists no method");
        let certificate = by(Restriction::ClientCertificate) && !takes(SignInMethod::ClientCertificate);
        f.refuse_if(
            certificate,
            "access.restricted_by",
            "has `client-certificate`, which sign_in.methods doesn't include",
        );
        let two_factor = by(Restriction::SecondFactor) && !takes(SignInMethod::TwoFactor);
        f.refuse_if(self.lift_hours == 0, "access.lift_hours", "restrictions would be lifted for no time");
        f.refuse_if(two_factor, "access.restricted_by", "has `two-factor`, which sign_in.methods doesn't include");
        if !self.restricted.is_empty() {
            self.ways_that_are_kept(takes(SignInMethod::ClientCertificate), f);
        }
    }

    /// Restricted classes come in by the ways that the program enforces, and by no other way.
    fn ways_that_are_kept(&self, certificates: bool, f: &mut Findings<'_>) {
        let (key, by) = ("access.restricted_by", |restriction| self.restricted_by.contains(&restriction));
        let reason = "a whole class is restricted by two-step verification: include `two-factor`";
        f.refuse_if(!by(Restriction::SecondFactor), key, reason);
        let reason = "a certificate can replace the second step (sign_in.methods): include `client-certificate`";
        f.refuse_if(certificates && !by(Restriction::ClientCertificate), key, reason);
        let limited = self.restricted.iter().all(|class| self.ip_rules_for.contains(class));
        let reason = "has `ip-address`, but access.ip_rules_for doesn't list every restricted class";
        f.refuse_if(by(Restriction::IpAddress) && !limited, key, reason);
    }
}

/// What accounts may do by default (MS-11, MS-17, WS-3).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultRights {
    pub first_role: FirstRole,
    /// True if new accounts may download deposited data.
    pub download_by_default: bool,
    /// Who approves an export before it runs.
    pub export_approval: Approver,
    pub screen_settings: Vec<ScreenSetting>,
    pub screen_settings_per_role: Always,
}

impl DefaultRights {
    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        let both = self.download_by_default && self.export_approval != Approver::None;
        let reason = "exports need approval, but rights.download_by_default lets every account download";
        f.refuse_if(both, "rights.export_approval", reason);
        let reason = "without `available`, no screen could be opened";
        f.refuse_if(!self.screen_settings.contains(&ScreenSetting::Available), "rights.screen_settings", reason);
    }
}

/// How the provider's staff see a tenant's data (MS-18, BP-15).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffAccess {
    pub approved_staff_only: Always,
    /// Only under a consent that the tenant has granted.
    pub consent_required: Always,
    /// The longest duration of a consent.
    pub consent_max_hours: u32,
    /// Every view is recorded in the tenant's operation log.
    pub recorded: Always,
}

impl StaffAccess {
    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        f.refuse_if(self.consent_max_hours == 0, "staff_access.consent_max_hours", "consent would never be valid");
    }
}
