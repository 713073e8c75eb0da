//! Cleans text from outside before it is shown in logs and letters (ASVS 16.4.1).

use crate::base::plain_text::odd_in_id;

/// Removes invisible characters and those that move the cursor or change the text direction, and cuts the rest to
/// `most` characters. Variants of a name's characters stay.
pub fn printable(text: &str, most: usize) -> String {
    text.chars().filter(|c| is_seen(*c)).take(most).collect()
}

/// The longest text of a forged row that is repeated. A forged one may have any length.
const LONGEST: usize = 100;

/// A text of a forged row as logs and pages repeat it (S10).
pub fn printable_forged(text: &str) -> String {
    printable(text, LONGEST)
}

fn is_seen(c: char) -> bool {
    let is_variant = matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    is_variant || odd_in_id(c.encode_utf8(&mut [0; 4])).is_none()
}
