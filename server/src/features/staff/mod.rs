//! The provider's staff (DS-13, BP-15): one account per person, approved by another member of staff with a reason. Only
//! the first one needs no approval, because nobody could give it.

mod api;
mod approval;
mod ask;
mod decide;
mod letters;
mod show;
mod waiting;

pub use ask::{AddResult, NewStaff, add};
pub use show::name;
pub use waiting::waiting;
