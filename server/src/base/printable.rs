//! Text from outside, as logs and letters may show it (ASVS 16.4.1).

use crate::base::plain_text::odd_in_id;

/// Leaves out what moves the cursor, turns the direction of what is shown beside it, or is not seen, and cuts the rest at
/// `most` characters. The variants of a name's characters stay.
pub fn printable(text: &str, most: usize) -> String {
    text.chars().filter(|c| is_seen(*c)).take(most).collect()
}

fn is_seen(c: char) -> bool {
    let is_variant = matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    is_variant || odd_in_id(c.encode_utf8(&mut [0; 4])).is_none()
}
