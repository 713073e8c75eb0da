//! The Japanese business calendar: public holidays by rule, and the hours of a profile's support desk. All promises
//! such as "by the next business day" are computed here (SL-7, MS-9, DS-8, BP-8, WS-11).

mod business;
mod holidays;

pub use business::Business;
pub use holidays::is_holiday;
