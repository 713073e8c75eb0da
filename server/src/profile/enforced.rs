//! The values of a profile that this version enforces, each with the test that proves it. The pages show this beside
//! each value, so that nobody mistakes a written rule for an enforced one. The commit that enforces a key adds it here.

use super::words::{Approver, Cipher, LogKind};
use toml::Value;

/// Keys, or whole sections, and the integration test of each, which names the key. The test fails if the program does not
/// take the value from the profile; where a value is the same in all profiles because it cannot be otherwise, the test tries
/// to break the rule.
pub(super) const ENFORCED: &[(&str, &str)] = &[
    ("password.min_length", "sl_20a_a_password_is_as_long_as_the_profile_says"),
    ("password.max_length", "sl_20a_a_password_is_as_long_as_the_profile_says"),
    ("password.letters_and_digits", "letters_digits_and_guesses_matter_where_the_profile_says_so"),
    ("password.refuse_guessable", "letters_digits_and_guesses_matter_where_the_profile_says_so"),
    ("password.history", "sl_20b_so_many_passwords_are_remembered_and_stand_so_long_as_the_profile_says"),
    ("password.min_age_hours", "sl_20b_so_many_passwords_are_remembered_and_stand_so_long_as_the_profile_says"),
    ("password.max_age_days.administrators", "ms_16_ms_17_passwords_run_out_and_are_told_of_on_the_profiles_days"),
    ("password.max_age_days.members", "ms_16_ms_17_passwords_run_out_and_are_told_of_on_the_profiles_days"),
    ("password.max_age_days.staff", "ms_16_staff_are_held_to_the_strictest_profile_they_serve"),
    ("password.change_at_first_issue", "sl_20d_first_sign_in_leads_to_the_change_page_and_nowhere_else"),
    ("password.change_after_reset", "sl_20c_sl_20d_a_locked_account_is_opened_by_the_support_desk_and_the_person"),
    ("password.remind_days", "ms_16_ms_17_passwords_run_out_and_are_told_of_on_the_profiles_days"),
    ("password.issued_valid_hours", "sl_20d_a_one_time_password_is_good_as_long_as_the_profile_says"),
    ("password.reset_by_administrator", "ms_16_administrators_reset_passwords_where_the_profile_says_so"),
    ("password.reset_link_minutes", "a_reset_link_is_good_as_long_as_the_profile_says"),
    ("password.hash", "sl_20e_a_password_is_found_nowhere_and_its_hash_is_argon2id"),
    ("lockout.attempts", "sl_20c_as_many_wrong_passwords_lock_as_the_profile_says"),
    ("lockout.unlock", "sl_20c_an_administrators_reset_opens_a_lock_where_the_profile_says_so"),
    ("lockout.per_address_per_minute", "ms_20_an_address_fails_asks_and_shows_passkeys_as_often_as_the_profile_says"),
    ("lockout.per_account_per_minute", "ms_20_an_account_takes_as_many_failures_a_minute_as_the_profile_says"),
    ("lockout.unseen_wait_minutes", "outsiders_wait_as_the_profile_says_and_their_failures_are_forgotten_when_it_says"),
    ("lockout.code_attempts", "as_many_wrong_codes_end_the_attempt_as_the_profile_says"),
    ("lockout.alarm_locks_per_hour", "as_many_locks_alarm_staff_as_the_profile_says"),
    (
        "lockout.help_per_address_per_minute",
        "ms_20_an_address_fails_asks_and_shows_passkeys_as_often_as_the_profile_says",
    ),
    (
        "lockout.passkeys_per_address_per_minute",
        "ms_20_an_address_fails_asks_and_shows_passkeys_as_often_as_the_profile_says",
    ),
    ("lockout.forget_hours", "outsiders_wait_as_the_profile_says_and_their_failures_are_forgotten_when_it_says"),
    ("sign_in.methods", "ms_16_restricted_classes_come_in_by_the_ways_of_the_profile"),
    ("second_factor.methods", "ms_20_ms_22_a_second_step_is_taken_by_the_methods_of_the_profile_alone"),
    ("second_factor.email_code_for", "ms_20_codes_by_mail_are_for_the_classes_of_the_profile"),
    ("second_factor.email_code_minutes", "ms_20_a_code_by_mail_is_good_as_long_as_the_profile_says"),
    ("second_factor.step_minutes", "the_second_step_takes_no_longer_than_the_profile_says"),
    ("second_factor.email_codes", "ms_20_an_attempt_gets_as_many_codes_and_as_far_apart_as_the_profile_says"),
    ("second_factor.email_codes_per_hour", "ms_20_an_account_gets_as_many_codes_an_hour_as_the_profile_says"),
    (
        "second_factor.email_code_pause_seconds",
        "ms_20_an_attempt_gets_as_many_codes_and_as_far_apart_as_the_profile_says",
    ),
    ("second_factor.passkey_minutes", "a_passkey_answers_within_the_time_of_the_profile"),
    ("second_factor.recovery_codes", "ms_20_as_many_recovery_codes_are_handed_out_as_the_profile_says"),
    ("second_factor.offered_to", "ms_16_a_second_step_is_offered_to_and_required_of_the_classes_of_the_profile"),
    ("second_factor.required_for", "ms_16_a_second_step_is_offered_to_and_required_of_the_classes_of_the_profile"),
    ("session.idle_minutes", "a_session_is_idle_and_lasts_no_longer_than_the_profile_says"),
    ("session.absolute_hours", "a_session_is_idle_and_lasts_no_longer_than_the_profile_says"),
    ("session.concurrent_users", "ds_7_there_is_room_for_as_many_people_as_the_profile_says"),
    ("step_up.max_age_minutes", "a_proof_is_good_for_weighty_acts_as_long_as_the_profile_says"),
    ("step_up.light_max_age_minutes", "a_proof_is_good_for_light_acts_as_long_as_the_profile_says"),
    ("accounts.one_per_person", "bp_16_ms_13_who_comes_back_has_the_same_account"),
    ("accounts.identifier", "ws_1_accounts_are_opened_by_an_email_address_alone"),
    ("accounts.approval", "ds_13_a_new_account_needs_the_security_managers_approval"),
    ("accounts.external_sign_in", "ws_1_accounts_are_opened_by_an_email_address_alone"),
    ("accounts.ledger", "ms_17_the_ledger_has_every_account_and_what_it_may_do"),
    ("accounts.invitation_days", "an_invitation_is_good_as_long_as_the_profile_says"),
    ("accounts.unused_days", "accounts_count_as_unused_when_the_profile_says"),
    ("notices.urgent_mail", "sl_2_urgent_notices_go_to_the_contacts_for_them_where_the_profile_says_so"),
    ("notices.shorter_with_reason", "a_late_notice_needs_a_reason_where_the_profile_lets_it"),
    ("notices.change.ahead", "sl_4_sl_5_ms_2_ds_1_bp_1_ws_8_a_notice_is_published_as_early_as_the_profile_says"),
    ("notices.suspension.ahead", "sl_4_sl_5_ms_2_ds_1_bp_1_ws_8_a_notice_is_published_as_early_as_the_profile_says"),
    ("notices.planned_stop.ahead", "sl_4_sl_5_ms_2_ds_1_bp_1_ws_8_a_notice_is_published_as_early_as_the_profile_says"),
    ("notices.maintenance.ahead", "sl_4_sl_5_ms_2_ds_1_bp_1_ws_8_a_notice_is_published_as_early_as_the_profile_says"),
    (
        "notices.end_of_service.ahead",
        "sl_4_sl_5_ms_2_ds_1_bp_1_ws_8_a_notice_is_published_as_early_as_the_profile_says",
    ),
    ("notices.upgrade.ahead", "sl_4_sl_5_ms_2_ds_1_bp_1_ws_8_a_notice_is_published_as_early_as_the_profile_says"),
    ("notices.contact_link_hours", "a_contact_is_confirmed_within_the_time_of_the_profile"),
    ("support.answer.goal_business_days", "ws_11_an_inquiry_is_answered_within_two_business_days"),
    ("support.answer.latest_business_days", "sl_7_an_inquiry_is_due_by_the_end_of_the_next_business_day"),
    ("support.desk.weekdays", "ds_8_an_inquiry_keeps_lunch_and_the_turn_of_the_year"),
    ("support.desk.closures", "ds_8_an_inquiry_keeps_lunch_and_the_turn_of_the_year"),
    ("support.form", "bp_8_inquiries_are_taken_at_all_hours_where_the_profile_says_so"),
    ("support.cooling_off_hours", "where_nobody_can_consent_a_case_waits_as_long_as_the_profile_says"),
    ("access.ip_rules_for", "ms_16_networks_limit_the_classes_of_the_profile"),
    ("access.lift_hours", "ms_16_limits_are_lifted_for_as_long_as_the_profile_says"),
    ("access.restricted", "ms_17_members_are_restricted_as_administrators_are"),
    ("access.restricted_by", "ms_16_restricted_classes_come_in_by_the_ways_of_the_profile"),
    ("rights.download_by_default", "what_administrators_see_and_take_along_is_the_profiles_matter"),
    (
        "staff_access.approved_staff_only",
        "ds_13_bp_15_another_member_of_staff_approves_and_is_kept_with_reason_and_date",
    ),
    ("staff_access.consent_required", "ms_18_staff_look_only_under_consent_and_every_look_is_recorded"),
    ("staff_access.consent_max_hours", "ms_18_a_consent_lasts_as_long_as_the_profile_lets_it"),
    ("staff_access.recorded", "ms_18_staff_look_only_under_consent_and_every_look_is_recorded"),
    ("publication.help", "ms_23_help_is_on_the_web_and_names_the_browsers_of_the_profile"),
    ("publication.browsers", "ms_23_help_is_on_the_web_and_names_the_browsers_of_the_profile"),
    ("logs.kinds", "ms_19_sign_in_sign_out_access_and_errors_are_logged"),
    ("logs.actions", "ws_7_create_update_delete_and_extract_are_in_the_log"),
    ("logs.disclosure_signed", "the_whole_log_verifies_without_the_console"),
    ("logs.account_id", "bp_16_every_entry_of_a_person_has_their_id"),
    ("logs.search_by_account", "ms_13_the_log_is_searched_by_the_account_id"),
    ("logs.sign_in_fields", "ms_19_bp_5_the_history_has_time_address_device_and_result"),
    ("logs.own_activity", "what_people_see_of_themselves_is_the_profiles_matter"),
    ("logs.member_activity", "what_administrators_see_and_take_along_is_the_profiles_matter"),
    ("logs.visible.operation", "what_administrators_see_and_take_along_is_the_profiles_matter"),
    ("logs.visible.sign_in", "what_administrators_see_and_take_along_is_the_profiles_matter"),
    ("data.exportable", "sl_13_everything_deposited_can_be_exported"),
    ("data.refuse_invalid_input", "ms_12_wrong_input_is_refused_at_its_field_and_nothing_is_stored"),
    ("data.count_refused_input", "ds_12_refused_input_is_counted_and_the_company_sees_it"),
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
    ENFORCED.iter().any(|(known, _)| covers(known, key)) && !is_only_allowed(key, value)
}

/// True if a row names a key or the section of the key.
pub(super) fn covers(known: &str, key: &str) -> bool {
    key.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Values of enforced keys that this version does not enforce: there are no plans that could set a limit, no external
/// account opens the console where the profile allows it, only the security manager approves, nothing prevents exports,
/// everything is sealed with one cipher, and no part of the program keeps the server log.
fn is_only_allowed(key: &str, value: &Value) -> bool {
    let word = value.as_str();
    match key {
        "accounts.external_sign_in" => value.as_bool() == Some(true),
        "accounts.approval" => word == Some(Approver::Administrator.code()),
        "data.exportable" => value.as_bool() == Some(false),
        "encryption.cipher" => word != Some(Cipher::Aes256.code()),
        "logs.kinds" => !are_kept(value),
        _ => word == Some("plan"),
    }
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
