//! The words for an action on the step-up page, so that nobody confirms something unseen. A post that asks for step-up
//! only at run time, without such words, is not continued afterwards.

use crate::kind::Kind;
use crate::text::Text;

/// An action in words: what is done, and to whom or what.
#[derive(Debug)]
pub struct Prompt {
    pub title: Text,
    pub facts: &'static [PromptField],
}

/// A field of the form, and how its value is shown.
#[derive(Clone, Copy, Debug)]
pub struct PromptField {
    pub label: Text,
    pub field: &'static str,
    pub says: Says,
}

/// How a value is shown.
#[derive(Clone, Copy, Debug)]
pub enum Says {
    /// As typed.
    Typed,
    /// As a fixed word.
    Word(fn(&str) -> Option<Text>),
    /// As the name of the thing with this id.
    Named(Kind),
}

impl Prompt {
    pub const fn new(title: Text, facts: &'static [PromptField]) -> Prompt {
        Prompt { title, facts }
    }
}

impl PromptField {
    pub const fn typed(label: Text, field: &'static str) -> PromptField {
        PromptField { label, field, says: Says::Typed }
    }

    pub const fn word(label: Text, field: &'static str, of: fn(&str) -> Option<Text>) -> PromptField {
        PromptField { label, field, says: Says::Word(of) }
    }

    pub const fn named(label: Text, field: &'static str, kind: Kind) -> PromptField {
        PromptField { label, field, says: Says::Named(kind) }
    }
}
