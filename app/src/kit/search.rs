//! The limit of what people type into a search. Folding and comparing take time for each letter, so that a longer text is
//! refused at its field before anything is looked for.

use super::messages as m;
use crate::error::FieldError;

/// The longest search, in characters. Names, addresses and numbers are shorter.
pub const LONGEST_SEARCH: usize = 200;

/// Why a search is refused, for the field that holds it.
pub fn too_long(field: &'static str, typed: &str) -> Option<FieldError> {
    // As soon as there is one too many, the rest need not be counted.
    let long = typed.chars().nth(LONGEST_SEARCH).is_some();
    long.then(|| FieldError::new(field, m::SEARCH_LONG.with(&[("max", &LONGEST_SEARCH)])))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SEARCH, too_long};

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(too_long("q", &"長".repeat(LONGEST_SEARCH)), None);
        let refused = too_long("q", &"長".repeat(LONGEST_SEARCH + 1)).unwrap();
        assert_eq!((refused.name(), refused.message.en.as_str()), (Some("q"), "Enter up to 200 characters."));
    }
}
