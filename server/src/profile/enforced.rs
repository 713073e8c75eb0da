//! The values of a profile that this version enforces, each with the test that proves it. The pages show this beside
//! each value, so that nobody mistakes a written rule for an enforced one. The commit that enforces a key adds it here.

use super::words::LogKind;
use toml::Value;

/// Keys, or whole sections, and the integration test of each.
const ENFORCED: &[(&str, &str)] = &[
    ("password.min_length", "sl_20a_eight_characters_with_letters_and_digits"),
    ("password.max_length", "sl_20a_eight_characters_with_letters_and_digits"),
    ("password.letters_and_digits", "sl_20a_eight_characters_with_letters_and_digits"),
    ("password.refuse_guessable", "ms_16_guessable_passwords_and_small_edits_are_refused"),
    ("password.history", "sl_20b_the_previous_password_may_not_be_set_again"),
    ("password.min_age_hours", "earlier_passwords_stay_refused_and_the_next_change_waits_a_day"),
    ("password.max_age_days.administrators", "ms_16_ms_17_administrators_change_within_30_days_and_members_within_90"),
    ("password.max_age_days.members", "ms_16_ms_17_administrators_change_within_30_days_and_members_within_90"),
    ("password.max_age_days.staff", "ms_16_staff_are_held_to_the_strictest_profile_they_serve"),
    ("password.change_at_first_issue", "sl_20d_first_sign_in_leads_to_the_change_page_and_nowhere_else"),
    ("password.change_after_reset", "sl_20c_sl_20d_a_locked_account_is_opened_by_the_support_desk_and_the_person"),
    ("password.remind_days", "sl_20b_reminders_come_14_7_3_and_1_days_ahead_each_once"),
    ("password.issued_valid_hours", "a_one_time_password_runs_out"),
    ("password.reset_by_administrator", "ms_16_a_forced_reset_ends_the_old_password_and_all_sessions_at_once"),
    ("password.reset_link_minutes", "a_link_ends_after_30_minutes_with_the_next_one_and_with_the_case"),
    ("password.hash", "sl_20e_a_password_is_found_nowhere_and_its_hash_is_argon2id"),
    ("lockout.attempts", "sl_20c_wrong_passwords_on_a_device_of_theirs_close_every_way_with_a_password"),
    ("lockout.unlock", "sl_20c_nothing_that_a_companys_people_do_opens_a_lock"),
    ("lockout.per_address_per_minute", "ms_20_failures_from_one_address_wait_for_the_next_minute"),
    ("lockout.per_account_per_minute", "ms_20_failures_from_one_address_wait"),
    ("lockout.unseen_wait_minutes", "outsiders_wait_longer_and_longer_the_person_on_a_known_device_does_not"),
    ("lockout.code_attempts", "wrong_codes_end_the_attempt_and_the_owner_is_told"),
    ("lockout.alarm_locks_per_hour", "a_wave_of_locks_is_told_to_staff_once_an_hour"),
    ("lockout.help_per_address_per_minute", "what_is_typed_is_checked_and_a_flood_waits"),
    ("lockout.passkeys_per_address_per_minute", "what_a_device_can_do_wrong_is_refused_and_logged"),
    ("lockout.forget_hours", "outsiders_wait_longer_and_longer_the_person_on_a_known_device_does_not"),
    ("sign_in.methods", "ms_16_ms_22_a_certificate_stands_for_the_second_step"),
    ("second_factor.methods", "ms_20_ms_22_a_code_by_mail_is_the_second_step_where_the_profile_offers_it"),
    ("second_factor.email_code_for", "ms_20_codes_by_mail_are_for_nobody_else"),
    ("second_factor.email_code_minutes", "a_code_is_good_once_in_its_own_browser_and_not_for_long"),
    ("second_factor.step_minutes", "half_way_ends_with_the_time_the_password_and_the_account"),
    ("second_factor.email_codes", "another_mail_makes_the_one_before_void_and_waits_its_time"),
    ("second_factor.email_codes_per_hour", "an_account_gets_no_more_than_so_many_codes_in_an_hour"),
    ("second_factor.email_code_pause_seconds", "another_mail_makes_the_one_before_void_and_waits_its_time"),
    ("second_factor.passkey_minutes", "what_a_device_can_do_wrong_is_refused_and_logged"),
    ("second_factor.recovery_codes", "a_recovery_code_opens_once_and_is_told"),
    ("second_factor.offered_to", "two_step_sign_in_can_be_chosen_and_turned_off_again"),
    (
        "second_factor.required_for",
        "ms_16_administrators_set_up_two_steps_at_their_next_sign_in_and_nothing_else_opens",
    ),
    ("session.idle_minutes", "sessions_end_when_idle_and_in_any_case"),
    ("session.absolute_hours", "sessions_end_when_idle_and_in_any_case"),
    ("session.concurrent_users", "ds_7_no_more_people_at_once_than_the_policy_has_room_for"),
    ("step_up", "a_stale_proof_is_asked_for_and_the_act_goes_on_as_typed"),
    ("accounts.one_per_person", "bp_16_ms_13_who_comes_back_has_the_same_account"),
    ("accounts.identifier", "ws_1_accounts_are_opened_by_an_email_address_alone"),
    ("accounts.approval", "ds_13_a_new_account_needs_the_security_managers_approval"),
    ("accounts.external_sign_in", "ws_1_accounts_are_opened_by_an_email_address_alone"),
    ("accounts.invitation_days", "an_invitation_ends_after_7_days_with_the_next_one_and_when_withdrawn"),
    ("accounts.unused_days", "unused_accounts_are_reported"),
    ("notices.contact_link_hours", "a_link_ends_after_a_day_or_with_the_next_one"),
    ("support.cooling_off_hours", "where_nobody_else_can_consent_a_cooling_off_time_runs_and_all_contacts_are_told"),
    ("access.ip_rules_for", "ms_16_people_come_from_the_networks_that_are_allowed"),
    ("access.lift_hours", "two_members_of_staff_lift_the_limits_for_some_hours"),
    ("access.restricted", "ms_17_members_are_restricted_as_administrators_are"),
    ("access.restricted_by", "ms_16_administrators_set_up_two_steps_at_their_next_sign_in_and_nothing_else_opens"),
    ("rights.download_by_default", "ms_17_the_right_to_download_is_off_at_first_and_given_to_one_person"),
    (
        "staff_access.approved_staff_only",
        "ds_13_bp_15_another_member_of_staff_approves_and_is_kept_with_reason_and_date",
    ),
    ("staff_access.consent_required", "ms_18_staff_look_only_under_consent_and_every_look_is_recorded"),
    ("staff_access.consent_max_hours", "a_consent_lasts_no_longer_than_the_profile_says"),
    ("staff_access.recorded", "ms_18_staff_look_only_under_consent_and_every_look_is_recorded"),
    ("logs.kinds", "ms_19_sign_in_sign_out_access_and_errors_are_logged"),
    ("logs.actions", "ws_7_create_update_delete_and_extract_are_in_the_log"),
    ("logs.disclosure_signed", "the_whole_log_verifies_without_the_console"),
    ("logs.account_id", "bp_16_every_entry_of_a_person_has_their_id"),
    ("logs.search_by_account", "ms_13_the_log_is_searched_by_the_account_id"),
    ("logs.sign_in_fields", "ms_19_bp_5_the_history_has_time_address_device_and_result"),
    ("logs.own_activity", "ws_2_activity_shows_when_who_and_what_of_oneself_alone"),
    ("logs.member_activity", "ws_2_an_administrator_looks_at_one_members_activity"),
    ("logs.visible.operation", "bp_5_administrators_see_the_sign_in_history_and_no_other_log"),
    ("logs.visible.sign_in", "bp_5_administrators_see_the_sign_in_history_and_no_other_log"),
    ("data.exportable", "sl_13_everything_deposited_can_be_exported"),
    ("data.refuse_invalid_input", "ms_12_wrong_input_is_refused_at_its_field_and_nothing_is_stored"),
    ("data.sanitise_input", "bp_13_markup_comes_back_as_text"),
    ("data.one_transaction_per_operation", "ms_12_an_act_whose_entry_cannot_be_written_does_not_happen"),
    ("encryption.personal_data", "sl_16_bp_11_ws_6_personal_data_stands_nowhere_in_plain"),
    ("encryption.key_per_tenant", "ms_10_each_company_has_its_own_key_and_aes_256_alone_opens_what_it_sealed"),
    ("encryption.cipher", "ms_10_each_company_has_its_own_key_and_aes_256_alone_opens_what_it_sealed"),
    ("isolation.tenant_scope_in_every_query", "ms_15_every_post_with_anothers_id_changes_nothing"),
    ("tls.required", "sl_17_plain_http_gets_no_content"),
    ("tls.min_version", "sl_17_bp_14_nothing_older_than_tls_1_2_is_spoken"),
    ("tls.ciphers", "ms_14_the_ciphers_of_the_profile_and_no_others"),
    ("tls.hsts_days", "sl_17_the_consoles_own_tls_and_nothing_plain"),
    ("tls.hide_versions", "sl_19_no_answer_names_what_runs"),
];

