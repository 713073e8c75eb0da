//! Who signed in, when, from where and with what, and one's own activity (MS-19, BP-5, WS-2): the operation log, read for
//! one purpose. The history is always on, and it is there also where the profile shows the log itself to nobody.

mod api;
pub mod file;
mod list;
mod rows;
