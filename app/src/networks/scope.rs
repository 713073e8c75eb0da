//! Whom the networks limit. Codes are stable, because the database and logs contain them.

use crate::kit::codes;
use crate::text::Text;

codes! {
    /// The members whom a company's networks limit.
    pub enum Scope {
        /// Nobody, whatever is listed.
        Off = "" => Text::new("制限しない", "Nobody: no limits"),
        /// Only members who have their own networks.
        Chosen = "chosen" => Text::new("接続元を個別に登録した人だけ", "Those alone who have networks of their own"),
        Administrators = "administrators" => Text::new(
            "管理者と、接続元を個別に登録した人",
            "Administrators, and those who have networks of their own",
        ),
        Everyone = "everyone" => Text::new("すべてのメンバー", "All members"),
    }
}
