//! Events of the operation log: action, object, result. A single list of actions in plain words (体言止め), so that the
//! log, its filter and its download use the same words.

use crate::storage::entity::operation_log;
use app::operation_logs::acts::REASON;
use app::record::{Act, Fact, Word};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::SimpleExpr;
use serde_json::{Map, Value};

/// The result of an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Success,
    Failure,
    Denied,
    /// The program noticed what somebody else did.
    Noticed,
}

impl Outcome {
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Success => "success",
            Outcome::Failure => "failure",
            Outcome::Denied => "denied",
            Outcome::Noticed => "noticed",
        }
    }
}

/// Entries of what succeeded.
pub fn succeeded() -> SimpleExpr {
    operation_log::Column::Result.eq(Outcome::Success.code())
}

/// True for the entry of what succeeded.
pub fn has_succeeded(entry: &operation_log::Model) -> bool {
    entry.result == Outcome::Success.code()
}

/// One entry of the log, before it has a place in the chain.
#[derive(Clone, Debug)]
pub struct Event {
    pub act: Act,
    pub outcome: Outcome,
    pub object_kind: &'static str,
    pub object_id: String,
    /// Facts that are not personal. They are part of the chain's hash.
    pub detail: Map<String, Value>,
    /// Personal facts, such as the object's name. They can be erased.
    pub personal: Map<String, Value>,
}

impl Event {
    pub fn new(act: Act) -> Event {
        Event {
            act,
            outcome: Outcome::Success,
            object_kind: "",
            object_id: String::new(),
            detail: Map::new(),
            personal: Map::new(),
        }
    }

    /// Sets the object. Its name is personal.
    #[must_use]
    pub fn on(mut self, kind: &'static str, id: impl std::fmt::Display, name: &str) -> Event {
        self.object_kind = kind;
        self.object_id = id.to_string();
        self.personal.insert("object".into(), name.into());
        self
    }

    #[must_use]
    pub fn outcome(mut self, outcome: Outcome) -> Event {
        self.outcome = outcome;
        self
    }

    /// Adds a fact that is not personal.
    #[must_use]
    pub fn with(mut self, fact: Fact, value: impl Into<Value>) -> Event {
        self.detail.insert(fact.code().into(), value.into());
        self
    }

    /// Adds a personal fact.
    #[must_use]
    pub fn personal(mut self, fact: Fact, value: impl Into<Value>) -> Event {
        self.personal.insert(fact.code().into(), value.into());
        self
    }

    /// Why it failed.
    #[must_use]
    pub fn because(self, reason: Word) -> Event {
        self.with(REASON, reason)
    }
}
