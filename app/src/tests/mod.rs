//! Tests of pages without a server and without a database: a fake backend answers what the page asks. A test says what it
//! answers: `Visit::to("/contacts").by(Role::Owner).show(ContactsFake::contacts.some_call(matching!()).returns(Ok(vec![])))`.
//! A call that the test does not name fails with the name of the use case, and so does an answer that nobody asked for.

mod frames;
pub mod samples;
mod shown;
mod visit;

pub use shown::Shown;
pub use visit::Visit;

impl crate::product::Backend for unimock::Unimock {}
