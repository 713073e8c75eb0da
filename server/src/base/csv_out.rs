//! Writes CSV that spreadsheets in Japan open by a double click, and that does nothing there: UTF-8 with byte order
//! mark, CR LF, quoting after RFC 4180, cells that would run as formulas defused (ASVS 1.2.10).
//!
//! A `'` in front defuses a cell. A spreadsheet that splits at `;` or at tabs does not see quotes in the middle of a
//! cell: the text after such a sign, or after a line break, becomes a cell of its own. So each such part is defused by
//! itself. A part that is defused already gets one more `'`, so that removing one `'` restores the exact text. A number
//! after a `'` is treated the same way, because spreadsheets and shops write numbers like that to keep them text.
//! [`defused`] and [`plain`] are inverse functions. No other code defuses cells.

use std::borrow::Cow;

/// Starts every file: without it Excel reads UTF-8 as `Shift_JIS`.
pub const BOM: &[u8] = b"\xef\xbb\xbf";

/// One CSV line. Cells are appended to the caller's buffer; nothing else is allocated.
#[must_use = "a line is finished by `end`"]
pub struct CsvLine<'a> {
    out: &'a mut Vec<u8>,
    start: usize,
}

impl<'a> CsvLine<'a> {
    /// Starts a line at the end of the buffer.
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        let start = out.len();
        Self { out, start }
    }

    /// Appends a cell, quoted and defused where it needs it.
    pub fn cell(self, text: &str) -> Self {
        if text.bytes().any(|byte| byte == b',' || byte == b'"' || splits(byte)) {
            self.out.push(b'"');
            for part in defused(text).split_inclusive('"') {
                self.out.extend_from_slice(part.as_bytes());
                if part.ends_with('"') {
                    self.out.push(b'"');
                }
            }
            self.out.push(b'"');
        } else {
            if is_guarded(text, true) {
                self.out.push(b'\'');
            }
            self.out.extend_from_slice(text.as_bytes());
        }
        // `end` replaces the last comma by a line break.
        self.out.push(b',');
        self
    }

    /// Ends the line. A line with one empty cell is written `""`, because an empty line would not count as a line.
    pub fn end(self) {
        if self.out.len() <= self.start + 1 {
            self.out.truncate(self.start);
            self.out.extend_from_slice(b"\"\",");
        }
        self.out.pop();
        self.out.extend_from_slice(b"\r\n");
    }
}

/// Characters after which some spreadsheet may begin a new cell, even inside quotes.
fn splits(byte: u8) -> bool {
    matches!(byte, b';' | b'\t' | b'\r' | b'\n')
}

/// The parts of a text that could become cells, each with the sign that ends it. The flag marks the first part.
fn parts(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let parts = text.split_inclusive(|c: char| u8::try_from(c).is_ok_and(splits));
    parts.enumerate().map(|(n, part)| (n == 0, part))
}

/// True if a spreadsheet could read a part as a formula: its first character after blanks and quotes starts one.
/// Full-width signs count, because Excel in Japan accepts them. At the start of a cell, tabs and line breaks count too.
fn is_live(part: &str, first: bool) -> bool {
    for c in part.chars() {
        match c {
            '=' | '+' | '-' | '@' | '\0' | '＝' | '＋' | '－' | '＠' => return true,
            '\t' | '\r' | '\n' => return first,
            '\'' | '"' | '\u{feff}' | '\u{200b}' => {}
            c if c.is_whitespace() => {}
            _ => return false,
        }
    }
    false
}

/// True for digits after any number of `'`.
fn is_number(part: &str) -> bool {
    let digits = part.trim_start_matches('\'');
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// True if a part is written with a `'` in front.
fn is_guarded(part: &str, first: bool) -> bool {
    is_live(part, first) || (first && part.starts_with('\'') && is_number(part))
}

/// Returns the cell with a `'` in front of each part that could run as a formula.
pub fn defused(cell: &str) -> Cow<'_, str> {
    if parts(cell).all(|(first, part)| !is_guarded(part, first)) {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len() + 8);
    for (first, part) in parts(cell) {
        if is_guarded(part, first) {
            out.push('\'');
        }
        out.push_str(part);
    }
    Cow::Owned(out)
}

