//! Which values of a profile this version really keeps. The pages say it beside each value, so that nobody takes a written
//! rule for a kept one. A key stands here from the commit that enforces it, with a test named after its statement.

/// Keys, or sections as a whole.
const ENFORCED: &[&str] = &[
    "password.min_length",
    "password.max_length",
    "password.letters_and_digits",
    "password.refuse_guessable",
    "password.history",
    "password.min_age_hours",
    "password.max_age_days",
    "password.change_at_first_issue",
    "password.change_after_reset",
    "password.remind_days",
    "password.issued_valid_hours",
    "password.reset_by_administrator",
    "password.reset_link_minutes",
    "password.hash",
    "lockout.attempts",
    "lockout.unlock",
    "lockout.per_address_per_minute",
    "lockout.per_account_per_minute",
    "lockout.unseen_wait_minutes",
    "lockout.code_attempts",
    "lockout.alarm_locks_per_hour",
    "lockout.help_per_address_per_minute",
    "lockout.passkeys_per_address_per_minute",
    "lockout.forget_hours",
    "sign_in.methods",
    "second_factor.methods",
    "second_factor.email_code_for",
    "second_factor.email_code_minutes",
    "second_factor.step_minutes",
    "second_factor.email_codes",
    "second_factor.email_codes_per_hour",
    "second_factor.email_code_pause_seconds",
    "second_factor.passkey_minutes",
    "second_factor.recovery_codes",
    "second_factor.offered_to",
    "second_factor.required_for",
    "session.idle_minutes",
    "session.absolute_hours",
    "session.concurrent_users",
    "step_up",
    "accounts.one_per_person",
    "accounts.identifier",
    "accounts.approval",
    "accounts.invitation_days",
    "accounts.unused_days",
    "notices.contact_link_hours",
    "support.cooling_off_hours",
    "access.ip_rules_for",
    "access.lift_hours",
    "access.restricted",
    "access.restricted_by",
    "rights.download_by_default",
    "staff_access",
    "logs.account_id",
    "logs.search_by_account",
    "logs.sign_in_fields",
    "logs.own_activity",
    "logs.member_activity",
    "logs.visible.operation",
    "logs.visible.sign_in",
    "data.exportable",
    "data.refuse_invalid_input",
    "data.one_transaction_per_operation",
    "encryption.personal_data",
    "isolation.tenant_scope_in_every_query",
    "tls.required",
    "tls.hsts_days",
    "tls.hide_versions",
];

/// Whether this version keeps a value, or only shows it.
pub fn is_enforced(key: &str) -> bool {
    ENFORCED.iter().any(|known| key == *known || key.strip_prefix(known).is_some_and(|rest| rest.starts_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::labels;

    #[test]
    fn every_key_that_is_said_to_be_kept_exists() {
        for known in ENFORCED {
            let prefix = format!("{known}.");
            let exists = labels::keys().any(|key| key == *known || key.starts_with(&prefix));
            assert!(exists, "{known} is no key of a profile");
        }
    }
}
