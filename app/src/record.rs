//! The parts of an entry of the operation log. Actions are constants of their feature, each with its words, so that a code
//! without words does not compile.

use crate::text::Text;
use std::fmt;

/// Whether the log's end is witnessed outside the database at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Weight {
    /// Permissions and authentication.
    Always,
    /// Everything that staff do to a company.
    ByStaff,
    Never,
}

/// An action. Its code is stable, because logs contain it; its words end in a noun (体言止め).
#[derive(Clone, Copy)]
pub struct Act {
    code: &'static str,
    text: Text,
    weight: Weight,
}

impl Act {
    pub const fn new(code: &'static str, ja: &'static str, en: &'static str) -> Act {
        Act { code, text: Text::new(ja, en), weight: Weight::ByStaff }
    }

    #[must_use]
    pub const fn always(self) -> Act {
        Act { weight: Weight::Always, ..self }
    }

    #[must_use]
    pub const fn never(self) -> Act {
        Act { weight: Weight::Never, ..self }
    }

    pub const fn code(self) -> &'static str {
        self.code
    }

    pub const fn text(self) -> Text {
        self.text
    }

    /// Whether its entry is witnessed at once, depending on the kind of the actor.
    pub fn weighs(self, by: &str) -> bool {
        match self.weight {
            Weight::Always => true,
            Weight::ByStaff => by == "staff",
            Weight::Never => false,
        }
    }
}

impl PartialEq for Act {
    fn eq(&self, other: &Act) -> bool {
        self.code == other.code
    }
}

impl Eq for Act {}

impl fmt::Debug for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// The actions of a feature: `SUSPEND: "member.suspend" => "メンバーを利用停止", "Member suspended", always;`. Without the
/// last word, an entry is witnessed at once if staff made it.
macro_rules! acts {
    ($($name:ident: $code:literal => $ja:literal, $en:literal $(, $weight:ident)?;)*) => {
        $(pub const $name: $crate::record::Act = $crate::record::Act::new($code, $ja, $en)$(.$weight())?;)*

        /// Every action of the feature.
        pub const ALL: &[$crate::record::Act] = &[$($name),*];
    };
}

pub(crate) use acts;
