//! The loader refuses every invalid profile with file, line and reason.

use super::broken::{refused, sl};
use super::*;

#[test]
fn bad_syntax() {
    sl("idle_minutes = 30", "idle_minutes = = 30", "");
    sl("idle_minutes = 30", "idle_minutes = 30\n@idle_minutes = 31", "duplicate key");
}

#[test]
fn all_syntax_errors_at_once() {
    let text = text("social-login-manager")
        .replace("idle_minutes = 30", "idle_minutes =")
        .replace("hsts_days = 365", "hsts_days");
    assert!(Profile::parse("my.toml", &text).expect_err("two faults").len() >= 2);
}

#[test]
fn unknown_keys() {
    sl("idle_minutes = 30", "idle_minutes = 30\n@idle_seconds = 5", "unknown field `idle_seconds`");
    sl("[step_up]", "[step_upp]\n[step_up]", "unknown field `step_upp`");
    sl("version = 1", "version = 1\n@colour = \"red\"", "unknown field `colour`");
    sl("lift = { permanent = false,", "lift = { permanent = false, free = true,", "unknown field `free`");
    sl("id = \"waf\"", "id = \"waf\"\n@by = \"me\"", "unknown field `by`");
}

#[test]
fn wrong_types_and_values() {
    sl("idle_minutes = 30", "idle_minutes = \"30\"", "invalid type: string \"30\"");
    sl("idle_minutes = 30", "idle_minutes = -30", "invalid value: integer `-30`");
    sl("letters_and_digits = true", "letters_and_digits = 1", "invalid type: integer `1`, expected a boolean");
    sl("hash = \"argon2id\"", "hash = \"md5\"", "unknown variant `md5`");
    sl("min_version = \"1.2\"", "min_version = \"1.1\"", "unknown variant `1.1`");
    sl("methods = [\"password\", \"two-factor\"]", "methods = [\"magic\"]", "unknown variant `magic`");
    sl("weekdays = [\"10:00-17:00\"]", "weekdays = [\"17:00-10:00\"]", "ends before it begins");
    sl("weekdays = [\"10:00-17:00\"]", "weekdays = [\"10-17\"]", "not a time of day");
    sl("closures = []", "closures = [\"30 December\"]", "expected days like");
    sl("sla_percent = 99.9\n", "sla_percent = 999.9\n", "a percentage above 0 and up to 100");
    sl("sla_percent = 99.9\n", "sla_percent = 99.99999\n", "at most three decimals");
    let days = "a number of days, 1 or more, or \"never\"";
    refused("managed-saas", "administrators = 30,", "administrators = 0,", days);
    refused("managed-saas", "administrators = 30,", "administrators = \"always\",", days);
    let both = "administrators = { days = 90, months = 3 }";
    sl(both, "administrators = { days = 90 }", "days and months must be set together");
    sl(both, "administrators = { days = 90, months = 0 }", "days and months must be set together");
    sl(both, "administrators = { days = 90, years = 1 }", "unknown unit `years`");
    sl("end_users = \"unlimited\"", "end_users = \"many\"", "a number, 1 or more, \"plan\" or \"unlimited\"");
}

#[test]
fn what_always_holds_cannot_be_switched_off() {
    sl("backups = true", "backups = false", "this always applies");
    sl("one_per_person = true", "one_per_person = false", "this always applies");
}

#[test]
fn effective_date_absent_or_none() {
    let text = text("social-login-manager").replace("effective = 2026-11-01\n", "");
    let errors = Profile::parse("my.toml", &text).expect_err("no date");
    assert!(errors[0].to_string().starts_with("my.toml:1: missing field `effective`"), "{}", errors[0]);
    sl("effective = 2026-11-01", "effective = 2026-02-30", "");
    sl("effective = 2026-11-01", "effective = 2026-11-01T10:00:00Z", "expected a day");
    sl("effective = 2026-11-01", "effective = \"2026-11-01\"", "invalid type");
}

#[test]
fn missing_section_or_value() {
    sl("[tls]\nrequired = true\n", "[tls]\n", "missing field `required`");
}

#[test]
fn lead_times() {
    sl("change = { ahead = { months = 1 }", "change = { ahead = { months = -1 }", "invalid value: integer `-1`");
    sl("change = { ahead = { months = 1 }", "change = { ahead = { weeks = 4 }", "unknown unit `weeks`");
    sl(
        "change = { ahead = { months = 1 }",
        "change = { ahead = { months = 1, days = 3 }",
        "more than one unit is given; choose one",
    );
    sl("change = { ahead = { months = 1 }", "change = { ahead = {}", "a length needs one of");
    sl("change = { ahead = { months = 1 }", "change = { ahead = \"unlimited\"", "expected a length such as");
    sl(
        "change = { ahead = { months = 1 }, channels = [\"mail\"]",
        "change = { ahead = { months = 1 }, channels = []",
        "reach no one",
    );
    sl(
        "change = { ahead = { months = 1 }, channels = [\"mail\"]",
        "change = { ahead = { months = 1 }, channels = [\"slack\"]",
        "unknown variant `slack`",
    );
}

