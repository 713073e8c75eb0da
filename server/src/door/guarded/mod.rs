//! Signs rows with a key that is not in the database, as account rows are signed (S10). Otherwise a person who can
//! write to the database could forge who made a request, who agreed and for whom, and do alone what takes two people.
//! The same key signs second steps, so that codes by mail cannot replace an app; passkeys, certificates and consents; and
//! companies and the networks that they allow. A forged row has no effect and raises an alarm. It can be ended, but that does not make it genuine.

mod held;
pub mod row;
mod says;

pub use held::{hold, insert, sign, sign_all};
pub use row::{Guarded, fits, is_genuine, mac};
pub use says::time;
