//! The door: the only way to a connection and the only commit there is. Permission, tenant, transaction and log entry
//! cannot be forgotten, because nothing works without them.

pub mod alarms;
pub mod attachment;
pub mod attempts;
mod by_link;
mod call;
pub mod command_line;
pub mod company;
pub mod consent;
mod counter;
pub mod detour;
pub mod fault;
pub mod guarded;
mod id;
mod job;
pub mod link;
pub mod links;
mod opens;
mod outward;
pub mod paging;
pub mod people;
pub mod person;
mod read;
pub mod readable;
mod refusals;
mod request;
pub mod rules;
pub mod second_step;
pub mod seen;
pub mod session;
mod staff;
pub mod throttle;
mod who;
mod write;

pub use call::{Answer, Call, Machine};
pub use counter::Counter;
pub use id::read_id;
pub use job::{Every, Job, Worker};
pub use opens::Opens;
pub use outward::Outward;
pub use person::Person;
pub use read::Read;
pub use request::{CookieJar, PublicUse, Request};
pub use who::{HalfWay, Origin, Who};
pub use write::{Progress, Write};
