//! What people are told of the second step that they must have.

use crate::door::Person;
use app::members::api::SecondStep;

/// What somebody who joins, or comes back, is told of it.
pub fn at_joining(person: &Person) -> SecondStep {
    match (person.account.second_factor_at, person.must_enrol) {
        (Some(_), _) => SecondStep::Kept,
        (None, true) => SecondStep::SetUp,
        (None, false) => SecondStep::NotAsked,
    }
}
