//! The kit: shared elements of all pages. It contains no word of any feature.

mod badge;
mod checks;
mod chips;
mod coded;
mod confirm;
mod desk;
mod display;
mod field;
mod form;
mod head;
mod icon;
pub mod messages;
mod meter;
mod notice;
mod pager;
mod punycode;
pub mod refusals;
mod table;
mod todo;

pub use badge::{Altered, Badge, Tone, Unreadable, stored};
pub use checks::{Check, Checks};
pub use chips::{Chips, Condition};
pub(crate) use coded::{codes, known_by_code};
pub use confirm::Confirm;
pub use desk::SupportDesk;
pub use display::{When, address, bytes, count, date_time, initial, mask_email, mask_phone, with_time};
pub use field::{Field, FieldKind, SelectField, TextArea};
pub use form::{ErrorSummary, PostForm};
pub use head::PageHead;
pub use icon::Icon;
pub use meter::{Meter, per_cent};
pub use notice::{AlteredNotice, Empty, Notice};
pub use pager::{Around, PageLinks, Pager, Place, link};
pub use punycode::readable;
pub use table::{Cell, Column, Table};
pub use todo::{Todo, attention};
