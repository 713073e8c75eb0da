use chrono::NaiveDate;

use super::sample::sample;
use super::*;

fn assert_same(row: &CsvRow, fields: &[String]) {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let written = [
        row.customer_id.clone(),
        row.accounts.iter().map(|(provider, _)| provider.as_str()).collect(),
        row.accounts.iter().map(|(_, subject)| subject.as_str()).collect(),
        text(&row.email),
        row.email_verified.to_string(),
        row.name.clone(),
        row.birthdate.map(|date| date.to_string()).unwrap_or_default(),
        row.gender.map(Gender::as_str).unwrap_or_default().into(),
        text(&row.prefecture),
        text(&row.phone),
        row.note.clone(),
    ];
    assert_eq!(written, fields[..11]);
    assert_eq!(row.created_at, DateTime::parse_from_rfc3339(&fields[11]).unwrap());
    assert_eq!(row.last_sign_in_at.unwrap(), DateTime::parse_from_rfc3339(&fields[12]).unwrap());
}

#[test]
fn exactly_the_broken_rows_are_refused() {
    let sample = sample(20_000);
    let rows = read(sample.csv.as_bytes());
    assert_eq!((rows.len(), sample.broken.len()), (20_000, 40));
    assert_eq!(refusals(&rows), sample.broken);
    let good: Vec<_> = rows.iter().filter_map(|read| read.row.as_ref().ok()).collect();
    assert_eq!(good.len(), 19_960);
    for (row, fields) in good.iter().zip(&sample.good) {
        assert_same(row, fields);
    }
    assert!(rows.iter().enumerate().all(|(n, read)| read.index == n as u64));
}

#[test]
fn the_sample_reads_the_same_in_shift_jis() {
    let mut sample = sample(5_000);
    for missing in ["𠮷", "🎁"] {
        sample.csv = sample.csv.replace(missing, "〓");
        for field in sample.good.iter_mut().flatten() {
            *field = field.replace(missing, "〓");
        }
    }
    let (csv, _, replaced) = encoding_rs::SHIFT_JIS.encode(&sample.csv);
    assert!(!replaced);
    let mut file = open(Trickle(&csv, 1)).unwrap();
    let rows: Vec<_> = file.by_ref().map(Result::unwrap).collect();
    assert_eq!((file.encoding(), file.bytes_read()), (Encoding::ShiftJis, csv.len() as u64));
    assert_eq!(refusals(&rows), sample.broken);
    for (row, fields) in rows.iter().filter_map(|read| read.row.as_ref().ok()).zip(&sample.good) {
        assert_same(row, fields);
    }
}

#[test]
fn reading_goes_on_behind_any_record() {
    let sample = sample(1_200);
    let all = read(sample.csv.as_bytes());
    for skipped in [0, 1, 499, 500, 777, 1_199, 1_200] {
        let mut file = open(sample.csv.as_bytes()).unwrap();
        assert_eq!(file.skip_records(skipped).unwrap(), skipped);
        let rest: Vec<_> = file.map(Result::unwrap).collect();
        assert_eq!(rest.len() as u64, 1_200 - skipped);
        for (read, before) in rest.iter().zip(all.iter().skip(usize::try_from(skipped).unwrap())) {
            assert_eq!((read.index, read.line), (before.index, before.line));
            assert!(read.row == before.row);
        }
    }
    assert_eq!(open(sample.csv.as_bytes()).unwrap().skip_records(9_999).unwrap(), 1_200);
}

