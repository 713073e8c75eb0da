//! Invisible characters, and characters that change how others are displayed. Two ids that differ only by such a
//! character look the same but are different; a name with one can be displayed as another name (Unicode UTS #39, UTR
//! #36).
//!
//! An id may contain none of them. A name may contain those that form a visible character: a variation selector after
//! the character it shapes (葛󠄀), and joiners between letters of joined scripts and between emoji. A bad text is
//! refused, not cleaned: a text is never stored differently from how it was sent.

/// Characters that a text must not contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// A control character, including line breaks, tabs, and the separators of lines and paragraphs.
    Control,
    /// Changes the direction of the text around it.
    Direction,
    /// Is invisible: zero-width characters, soft hyphens, byte order marks, tags, fillers, selectors without effect.
    Invisible,
}

/// Returns the first forbidden character in an id.
pub fn odd_in_id(text: &str) -> Option<Odd> {
    if is_plain_ascii(text) { None } else { text.chars().find_map(kind) }
}

/// Returns the first forbidden character in a name or in another text of one line.
pub fn odd_in_line(text: &str) -> Option<Odd> {
    if is_plain_ascii(text) {
        return None;
    }
    let (mut before, mut selected) = (None, false);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let odd = kind(c).filter(|_| !is_part(before, c, rest.clone().next()) || (selected && is_selector(c)));
        if odd.is_some() {
            return odd;
        }
        selected = is_selector(c);
        // A selector belongs to the character it shapes: a joiner may follow both.
        if !selected {
            before = Some(c);
        }
    }
    None
}

fn is_plain_ascii(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fn kind(c: char) -> Option<Odd> {
    match c {
        '\u{2028}' | '\u{2029}' => Some(Odd::Control),
        c if c.is_control() => Some(Odd::Control),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Odd::Direction),
        c if is_invisible(c) => Some(Odd::Invisible),
        _ => None,
    }
}

/// True for characters without a visible shape: format characters, the others that Unicode calls ignorable, and those that
/// it keeps for use inside programs.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{13455}' | '\u{16fe4}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || is_selector(c)
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// True if an invisible character shapes its neighbours.
fn is_part(before: Option<char>, c: char, after: Option<char>) -> bool {
    match (before, c) {
        (Some(before), c) if is_selector(c) => is_shaped(before),
        (Some(before), '\u{200c}' | '\u{200d}') => joins(before) && after.is_some_and(joins),
        _ => false,
    }
}

/// True for characters that a selector can reshape: ideographs, and signs that may be emoji. After a letter, a selector
/// would only be hidden.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{203c}'..='\u{3299}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}')
        && kind(c).is_none()
}

/// True for joined scripts, from Arabic to those of India and Indochina, and for emoji.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}')
        && kind(c).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: [(&str, Odd); 14] = [
        ("a\u{0}b", Odd::Control),
        ("a\tb", Odd::Control),
        ("a\u{85}b", Odd::Control),
        ("a\u{2028}b", Odd::Control),
        ("a\u{202e}b", Odd::Direction),
        ("a\u{2066}b", Odd::Direction),
        ("a\u{200f}b", Odd::Direction),
        ("a\u{200b}b", Odd::Invisible),
        ("\u{feff}a", Odd::Invisible),
        ("a\u{ad}b", Odd::Invisible),
        ("a\u{2060}b", Odd::Invisible),
        ("a\u{3164}b", Odd::Invisible),
        ("a\u{e0041}b", Odd::Invisible),
        ("山\u{200d}田", Odd::Invisible),
    ];

    #[test]
    fn what_is_not_seen_is_found_everywhere() {
        for (text, odd) in ODD {
            assert_eq!((odd_in_id(text), odd_in_line(text)), (Some(odd), Some(odd)), "{text:?}");
        }
        for text in ["", "C-1 a", "髙﨑 𠮷郎", "山田　ｶﾅ", "か\u{3099}", "Nguyễn Ánh", "名前１"] {
            assert_eq!((odd_in_id(text), odd_in_line(text)), (None, None), "{text:?}");
        }
    }

    #[test]
    fn names_keep_what_shapes_a_character() {
        for name in [
            "葛\u{e0100}城",
            "辻\u{e0101} 蓮",
            "❤\u{fe0f}",
            "👨\u{200d}👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈",
            "می\u{200c}خواهم",
        ] {
            assert_eq!(odd_in_line(name), None, "{name:?}");
            assert_eq!(odd_in_id(name), Some(Odd::Invisible), "{name:?}");
        }
        for name in [
            "\u{e0100}葛",
            "葛 \u{fe0f}",
            "葛\u{e0100}\u{200d}城",
            "葛\u{e0100}\u{e0101}城",
            "👨\u{200d}",
            "\u{200d}👨",
            "👨\u{200d}\u{200d}👧",
            "Takasaki\u{fe00}",
            "Ta\u{fe00}\u{fe01}ka",
            "Owner\u{e0101}",
            "a\u{1d159}b",
            "a\u{13430}b",
            "a\u{16fe4}b",
        ] {
            assert_eq!(odd_in_line(name), Some(Odd::Invisible), "{name:?}");
        }
    }
}
