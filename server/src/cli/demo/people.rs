//! Made-up end users, as the CSV file of a shop. One row in 500 is broken, so that the import has something to refuse.

use super::numbers::Numbers;
use chrono::{DateTime, Datelike, Utc};
use std::fmt::Write;

const FAMILY: &str = "佐藤|鈴木|高橋|田中|伊藤|渡辺|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|林|斎藤|清水|\
                      髙橋|齋藤|渡邉|濵田|﨑山";
const GIVEN: &str =
    "陽翔|結衣|蓮|葵|大翔|凛|湊|陽菜|悠真|紬|樹|莉子|律|さくら|朝陽|美咲|健太|愛|翔太|彩|𠮷郎|はるき|メアリー";
const DOMAINS: &str = "example.jp|example.com|mail.example.ne.jp|example.co.jp";
const PREFECTURES: &str = "東京都|大阪府|北海道|福岡県|愛知県|京都府|沖縄県|岡山県|宮城県|神奈川県";
const NOTES: &str = "||||||誕生日クーポン希望|=1+1|+81から電話|-要連絡|@店頭登録|改行\nあり|クォート\"あり|カンマ,あり|\
                     半角ｶﾅ|①髙﨑|🎁ギフト会員";
const HEADER: &str = "customer_id,provider,subject,email,email_verified,name,birthdate,gender,prefecture,phone,note,\
                      created_at,last_sign_in_at\r\n";

/// The file in UTF-8, with the given number of rows, the same in every demonstration. Only times that would lie after
/// `now` move to an earlier year.
pub fn csv(rows: u32, now: DateTime<Utc>) -> Vec<u8> {
    let mut numbers = Numbers::new(20_261_122);
    let mut out = String::from(HEADER);
    for i in 0..rows {
        let mut row = row(i, &mut numbers, now);
        if i % 500 == 499 {
            spoil(&mut row, i / 500 % 5);
        }
        let fields: Vec<String> = row.iter().map(|field| quoted(field)).collect();
        // Writing to a string does not fail.
        let _ = write!(out, "{}\r\n", fields.join(","));
    }
    out.into_bytes()
}

fn row(i: u32, n: &mut Numbers, now: DateTime<Utc>) -> Vec<String> {
    let provider = provider(n);
    let subject = if provider == "line" {
        format!("U{:08x}{:08x}{:08x}{i:08x}", n.below(u32::MAX), n.below(u32::MAX), n.below(u32::MAX))
    } else {
        // The id never ends in zeros, because that is what a spreadsheet leaves of a damaged number.
        let (last, middle) = (1 + n.below(9), n.below(1_000_000_000));
        format!("1{i:08}{middle:09}{last}")
    };
    let has_email = provider != "line" || n.percent(70);
    let email = if has_email { format!("user{i:07}@{}", n.of(DOMAINS)) } else { String::new() };
    let verified = has_email && n.percent(90);
    let birthdate = format!("{}-{:02}-{:02}", 1940 + n.below(72), 1 + n.below(12), 1 + n.below(28));
    let (month_day, time) = (
        format!("{:02}-{:02}", 1 + n.below(10), 1 + n.below(28)),
        format!("{:02}:{:02}:{:02}", n.below(24), n.below(60), n.below(60)),
    );
    vec![
        format!("C{i:08}"),
        provider.into(),
        subject,
        email,
        verified.to_string(),
        format!("{} {}", n.of(FAMILY), n.of(GIVEN)),
        if n.percent(70) { birthdate } else { String::new() },
        n.of("|male|female|other").into(),
        n.of(PREFECTURES).into(),
        format!("0{}-{:04}-{:04}", 70 + n.below(21), n.below(10_000), n.below(10_000)),
        n.of(NOTES).into(),
        past(2018 + n.below(8).cast_signed(), &month_day, &time, now),
        past(2026, &month_day, &time, now),
    ]
}

/// A time in that year, or in the latest earlier year in which it has passed.
fn past(year: i32, month_day: &str, time: &str, now: DateTime<Utc>) -> String {
    let at = |year: i32| format!("{year}-{month_day}T{time}+09:00");
    let is_past = |year: &i32| DateTime::parse_from_rfc3339(&at(*year)).is_ok_and(|at| at <= now);
    at((year.min(now.year()) - 1..=year.min(now.year())).rev().find(is_past).unwrap_or(year))
}

/// Providers, as frequent as in Japanese shops.
fn provider(n: &mut Numbers) -> &'static str {
    match n.below(100) {
        0..45 => "line",
        45..65 => "google",
        65..83 => "yahoo_japan",
        83..92 => "apple",
        92..97 => "facebook",
        _ => "x",
    }
}

/// The five ways in which a row is broken.
fn spoil(row: &mut Vec<String>, kind: u32) {
    match kind {
        0 => row[1] = "myspace".into(),
        1 => row[3] = "not-an-address".into(),
        2 => row[6] = "2001-02-30".into(),
        3 => row[2].clear(),
        _ => row.truncate(11),
    }
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.into() }
}

#[cfg(test)]
mod tests {
    use crate::features::end_users::csv::EndUserFile;
    use std::io::Cursor;

    #[test]
    fn one_row_in_500_is_refused() {
        for now in ["2026-11-22T01:05:00Z", "2024-02-29T01:05:00Z", "2031-01-01T01:05:00Z"] {
            let now = now.parse().unwrap();
            let mut file = EndUserFile::open(Cursor::new(super::csv(5_000, now)), now).unwrap();
            let rows: Vec<_> = std::iter::from_fn(|| file.next_row().unwrap()).collect();
            let refused: Vec<&str> =
                rows.iter().filter_map(|r| r.row.as_ref().err()).flatten().map(|r| r.column).collect();
            let kinds = ["provider", "email", "birthdate", "subject", "created_at"];
            assert_eq!((rows.len(), refused), (5_000, [kinds, kinds].concat()), "{now}");
        }
    }
}