#[test]
fn retention() {
    sl("server = { years = 5 }", "server = { unlimited = true, days = 30 }", "`unlimited` can't be combined");
    sl("server = { years = 5 }", "server = { days = 30, unlimited = true }", "`unlimited` can't be combined");
    sl("server = { years = 5 }", "server = { days = 0 }", "the log would be deleted immediately");
    sl("server = { years = 5 }", "server = \"forever\"", "or \"unlimited\"");
    sl("member_activity = \"administrators\"", "member_activity = \"provider\"", "is in the operation log");
}

#[test]
fn passwords() {
    sl("min_length = 8", "min_length = 200", "longer than password.max_length");
    sl("history = 1  ", "history = 0  ", "0, but SL-20b forbids the previous password");
    let ages = "max_age_days = { administrators = 30, members = 90, staff = 30 }";
    let young = "before password.min_age_hours allows a change";
    refused("managed-saas", "min_age_hours = 24\n", "min_age_hours = 2160\n@", young);
    refused(
        "managed-saas",
        ages,
        "max_age_days = { administrators = 14, members = 90, staff = 30 }",
        "longer than the password is valid",
    );
    sl("issued_valid_hours = 24", "issued_valid_hours = 0", "never be valid");
    sl("attempts = 10  ", "attempts = 0  ", "no one could sign in");
    sl("unlock = [\"support-reset\"]", "unlock = []", "no one could unlock an account");
    sl("unlock = [\"support-reset\"]", "unlock = [\"administrator-reset\"]", "include `support-reset`");
    sl("methods = [\"password\", \"two-factor\"]", "methods = [\"two-factor\"]", "include `password`");
    sl("change_after_reset = true", "change_after_reset = false", "can't be turned off");
    sl("alarm_locks_per_hour = 5", "alarm_locks_per_hour = 0", "the alarm would be raised");
    sl("passkeys_per_address_per_minute = 30", "passkeys_per_address_per_minute = 0", "no one could sign in");
    sl("forget_hours = 24", "forget_hours = 0", "longer than failures are remembered");
    sl("help_per_address_per_minute = 5", "help_per_address_per_minute = 0", "no one could ask for help");
}

#[test]
fn second_factors_and_sessions() {
    sl("idle_minutes = 30", "idle_minutes = 721", "longer than session.absolute_hours");
    sl("max_age_minutes = 5", "max_age_minutes = 721", "longer than a session lasts");
    sl("light_max_age_minutes = 30", "light_max_age_minutes = 721", "longer than a session lasts");
    sl("light_max_age_minutes = 30", "light_max_age_minutes = 4", "lighter actions would ask sooner");
    let methods = "methods = [\"totp\", \"passkey\", \"recovery-code\"]";
    sl(
        &format!("{methods}\noffered_to = [\"administrators\", \"members\", \"staff\"]\n"),
        "methods = [\"recovery-code\"]\noffered_to = [\"staff\"]\n@",
        "offers no method",
    );
    for key in [
        "step_minutes = 10",
        "email_codes = 5",
        "email_codes_per_hour = 10",
        "passkey_minutes = 5",
        "recovery_codes = 10",
    ] {
        let name = key.split(' ').next().unwrap();
        sl(key, &format!("{name} = 0"), "expected 1 or more");
    }
    sl("restricted = []", "restricted = [\"members\"]", "nothing enforces this");
    sl(methods, "methods = [\"totp\", \"client-certificate\"]", "sign_in.methods doesn't include them");
    sl(methods, "methods = [\"totp\", \"passkey\"]", "recovery codes always come with");
    let managed = "methods = [\"totp\", \"passkey\", \"email-code\", \"client-certificate\", \"recovery-code\"]";
    let without = "methods = [\"totp\", \"passkey\", \"email-code\", \"recovery-code\"]";
    refused("managed-saas", managed, without, "client certificates are missing");
    sl("email_code_for = []", "email_code_for = [\"members\"]", "if and only if second_factor.methods has");
    refused(
        "managed-saas",
        "email_code_for = [\"administrators\", ",
        "email_code_for = [\"staff\", ",
        "too weak for support staff",
    );
    sl(
        "restricted_by = [\"ip-address\", ",
        "restricted_by = [\"client-certificate\", ",
        "which sign_in.methods doesn't include",
    );
}

/// A profile names the ways in for restricted classes that the program enforces.
#[test]
fn restricted_classes() {
    let ways = "restricted_by = [\"ip-address\", \"client-certificate\", \"two-factor\"]";
    let managed = |old, new, reason| refused("managed-saas", old, new, reason);
    managed(ways, "restricted_by = [\"ip-address\", \"client-certificate\"]", "include `two-factor`");
    managed(ways, "restricted_by = [\"ip-address\", \"two-factor\"]", "include `client-certificate`");
    let limited = "ip_rules_for = [\"administrators\", \"members\", \"staff\"]\n";
    let restricted = "restricted = [\"administrators\", \"members\", \"staff\"]\n";
    let narrower = format!("ip_rules_for = [\"administrators\"]\n{restricted}@{ways}");
    managed(&format!("{limited}{restricted}{ways}"), &narrower, "access.ip_rules_for doesn't list");
}

