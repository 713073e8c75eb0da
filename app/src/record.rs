//! The parts of an entry of the operation log. Actions, facts and reasons are constants of their feature, each with its words,
//! so that a code without words does not compile.

use crate::kit::known_by_code;
use crate::text::{Text, Words};
use serde_json::Value;

/// Decides whether an entry has the log's end witnessed outside the database at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Weight {
    /// For permissions and authentication.
    Always,
    /// For everything that staff do to a company.
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

    /// True if its entry is witnessed at once. Depends on the kind of actor, such as `staff`.
    pub fn weighs(self, by: &str) -> bool {
        match self.weight {
            Weight::Always => true,
            Weight::ByStaff => by == "staff",
            Weight::Never => false,
        }
    }
}

/// A code with its words, such as the reason of a failure.
#[derive(Clone, Copy)]
pub struct Word {
    code: &'static str,
    text: Text,
}

impl Word {
    pub const fn new(code: &'static str, text: Text) -> Word {
        Word { code, text }
    }

    pub const fn code(self) -> &'static str {
        self.code
    }

    pub const fn text(self) -> Text {
        self.text
    }
}

known_by_code!(Act, Word);

impl From<Word> for Value {
    fn from(word: Word) -> Value {
        word.code.into()
    }
}

/// How a value is shown.
#[derive(Clone, Copy, Debug)]
enum Reads {
    /// Unchanged.
    Plain,
    Word(fn(&str) -> Option<Text>),
    /// Codes separated by commas.
    Words(fn(&str) -> Option<Text>),
    OneOf(&'static [Word]),
}

/// A fact of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    code: &'static str,
    label: Text,
    reads: Reads,
}

impl Fact {
    pub const fn new(code: &'static str, label: Text) -> Fact {
        Fact { code, label, reads: Reads::Plain }
    }

    #[must_use]
    pub const fn word(self, of: fn(&str) -> Option<Text>) -> Fact {
        Fact { reads: Reads::Word(of), ..self }
    }

    #[must_use]
    pub const fn words(self, of: fn(&str) -> Option<Text>) -> Fact {
        Fact { reads: Reads::Words(of), ..self }
    }

    #[must_use]
    pub const fn of(self, all: &'static [Word]) -> Fact {
        Fact { reads: Reads::OneOf(all), ..self }
    }

    pub const fn code(self) -> &'static str {
        self.code
    }

    pub const fn label(self) -> Text {
        self.label
    }

    /// The words for a value, if it has any.
    pub fn read(self, value: &str) -> Option<Words> {
        match self.reads {
            Reads::Plain => None,
            Reads::Word(of) => of(value).map(Words::from),
            Reads::Words(of) => Some(listed(value.split(',').filter_map(of))),
            Reads::OneOf(all) => all.iter().find(|word| word.code == value).map(|word| word.text.into()),
        }
    }
}

fn listed(texts: impl Iterator<Item = Text> + Clone) -> Words {
    let joined = |of: fn(Text) -> &'static str, between: &str| texts.clone().map(of).collect::<Vec<_>>().join(between);
    Words { ja: joined(|text| text.ja, "、"), en: joined(|text| text.en, ", ") }
}

/// Declares the actions of a feature: `SUSPEND: "member.suspend" => "メンバーを利用停止", "Member suspended", always;`.
/// Without the last word, an entry is witnessed at once if staff made it.
macro_rules! acts {
    ($($name:ident: $code:literal => $ja:literal, $en:literal $(, $weight:ident)?;)*) => {
        $(pub const $name: $crate::record::Act = $crate::record::Act::new($code, $ja, $en)$(.$weight())?;)*

        /// Every action of the feature.
        pub const ALL: &[$crate::record::Act] = &[$($name),*];
    };
}

/// Declares the facts of a feature: `ROWS: "rows" => m::ROWS;` or `ROLE: "role" => "ロール", "Role" => word
/// Role::text_of;`, with a function that returns the words for a value.
macro_rules! facts {
    ($($name:ident: $code:literal => $($label:expr),+ $(=> $how:ident $of:expr)?;)*) => {
        $(pub const $name: $crate::record::Fact =
            $crate::record::Fact::new($code, $crate::record::label!($($label),+))$(.$how($of))?;)*

        /// Every fact of the feature.
        pub const FACTS: &[$crate::record::Fact] = &[$($name),*];
    };
}

/// The reasons why actions of a feature fail: `LAST_OWNER: "last_owner" => "最後の契約管理者のため", "The last owner";`.
macro_rules! reasons {
    ($($name:ident: $code:literal => $($text:expr),+;)*) => {
        $crate::record::words! { $($name: $code => $($text),+;)* }

        /// Every reason of the feature.
        pub const REASONS: &[$crate::record::Word] = &[$($name),*];
    };
}

/// Declares values that a fact can have.
macro_rules! words {
    ($($name:ident: $code:literal => $($text:expr),+;)*) => {
        $(pub const $name: $crate::record::Word =
            $crate::record::Word::new($code, $crate::record::label!($($text),+));)*
    };
}

macro_rules! label {
    ($text:expr) => {
        $text
    };
    ($ja:expr, $en:expr) => {
        $crate::text::Text::new($ja, $en)
    };
}

pub(crate) use {acts, facts, label, reasons, words};
