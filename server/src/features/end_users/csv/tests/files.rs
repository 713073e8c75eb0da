//! Real files: headers and values as written by shops and spreadsheets. The files are in `tests/data`.

use super::*;

/// The result for a file: the customers of its good rows, and the errors (line, column, reason) of the others.
type Parsed = (Vec<String>, Vec<(u64, &'static str, Reason)>);

macro_rules! file {
    ($name:literal) => {
        &include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/", $name))[..]
    };
}

fn parsed(file: &[u8]) -> Parsed {
    let rows = read(file);
    let faults = refusals(&rows).into_iter().map(|fault| (fault.line, fault.column, fault.reason)).collect();
    (rows.into_iter().filter_map(|read| read.row.ok()).map(|row| row.customer_id).collect(), faults)
}

fn refused(file: &[u8]) -> String {
    open(file).err().unwrap().to_string()
}

fn is_good(file: &[u8], customers: &[&str]) {
    assert_eq!(parsed(file), (customers.iter().map(|id| (*id).to_owned()).collect(), vec![]), "{customers:?}");
}

#[test]
fn columns_and_rows_that_a_spreadsheet_has_added_are_passed_over() {
    is_good(file!("a08_trailing_comma.csv"), &["A08-1"]);
    is_good(file!("a09_comma_rows.csv"), &["A09-1"]);
    let more = |row: &str| read(format!("{HEADER},,\n{ROW}{row}\n,,,\n \u{3000},\t,\"\"\n{ROW}\n").as_bytes());
    for row in ["", ",", ",,", ",,, "] {
        let rows = more(row);
        assert_eq!((refusals(&rows), rows.len(), rows[1].line, rows[1].index), (vec![], 2, 5, 1), "{row}");
    }
    let nameless = Refusal { line: 2, column: WHOLE_ROW, reason: Reason::NamelessColumn(15) };
    assert_eq!(refusals(&more(",,x")), [nameless]);
    assert_eq!(nameless.reason.en(), "column 15 has no name");
    let beyond = Refusal { reason: Reason::TooManyColumns, ..nameless };
    assert_eq!(refusals(&more(",,,x")), [beyond]);
}

#[test]
fn going_on_counts_no_empty_rows() {
    let csv = format!("sep=,\n{HEADER}\n,,,\n{ROW}\n,,,\n{ROW}\n,,,\n");
    let mut file = open(csv.as_bytes()).unwrap();
    assert_eq!((file.skip_records(1).unwrap(), file.next_row().unwrap().map(|row| row.line)), (1, Some(6)));
    assert_eq!(open(csv.as_bytes()).unwrap().skip_records(9).unwrap(), 2);
}

#[test]
fn the_header_tells_what_parts_the_fields() {
    is_good(file!("a11_tab.csv"), &["A11-1"]);
    is_good(file!("a12_semicolon.csv"), &["A12-1"]);
    is_good(file!("a13_sep_line.csv"), &["A13-1"]);
    for sign in ['\t', ';'] {
        let csv = format!("\nsep={sign}\r\n{HEADER}\r\n{ROW}\r\n").replace(',', &sign.to_string());
        let mut file = open(Trickle(csv.as_bytes(), 1)).unwrap();
        let row = file.next_row().unwrap().unwrap();
        assert_eq!((row.line, row.row.err()), (4, None), "{sign:?}");
    }
}

#[test]
fn what_is_no_file_of_end_users_is_named() {
    assert!(
        refused(file!("a16_eucjp_small.csv")).starts_with("the file is either EUC-JP or Shift_JIS with half-width")
    );
    for (file, fields) in
        [(file!("s1_shopify.csv"), 20), (file!("s3_salesforce.csv"), 8), (file!("s5_google_contacts.csv"), 21)]
    {
        let told = refused(file);
        let expected = format!("the first line isn't a header ({fields} fields separated by commas, none of which is");
        assert!(told.starts_with(&expected), "{told}");
    }
    // Some of their headings are those of Japanese exports.
    for (file, unknown) in
        [(file!("s2_eccube.csv"), "会員ID, お名前(姓)"), (file!("s4_kintone.csv"), "レコード番号, 顧客名")]
    {
        let told = refused(file);
        assert!(
            told.starts_with(&format!("unknown columns: {unknown}")) && told.contains("missing columns: customer_id")
        );
    }
}

#[test]
fn ids_that_a_spreadsheet_has_damaged_are_refused() {
    is_good(file!("b01_google_ok.csv"), &["B01-1", "B01-2"]);
    let damaged = |line| (line, "subject", Reason::ShortenedNumber);
    assert_eq!(parsed(file!("b02_google_excel.csv")), (vec![], vec![damaged(2), damaged(3)]));
}

#[test]
fn ids_that_look_alike_are_refused() {
    let (customers, faults) = parsed(file!("b04_spaces.csv"));
    assert_eq!(customers, ["B04-1", "B04-1", "B04-5"]);
    let unseen = |line, column| (line, column, Reason::InvisibleCharacter);
    assert_eq!(faults, [unseen(3, "customer_id"), unseen(4, "customer_id"), unseen(7, "email")]);
}

#[test]
fn values_are_taken_as_other_systems_write_them() {
    is_good(file!("f1_two_accounts.csv"), &["G1-1", "G1-1"]);
    for (file, customer, provider, verified, gender, birthdate, prefecture, phone) in [
        (file!("m1_shopify_mapped.csv"), "6940095564001", Provider::Line, true, None, None, "東京都", "+819012345678"),
        (
            file!("m2_eccube_mapped.csv"),
            "1",
            Provider::Line,
            true,
            Some(Gender::Female),
            Some("1985-05-05"),
            "東京都",
            "0312345678",
        ),
        (
            file!("m3_salesforce_mapped.csv"),
            "0035g00000AbCdEAAV",
            Provider::Google,
            true,
            Some(Gender::Female),
            Some("1985-05-05"),
            "東京都",
            "03-1234-5678",
        ),
        (
            file!("m4_kintone_mapped.csv"),
            "1k",
            Provider::YahooJapan,
            true,
            None,
            Some("1985-05-05"),
            "東京都",
            "03-1234-5678",
        ),
    ] {
        let row = read(file).remove(0).row.unwrap_or_else(|faults| panic!("{customer}: {faults:?}"));
        assert_eq!((row.customer_id.as_str(), row.accounts[0].0), (customer, provider));
        assert_eq!((row.email_verified, row.gender), (verified, gender), "{customer}");
        assert_eq!(row.birthdate.map(|day| day.to_string()).as_deref(), birthdate, "{customer}");
        assert_eq!((row.prefecture.as_deref(), row.phone.as_deref()), (Some(prefecture), Some(phone)), "{customer}");
        assert_eq!(row.created_at.to_rfc3339()[..15], *"2023-04-01T01:2", "{customer}");
    }
}
