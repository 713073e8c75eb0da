//! The outbox. A mail is a row in the transaction that causes it, so both happen or neither does. A job delivers it at
//! least once, always with the same `Message-ID`, and logs the result.

pub mod address;
pub mod contact;
mod desk;
pub mod letter;
pub mod mail_transport;
mod message;
pub mod phrases;
mod queue;
pub mod recipients;
pub mod sparing;
mod to_owner;
mod undelivered;
mod worker;

pub use queue::{Envelope, JOB, Mail};
pub use recipients::Recipient;
pub use to_owner::tell_owner;
pub use undelivered::undelivered;
pub use worker::{WORKER, check, work};
