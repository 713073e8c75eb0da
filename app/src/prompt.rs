//! The words for an action on the step-up page, so that nobody confirms something unseen. A post that asks for step-up
//! only at run time, without such words, is not continued afterwards.

use crate::kind::Kind;
use crate::text::Text;

/// An action in words: what is done, and to whom or what.
#[derive(Debug)]
pub struct Prompt {
    pub title: Text,
    /// The action and its object in one sentence. A placeholder is the name of a field in `facts`, or `n`: the number of
    /// things that the action is about, as in `{n|invitation|invitations}`.
    pub sentence: Option<Text>,
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
    /// As the end users that the filter of the form selects, with their number. No field of the form holds it.
    EndUsers,
}

impl Prompt {
    pub const fn new(title: Text, facts: &'static [PromptField]) -> Prompt {
        Prompt { title, sentence: None, facts }
    }

    /// Adds the action and its object in one sentence, such as 「{id}への同意」.
    #[must_use]
    pub const fn saying(self, sentence: Text) -> Prompt {
        Prompt { sentence: Some(sentence), ..self }
    }
}

impl PromptField {
    pub const fn typed(label: Text, field: &'static str) -> PromptField {
        PromptField { label, field, says: Says::Typed }
    }

    pub const fn word(label: Text, field: &'static str, of: fn(&str) -> Option<Text>) -> PromptField {
        PromptField { label, field, says: Says::Word(of) }
    }

    pub const fn end_users(label: Text) -> PromptField {
        PromptField { label, field: "end_users", says: Says::EndUsers }
    }

    pub const fn named(label: Text, field: &'static str, kind: Kind) -> PromptField {
        PromptField { label, field, says: Says::Named(kind) }
    }
}
