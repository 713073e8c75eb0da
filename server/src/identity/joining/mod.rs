//! Joining: a person gets an account by the link of an invitation (MS-13, BP-16), or of an approved request for staff
//! (DS-13, BP-15). The features invite and approve; a reader of the mailbox sets a password here.

pub mod invitation;
pub mod member;
mod person;
pub mod staff;
pub mod staff_request;