/// Returns the cell as it was before [`defused`]: without the `'` in front of a possible formula or of a number.
pub fn plain(cell: &str) -> Cow<'_, str> {
    let is_guard = |inner: &str, first: bool| is_live(inner, first) || (first && is_number(inner));
    let guarded = |(first, part): &(bool, &str)| part.strip_prefix('\'').is_some_and(|inner| is_guard(inner, *first));
    if !parts(cell).any(|part| guarded(&part)) {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(parts(cell).map(|part| if guarded(&part) { &part.1[1..] } else { part.1 }).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TRIGGERS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

    fn line(cells: &[&str]) -> String {
        let mut out = Vec::new();
        cells.iter().fold(CsvLine::new(&mut out), |line, cell| line.cell(cell)).end();
        String::from_utf8(out).unwrap()
    }

    fn parse(csv: &[u8]) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv);
        reader.records().map(|record| record.unwrap().iter().map(Into::into).collect()).collect()
    }

    #[test]
    fn cells_are_quoted_as_rfc_4180_says() {
        let cells = ["a", "", "b,c", "d\"e", "f\ng", "髙﨑𠮷🎁"];
        assert_eq!(line(&cells), "a,,\"b,c\",\"d\"\"e\",\"f\ng\",髙﨑𠮷🎁\r\n");
        assert_eq!(line(&[""]), "\"\"\r\n");
        assert_eq!(line(&["", ""]), ",\r\n");
        assert_eq!(line(&["\""]), "\"\"\"\"\r\n");
    }

    #[test]
    fn formulas_are_defused() {
        for trigger in TRIGGERS {
            for blank in ["", " ", "\u{3000}", "\u{a0} ", "\u{feff}"] {
                let cell = format!("{blank}{trigger}1+1");
                let csv = line(&[&cell]);
                assert!(csv.starts_with('\'') || csv.starts_with("\"'"), "{csv:?}");
                assert_eq!(plain(&parse(csv.as_bytes())[0][0]), cell);
            }
        }
        let notes = ["=1+1", "+81から電話", "-要連絡", "@店頭登録"];
        assert_eq!(line(&notes), "'=1+1,'+81から電話,'-要連絡,'@店頭登録\r\n");
        assert_eq!(line(&["'=1", "''@", "'a", "1-2", "a=b"]), "''=1,'''@,'a,1-2,a=b\r\n");
    }

    #[test]
    fn what_another_separator_would_make_a_cell_of_its_own_is_defused() {
        assert_eq!(line(&["a;=1+1"]), "\"a;'=1+1\"\r\n");
        assert_eq!(line(&["a\t＋1", "x;\"=1\""]), "\"a\t'＋1\",\"x;'\"\"=1\"\"\"\r\n");
        assert_eq!(line(&["メモ\r\n=1", "a;b", "a\n\nb"]), "\"メモ\r\n'=1\",\"a;b\",\"a\n\nb\"\r\n");
        assert_eq!(line(&[";;@x;'=1"]), "\";;'@x;''=1\"\r\n");
        assert_eq!((plain("a;'=1;'b"), plain("'a;b")), ("a;=1;'b".into(), "'a;b".into()));
    }

    #[test]
    fn a_number_that_must_stay_text_is_a_number() {
        assert_eq!([plain("'6940095564001"), plain("'+819012345678")], ["6940095564001", "+819012345678"]);
        assert_eq!([plain("'"), plain("''"), plain("'a1"), plain("1")], ["'", "''", "'a1", "1"]);
        assert_eq!(line(&["1", "'1", "''1", "'1a"]), "1,''1,'''1,'1a\r\n");
        assert_eq!([plain("''1"), plain("'''1"), plain("a;'1"), plain("'1;a")], ["'1", "''1", "a;'1", "'1;a"]);
    }

    #[test]
    fn lines_go_behind_what_the_buffer_holds() {
        let mut out = BOM.to_vec();
        CsvLine::new(&mut out).cell("a").end();
        CsvLine::new(&mut out).cell("").end();
        assert_eq!(out, b"\xef\xbb\xbfa\r\n\"\"\r\n");
    }

    fn cells() -> impl Strategy<Value = Vec<String>> {
        let cell = prop_oneof![
            "[ '\"\t\r\n,;=+@＝＋－＠\u{3000}a0-]{0,8}",
            "'{0,3}[0-9]{0,3};?",
            "\\PC{0,12}",
            any::<String>()
        ];
        proptest::collection::vec(cell, 1..8)
    }

    proptest! {
        #[test]
        fn every_cell_comes_back_and_none_is_live(rows in proptest::collection::vec(cells(), 1..5)) {
            let mut out = Vec::new();
            for row in &rows {
                row.iter().fold(CsvLine::new(&mut out), |line, cell| line.cell(cell)).end();
            }
            let parsed = parse(&out);
            for cell in parsed.iter().flatten() {
                prop_assert!(!cell.trim_start().starts_with(TRIGGERS) && !cell.starts_with(TRIGGERS), "{:?}", cell);
            }
            // A spreadsheet that splits at other signs, and ignores quotes there, finds no formula either.
            let text = String::from_utf8_lossy(&out);
            for part in text.split([';', '\t', '\r', '\n']) {
                let cell = part.trim_start_matches('"').trim_start();
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{:?}", part);
            }
            let back: Vec<Vec<String>> =
                parsed.iter().map(|row| row.iter().map(|cell| plain(cell).into()).collect()).collect();
            prop_assert_eq!(back, rows);
        }
    }
}
