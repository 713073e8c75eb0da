use encoding_rs::{EUC_JP, SHIFT_JIS};
use proptest::prelude::*;

use super::*;

const WINDOW: usize = 64 * 1024;

fn decode(source: impl Read) -> Result<(Vec<u8>, Encoding), TextError> {
    let mut decoded = Decoded::new(source);
    let mut text = Vec::new();
    match decoded.read_to_end(&mut text) {
        Ok(_) => Ok((text, decoded.encoding())),
        Err(error) => Err(*error.get_ref().unwrap().downcast_ref().unwrap()),
    }
}

fn sjis(text: &str) -> Vec<u8> {
    let (bytes, _, replaced) = SHIFT_JIS.encode(text);
    assert!(!replaced, "{text}");
    bytes.into_owned()
}

fn reads_as(bytes: &[u8], text: &str, encoding: Encoding) {
    assert_eq!(decode(bytes), Ok((text.into(), encoding)));
    assert_eq!(decode(Trickle(bytes, 1)), Ok((text.into(), encoding)));
}

#[test]
fn encodings_are_recognised() {
    let text = "髙﨑①,東京都,ｶﾀｶﾅ\r\n濵田,\"改行\nあり\"\r\n";
    reads_as(text.as_bytes(), text, Encoding::Utf8);
    reads_as(format!("\u{feff}{text}").as_bytes(), text, Encoding::Utf8);
    reads_as(&sjis(text), text, Encoding::ShiftJis);
    reads_as(b"plain\n", "plain\n", Encoding::Utf8);
    reads_as(b"", "", Encoding::Utf8);
    reads_as("\u{feff}".as_bytes(), "", Encoding::Utf8);
    reads_as("🎁".as_bytes(), "🎁", Encoding::Utf8);
    reads_as(&sjis("髙﨑"), "髙﨑", Encoding::ShiftJis);
    reads_as(&sjis("ﾔﾏﾀﾞ ﾀﾛｳ,ｻﾄｳ ﾊﾅｺ\n"), "ﾔﾏﾀﾞ ﾀﾛｳ,ｻﾄｳ ﾊﾅｺ\n", Encoding::ShiftJis);
}

#[test]
fn the_first_foreign_byte_may_come_late() {
    for ascii in [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 3 * WINDOW - 2, 5 * WINDOW] {
        let text = format!("{}髙﨑{}東京都", "a".repeat(ascii), "b,".repeat(WINDOW));
        reads_as(text.as_bytes(), &text, Encoding::Utf8);
        reads_as(&sjis(&text), &text, Encoding::ShiftJis);
    }
}

#[test]
fn characters_may_lie_across_any_border() {
    for shift in 0..4 {
        let text = format!("{}{}", "a".repeat(shift), "髙橋ｶ".repeat(WINDOW / 4));
        reads_as(text.as_bytes(), &text, Encoding::Utf8);
        reads_as(&sjis(&text), &text, Encoding::ShiftJis);
    }
}

#[test]
fn other_files_are_refused_with_their_reason() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let japanese = "佐藤 健太,東京都,さくら\n山田 メアリー,大阪府\n".repeat(20);
    let cases = [
        (utf16("\u{feff}customer_id,髙"), TextError::Utf16),
        (big("\u{feff}customer_id,髙"), TextError::Utf16),
        (utf16("customer_id"), TextError::Utf16),
        (big("customer_id"), TextError::Utf16),
        (b"PK\x03\x04\x14\0\0\0".to_vec(), TextError::Workbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), TextError::Workbook),
        (b"\x7fELF\0\0\0\x01".to_vec(), TextError::Binary),
        (EUC_JP.encode(&japanese).0.into_owned(), TextError::EucJp),
        (EUC_JP.encode("A16-1,line,山田太郎,,").0.into_owned(), TextError::Ambiguous),
        (EUC_JP.encode("A16-1,山田,\n".repeat(50).as_str()).0.into_owned(), TextError::Ambiguous),
        (EUC_JP.encode("さくら").0.into_owned(), TextError::Ambiguous),
        (sjis("ｱｲｶﾜ"), TextError::Ambiguous),
        (b"C1,\x1b$B;3ED\x1b(B\n".to_vec(), TextError::Iso2022Jp),
        (b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), TextError::Gzip),
        (b"\r\n<!DOCTYPE html><title>Sign in</title>".to_vec(), TextError::Markup),
        ("\u{feff}<html>".into(), TextError::Markup),
        (b"<?xml version=\"1.0\"?>".to_vec(), TextError::Markup),
        (b"caf\xe9,na\xefve\n".to_vec(), TextError::Unknown),
        (vec![0xff; 100], TextError::Unknown),
    ];
    for (bytes, error) in cases {
        assert_eq!(decode(&bytes[..]), Err(error), "{error:?}");
        let opened = open(&bytes[..]).err().unwrap();
        assert!(matches!(opened, FileError::Text(reason) if reason == error), "{opened}");
        assert_eq!(opened.ja(), error.ja());
    }
}

#[test]
fn a_refusal_may_come_late() {
    let mut csv = format!("{HEADER}\n").into_bytes();
    csv.extend(format!("{}\n", ROW.replace(|c: char| !c.is_ascii(), "x")).repeat(1_000).into_bytes());
    csv.extend(b"caf\xe9,na\xefve\n");
    let last = open(&csv[..]).unwrap().last().unwrap();
    assert!(matches!(last, Err(FileError::Text(TextError::Unknown))));
}

#[test]
fn a_broken_byte_spoils_its_row_only() {
    let rows = format!("{ROW}\n").repeat(3_000).replace("𠮷", "吉");
    for (encoding, mut csv) in [
        (Encoding::Utf8, format!("{HEADER}\n{rows}").into_bytes()),
        (Encoding::ShiftJis, sjis(&format!("{HEADER}\n{rows}"))),
    ] {
        for line in [10, 2_500] {
            let row = csv.split(|byte| *byte == b'\n').take(line - 1).map(|row| row.len() + 1).sum::<usize>();
            let name = row + csv[row..].iter().position(|byte| !byte.is_ascii()).unwrap();
            csv[name] = 0x80;
        }
        let mut file = open(&csv[..]).unwrap();
        let read: Vec<_> = file.by_ref().map(Result::unwrap).collect();
        assert_eq!(file.encoding(), encoding);
        let expected = [10, 2_500].map(|line| Refusal { line, column: "name", reason: Reason::Unreadable });
        assert_eq!(refusals(&read), expected);
        assert_eq!(read.len(), 3_000);
    }
}

#[test]
fn a_character_cut_off_at_the_end_is_unreadable() {
    let text = "髙橋".repeat(50);
    for mut bytes in [text.clone().into_bytes(), sjis(&text)] {
        bytes.pop();
        let (decoded, _) = decode(&bytes[..]).unwrap();
        assert!(std::str::from_utf8(&decoded).is_err());
    }
}

proptest! {
    #[test]
    fn any_utf8_passes_unchanged(text in "[^\0]{0,200}") {
        prop_assume!(!text.starts_with(['\u{feff}']) && !text.starts_with("PK"));
        prop_assume!(!text.trim_start().starts_with('<') && !text.contains("\u{1b}$"));
        prop_assert_eq!(decode(Trickle(text.as_bytes(), 2)), Ok((text.into_bytes(), Encoding::Utf8)));
    }

    /// Any input ends without a panic, and with at most three times its bytes.
    #[test]
    fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok((text, _)) = decode(Trickle(&bytes, 2)) {
            prop_assert!(text.len() <= 3 * bytes.len());
        }
    }
}
