//! An action in words: what is done, and to whom or what.

use crate::text::Text;

/// An action in words.
#[derive(Debug)]
pub struct Act {
    pub title: Text,
    pub facts: &'static [Fact],
}

/// A field of the form, and how its value is shown.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
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
    Named(Thing),
}

/// The kinds of things that an id can name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    Account,
    Case,
    Certificate,
    Consent,
    Contact,
    Export,
    Help,
    Invitation,
    Lift,
    Member,
    Network,
    Passkey,
    ProfileChange,
    StaffRequest,
    Tenant,
}
