//! Deposited data: how it is checked, sealed, backed up, returned, erased and transferred.

use serde::Deserialize;

use super::calendar::ClockTime;
use super::error::Findings;
use super::levels::Recovery;
use super::value::{Always, Length};
use super::words::{BackupReach, Cipher, DataFormat, DataOwner, Deletion, ErasureMode, TenantDatabase, TlsVersion};

/// Rules for data in use (SL-13, MS-12, DS-12, BP-12, BP-13).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    pub owner: DataOwner,
    pub exportable: bool,
    pub export_formats: Vec<DataFormat>,
    pub one_transaction_per_operation: Always,
    pub refuse_invalid_input: Always,
    pub sanitise_input: Always,
    /// Refused input is counted, and the counts are visible.
    pub count_refused_input: Always,
    /// Interval of the check for illegitimate data.
    pub integrity_check_hours: u32,
    pub integrity_mail: bool,
}

/// What is sealed (SL-16, MS-10, BP-11, WS-6).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encryption {
    pub personal_data: Always,
    pub backups: Always,
    pub key_per_tenant: Always,
    pub cipher: Cipher,
}

/// Separation of tenants (MS-15, DS-11, BP-11).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Isolation {
    pub tenant_scope_in_every_query: Always,
    pub database: TenantDatabase,
    /// Database and file transfer rights are separate for each tenant.
    pub rights_per_tenant: bool,
    /// The load of one company leaves all others a minimum of service (MS-26).
    pub share_per_tenant: bool,
}

/// The backup schedule (SL-11, MS-10, DS-9, BP-9, WS-4).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    pub full: BackupPlan,
    pub differential: Option<BackupPlan>,
    /// The transaction log.
    pub continuous: Option<BackupPlan>,
    /// Number of full backups to keep.
    pub generations: u32,
    /// How long backups are kept, if the document says so.
    pub keep: Option<Length>,
    pub reach: BackupReach,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupPlan {
    pub every: Length,
    /// The time of day (JST) of backups that run once a day or less often.
    pub at: Option<ClockTime>,
}

impl Backup {
    pub(super) fn contradictions(&self, recovery: &Recovery, f: &mut Findings<'_>) {
        f.refuse_if(self.generations == 0, "backup.generations", "no backup would be kept");
        let plans = [
            ("backup.full", Some(&self.full)),
            ("backup.differential", self.differential.as_ref()),
            ("backup.continuous", self.continuous.as_ref()),
        ];
        let mut longer = u64::MAX;
        for (key, plan) in plans {
            let Some(plan) = plan else { continue };
            let minutes = plan.every.shortest_minutes();
            f.refuse_if(minutes == 0, &format!("{key}.every"), "expected 1 or more");
            f.refuse_if(
                minutes >= longer,
                &format!("{key}.every"),
                "must be more frequent than the backup it builds on",
            );
            let often = plan.at.is_some() && minutes < 1440;
            f.refuse_if(
                often,
                &format!("{key}.at"),
                "runs more than once a day, so it can't have a single time of day",
            );
            longer = minutes;
        }
        let promised = recovery.rpo_minutes.map_or(u64::MAX, u64::from);
        let reason = "shorter than the time between two backups";
        f.refuse_if(longer != u64::MAX && promised < longer, "recovery.rpo_minutes", reason);
        let gone = self.keep.is_some_and(|keep| keep.shortest_minutes() < self.full.every.shortest_minutes());
        f.refuse_if(gone, "backup.keep", "shorter than the time between two full backups");
    }
}

/// Erasure of data at the end (SL-13, MS-11, MS-21, DS-10, BP-10, WS-5).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    pub mode: ErasureMode,
    /// The meaning of deletion during the contract, and for accounts afterwards.
    pub deletion: Deletion,
    /// Time after the end of the contract; zero means at once.
    pub within: Length,
    pub on_request_business_days: u32,
    /// Time after which backups no longer contain the data.
    pub backups_within: Length,
    /// The whole data is first exported for the customer.
    pub export_first: bool,
    /// If one of several services ends, only its data is erased.
    pub per_service: bool,
    pub certificate: bool,
}

impl Erasure {
    pub(super) fn contradictions(&self, data: &Data, f: &mut Findings<'_>) {
        let kept = self.mode == ErasureMode::Retain && self.deletion == Deletion::Physical;
        f.refuse_if(
            kept,
            "erasure.deletion",
            "data is retained (erasure.mode), so accounts cannot be deleted physically",
        );
        let reason = "data is exported first, but data.exportable is off";
        f.refuse_if(self.export_first && !data.exportable, "erasure.export_first", reason);
        let reason = "data is exportable, but no format is listed";
        f.refuse_if(data.exportable && data.export_formats.is_empty(), "data.export_formats", reason);
        f.refuse_if(data.integrity_check_hours == 0, "data.integrity_check_hours", "expected 1 or more");
        let sooner = self.backups_within.shortest_minutes() < self.within.shortest_minutes();
        f.refuse_if(sooner, "erasure.backups_within", "sooner than the data itself (erasure.within)");
    }
}

/// Transport of data (SL-17, MS-14, BP-14, WS-6).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// Plain HTTP gets no content.
    pub required: Always,
    pub min_version: TlsVersion,
    pub ciphers: Vec<Cipher>,
    pub hsts_days: u32,
    /// Error texts and headers hide names and versions of the software (SL-19).
    pub hide_versions: Always,
}

impl Tls {
    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        f.refuse_if(self.ciphers.is_empty(), "tls.ciphers", "no connection could be made");
        f.refuse_if(self.hsts_days == 0, "tls.hsts_days", "TLS is required, but browsers wouldn't remember it");
    }
}
