//! Signs rows with a key that is not in the database, as account rows are signed (S10). Otherwise a person who can
//! write to the database could forge who made a request, who agreed and for whom, and do alone what takes two people.
//! The same key signs second steps, so that codes by mail cannot replace an app; passkeys, certificates and consents; and
//! companies and the networks that they allow. A forged row has no effect and raises an alarm. It can be ended, but that does not make it genuine.
//!
//! Each change raises the version of a row, which is signed too. An older row that somebody puts back is as forged as one
//! that the program has not written. The program signs only what it has in hand, never what the database returns after a
//! write: a trigger there may have changed it.

pub mod check;
mod held;
pub mod row;
mod says;

pub use check::{genuine, is_newest, part, take};
pub use held::{Held, delete, ended, hold, insert, replace, sign_all, sign_first};
pub use row::{Guarded, fits, is_signed, mac};
pub use says::time;
