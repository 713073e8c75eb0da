//! The words of the step-up page for actions of this feature.

use super::api::COLUMNS;
use super::messages as m;
use crate::end_users::{choices, messages as eu};
use crate::kind::Kind;
use crate::prompt::{Prompt, Shown};
use crate::text::Text;

pub const START: Prompt = Prompt::new(
    m::NEW,
    &[
        Shown::word(m::COLUMNS, "columns", column),
        Shown::typed(m::Q, "q"),
        Shown::word(eu::PROVIDER, "provider", choices::provider),
        Shown::word(eu::PREFECTURE, "prefecture", choices::prefecture),
        Shown::typed(m::PURPOSE, "purpose"),
    ],
);
pub const CANCEL: Prompt = Prompt::new(m::CANCEL, &[Shown::named(m::FILE_NAME, "id", Kind::Export)]);

pub fn column(code: &str) -> Option<Text> {
    COLUMNS.contains(&code).then(|| m::column(code))
}
