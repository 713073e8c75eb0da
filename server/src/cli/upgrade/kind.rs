//! The groups of rows that began to be signed at the same time, and their names.

use app::operation_logs::acts;
use app::record::Fact;

/// A group of rows that began to be signed at the same time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Accounts, grants of access, and decisions that several people take one after another.
    Accounts,
    /// Companies and their networks.
    Companies,
    /// The dates on which passwords were set and changes required, in the signatures of the accounts.
    PasswordDates,
    /// Locks and last sign-ins, in the signatures of the accounts.
    Locks,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Accounts, Kind::Companies, Kind::PasswordDates, Kind::Locks];

    /// The line in the file, signed.
    pub fn message(self) -> &'static [u8] {
        match self {
            Kind::Accounts => b"sekisho signed rows v1",
            Kind::Companies => b"sekisho signed companies v1",
            Kind::PasswordDates => b"sekisho signed password dates v1",
            Kind::Locks => b"sekisho signed locks v1",
        }
    }

    /// The fact that identifies its log entry.
    pub fn fact(self) -> Fact {
        match self {
            Kind::Accounts => acts::ACCOUNTS,
            Kind::Companies => acts::COMPANIES,
            Kind::PasswordDates => acts::PASSWORD_DATES,
            Kind::Locks => acts::LOCKS,
        }
    }

    /// The name for people.
    pub fn what(self) -> &'static str {
        match self {
            Kind::PasswordDates => "password dates",
            other => other.fact().code(),
        }
    }
}
