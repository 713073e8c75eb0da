//! Service profiles: the demands of a service document as typed data that the program enforces and shows. A number from
//! a policy belongs in a profile, never in code. Each value names the statement that it comes from, or `default`. A
//! profile with an unknown or contradictory value is refused with file, line and reason.

mod accounts;
mod age;
mod attestation;
mod built_in;
mod calendar;
mod contradiction;
mod credentials;
mod data;
mod difference;
mod enforced;
mod error;
mod labels;
mod lead_time;
mod levels;
mod lines;
mod logs;
mod notices;
mod policy;
mod read;
mod render;
mod show;
mod sources;
pub mod statements;
pub mod strictest;
mod support;
#[cfg(test)]
mod tests;
mod unit;
mod value;
mod watch;
mod words;
pub mod working_days;

pub use accounts::{AccessRules, Accounts, DefaultRights, StaffAccess};
pub use age::Age;
pub use attestation::Attestation;
pub use built_in::{all, built_in, names, put_beside, unknown};
pub use calendar::{ClockTime, HourSpan, YearSpan};
pub use credentials::{Lockout, Password, PerClass, SecondFactorRules, Session, SignInRules, StepUp};
pub use data::{Backup, BackupPlan, Data, Encryption, Erasure, Isolation, Tls};
pub use difference::LineDifference;
pub use enforced::{is_the_proxys, needs_tls};
pub use error::ProfileError;
pub use lead_time::{LeadTime, lead_time};
pub use levels::{LiftTerms, NotCounted, Quotas, RateLimits, Recovery, Response, Uptime};
pub use lines::ProfileLine;
pub use logs::{Logs, Retention, Visible};
pub use notices::{Lead, Maintenance, MonthlyStop, Notices, OccasionalStop};
pub use policy::{Profile, Title};
pub use sources::Source;
pub use support::{Answer, Desk, Support};
pub use value::{Always, Days, Keep, Length, Percent, Quota};
pub use watch::{Incident, Monitoring, Publication};
pub use words::*;
