//! Schema changes, one per file. `serve` runs them under a lock. A file that has shipped is never edited.

mod sql;

mod m20261122_000001_data_key;
mod m20261122_000002_tenant;
mod m20261122_000003_account;
mod m20261122_000004_session;
mod m20261122_000005_operation_log;
mod m20261122_000006_end_user;
mod m20261122_000007_end_user_import;
mod m20261122_000008_export;
mod m20261122_000009_statistics;
mod m20261123_000010_attempt;
mod m20261123_000011_filters_together;
mod m20261124_000012_mail;
mod m20261124_000013_contact;
mod m20261124_000014_second_factor;
mod m20261124_000015_support_case;
mod m20261124_000016_invitation;
mod m20261124_000017_help_request;
mod m20261124_000018_network;
mod m20261124_000019_access_consent;
mod m20261124_000020_passkey;
mod m20261124_000021_mail_code;
mod m20261124_000022_client_certificate;
mod m20261126_000023_attempts_apart;
mod m20261126_000030_case_due;
mod m20261126_000031_help_due;
mod m20261126_000035_mail_code_device;
mod m20261126_000036_sessions_ended;
mod m20261126_000037_once_apart;
mod m20261129_000038_download_right;
mod m20261129_000040_unseen_lock;
mod m20261129_000041_devices_since;
mod m20261129_000042_help_times;
mod m20261129_000045_room;
mod m20261129_000046_account_sealed;
mod m20261129_000047_account_signed;
mod m20261129_000048_session_sealed;
mod m20261129_000049_grants_signed;
mod m20261129_000053_refusal_reasons;
mod m20261129_000054_said_by_import;
mod m20261129_000055_mail_about;
mod m20261129_000060_staff_request;
mod m20261129_000061_profile_change;
mod m20261129_000062_tenant_by_profile;
mod m20261129_000063_case_signed;
mod m20261129_000064_requests_signed;
mod m20261129_000065_authenticator_signed;
mod m20261129_000090_consent_signed;
mod m20261129_000091_company_signed;
mod m20261129_000092_codes_gone;
mod m20261129_000093_help_case;
mod m20261129_000094_session_seen;
mod m20261129_000095_versions;
mod m20261129_000096_export_unreadable;
mod m20261130_000100_refused_input;
mod m20261130_000101_versions_of_all;
mod m20261130_000110_exports_signed;
mod m20261130_000120_approver_version;
mod m20261130_000121_exports_apart;
mod m20261201_000110_log_words;
mod m20261201_000130_case_ended_altered;
mod m20261201_000150_case_number;
mod m20261201_000151_case_note;
mod m20261201_000152_account_word;
mod m20261201_000160_consent_request;
mod m20261201_000170_keys;
mod m20261201_000185_log_rare;
mod m20261201_000200_announcement;
mod m20261201_000201_announcement_receipt;
mod m20261201_000220_announcement_search;
mod m20261201_000221_announcement_feed;
mod m20261201_000300_inquiry;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

/// The list of migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_data_key::Migration),
            Box::new(m20261122_000002_tenant::Migration),
            Box::new(m20261122_000003_account::Migration),
            Box::new(m20261122_000004_session::Migration),
            Box::new(m20261122_000005_operation_log::Migration),
            Box::new(m20261122_000006_end_user::Migration),
            Box::new(m20261122_000007_end_user_import::Migration),
            Box::new(m20261122_000008_export::Migration),
            Box::new(m20261122_000009_statistics::Migration),
            Box::new(m20261123_000010_attempt::Migration),
            Box::new(m20261123_000011_filters_together::Migration),
            Box::new(m20261124_000012_mail::Migration),
            Box::new(m20261124_000013_contact::Migration),
            Box::new(m20261124_000014_second_factor::Migration),
            Box::new(m20261124_000015_support_case::Migration),
            Box::new(m20261124_000016_invitation::Migration),
            Box::new(m20261124_000017_help_request::Migration),
            Box::new(m20261124_000018_network::Migration),
            Box::new(m20261124_000019_access_consent::Migration),
            Box::new(m20261124_000020_passkey::Migration),
            Box::new(m20261124_000021_mail_code::Migration),
            Box::new(m20261124_000022_client_certificate::Migration),
            Box::new(m20261126_000023_attempts_apart::Migration),
            Box::new(m20261126_000030_case_due::Migration),
            Box::new(m20261126_000031_help_due::Migration),
            Box::new(m20261126_000035_mail_code_device::Migration),
            Box::new(m20261126_000036_sessions_ended::Migration),
            Box::new(m20261126_000037_once_apart::Migration),
            Box::new(m20261129_000038_download_right::Migration),
            Box::new(m20261129_000040_unseen_lock::Migration),
            Box::new(m20261129_000041_devices_since::Migration),
            Box::new(m20261129_000042_help_times::Migration),
            Box::new(m20261129_000045_room::Migration),
            Box::new(m20261129_000046_account_sealed::Migration),
            Box::new(m20261129_000047_account_signed::Migration),
            Box::new(m20261129_000048_session_sealed::Migration),
            Box::new(m20261129_000049_grants_signed::Migration),
            Box::new(m20261129_000053_refusal_reasons::Migration),
            Box::new(m20261129_000054_said_by_import::Migration),
            Box::new(m20261129_000055_mail_about::Migration),
            Box::new(m20261129_000060_staff_request::Migration),
            Box::new(m20261129_000061_profile_change::Migration),
            Box::new(m20261129_000062_tenant_by_profile::Migration),
            Box::new(m20261129_000063_case_signed::Migration),
            Box::new(m20261129_000064_requests_signed::Migration),
            Box::new(m20261129_000065_authenticator_signed::Migration),
            Box::new(m20261129_000090_consent_signed::Migration),
            Box::new(m20261129_000091_company_signed::Migration),
            Box::new(m20261129_000092_codes_gone::Migration),
            Box::new(m20261129_000093_help_case::Migration),
            Box::new(m20261129_000094_session_seen::Migration),
            Box::new(m20261129_000095_versions::Migration),
            Box::new(m20261129_000096_export_unreadable::Migration),
            Box::new(m20261130_000100_refused_input::Migration),
            Box::new(m20261130_000101_versions_of_all::Migration),
            Box::new(m20261130_000110_exports_signed::Migration),
            Box::new(m20261130_000120_approver_version::Migration),
            Box::new(m20261130_000121_exports_apart::Migration),
            Box::new(m20261201_000110_log_words::Migration),
            Box::new(m20261201_000130_case_ended_altered::Migration),
            Box::new(m20261201_000150_case_number::Migration),
            Box::new(m20261201_000151_case_note::Migration),
            Box::new(m20261201_000152_account_word::Migration),
            Box::new(m20261201_000160_consent_request::Migration),
            Box::new(m20261201_000170_keys::Migration),
            Box::new(m20261201_000185_log_rare::Migration),
            Box::new(m20261201_000200_announcement::Migration),
            Box::new(m20261201_000201_announcement_receipt::Migration),
            Box::new(m20261201_000220_announcement_search::Migration),
            Box::new(m20261201_000221_announcement_feed::Migration),
            Box::new(m20261201_000300_inquiry::Migration),
        ]
    }
}
