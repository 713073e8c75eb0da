//! The outbox: a mail is a row of the transaction that causes it, so that the two happen or do not happen together. A job
//! hands it over, at least once and always with the same `Message-ID`, and writes how it ended to the log.

pub mod address;
pub mod contact;
pub mod letter;
mod message;
mod outbox;
pub mod phrases;
pub mod post;
mod queue;
pub mod recipients;
pub mod sparing;
mod undelivered;
mod worker;

pub use queue::{JOB, Mail};
pub use recipients::Recipient;
pub use undelivered::undelivered;
pub use worker::{WORKER, check, work};
