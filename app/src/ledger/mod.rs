//! The account ledger (アカウント管理台帳): every account with each of its permissions in plain words.
pub mod acts;
pub mod api;
pub mod feature;
pub mod list_page;
pub mod messages;
#[cfg(test)]
mod tests;
