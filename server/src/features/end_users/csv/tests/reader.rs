use app::exports::columns::Headings;
use proptest::prelude::*;

use super::super::split::{Split, split};
use super::sample::Numbers;
use super::*;

/// All records of a file with their lines, or the reason of an error.
fn records(source: impl Read) -> Vec<(u64, Result<Vec<String>, Reason>)> {
    let (mut records, mut record) = (Records::new(Decoded::new(source)), Record::default());
    let mut all = Vec::new();
    loop {
        let next = records.read(&mut record).unwrap();
        let fields = (0..record.len()).map(|n| String::from_utf8_lossy(record.get(n).unwrap()).into()).collect();
        match next {
            ReadResult::End => return all,
            ReadResult::Record => all.push((record.line(), Ok(fields))),
            ReadResult::Faulty(reason) => all.push((record.line(), Err(reason))),
        }
    }
}

fn lines(csv: &str) -> Vec<(u64, String)> {
    let shown = |fields: Result<Vec<String>, Reason>| fields.map_or_else(|r| format!("{r:?}"), |f| f.join("|"));
    records(csv.as_bytes()).into_iter().map(|(line, fields)| (line, shown(fields))).collect()
}

fn expect(csv: &str, expected: &[(u64, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(line, text)| (*line, String::from(*text))).collect();
    assert_eq!(lines(csv), expected, "{csv:?}");
}

#[test]
fn lines_are_those_of_the_file() {
    expect("a,b\nc,d\n", &[(1, "a|b"), (2, "c|d")]);
    expect("a,b\r\nc,d", &[(1, "a|b"), (2, "c|d")]);
    expect("a\rb\rc", &[(1, "a"), (2, "b"), (3, "c")]);
    expect("\"a\nb\r\nc\rd\",e\r\nf", &[(1, "a\nb\r\nc\rd|e"), (5, "f")]);
    expect("\n\r\na\r\n\r\n\r\nb\r\n\r\n", &[(3, "a"), (6, "b")]);
    expect("a,\n,b\n\"\"\n", &[(1, "a|"), (2, "|b"), (3, "")]);
    expect("\"a\"\"b\",\"\"\"\"\n", &[(1, "a\"b|\"")]);
    expect("a\"b,c\"\n", &[(1, "a\"b|c\"")]);
    expect("a,", &[(1, "a|")]);
    expect("", &[]);
    expect("\r", &[]);
}

#[test]
fn broken_quotes_spoil_one_line() {
    expect("a\n\"b\nc\nd,\"e\"\nf\n", &[(1, "a"), (2, "BrokenQuotes"), (3, "c"), (4, "d|e"), (5, "f")]);
    expect("\"a\"b\nc\n", &[(1, "BrokenQuotes"), (2, "c")]);
    expect("a\r\n\"b\r\nc\r\n", &[(1, "a"), (2, "BrokenQuotes"), (3, "c")]);
    expect("a\n\"b", &[(1, "a"), (2, "BrokenQuotes")]);
}

#[test]
fn a_record_has_a_largest_size() {
    let fits = "x".repeat(MAX_RECORD - 2);
    let csv = format!("a\n{fits}\r\n{fits}y\r\nb\n\"{}\"\nc\n", "y\n".repeat(MAX_RECORD));
    let all = records(csv.as_bytes());
    assert_eq!(all[1], (2, Ok(vec![fits])));
    assert_eq!(all[2], (3, Err(Reason::RecordTooLong)));
    assert_eq!(all[3], (4, Ok(vec!["b".into()])));
    assert_eq!(all[4], (5, Err(Reason::RecordTooLong)));
    assert_eq!(all[5], (6, Ok(vec!["y".into()])));
    assert_eq!(all.last(), Some(&(5 + MAX_RECORD as u64 + 1, Ok(vec!["c".into()]))));
    let giant = format!("{}\na", "x".repeat(1_000_000));
    assert_eq!(lines(&giant), [(1, "RecordTooLong".into()), (2, "a".into())]);
    let endless = format!("a\n{}", "x".repeat(1_000_000));
    assert_eq!(lines(&endless), [(1, "a".into()), (2, "RecordTooLong".into())]);
}

#[test]
fn a_header_names_every_column_once() {
    let open = |header: &str| open(header.as_bytes()).map(|_| ()).map_err(|error| error.to_string());
    let backwards: Vec<_> = COLUMNS.into_iter().rev().collect();
    assert_eq!(open(&format!(" {} ", backwards.join(" , "))), Ok(()));
    let japanese: Vec<_> = COLUMNS.into_iter().map(|column| Headings::Japanese.of(column)).collect();
    assert_eq!(open(&japanese.join("\t")), Ok(()), "as exports for people write them");
    assert_eq!(open(&format!("{HEADER},備考")), Err("column appears twice: note".into()));
    assert_eq!(open(""), Err("the file is empty".into()));
    assert_eq!(open("\r\n\n"), Err("the file is empty".into()));
    assert!(open("佐藤,1989-01-06\n").is_err_and(|text| text.contains("isn't a header") && !text.contains("佐藤")));
    assert!(open("\"a\nb").is_err_and(|text| text.contains("isn't a header")));
    assert_eq!(open(&format!("{HEADER},shoe_size")), Err("unknown column: shoe_size".into()));
    assert_eq!(open(&format!("{HEADER},note")), Err("column appears twice: note".into()));
    let fewer = HEADER.replace("note,", "").replace(",phone", "");
    assert_eq!(open(&fewer), Err("missing columns: phone, note".into()));
    let all = fewer.replace("email,", "mail,") + ",name,age";
    let told = "unknown columns: mail, age; column appears twice: name; missing columns: email, phone, note";
    assert_eq!(open(&all), Err(told.into()));
    let foreign = open("userId\tdisplayName\n").unwrap_err();
    assert!(
        foreign.starts_with("the first line isn't a header (2 fields separated by tabs, none of which is"),
        "{foreign}"
    );
}

#[test]
fn columns_may_stand_in_any_order() {
    let reversed = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
    let csv = format!("{}\n{}\n{}\n", reversed(HEADER), reversed(ROW), &reversed(ROW)[..0]);
    let rows = read(csv.as_bytes());
    assert_eq!(rows.len(), 1);
    assert!(rows[0].row.as_ref().is_ok_and(|row| row.name == "髙﨑 𠮷郎" && row.customer_id == "C1"));
}

#[test]
fn a_wrong_number_of_fields_is_named() {
    let csv = format!("{HEADER}\n{ROW},more\nC1,line\n\"C1\"x\n{ROW}\n");
    let rows = read(csv.as_bytes());
    let refused = |line, column, reason| Refusal { line, column, reason };
    assert_eq!(
        refusals(&rows),
        [
            refused(2, WHOLE_ROW, Reason::TooManyColumns),
            refused(3, "subject", Reason::MissingColumns),
            refused(4, WHOLE_ROW, Reason::BrokenQuotes),
        ]
    );
    assert!(rows[3].row.is_ok() && rows[3].line == 5);
}

#[test]
fn any_bytes_are_read_to_their_end() {
    let mut numbers = Numbers(1);
    for _ in 0..2_000 {
        let csv: String = (0..numbers.below(60)).map(|_| ["\"", ",", "\n", "\r", "a"][numbers.below(5)]).collect();
        let whole = records(csv.as_bytes());
        assert_eq!(whole, records(Trickle(csv.as_bytes(), 3)), "{csv:?}");
        let breaks = csv.replace("\r\n", "\n").matches(['\r', '\n']).count() as u64;
        assert!(whole.iter().all(|(line, _)| *line <= breaks + 1), "{csv:?}");
        assert!(whole.is_sorted_by(|(before, _), (line, _)| before < line), "{csv:?}");
    }
}

#[test]
fn a_part_is_not_taken_for_a_record() {
    let mut record = Record::default();
    let whole = b"a,\"b\"\"c\"\r\n";
    for end in 0..whole.len() {
        assert_eq!(split(&whole[..end], b',', false, &mut record), Split::Part, "{end}");
    }
    assert_eq!(split(whole, b',', false, &mut record), Split::Whole { len: whole.len(), lines: 1 });
}

proptest! {
    /// Compares with the `csv` crate on valid files.
    #[test]
    fn reads_as_the_csv_crate_does(
        rows in proptest::collection::vec(proptest::collection::vec("[a,\"\r\n髙 ]{0,6}", 2..5), 0..8),
        crlf: bool,
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().flexible(true).terminator(terminator).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let csv = writer.into_inner().unwrap();
        let read: Vec<_> = records(Trickle(&csv, 5)).into_iter().map(|(_, fields)| fields.unwrap()).collect();
        prop_assert_eq!(read, rows);
    }
}
