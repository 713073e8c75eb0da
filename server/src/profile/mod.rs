//! Service profiles: what a service document demands, as typed data that the program enforces and shows. A number of
//! a policy stands in a profile, never in code; each value names the statement it comes from, or `default`.
//! A profile that says something unknown or contradictory is refused with file, line and reason.

use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

mod accounts;
mod age;
mod attestation;
mod calendar;
mod contradiction;
mod credentials;
mod data;
mod enforced;
mod error;
mod labels;
mod levels;
mod lines;
mod logs;
mod notices;
mod render;
mod sources;
pub mod statements;
pub mod strictest;
mod support;
#[cfg(test)]
mod tests;
mod value;
mod watch;
mod words;

pub use accounts::{Access, Accounts, Rights, StaffAccess};
pub use age::Age;
pub use attestation::Attestation;
pub use calendar::{ClockTime, HourSpan, YearSpan};
pub use credentials::{Lockout, Password, PerClass, SecondFactor, Session, SignIn, StepUp};
pub use data::{Backup, BackupPlan, Data, Encryption, Erasure, Isolation, Tls};
pub use enforced::is_the_proxys;
pub use error::ProfileError;
pub use levels::{Lift, NotCounted, Quotas, RateLimits, Recovery, Response, Uptime};
pub use lines::ProfileLine;
pub use logs::{Logs, Retention, Visible};
pub use notices::{Lead, Maintenance, MonthlyStop, Notices, OccasionalStop};
pub use sources::Source;
pub use support::{Answer, Desk, Support};
pub use value::{Always, Days, Keep, Length, Percent, Quota};
pub use watch::{Incident, Monitoring, Publication};
pub use words::*;

/// The policy of one service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    pub title: Title,
    /// The number of the document it comes from.
    pub document: String,
    pub version: u32,
    /// From this day (JST) on it is in force.
    #[serde(deserialize_with = "date")]
    pub effective: NaiveDate,
    pub password: Password,
    pub lockout: Lockout,
    pub sign_in: SignIn,
    pub second_factor: SecondFactor,
    pub session: Session,
    pub step_up: StepUp,
    pub accounts: Accounts,
    pub access: Access,
    pub rights: Rights,
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
    sources: sources::SourceTable,
    #[serde(skip)]
    lines: Vec<ProfileLine>,
}

/// What the service is called.
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
    /// Reads a profile. `file` only names it in the faults.
    pub fn parse(file: &str, text: &str) -> Result<Profile, Vec<ProfileError>> {
        let refuse = |error: toml::de::Error| vec![error::toml_error(file, text, &error)];
        let positions = error::Positions::read(file, text)?;
        let mut profile: Profile = toml::from_str(text).map_err(refuse)?;
        let values: toml::Table = toml::from_str(text).map_err(refuse)?;
        let mut findings = error::Findings::new(file, &positions);
        let sources = sources::resolve(&profile.sources, &profile.document, &values, &mut findings);
        attestation::check(&profile.attestations, &profile.document, &mut findings);
        contradiction::check(&profile, &sources, &mut findings);
        findings.into_result()?;
        profile.lines = lines::lines(&values, &sources);
        Ok(profile)
    }

    /// Reads a profile from a file.
    pub fn check(path: &Path) -> Result<Profile, Vec<ProfileError>> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Profile::parse(&file, &text),
            Err(error) => Err(vec![ProfileError { file, line: 1, reason: format!("cannot be read: {error}") }]),
        }
    }

    /// Every value in force, in the order it is shown.
    pub fn lines(&self) -> Vec<ProfileLine> {
        self.lines.clone()
    }

    /// The source of a value, by its dotted key.
    pub fn source(&self, key: &str) -> Option<Source> {
        self.lines.iter().find(|line| line.key == key).map(|line| line.source)
    }
}

macro_rules! built_in {
    ($($name:literal),+) => {
        const NAMES: &[&str] = &[$($name),+];
        const TEXTS: &[(&str, &str)] = &[$((
            concat!($name, ".toml"),
            include_str!(concat!("../../profiles/", $name, ".toml")),
        )),+];
    };
}

built_in!("social-login-manager", "managed-saas", "dual-server-saas", "b2b-platform", "workspace-saas");

/// The names of the profiles that come with the program, the default first.
pub fn names() -> &'static [&'static str] {
    NAMES
}

/// The profiles that come with the program.
pub fn all() -> impl Iterator<Item = &'static Profile> {
    NAMES.iter().filter_map(|name| built_in(name))
}

/// What to say where a profile is named that there is none of.
pub fn unknown(name: &str) -> String {
    format!("no profile {name}; there are {}", NAMES.join(", "))
}

/// A profile that comes with the program.
pub fn built_in(name: &str) -> Option<&'static Profile> {
    // A test reads all of them, so none is left out.
    static PROFILES: LazyLock<Vec<Profile>> =
        LazyLock::new(|| TEXTS.iter().filter_map(|(file, text)| Profile::parse(file, text).ok()).collect());
    PROFILES.iter().find(|profile| profile.name == name)
}
