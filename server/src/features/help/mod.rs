//! Help (MS-23): pages of text, compiled into the program, and the reader's own policy in plain words. A page says its
//! permission by a line `{needs code}`, which the table of permissions fills, so that it cannot say a wrong one. In Japanese
//! 「…」 and in English bold words are labels of the console; a test finds those that no page has.

mod api;
mod library;
mod needs;
mod policy;
mod search;
mod show;
mod sources;

pub use sources::{HelpSource, SOURCES};
