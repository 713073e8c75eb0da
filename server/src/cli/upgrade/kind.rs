//! The groups of rows that began to be signed at the same time, and their names.

use app::operation_logs::acts;
use app::record::Fact;

/// A group of rows that began to be signed at the same time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowKind {
    /// Accounts, grants of access, and decisions that several people take one after another.
    Accounts,
    /// Companies and their networks.
    Companies,
    /// The dates on which passwords were set and changes required, in the signatures of the accounts.
    PasswordDates,
    /// Locks and last sign-ins, in the signatures of the accounts.
    Locks,
    /// Data exports and notification contacts.
    Exports,
    /// Consents that were revoked.
    EndedConsents,
}

impl RowKind {
    pub const ALL: [RowKind; 6] = [
        RowKind::Accounts,
        RowKind::Companies,
        RowKind::PasswordDates,
        RowKind::Locks,
        RowKind::Exports,
        RowKind::EndedConsents,
    ];

    /// The line in the file, signed.
    pub fn message(self) -> &'static [u8] {
        match self {
            RowKind::Accounts => b"sekisho signed rows v1",
            RowKind::Companies => b"sekisho signed companies v1",
            RowKind::PasswordDates => b"sekisho signed password dates v1",
            RowKind::Locks => b"sekisho signed locks v1",
            RowKind::Exports => b"sekisho signed exports v1",
            RowKind::EndedConsents => b"sekisho signed ended consents v1",
        }
    }

    /// The fact that identifies its log entry.
    pub fn fact(self) -> Fact {
        match self {
            RowKind::Accounts => acts::ACCOUNTS,
            RowKind::Companies => acts::COMPANIES,
            RowKind::PasswordDates => acts::PASSWORD_DATES,
            RowKind::Locks => acts::LOCKS,
            RowKind::Exports => acts::EXPORTS,
            RowKind::EndedConsents => acts::ENDED_CONSENTS,
        }
    }

    /// The name for people.
    pub fn what(self) -> &'static str {
        match self {
            RowKind::PasswordDates => "password dates",
            RowKind::Exports => "exports and contacts",
            RowKind::EndedConsents => "revoked consents",
            other => other.fact().code(),
        }
    }

    /// True if a database in use may have no row of this kind. Then the first one may be forged, and has no signature.
    pub fn may_be_empty(self) -> bool {
        matches!(self, RowKind::Exports | RowKind::EndedConsents)
    }
}
