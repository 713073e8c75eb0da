//! Splits one record into its fields by RFC 4180, from bytes in memory.
//!
//! This is own code instead of the `csv` crate, because files from outside need three things: the physical line of each
//! record, a limit for a record whose quotes never close, and continuing right after a broken line.

use super::record::Record;

/// What the bytes begin with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// A record: `len` bytes with its line break, and `lines` line breaks in it and after it.
    Whole { len: usize, lines: u64 },
    /// Part of a record; more bytes are needed.
    Part,
    /// Quotes that do not close, or close in the middle of a field.
    BrokenQuotes,
}

/// Splits the first record of `bytes`, with fields separated by `delimiter`, into `record`. `ended` means that no more
/// bytes follow. A record ends with LF, CR LF or CR.
pub(super) fn split(bytes: &[u8], delimiter: u8, ended: bool, record: &mut Record) -> Split {
    record.clear();
    let (mut at, mut lines) = (0, 0);
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = match quoted(bytes, at + 1, ended, record, &mut lines) {
                Ok(end) => end,
                Err(split) => return split,
            };
        } else {
            let rest = &bytes[at..];
            let len =
                rest.iter().position(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
            record.push(&rest[..len]);
            at += len;
        }
        record.end_field();
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(sign), _) if *sign == delimiter => at += 1,
            (Some(b'\r'), None) if !ended => return Split::Part,
            (Some(b'\r'), Some(b'\n')) => {
                return Split::Whole { len: at + 2, lines: lines + 1 };
            }
            (Some(b'\r' | b'\n'), _) => {
                return Split::Whole { len: at + 1, lines: lines + 1 };
            }
            (Some(_), _) => return Split::BrokenQuotes,
            (None, _) if ended => return Split::Whole { len: at, lines },
            (None, _) => return Split::Part,
        }
    }
}

/// Reads a quoted field from after its opening quote, and returns its end after the closing one.
fn quoted(bytes: &[u8], mut at: usize, ended: bool, record: &mut Record, lines: &mut u64) -> Result<usize, Split> {
    loop {
        let rest = &bytes[at..];
        let Some(len) = rest.iter().position(|byte| *byte == b'"') else {
            return Err(if ended { Split::BrokenQuotes } else { Split::Part });
        };
        record.push(&rest[..len]);
        *lines += line_breaks(&rest[..len]);
        at += len + 1;
        match bytes.get(at) {
            Some(b'"') => record.push(b"\""),
            None if !ended => return Err(Split::Part),
            _ => return Ok(at),
        }
        at += 1;
    }
}

/// LF, CR LF and CR each count as one.
fn line_breaks(text: &[u8]) -> u64 {
    let mut count = 0;
    for (at, byte) in text.iter().enumerate() {
        if *byte == b'\n' || (*byte == b'\r' && text.get(at + 1) != Some(&b'\n')) {
            count += 1;
        }
    }
    count
}
