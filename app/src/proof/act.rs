//! An act in words: what is done, and on whom or what.

use crate::text::Text;

/// An act in words.
#[derive(Debug)]
pub struct Act {
    pub title: Text,
    pub facts: &'static [Fact],
}

/// A field of its form, and how it reads.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    pub label: Text,
    pub field: &'static str,
    pub says: Says,
}

/// How a value reads.
#[derive(Clone, Copy, Debug)]
pub enum Says {
    /// As it was typed.
    Typed,
    /// A word of ours.
    Word(fn(&str) -> Option<Text>),
    /// What the id names.
    Named(Thing),
}

/// What an id can name.
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
