//! The numbers of support cases.

use crate::door::LoggedNumber;
use crate::storage::entity::case_counter;
use crate::storage::entity::support_case;
use app::cases::acts;
use app::cases::number::read;

pub const NUMBERS: LoggedNumber<case_counter::Entity, support_case::Entity> = LoggedNumber {
    act: acts::OPEN,
    fact: acts::NUMBER,
    read,
    year: case_counter::Column::Year,
    last: case_counter::Column::Last,
    number: support_case::Column::Number,
};
