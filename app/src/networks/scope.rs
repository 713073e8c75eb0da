//! Whom the networks limit. Codes are stable, because the database and logs contain them.

use crate::kit::codes;
use crate::text::Text;

codes! {
    /// The members whom a company's networks limit.
    pub enum Scope {
        /// Nobody, whatever is listed.
        Off = "" => Text::new("制限しない", "No one (off)"),
        /// Only members who have their own networks.
        Chosen = "chosen" => Text::new("接続元を個別に登録したメンバーのみ", "Only members with their own allowlist"),
        Administrators = "administrators" => Text::new(
            "管理者と、接続元を個別に登録したメンバー",
            "Administrators and members with their own allowlist",
        ),
        Everyone = "everyone" => Text::new("すべてのメンバー", "All members"),
    }
}
