//! The numbers of inquiries.

use crate::door::LoggedNumber;
use crate::storage::entity::inquiry;
use crate::storage::entity::inquiry_counter;
use app::inquiries::acts;
use app::inquiries::number::read;

pub const NUMBERS: LoggedNumber<inquiry_counter::Entity, inquiry::Entity> = LoggedNumber {
    act: acts::ASK,
    fact: acts::NUMBER,
    read,
    year: inquiry_counter::Column::Year,
    last: inquiry_counter::Column::Last,
    number: inquiry::Column::Number,
};
