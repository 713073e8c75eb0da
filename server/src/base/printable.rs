//! Cleans text from outside before it is shown in logs and letters (ASVS 16.4.1).

use crate::base::plain_text::odd_in_id;

/// Removes invisible characters and those that move the cursor or change the text direction, and cuts the rest to
/// `most` characters. Variants of a name's characters stay.
pub fn printable(text: &str, most: usize) -> String {
    text.chars().filter(|c| is_seen(*c)).take(most).collect()
}

fn is_seen(c: char) -> bool {
    let is_variant = matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    is_variant || odd_in_id(c.encode_utf8(&mut [0; 4])).is_none()
}