/// True if this version enforces a value, and does not only show it.
pub fn is_enforced(key: &str, value: &Value) -> bool {
    let covers = |known: &str| key == known || key.strip_prefix(known).is_some_and(|rest| rest.starts_with('.'));
    ENFORCED.iter().any(|(known, _)| covers(known)) && !is_only_allowed(key, value)
}

/// Values of enforced keys that promise nothing yet: there are no plans that could set a limit, no external account
/// opens the console where the profile allows it, and no part of the program keeps the server log.
fn is_only_allowed(key: &str, value: &Value) -> bool {
    value.as_str() == Some("plan")
        || (key == "accounts.external_sign_in" && value.as_bool() == Some(true))
        || (key == "logs.kinds" && !are_kept(value))
}

/// True if every kind of log in the list is kept.
fn are_kept(kinds: &Value) -> bool {
    let server = |kind: &Value| kind.as_str() == Some(LogKind::Server.code());
    kinds.as_array().is_some_and(|kinds| !kinds.iter().any(server))
}

/// True for keys that the proxy decides, if a proxy in front serves TLS.
pub fn is_the_proxys(key: &str) -> bool {
    ["tls.min_version", "tls.ciphers"].contains(&key)
}

/// True for keys that apply only over TLS. Plain HTTP serves only this machine.
pub fn needs_tls(key: &str) -> bool {
    ["tls.required", "tls.hsts_days"].contains(&key) || is_the_proxys(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::labels;
    use std::path::PathBuf;

    #[test]
    fn every_key_that_is_said_to_be_kept_exists() {
        for (known, _) in ENFORCED {
            let prefix = format!("{known}.");
            let exists = labels::keys().any(|key| key == *known || key.starts_with(&prefix));
            assert!(exists, "{known} is no key of a profile");
        }
    }

    #[test]
    fn logs_are_kept_only_where_every_kind_named_is() {
        let kept = |name| {
            let lines = crate::profile::built_in(name).expect("a profile").lines();
            lines.iter().find(|line| line.key == "logs.kinds").expect("its logs").enforced
        };
        assert!(kept("dual-server-saas") && !kept("social-login-manager"), "a server's own log is not");
    }

    /// The sources of the integration tests, found at run time, because the binary may come from another checkout.
    fn sources() -> String {
        let package: PathBuf = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs the tests").into();
        let files = std::fs::read_dir(package.join("tests/it")).expect("the integration tests");
        let texts = files.map(|file| file.expect("a file").path()).filter(|path| path.is_file());
        texts.map(|path| std::fs::read_to_string(path).expect("a source")).collect()
    }

    #[test]
    fn every_key_that_is_said_to_be_kept_has_the_test_that_drives_it() {
        let sources = sources();
        for (known, test) in ENFORCED {
            let there = sources.contains(&format!("#[tokio::test]\nasync fn {test}() {{"));
            assert!(there, "{known}: there is no test {test}");
        }
    }
}
