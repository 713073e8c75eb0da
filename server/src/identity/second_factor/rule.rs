//! What people are told about a required second step.

use crate::door::Person;
use app::members::api::SecondStep;

/// What a person who joins or returns is told about it.
pub fn at_joining(person: &Person) -> SecondStep {
    match (person.account.second_factor_at, person.must_enrol) {
        (Some(_), _) => SecondStep::Kept,
        (None, true) => SecondStep::SetUp,
        (None, false) => SecondStep::NotAsked,
    }
}
