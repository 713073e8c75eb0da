//! The numbers of the documents, as stated by the profiles: the first two documents, and tests over all of them.

use chrono::{NaiveDate, NaiveTime};

use super::*;

pub(super) fn sl() -> &'static Profile {
    profile("social-login-manager")
}

pub(super) fn ms() -> &'static Profile {
    profile("managed-saas")
}

pub(super) fn ds() -> &'static Profile {
    profile("dual-server-saas")
}

pub(super) fn bp() -> &'static Profile {
    profile("b2b-platform")
}

pub(super) fn ws() -> &'static Profile {
    profile("workspace-saas")
}

pub(super) fn lead(profile: &Profile, kind: NoticeKind) -> (Length, Vec<NoticeChannel>) {
    let lead = profile.notices.lead(kind).expect("a lead time");
    (lead.ahead, lead.channels.clone())
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn hours(text: &str) -> HourSpan {
    text.parse().expect("hours")
}

#[test]
fn profile_sl_4_5_6_tell_1_month_ahead_by_mail() {
    for kind in [NoticeKind::Change, NoticeKind::Suspension, NoticeKind::Maintenance] {
        assert_eq!(lead(sl(), kind), (Length::Months(1), vec![NoticeChannel::Mail]));
    }
}

#[test]
fn profile_sl_6_has_no_regular_stop_and_two_a_year_at_most() {
    let maintenance = &sl().maintenance;
    assert!(!maintenance.regular && maintenance.monthly.is_none() && maintenance.service_around_the_clock);
    let stop = maintenance.occasional.as_ref().expect("occasional stops");
    assert_eq!((stop.usual_per_year, stop.max_per_year, stop.usual_minutes, stop.max_minutes), (1, 2, 30, 60));
}

#[test]
fn profile_sl_7_answers_by_the_next_business_day() {
    let support = &sl().support;
    assert_eq!(support.desk.weekdays, [hours("10:00-17:00")]);
    assert_eq!((support.answer.goal_business_days, support.answer.latest_business_days), (0, 1));
    assert!(support.desk.hours_on(day("2026-11-28")).is_empty(), "a Saturday");
    assert_eq!(support.desk.hours_on(day("2026-11-27")).len(), 1, "a Friday");
}

#[test]
fn profile_sl_8_watches_five_kinds_and_reports_to_slack() {
    assert_eq!(sl().monitoring.targets, MonitorTarget::ALL);
    assert_eq!(sl().monitoring.alerts, [AlertSink::Slack]);
}

#[test]
fn profile_sl_9_has_no_public_status_page() {
    assert!(!sl().publication.status_page_is_public());
}

#[test]
fn profile_sl_10_promises_99_9_and_aims_at_99_99_a_month() {
    let uptime = &sl().uptime;
    assert_eq!((uptime.scope, uptime.period), (UptimeScope::SocialLogin, UptimePeriod::Month));
    let percents = [uptime.sla_percent, uptime.stated_actual_percent, uptime.slo_percent];
    assert_eq!(percents.map(|percent| percent.map(Percent::thousandths)), [Some(99_900), Some(99_950), Some(99_990)]);
    assert!(uptime.not_counted.provider_stops && !uptime.not_counted.planned_stops, "nothing else is left out");
}

#[test]
fn profile_sl_11_sets_no_rto_and_an_rpo_of_7_days() {
    let recovery = &sl().recovery;
    assert_eq!(
        (recovery.rto_minutes, recovery.usual_business_days, recovery.rpo_minutes),
        (None, Some(1), Some(7 * 1440))
    );
}

#[test]
fn profile_sl_12_limits_requests_and_lifts_10_days_ahead() {
    let limits = &sl().rate_limits;
    assert_eq!((limits.social_login_per_minute, limits.web_api_per_minute), (5_000, 10_000));
    let lift = limits.lift.as_ref().expect("a lift");
    assert_eq!((lift.permanent, lift.ask_days_ahead, lift.charged), (false, 10, true));
    assert_eq!(sl().quotas.end_users, Quota::Unlimited);
}

#[test]
fn profile_sl_15_keeps_every_log_5_years() {
    for kind in LogKind::ALL {
        assert_eq!(sl().retention.of(*kind), Keep::For(Length::Years(5)));
    }
    assert_eq!(sl().retention.operation_log_days(), Some(1826));
    assert_eq!(sl().logs.disclosure, Disclosure::OnRequest);
}

#[test]
fn profile_sl_20a_wants_8_letters_and_digits() {
    assert_eq!((sl().password.min_length, sl().password.letters_and_digits), (8, true));
}

#[test]
fn profile_sl_20b_password_age_is_90_days_or_3_months_whichever_is_earlier() {
    for class in [AccountClass::Administrator, AccountClass::Member] {
        assert_eq!(*sl().password.max_age_days.of(class), Age::Within { days: 90, months: Some(3) });
    }
    assert_eq!(sl().password.history, 1);
}

#[test]
fn profile_sl_20c_unlocks_by_a_reset_at_the_support_desk_alone() {
    assert_eq!(sl().lockout.unlock, [Unlock::SupportReset]);
    assert!(sl().lockout.attempts > 0);
}

#[test]
fn profile_sl_20d_changes_at_first_issue_and_after_a_reset() {
    assert_eq!((sl().password.change_at_first_issue, sl().password.change_after_reset), (Always, Always));
}

#[test]
fn profile_sl_18_names_patches_test_and_mark() {
    let texts: String = sl().attestations.iter().filter(|a| a.statement == "SL-18").map(|a| a.en.as_str()).collect();
    for number in ["12 hours", "5 days", "once a year", "21000824"] {
        assert!(texts.contains(number), "{number}");
    }
}

#[test]
fn profile_ms_1_stops_on_the_fourth_sunday_for_5_hours_at_most() {
    let stop = ms().maintenance.monthly.as_ref().expect("a monthly stop");
    assert_eq!((stop.week, stop.day, stop.max_minutes), (Some(4), Some(DayOfWeek::Sunday), 300));
    assert_eq!(stop.start.0, NaiveTime::MIN);
}

#[test]
fn profile_ms_2_has_a_lead_time_for_each_kind() {
    let kinds = [NoticeKind::PlannedStop, NoticeKind::EndOfService, NoticeKind::Maintenance, NoticeKind::Upgrade];
    let leads = kinds.map(|kind| lead(ms(), kind).0);
    assert_eq!(leads, [Length::Months(1), Length::Months(6), Length::Days(7), Length::Days(0)]);
}

#[test]
fn profile_ms_3_4_7_have_their_targets() {
    assert_eq!(ms().uptime.sla_percent.map(Percent::thousandths), Some(99_900));
    assert_eq!((ms().recovery.mttr_minutes, ms().recovery.long_failure_hours), (Some(30), 24));
    let response = &ms().response;
    let targets = (response.mean_milliseconds, response.slow_spell_minutes, response.batch_seconds);
    assert_eq!(targets, (Some(500), Some(1), Some(5)));
}

#[test]
fn profile_ms_6_keeps_operation_logs_without_limit() {
    assert_eq!((ms().retention.operation, ms().retention.operation_log_days()), (Keep::Unlimited, None));
    assert_eq!(ms().logs.visible.operation, Audience::Administrators);
}

#[test]
fn profile_ms_8_takes_limits_from_the_plan() {
    assert_eq!((ms().session.concurrent_users, ms().quotas.storage_gigabytes), (Quota::Plan, Quota::Plan));
}

#[test]
fn profile_ms_9_has_a_desk_from_10_to_18() {
    assert_eq!(ms().support.desk.weekdays, [hours("10:00-18:00")]);
    assert!(ms().support.desk.closed_on_holidays);
}

#[test]
fn profile_ms_10_keeps_14_generations() {
    let backup = &ms().backup;
    assert_eq!((backup.full.every, backup.generations), (Length::Days(1), 14));
    assert_eq!(backup.full.at.map(|at| at.to_string()).as_deref(), Some("04:00"));
    assert_eq!(ms().encryption.cipher, Cipher::Aes256);
}

#[test]
fn profile_ms_11_erases_at_cancellation_and_approves_exports() {
    assert_eq!((ms().erasure.mode, ms().erasure.within), (ErasureMode::Erase, Length::Days(0)));
    assert!(ms().erasure.certificate && ms().erasure.export_first, "once all data has been returned");
    assert_eq!(ms().source("erasure.export_first").map(Source::id), Some("MS-11"));
    assert_eq!(ms().rights.export_approval, Approver::Administrator);
}

#[test]
fn profile_ms_14_takes_aes_alone() {
    assert_eq!(ms().tls.ciphers, [Cipher::Aes256, Cipher::Aes128]);
}

#[test]
fn profile_ms_16_17_let_passwords_live_30_and_90_days() {
    let ages = AccountClass::ALL.iter().map(|class| ms().password.max_age(*class)).collect::<Vec<_>>();
    assert_eq!(ages, [Some(30), Some(90), Some(30)]);
    for class in AccountClass::ALL {
        assert!(ms().access.restricted.contains(class) && ms().second_factor.required_for.contains(class));
    }
    for other in [sl(), ds(), bp(), ws()] {
        assert!(!other.second_factor.required_for.contains(&AccountClass::Member), "{}", other.name);
        assert!(other.access.restricted.is_empty());
    }
    assert!(!ms().rights.download_by_default);
    assert!(sl().rights.download_by_default);
}

#[test]
fn profile_ms_20_22_offer_mail_codes_and_client_certificates() {
    assert_eq!(ms().sign_in.methods, SignInMethod::ALL);
    assert!(ms().second_factor.methods.contains(&SecondFactorMethod::EmailCode));
    assert!(ms().second_factor.methods.contains(&SecondFactorMethod::ClientCertificate));
}