fn assert_refused((column, value, reason): (&'static str, String, Reason)) {
    assert_eq!(with(column, &value).err(), Some(vec![Refusal { line: 2, column, reason }]), "{column} {value}");
}

fn long(len: usize) -> String {
    "あ".repeat(len)
}

#[test]
fn each_column_has_its_reason() {
    use Reason::*;
    let cases = [
        ("customer_id", String::new(), Required),
        ("customer_id", long(65), TooLong(64)),
        ("customer_id", "C\u{7}1".into(), ControlCharacter),
        ("provider", " ".into(), Required),
        ("provider", "myspace".into(), UnknownProvider),
        ("provider", "line|line".into(), ProviderTwice),
        ("subject", "U4af4980629f1c21db4d3b64d1d3a1cd9|1".into(), AccountsDiffer),
        ("subject", "U1".into(), NotAnIdOf(Provider::Line)),
        ("subject", "1.07692E+20".into(), ShortenedNumber),
        ("subject", "107691503500061000000".into(), RoundedNumber),
        ("subject", "U4af4980629f1c21db4d3b64d1d3a1cd9\u{200b}".into(), InvisibleCharacter),
        ("customer_id", "1.07692E+20".into(), ShortenedNumber),
        ("customer_id", "B04-1\u{200b}".into(), InvisibleCharacter),
        ("customer_id", "\u{feff}B04-1".into(), InvisibleCharacter),
        ("customer_id", "葛\u{e0100}1".into(), InvisibleCharacter),
        ("name", "山田\u{202e}太郎".into(), DirectionCharacter),
        ("name", "山田\u{2028}太郎".into(), ControlCharacter),
        ("email", "jiro@example.jp\u{200b}".into(), InvisibleCharacter),
        ("birthdate", "2999-12-31".into(), DateOutOfRange),
        ("created_at", "2099-01-01 00:00".into(), TimeOutOfRange),
        ("last_sign_in_at", "9999-12-31T23:59:59-10:00".into(), TimeOutOfRange),
        ("subject", "\u{3000}".into(), Required),
        ("subject", long(256), TooLong(255)),
        ("email_verified", "maybe".into(), NotTrueOrFalse),
        ("name", String::new(), Required),
        ("name", long(201), TooLong(200)),
        ("gender", "不明".into(), UnknownGender),
        ("prefecture", "東京".into(), UnknownPrefecture),
        ("prefecture", "神奈川県横浜市".into(), UnknownPrefecture),
        ("phone", "電話なし".into(), NotAPhoneNumber),
        ("phone", "12345".into(), NotAPhoneNumber),
        ("phone", "090-1234-5678 内線1".into(), NotAPhoneNumber),
        ("note", "a\0b".into(), ControlCharacter),
        ("note", long(2001), TooLong(2000)),
        ("created_at", String::new(), Required),
        ("created_at", "2024-08-23".into(), NotATime),
        ("last_sign_in_at", "2024-08-23T25:14:40+09:00".into(), NotATime),
    ];
    cases.into_iter().for_each(assert_refused);
}

#[test]
fn what_is_no_address_is_refused() {
    let cases = [
        "a@b",
        "ａ＠example.jp",
        "ａ@example.jp",
        "a@ｅｘａｍｐｌｅ.jp",
        "a b@example.jp",
        "a@-example.jp",
        "a@example..jp",
    ];
    for value in cases.into_iter().chain(["@example.jp", "a@b@example.jp", "a@example.jp.", "<a@example.jp>", "a"]) {
        assert_refused(("email", value.into(), Reason::NotAnEmailAddress));
    }
    assert_refused(("email", format!("{}@example.jp", "a".repeat(65)), Reason::NotAnEmailAddress));
    assert_refused(("email", format!("{}@example.jp", "a".repeat(244)), Reason::TooLong(254)));
}

/// The same rule as everywhere: every stored address can be mailed.
#[test]
fn what_no_door_takes_no_file_brings() {
    for value in [
        "a..b@gmail.com",
        ".a@example.jp",
        "a.@docomo.example.jp",
        "\"\"\"a..b\"\"@gmail.com\"",
        "x@y.123",
        "x@192.0.2.1",
        "x@exam_ple.jp",
    ] {
        assert_refused(("email", value.into(), Reason::NotAnEmailAddress));
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for value in
        ["2001-02-30", "2001-13-01", "01-02-03", "2001-02-03-04", "2001-+2-03", "2001/02-03", "2001", "0x01-1-1"]
    {
        assert_refused(("birthdate", value.into(), Reason::NotADate));
    }
}

#[test]
fn each_column_takes_what_is_good() {
    let cases = [
        ("customer_id", long(64)),
        ("email", String::new()),
        ("email", "da.me..dot.@docomo.ne.jp".into()),
        ("email", "a+b_c'd@日本語.example".into()),
        ("email", "\"\"\"taro..yamada\"\"@docomo.ne.jp\"".into()),
        ("email_verified", "FALSE".into()),
        ("email_verified", String::new()),
        ("birthdate", "2004/2/29".into()),
        ("birthdate", String::new()),
        ("gender", String::new()),
        ("prefecture", String::new()),
        ("prefecture", "鹿児島県".into()),
        ("phone", "＋８１ (0)90-1234-5678".into()),
        ("phone", String::new()),
        ("phone", "090ｰ1234ｰ5678".into()),
        ("phone", "090\u{2011}1234\u{2014}5678".into()),
        ("phone", "090\u{2015}1234\u{2212}5678".into()),
        ("name", "葛\u{e0100}城 蓮".into()),
        ("created_at", "2024-08-23T15:14:40".into()),
        ("note", long(2000)),
        ("note", "\"a\r\n\tb\"".into()),
        ("created_at", "2024-08-23T06:14:40Z".into()),
        ("last_sign_in_at", "2024-08-23T15:14:40.123+09:00".into()),
    ];
    for (column, value) in cases {
        assert_eq!(with(column, &value).err(), None, "{column} {value}");
    }
    for provider in Provider::ALL {
        let subject = if provider == Provider::Line { "U4af4980629f1c21db4d3b64d1d3a1cd9" } else { "1234" };
        let row = with_all(&[("provider", provider.as_str()), ("subject", subject)]);
        assert!(row.is_ok_and(|row| row.accounts == [(provider, subject.to_owned())]));
    }
}

#[test]
fn values_are_kept_as_written_but_for_white_space_around() {
    let row = with("name", "\u{3000}髙﨑  𠮷郎 ").unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(row.name, "髙﨑  𠮷郎");
    assert_eq!(row.birthdate, NaiveDate::from_ymd_opt(2001, 2, 3));
    assert_eq!(row.created_at.to_rfc3339(), "2024-08-23T06:14:40+00:00");
    assert_eq!(row.last_sign_in_at, None);
    assert_eq!(with("note", " a ").unwrap_or_else(|refusal| panic!("{refusal:?}")).note, " a ");
    assert!(with("email_verified", "TRUE").is_ok_and(|row| row.email_verified));
}

/// People can correct a file in one pass.
#[test]
fn everything_wrong_with_a_row_is_told_at_once() {
    let faults = with_all(&[
        ("customer_id", ""),
        ("provider", "myspace"),
        ("subject", "1E+20"),
        ("email", "x"),
        ("email_verified", "maybe"),
        ("name", ""),
        ("birthdate", "2001-02-30"),
        ("gender", "?"),
        ("prefecture", "東京"),
        ("phone", "1"),
        ("note", "a\0"),
        ("created_at", ""),
        ("last_sign_in_at", "soon"),
    ]);
    let faults = faults.err().unwrap();
    assert_eq!(faults.iter().map(|fault| fault.column).collect::<Vec<_>>(), COLUMNS);
    assert!(faults.iter().all(|fault| fault.line == 2));
}

#[test]
fn several_accounts_of_one_person_stand_in_one_row() {
    let line = "U4af4980629f1c21db4d3b64d1d3a1cd9";
    let row = with_all(&[("provider", "line|google"), ("subject", &format!("{line}|123456789012345678901"))]);
    let accounts = [(Provider::Line, line.to_owned()), (Provider::Google, "123456789012345678901".to_owned())];
    assert!(row.is_ok_and(|row| row.accounts == accounts));
    for (provider, subject, column, reason) in [
        ("line|google", format!("{line}|"), "subject", Reason::Required),
        ("line|google", format!("{line}|{line}"), "subject", Reason::NotAnIdOf(Provider::Google)),
        ("line", format!("{line}|1"), "subject", Reason::AccountsDiffer),
        ("line|", format!("{line}|1"), "provider", Reason::UnknownProvider),
    ] {
        let row = with_all(&[("provider", provider), ("subject", &subject)]);
        assert_eq!(row.err(), Some(vec![Refusal { line: 2, column, reason }]), "{provider} {subject}");
    }
}

#[test]
fn the_mark_of_spreadsheets_is_taken_off_once() {
    for (column, value) in [("customer_id", "'6940095564001"), ("phone", "'+819012345678"), ("name", "'=1+1")] {
        let row = with(column, value).unwrap_or_else(|faults| panic!("{faults:?}"));
        let read = [Some(&row.customer_id), row.phone.as_ref(), Some(&row.name)];
        assert!(read.contains(&Some(&value[1..].to_owned())), "{column}");
    }
    let note = |text: &str| with("note", text).map(|row| row.note).unwrap_or_default();
    assert_eq!(
        [note("'-要連絡"), note("''-要連絡"), note("'要連絡"), note(" '=1")],
        ["-要連絡", "'-要連絡", "'要連絡", " '=1"]
    );
}

#[test]
fn reasons_can_be_stored_and_speak_both_languages() {
    let stored: Vec<_> = [Reason::Required, Reason::TooLong(64)].map(|reason| format!("{reason:?}")).into();
    assert_eq!(stored, ["Required", "TooLong(64)"]);
    assert_eq!(Reason::TooLong(64).ja(), "長すぎます（64文字まで）");
    assert_eq!(Reason::TooLong(64).en(), "too long (up to 64 characters)");
}
