//! Bounds what a line can nest. The parser compares each line with all open lists and quotes, so that a line which opens ten
//! thousand of them makes every line behind it slow.

/// The most lists and quotes that one line opens.
const MOST_ON_A_LINE: usize = 32;

/// The text, with a backslash in front of the sign that would open one level too many: from there on the line is text.
pub fn flattened(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        match first_too_deep(line) {
            Some(at) => {
                out.push_str(&line[..at]);
                out.push('\\');
                out.push_str(&line[at..]);
            }
            None => out.push_str(line),
        }
    }
    out
}

/// The place of the sign that opens one level too many.
fn first_too_deep(line: &str) -> Option<usize> {
    if is_rule(line) {
        return None;
    }
    let bytes = line.as_bytes();
    let mut levels = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let is_followed = bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        match byte {
            b' ' | b'\t' | b'0'..=b'9' => continue,
            b'>' => {}
            b'-' | b'+' | b'*' | b'.' | b')' if is_followed => {}
            _ => return None,
        }
        levels += 1;
        if levels > MOST_ON_A_LINE {
            return Some(at);
        }
    }
    None
}

/// True for a line across the page, such as `- - - -`, which nests nothing.
fn is_rule(line: &str) -> bool {
    ['-', '*'].iter().any(|sign| line.chars().all(|c| c == *sign || c.is_ascii_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_deep_lines_change() {
        for text in ["", "a\n\nb", "- a\r\n  - b\n", "> > > a", "-----------------------------------------\n", "1. a"] {
            assert_eq!(flattened(text), text);
        }
        let rule = "- ".repeat(40);
        assert_eq!(flattened(&rule), rule);
        let deep = format!("{}a", "- ".repeat(33));
        assert_eq!(flattened(&deep), format!("{}\\- a", "- ".repeat(32)));
        let quotes = format!("{}a", ">".repeat(40));
        assert_eq!(flattened(&quotes), format!("{}\\{}a", ">".repeat(32), ">".repeat(8)));
    }
}
