//! The chain of the operation log: appends in the transaction of the change, and verifies from the first line to the
//! signed head. A change whose entry cannot be written does not happen.

mod answers;
mod append;
mod chain;
mod check_words;
mod checkpoint;
mod erased;
pub mod event;
pub mod file;
mod file_verify;
mod fill_words;
mod finding;
mod head;
mod in_one;
mod link;
pub mod reported;
pub mod row_acts;
mod verify;
mod witness;
pub mod words;

pub use answers::RequestEnd;
pub use append::{Appender, Author, Entry, open_personal, start_chain};
pub use chain::{HashedEntry, hash_of};
pub use check_words::{first_missed, mend_words, odd_words, turn};
pub use checkpoint::{Checkpoints, Restart, Witnessed};
pub use file_verify::{FileVerdict, verify_file};
pub use fill_words::{BlockOfWords, fill_block};
pub use finding::Finding;
pub use head::{Head, Heads};
pub use verify::{Verdict, verify_all, verify_tenant};
pub use witness::{Which, Witness};
