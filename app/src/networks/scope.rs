//! Whom the networks limit. Codes are stable, because the database and logs contain them.

use crate::text::Text;

/// The members whom a company's networks limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Nobody, whatever is listed.
    Off,
    /// Only members who have their own networks.
    Chosen,
    Administrators,
    Everyone,
}

impl Scope {
    pub const ALL: [Scope; 4] = [Scope::Off, Scope::Chosen, Scope::Administrators, Scope::Everyone];

    pub fn code(self) -> &'static str {
        match self {
            Scope::Off => "",
            Scope::Chosen => "chosen",
            Scope::Administrators => "administrators",
            Scope::Everyone => "everyone",
        }
    }

    pub fn from_code(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            Scope::Off => Text::new("制限しない", "Nobody: no limits"),
            Scope::Chosen => Text::new("接続元を個別に登録した人だけ", "Those alone who have networks of their own"),
            Scope::Administrators => Text::new(
                "管理者と、接続元を個別に登録した人",
                "Administrators, and those who have networks of their own",
            ),
            Scope::Everyone => Text::new("すべてのメンバー", "All members"),
        }
    }
}
