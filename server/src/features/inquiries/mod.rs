//! Inquiries (SL-7, MS-9, DS-8, BP-8, WS-11): what a company asks Support, the answers, and the promise of the profile about them.
//! Staff read them without a consent, because they were written to them, and see nothing else of the company by it.

mod answer;
mod api;
mod ask;
mod assign;
mod figures;
pub mod file;
mod inquiry;
mod letters;
mod limits;
mod list;
mod number;
mod promise;
mod reply;
mod show;
mod texts;
mod waiting;
mod words;

pub use answer::put as put_answer;
pub use ask::{NewInquiry, asked_event, put};
pub use figures::FIGURES;
pub use inquiry::{event, open};
pub use texts::opens as text_opens;
pub use waiting::{for_desk, waiting};
