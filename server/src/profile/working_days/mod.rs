//! The Japanese business calendar: public holidays by rule, and when a profile's support desk is staffed. Promises such
//! as "by the next business day" are reckoned here and nowhere else (SL-7, MS-9, DS-8, BP-8, WS-11).

mod business;
mod holidays;

pub use business::Business;
pub use holidays::is_holiday;
