//! The policy of one service, as data.

use super::accounts::{AccessRules, Accounts, DefaultRights, StaffAccess};
use super::attestation::Attestation;
use super::credentials::{Lockout, Password, SecondFactorRules, Session, SignInRules, StepUp};
use super::data::{Backup, Data, Encryption, Erasure, Isolation, Tls};
use super::levels::{Quotas, RateLimits, Recovery, Response, Uptime};
use super::lines::ProfileLine;
use super::logs::{Logs, Retention};
use super::notices::{Maintenance, Notices};
use super::sources::{Source, SourceTable};
use super::support::Support;
use super::watch::{Incident, Monitoring, Publication};
use chrono::NaiveDate;
use serde::Deserialize;

/// The policy of one service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    pub title: Title,
    /// The number of the service document.
    pub document: String,
    pub version: u32,
    /// The first day (JST) on which it is in force.
    #[serde(deserialize_with = "date")]
    pub effective: NaiveDate,
    pub password: Password,
    pub lockout: Lockout,
    pub sign_in: SignInRules,
    pub second_factor: SecondFactorRules,
    pub session: Session,
    pub step_up: StepUp,
    pub accounts: Accounts,
    pub access: AccessRules,
    pub rights: DefaultRights,
    pub staff_access: StaffAccess,
    pub notices: Notices,
    pub maintenance: Maintenance,
    pub support: Support,
    pub uptime: Uptime,
    pub recovery: Recovery,
    pub response: Response,
    pub rate_limits: RateLimits,
    pub quotas: Quotas,
    pub monitoring: Monitoring,
    pub incident: Incident,
    pub publication: Publication,
    pub logs: Logs,
    pub retention: Retention,
    pub data: Data,
    pub encryption: Encryption,
    pub isolation: Isolation,
    pub backup: Backup,
    pub erasure: Erasure,
    pub tls: Tls,
    pub attestations: Vec<Attestation>,
    pub(super) sources: SourceTable,
    #[serde(skip)]
    pub(super) lines: Vec<ProfileLine>,
}

/// The name of the service.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    pub ja: String,
    pub en: String,
}

fn date<'de, D: serde::Deserializer<'de>>(input: D) -> Result<NaiveDate, D::Error> {
    let date = toml::value::Datetime::deserialize(input)?;
    date.date
        .filter(|_| date.time.is_none())
        .and_then(|day| NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into()))
        .ok_or_else(|| serde::de::Error::custom("expected a day, like 2026-01-31"))
}

impl Profile {
    /// All values in force, in the order of the pages.
    pub fn lines(&self) -> Vec<ProfileLine> {
        self.lines.clone()
    }

    /// The source of a value, by its dotted key.
    pub fn source(&self, key: &str) -> Option<Source> {
        self.lines.iter().find(|line| line.key == key).map(|line| line.source)
    }
}
