//! Signs rows with a key that is not in the database, as account rows are signed (S10). Otherwise a person who can
//! write to the database could forge who made a request, who agreed and for whom, and do alone what takes two people.
//! This key also signs second steps, so that codes by mail cannot replace an app; passkeys, certificates and consents;
//! companies and the networks that they allow; exports, so that nobody chooses what is written into a file and served; and
//! notification contacts, so that nobody gets a company's letters. A forged row has no effect and raises an alarm. It can be
//! ended, but that does not make it genuine.
//!
//! Each change raises the version of a row, which is signed too. An older row that somebody puts back is as forged as one
//! that the program has not written. The program signs only what it has in hand, never what the database returns after a
//! write: a trigger there may have changed it.
//!
//! Where all rows of an owner end together, somebody may have taken one away for the moment. So the owner's rows are known
//! to count only since then (`people::end_all`), whether or not the program has seen them end. What is compared is the
//! version of the owner's account, which both the row and the end are bound to: no clock has to be right. Where one row ends
//! that is not there, the company's log says whether the program has made it, and for whom (`hidden`).

pub mod check;
mod found;
mod held;
mod hidden;
pub mod row;
mod says;

pub use check::{genuine, is_newest, is_older, part, restored, take};
pub use found::{FoundRow, find_all, find_first, find_one};
pub use held::{Held, delete, end, ended, hold, insert, insert_of, replace, sign_all, sign_first, sign_unsigned};
pub use hidden::hidden;
pub use row::{Guarded, Owner, fits, is_signed, mac};
pub use says::{approver, inviter, time};
