//! Finds the delimiter of a file, which is not stated: the one under which the header names columns. Spreadsheets set
//! to another country write semicolons, copied sheets have tabs, and Excel has a line `sep=;` that states it.

use super::columns::column;

/// The possible delimiters, the most common first.
pub(super) const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// Returns the delimiter of a header line: the one under which it names the most columns. If it names none, `stated`,
/// or else the most frequent one.
pub(super) fn detect(line: &[u8], stated: Option<u8>) -> u8 {
    let named = |delimiter: u8| line.split(|byte| *byte == delimiter).filter(|name| names_a_column(name)).count();
    let often = |delimiter: u8| line.split(|byte| *byte == delimiter).count();
    let weight = |delimiter: u8| (named(delimiter), stated == Some(delimiter), often(delimiter));
    // `max_by_key` returns the last of equal values, which is the comma.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| weight(*delimiter)).unwrap_or(b',')
}

fn names_a_column(name: &[u8]) -> bool {
    let name = name.trim_ascii();
    let name = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")).unwrap_or(name);
    str::from_utf8(name).is_ok_and(|name| column(name).is_some())
}

/// Reads the delimiter in Excel's line `sep=;`, also with quotes and empty fields, as in a sheet that was saved again.
pub(super) fn stated(line: &[u8]) -> Option<u8> {
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    let (word, rest) = line.split_at_checked(4)?;
    let (sign, rest) = rest.split_first()?;
    let ends = rest.iter().all(|byte| matches!(byte, b'"' | b' ') || DELIMITERS.contains(byte));
    (word.eq_ignore_ascii_case(b"sep=") && DELIMITERS.contains(sign) && ends).then_some(*sign)
}

/// The name of a delimiter, Japanese and English.
pub(super) fn name(delimiter: u8) -> (&'static str, &'static str) {
    match delimiter {
        b'\t' => ("タブ", "tabs"),
        b';' => ("セミコロン", "semicolons"),
        _ => ("カンマ", "commas"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_by_its_names() {
        for (line, stated, sign) in [
            ("customer_id,provider", None, b','),
            ("customer_id\tprovider", None, b'\t'),
            ("\"customer_id\";\"note\"", None, b';'),
            ("customer_id,provider", Some(b';'), b','),
            ("note", Some(b';'), b';'),
            ("a;b;c,d", None, b';'),
            ("a,b;c", None, b','),
            ("", None, b','),
        ] {
            assert_eq!(detect(line.as_bytes(), stated), sign, "{line}");
        }
    }

    #[test]
    fn excels_line_is_known() {
        for line in ["sep=;", "SEP=;", "\"sep=;\"", "sep=;,,,", "\"sep=;\",,"] {
            assert_eq!(stated(line.as_bytes()), Some(b';'), "{line}");
        }
        for line in ["sep=", "sep=x", "sep=;a", "separator", "customer_id"] {
            assert_eq!(stated(line.as_bytes()), None, "{line}");
        }
    }
}
