//! The account ledger (MS-17): every account of a company, each of its permissions in plain words, and who gave it them.

mod api;
pub mod file;
mod granted;
mod list;
mod rows;
