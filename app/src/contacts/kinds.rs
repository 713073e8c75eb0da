//! What a contact may be told of. The codes are stable: they stand in the database and in logs.

use crate::text::Text;

/// A kind of notice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ContactKind {
    /// Urgent notices (SL-2).
    Urgent,
    /// Faults and their progress (SL-3, MS-5, BP-4).
    Incident,
    /// Planned stops and maintenance.
    Maintenance,
    /// Changes and the end of services.
    Change,
    /// Accounts: resets, support at work.
    Security,
}

impl ContactKind {
    pub const ALL: [ContactKind; 5] = [
        ContactKind::Urgent,
        ContactKind::Incident,
        ContactKind::Maintenance,
        ContactKind::Change,
        ContactKind::Security,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ContactKind::Urgent => "urgent",
            ContactKind::Incident => "incident",
            ContactKind::Maintenance => "maintenance",
            ContactKind::Change => "change",
            ContactKind::Security => "security",
        }
    }

    pub fn from_code(code: &str) -> Option<ContactKind> {
        ContactKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            ContactKind::Urgent => Text::new("緊急のお知らせ", "Urgent notices"),
            ContactKind::Incident => Text::new("障害", "Incidents"),
            ContactKind::Maintenance => Text::new("計画停止・メンテナンス", "Planned maintenance"),
            ContactKind::Change => Text::new("サービスの変更・終了", "Changes and end of service"),
            ContactKind::Security => Text::new("アカウントとセキュリティ", "Accounts and security"),
        }
    }
}
