//! The numbers of documents 002, 003 and 004, as stated by the profiles.

use super::documents::{bp, day, ds, hours, lead, ms, sl, ws};
use super::*;

#[test]
fn profile_ds_1_tells_7_days_and_3_months_ahead() {
    assert_eq!(lead(ds(), NoticeKind::PlannedStop), (Length::Days(7), vec![NoticeChannel::Mail]));
    let both = vec![NoticeChannel::Site, NoticeChannel::Mail];
    assert_eq!(lead(ds(), NoticeKind::EndOfService), (Length::Months(3), both));
}

#[test]
fn profile_ds_15_16_tell_changes_by_mail_and_limit_staff_and_transport() {
    assert_eq!(lead(ds(), NoticeKind::Change), (Length::Days(0), vec![NoticeChannel::Mail]));
    let source = |key| ds().source(key).map(Source::id);
    assert_eq!(source("tls.required"), Some("DS-16"));
    assert_eq!(source("staff_access.approved_staff_only"), Some("DS-16"));
}

#[test]
fn profile_ds_2_3_count_5_minutes_and_3_failures() {
    assert_eq!(ds().uptime.min_counted_minutes, 5);
    assert_eq!(ds().uptime.slo_percent.map(Percent::thousandths), Some(99_000));
    let recovery = &ds().recovery;
    assert_eq!(
        (recovery.mttr_minutes, recovery.rto_minutes, recovery.max_failures_per_year),
        (Some(60), Some(240), Some(3))
    );
    assert!(!recovery.brief_network_faults_count);
}

#[test]
fn profile_ds_5_has_nine_steps() {
    assert_eq!(ds().incident.steps, IncidentStep::ALL);
}

#[test]
fn profile_ds_6_keeps_audit_logs_30_days() {
    for kind in &ds().logs.kinds {
        assert_eq!(ds().retention.of(*kind), Keep::For(Length::Days(30)));
    }
}

#[test]
fn profile_ds_7_limits_users_and_storage() {
    assert_eq!((ds().session.concurrent_users, ds().quotas.storage_gigabytes), (Quota::Limit(50), Quota::Limit(15)));
    let response = &ds().response;
    let targets = (response.mean_milliseconds, response.slow_spell_minutes, response.batch_seconds);
    assert_eq!(targets, (Some(3_000), Some(60), Some(14_400)));
}

#[test]
fn profile_ds_8_closes_at_noon_and_over_the_new_year() {
    let support = &ds().support;
    assert_eq!(support.desk.weekdays, [hours("10:00-12:00"), hours("13:00-17:00")]);
    assert_eq!((support.mail, support.telephone), (Some(Acceptance::Always), Some(Acceptance::DeskHours)));
    for closed in ["2026-12-30", "2026-12-31", "2027-01-01"] {
        assert!(support.desk.hours_on(day(closed)).is_empty(), "{closed}");
    }
    assert_eq!(support.desk.hours_on(day("2026-12-29")).len(), 2);
    assert_eq!(support.desk.hours_on(day("2027-01-04")).len(), 2);
}

#[test]
fn profile_ds_9_10_keep_7_generations_and_erase_within_a_month() {
    assert_eq!((ds().backup.full.every, ds().backup.generations), (Length::Days(1), 7));
    assert_eq!((ds().erasure.within, ds().erasure.on_request_business_days), (Length::Months(1), 5));
}

#[test]
fn profile_ds_11_13_place_tenants_apart_and_approve_accounts() {
    assert_eq!(ds().isolation.database, TenantDatabase::SharedOrOwn);
    assert_eq!(ds().accounts.approval, Approver::SecurityManager);
}

#[test]
fn profile_bp_1_stops_from_2_to_4_and_tells_on_the_site() {
    let stop = bp().maintenance.monthly.as_ref().expect("a monthly stop");
    assert_eq!((stop.start.to_string().as_str(), stop.max_minutes, stop.week), ("02:00", 120, None));
    let kinds = [NoticeKind::PlannedStop, NoticeKind::EndOfService, NoticeKind::Change];
    let site = || vec![NoticeChannel::Site];
    let expected = [(Length::Months(6), site()), (Length::Months(3), site()), (Length::Months(1), site())];
    assert_eq!(kinds.map(|kind| lead(bp(), kind)), expected);
}

#[test]
fn profile_bp_2_hides_actuals() {
    assert_eq!(bp().uptime.slo_percent.map(Percent::thousandths), Some(99_990));
    let publication = &bp().publication;
    assert_eq!((publication.uptime_actuals, publication.recovery_actuals), (Audience::Provider, Audience::Provider));
    assert!(publication.status_page_only_in_faults, "no report in normal times");
    for other in [sl(), ms(), ds(), ws()] {
        assert!(!other.publication.status_page_only_in_faults, "{}", other.name);
    }
}

#[test]
fn profile_bp_4_tells_within_an_hour_and_every_30_minutes() {
    let incident = &bp().incident;
    assert_eq!((incident.first_notice_minutes, incident.update_minutes), (60, 30));
    assert_eq!(incident.first_notice_by, [NoticeChannel::Site, NoticeChannel::Mail]);
    assert_eq!((incident.update_by.as_slice(), bp().monitoring.interval_seconds), (&[NoticeChannel::Site][..], 60));
}

#[test]
fn profile_bp_5_shows_administrators_the_sign_in_history_alone() {
    let visible = &bp().logs.visible;
    assert_eq!(visible.of(LogKind::SignIn), Audience::Administrators);
    for kind in [LogKind::Operation, LogKind::Access, LogKind::Error, LogKind::Server] {
        assert_eq!(visible.of(kind), Audience::Provider);
    }
    assert_eq!(bp().logs.sign_in_fields, SignInField::ALL);
    assert_eq!(bp().logs.disclosure, Disclosure::None);
}

