//! The provider's staff (DS-13, BP-15): one account per person, and none without the approval of another member of staff, who
//! says why. The first one alone is added without: nobody is there who could approve.

mod api;
mod approval;
mod ask;
mod decide;
mod join;
mod letters;
mod show;
mod stored;
mod waiting;

pub use ask::{Added, Wanted, add};
pub use join::{facts, is_asked, join};
pub use show::name;
pub(crate) use stored::{Person, Way, decided, put, seal_decision};
pub use waiting::waiting;