#[test]
fn exports_and_erasure() {
    sl("export_approval = \"none\"", "export_approval = \"administrator\"", "but rights.download_by_default");
    sl(
        "exportable = true\nexport_formats = [\"csv\", \"xlsx\"]",
        "exportable = true\n@export_formats = []",
        "no format is listed",
    );
    sl("backups_within = { months = 2 }", "backups_within = { days = 3 }", "sooner than the data itself");
    refused("b2b-platform", "deletion = \"logical\"", "deletion = \"physical\"", "data is retained");
}

#[test]
fn maintenance() {
    sl("regular = false", "regular = true", "maintenance.monthly is not set");
    refused("managed-saas", "regular = true", "regular = false", "but maintenance.monthly is set");
    refused(
        "managed-saas",
        "regular = true\n",
        "regular = true\n@budget_hours_per_year = 59\n",
        "longer than this budget",
    );
    refused("managed-saas", "monthly = { week = 4, ", "monthly = { week = 6, ", "a month has 1 to 5");
    refused("managed-saas", "monthly = { week = 4, ", "monthly = { ", "week and day must be set together");
    sl("usual_per_year = 1", "usual_per_year = 3", "more than max_per_year");
    sl("usual_minutes = 30", "usual_minutes = 61", "longer than max_minutes");
    sl("max_minutes = 60", "max_minutes = 421", "longer than the hours");
}

#[test]
fn support() {
    let two = "weekdays = [\"10:00-13:00\", \"12:00-17:00\"]";
    sl("weekdays = [\"10:00-17:00\"]", two, "the hours overlap");
    sl("weekdays = [\"10:00-17:00\"]", "weekdays = []", "never be open");
    sl("goal_business_days = 0", "goal_business_days = 2", "later than latest_business_days");
    sl("[support]\nmail = \"desk-hours\"\nform = \"desk-hours\"\n", "[support]\n", "no way to reach Support");
}

#[test]
fn levels() {
    sl("slo_percent = 99.99\n", "slo_percent = 99.8\n", "lower than the guarantee");
    sl(
        "[uptime]\nscope = \"social-login\"\nperiod = \"month\"\nsla_percent = 99.9\nslo_percent = 99.99\n",
        "[uptime]\nscope = \"social-login\"\nperiod = \"month\"\n",
        "neither sla_percent nor slo_percent",
    );
    refused("dual-server-saas", "mttr_minutes = 60", "mttr_minutes = 300", "longer than the recovery time objective");
    refused("workspace-saas", "rpo_minutes = 10", "rpo_minutes = 5", "shorter than the time between two backups");
    sl("web_api_per_minute = 10000", "web_api_per_minute = 0", "every request would be rejected");
    sl("percentiles = [50, 95, 99]", "percentiles = [50, 100]", "percentiles range from 1 to 99");
    refused("managed-saas", "collected = true", "collected = false", "no times are collected");
}

#[test]
fn backups() {
    sl("generations = 7", "generations = 0", "no backup would be kept");
    refused(
        "workspace-saas",
        "differential = { every = { hours = 12 } }",
        "differential = { every = { days = 8 } }",
        "must be more frequent",
    );
    refused(
        "workspace-saas",
        "differential = { every = { hours = 12 } }",
        "differential = { every = { hours = 12 }, at = \"04:00\" }",
        "a single time of day",
    );
    refused("b2b-platform", "keep = { months = 6 }", "keep = { days = 6 }", "between two full backups");
}

#[test]
fn watching_and_publishing() {
    sl("alerts = [\"slack\"]", "alerts = []", "reach no one");
    sl("update_minutes = 60", "update_minutes = 0", "expected 1 or more");
    sl("steps = [\"detect\", \"triage\",", "steps = [\"detect\", \"detect\",", "a step appears twice");
    sl("uptime_actuals = \"members\"", "uptime_actuals = \"public\"", "visible to more people than the objectives");
    sl("error = \"provider\"", "error = \"public\"", "can't be public");
    sl("kinds = [\"access\", \"operation\",", "kinds = [\"access\",", "always logged");
    refused(
        "workspace-saas",
        "ciphers = [\"aes-256\", \"aes-128\", \"chacha20\"]",
        "ciphers = []",
        "no connection could be made",
    );
}

#[test]
fn head() {
    sl("document = \"000\"", "document = \"005\"", "unknown document");
    sl("version = 1", "version = 0", "versions start at 1");
    sl("name = \"social-login-manager\"", "name = \"Social Login\"", "lowercase letters, digits and hyphens");
}

#[test]
fn all_contradictions_are_told_in_the_order_of_the_file() {
    let text = text("social-login-manager")
        .replace("hsts_days = 365", "hsts_days = 0")
        .replace("idle_minutes = 30", "idle_minutes = 0")
        .replace("min_length = 8", "min_length = 200");
    let errors = Profile::parse("my.toml", &text).expect_err("three faults");
    let reasons: Vec<&str> = errors.iter().filter_map(|error| error.reason.split(':').next()).collect();
    assert_eq!(reasons, ["password.min_length", "session.idle_minutes", "tls.hsts_days"]);
}
