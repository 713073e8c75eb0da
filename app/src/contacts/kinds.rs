//! Kinds of notices for contacts. Codes are stable, because the database and logs contain them.

use crate::text::Text;

/// A kind of notice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ContactKind {
    /// Urgent notices (SL-2).
    Urgent,
    /// Incidents and their progress (SL-3, MS-5, BP-4).
    Incident,
    /// Planned maintenance.
    Maintenance,
    /// Changes to services, and their end.
    Change,
    /// Account security: resets, support activity.
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
