//! The sign-in history (who, when, from where, with what) and one's own activity (MS-19, BP-5, WS-2): special views of
//! the operation log. The history is always available, even if the profile shows the log itself to nobody.

mod api;
pub mod file;
mod list;
mod rows;
