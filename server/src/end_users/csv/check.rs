//! What a single value must look like. Values are checked here and kept as they were written.

use chrono::{DateTime, NaiveDate, Utc};

use crate::fold;

/// The 47 prefectures, in the order of their codes (JIS X 0401).
const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

pub(super) fn is_prefecture(value: &str) -> bool {
    PREFECTURES.contains(&value)
}

/// An address as mail is sent to in practice: `local@domain.tld`. The local part is not judged beyond its characters and
/// length: Japanese carriers gave out addresses with dots that RFC 5321 forbids. The domain may be an international one,
/// but nothing may be full-width.
pub(super) fn is_email(value: &str) -> bool {
    let Some((local, domain)) = value.rsplit_once('@') else {
        return false;
    };
    let is_full_width = |c| ('\u{ff00}'..='\u{ffef}').contains(&c);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| (c.is_alphanumeric() && !is_full_width(c)) || c == '-')
    };
    (1..=64).contains(&local.len())
        && local.chars().all(|c| c.is_ascii_graphic() && !"\"(),:;<>@[\\]".contains(c))
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

/// Digits of any width with the signs that part them, 6 to 20 digits in all.
pub(super) fn is_phone(value: &str) -> bool {
    (6..=20).contains(&fold::phone(value).len())
        && value.chars().all(|c| matches!(c, '0'..='9' | '０'..='９') || " \u{3000}+＋-－−‐–ー()（）./".contains(c))
}

/// `true` and `false`, also as spreadsheets write them; empty is false.
pub(super) fn boolean(value: &str) -> Option<bool> {
    let is = |word: &str| value.eq_ignore_ascii_case(word);
    if is("true") || is("1") {
        Some(true)
    } else if is("false") || is("0") || is("") {
        Some(false)
    } else {
        None
    }
}

/// `2001-02-03`, and `2001/2/3` as spreadsheets in Japan write it.
pub(super) fn date(value: &str) -> Option<NaiveDate> {
    let mut parts = value.split(if value.contains('/') { '/' } else { '-' });
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next().filter(|part| digits.contains(&part.len()))?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
    };
    let (year, month, day) = (number(4..=4)?, number(1..=2)?, number(1..=2)?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A time with its offset (RFC 3339).
pub(super) fn time(value: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value).ok().map(|time| time.to_utc())
}