#[test]
fn profile_bp_6_7_aim_at_3_seconds_and_publish_the_api() {
    assert_eq!(bp().response.mean_milliseconds, Some(3_000));
    assert!(bp().response.collected && bp().publication.api_is_public());
}

#[test]
fn profile_bp_8_has_a_telephone_from_9_to_18_and_a_form_always() {
    assert_eq!(bp().support.desk.weekdays, [hours("09:00-18:00")]);
    assert_eq!((bp().support.telephone, bp().support.form), (Some(Acceptance::DeskHours), Some(Acceptance::Always)));
}

#[test]
fn profile_bp_9_keeps_7_generations_for_6_months() {
    let backup = &bp().backup;
    assert_eq!((backup.full.every, backup.generations, backup.keep), (Length::Months(1), 7, Some(Length::Months(6))));
    assert_eq!(backup.differential.as_ref().map(|plan| plan.every), Some(Length::Days(1)));
}

#[test]
fn profile_bp_10_retains_data_and_closes_accounts() {
    let erasure = &bp().erasure;
    assert_eq!(
        (erasure.mode, erasure.deletion, erasure.within),
        (ErasureMode::Retain, Deletion::Logical, Length::Days(0))
    );
}

#[test]
fn profile_bp_12_14_warn_by_mail_and_refuse_old_tls() {
    assert!(bp().data.integrity_mail);
    assert_eq!(bp().tls.min_version, TlsVersion::Tls12);
}

/// Block ciphers of the government's recommended list (CRYPTREC, 電子政府推奨暗号リスト): AES and Camellia. Of these, TLS 1.3 and
/// the program's library support only AES.
#[test]
fn profile_bp_14_names_ciphers_of_the_governments_recommended_list_alone() {
    const RECOMMENDED: &[Cipher] = &[Cipher::Aes256, Cipher::Aes128];
    assert!(!bp().tls.ciphers.is_empty() && bp().tls.ciphers.iter().all(|cipher| RECOMMENDED.contains(cipher)));
    assert_eq!(bp().source("tls.ciphers").map(Source::id), Some("BP-14"));
}

#[test]
fn profile_sl_17_names_the_ciphers_of_the_elb_policy() {
    assert_eq!(sl().tls.ciphers, [Cipher::Aes256, Cipher::Aes128]);
    assert_eq!(sl().source("tls.ciphers").map(Source::id), Some("SL-17"));
}

#[test]
fn profile_ms_10_26_encrypt_data_and_keep_companies_from_each_others_load() {
    assert!(ms().isolation.share_per_tenant);
    for (key, statement) in [("encryption.personal_data", "MS-10"), ("isolation.share_per_tenant", "MS-26")] {
        assert_eq!(ms().source(key).map(Source::id), Some(statement), "{key}");
    }
}

#[test]
fn profile_bp_6_has_no_limit_on_users_and_resources() {
    assert_eq!((bp().session.concurrent_users, bp().quotas.storage_gigabytes), (Quota::Unlimited, Quota::Unlimited));
    assert_eq!(bp().source("quotas.storage_gigabytes").map(Source::id), Some("BP-6"));
}

#[test]
fn profile_ws_1_has_no_external_sign_in() {
    assert!(!ws().accounts.external_sign_in);
    assert_eq!(ws().accounts.identifier, Identifier::Email);
}

#[test]
fn profile_ws_3_7_have_four_settings_per_screen_and_log_four_kinds_of_acts() {
    assert_eq!(ws().rights.screen_settings, ScreenSetting::ALL);
    assert_eq!(ws().logs.actions, ActionKind::ALL);
}

#[test]
fn profile_ws_4_backs_up_every_12_hours_and_every_10_minutes() {
    let every = |plan: &Option<BackupPlan>| plan.as_ref().map(|plan| plan.every);
    assert_eq!(every(&ws().backup.differential), Some(Length::Hours(12)));
    assert_eq!(every(&ws().backup.continuous), Some(Length::Minutes(10)));
}

#[test]
fn profile_ws_5_extracts_first_and_erases_per_service() {
    assert!(ws().erasure.export_first && ws().erasure.per_service);
}

#[test]
fn profile_ws_8_publishes_99_9_a_year_and_8_hours_of_maintenance() {
    let uptime = &ws().uptime;
    assert_eq!((uptime.period, uptime.slo_percent.map(Percent::thousandths)), (UptimePeriod::Year, Some(99_900)));
    assert_eq!(ws().maintenance.budget_hours_per_year, Some(8));
    assert_eq!(lead(ws(), NoticeKind::Maintenance).0, Length::Days(10));
    let publication = &ws().publication;
    assert_eq!((publication.uptime_actuals, publication.maintenance_actuals), (Audience::Public, Audience::Public));
    assert_eq!(publication.actuals_every, UptimePeriod::Month);
}

#[test]
fn profile_ws_10_11_publish_objectives_and_answer_within_2_business_days() {
    assert_eq!(ws().publication.service_level, Audience::Public);
    assert_eq!(ws().support.answer.latest_business_days, 2);
}

#[test]
fn sessions_end_after_30_minutes_idle_and_12_hours_in_every_profile() {
    for name in names() {
        let session = &profile(name).session;
        assert_eq!((session.idle().num_minutes(), session.absolute().num_hours()), (30, 12));
    }
}
