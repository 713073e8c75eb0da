//! Kinds of notices for contacts. Codes are stable, because the database and logs contain them.

use crate::kit::codes;
use crate::text::Text;

codes! {
    /// A kind of notice.
    pub enum ContactKind {
        /// Urgent notices (SL-2).
        Urgent = "urgent" => Text::new("緊急のお知らせ", "Urgent notices"),
        /// Incidents and their progress (SL-3, MS-5, BP-4).
        Incident = "incident" => Text::new("障害", "Incidents"),
        /// Planned maintenance.
        Maintenance = "maintenance" => Text::new("計画停止・メンテナンス", "Planned maintenance"),
        /// Changes to services, and their end.
        Change = "change" => Text::new("サービスの変更・終了", "Changes and end of service"),
        /// Account security: resets, support activity.
        Security = "security" => Text::new("アカウントとセキュリティ", "Accounts and security"),
    }
}
