//! Renders a value in plain words, Japanese and English.

use serde::Deserialize;
use toml::Value;

use super::age::Age;
use super::calendar::YearSpan;
use super::unit::{AT_ONCE, NONE, Unit};
use super::value::{Length, Percent};
use super::words::{self, FixedText};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A value in both languages.
pub(super) struct Rendered {
    pub ja: String,
    pub en: String,
}

impl Rendered {
    fn both(text: impl Into<String>) -> Rendered {
        let text = text.into();
        Rendered { ja: text.clone(), en: text }
    }

    fn joined(parts: impl Iterator<Item = Rendered>) -> Rendered {
        let (ja, en): (Vec<_>, Vec<_>) = parts.map(|part| (part.ja, part.en)).unzip();
        Rendered { ja: ja.join("、"), en: en.join(", ") }
    }
}

impl From<FixedText> for Rendered {
    fn from(words: FixedText) -> Rendered {
        Rendered { ja: words.ja.to_owned(), en: words.en.to_owned() }
    }
}

/// Renders a list that repeats one value.
fn repeated(value: &Value, times: usize, unit: Unit) -> Rendered {
    let Rendered { ja, en } = render(value, unit);
    if times == 1 {
        return Rendered { ja, en };
    }
    Rendered { ja: format!("{ja}（{times}回）"), en: format!("{en} ({times} times)") }
}

pub(super) fn render(value: &Value, unit: Unit) -> Rendered {
    match value {
        Value::Boolean(yes) => either(*yes, unit).into(),
        Value::Integer(number) => integer(*number, unit),
        Value::Float(_) => Rendered::both(percent(value)),
        Value::String(text) => string(text, unit),
        Value::Array(items) if items.is_empty() => NONE.into(),
        Value::Array(items) => {
            Rendered::joined(items.chunk_by(|a, b| a == b).map(|run| repeated(&run[0], run.len(), unit)))
        }
        Value::Table(_) => earlier(value).unwrap_or_else(|| length(value, unit)),
        Value::Datetime(date) => Rendered::both(date.to_string()),
    }
}

/// A yes or no. A label that names a function reads as on or off.
fn either(yes: bool, unit: Unit) -> FixedText {
    match (unit, yes) {
        (Unit::Either(words, _), true) | (Unit::Either(_, words), false) => words,
        (_, true) => FixedText { ja: "有効", en: "enabled" },
        (_, false) => FixedText { ja: "無効", en: "disabled" },
    }
}

fn percent(value: &Value) -> String {
    Percent::deserialize(value.clone()).map_or_else(|_| value.to_string(), |percent| percent.to_string())
}

fn integer(number: i64, unit: Unit) -> Rendered {
    match unit {
        Unit::OfOr(_, zero) if number == 0 => zero.into(),
        Unit::Of(words) | Unit::OfOr(words, _) => amount(number, words),
        Unit::BusinessDays if number == 0 => FixedText { ja: "当日中", en: "the same day" }.into(),
        Unit::BusinessDays => counted(number, FixedText { ja: "営業日", en: "business day" }),
        Unit::Percent => Rendered::both(format!("{number} %")),
        Unit::Nth => Rendered { ja: format!("第{number}"), en: ordinal(number) },
        Unit::Plain | Unit::OrAtOnce | Unit::Ahead | Unit::YearSpans | Unit::Either(..) => {
            Rendered::both(grouped(number))
        }
    }
}

const SECOND: FixedText = FixedText { ja: "秒", en: "second" };
const MINUTE: FixedText = FixedText { ja: "分", en: "minute" };
const HOUR: FixedText = FixedText { ja: "時間", en: "hour" };
const DAY: FixedText = FixedText { ja: "日", en: "day" };
const MONTH: FixedText = FixedText { ja: "か月", en: "month" };

/// A number with its unit. Times use the largest unit without a fraction ("7 days", not "10,080 minutes").
fn amount(number: i64, words: FixedText) -> Rendered {
    let even = |part: i64| number >= part && number % part == 0;
    match words.en {
        "millisecond" if even(1000) => amount(number / 1000, SECOND),
        "millisecond" => fraction(number),
        "second" if even(60) => amount(number / 60, MINUTE),
        "minute" if even(1440) => counted(number / 1440, DAY),
        "minute" if even(60) => counted(number / 60, HOUR),
        _ => counted(number, words),
    }
}

fn counted(number: i64, words: FixedText) -> Rendered {
    let digits = grouped(number);
    let (noun, rest) = words.en.split_once(' ').unwrap_or((words.en, ""));
    // "5,000 requests per minute", "50th percentile", "15 GB", "1 business day"
    let en = match words.en {
        "percentile" => format!("{} percentile", ordinal(number)),
        "business day" => format!("{digits} business day{}", plural(number)),
        "GB" => format!("{digits} GB"),
        _ => format!("{digits} {noun}{} {rest}", plural(number)).trim_end().to_owned(),
    };
    Rendered { ja: format!("{digits}{}", words.ja), en }
}

/// Milliseconds as a fraction of a second: "0.5 seconds".
fn fraction(milliseconds: i64) -> Rendered {
    let digits = format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
    let digits = digits.trim_end_matches('0');
    Rendered { ja: format!("{digits}秒"), en: format!("{digits} seconds") }
}

fn plural(number: i64) -> &'static str {
    if number == 1 { "" } else { "s" }
}

fn ordinal(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Formats a number with a comma between thousands.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn string(text: &str, unit: Unit) -> Rendered {
    if let Unit::Either(_, no) = unit
        && text == "none"
    {
        return no.into();
    }
    if unit == Unit::YearSpans
        && let Ok(span) = text.parse()
    {
        return year_span(span);
    }
    match words::word(text) {
        Some(words) => words.into(),
        None => Rendered::both(text.replace('-', "–")),
    }
}

fn year_span(span: YearSpan) -> Rendered {
    let ja = |(month, day): (u32, u32)| format!("{month}月{day}日");
    let en = |(month, day): (u32, u32)| {
        let name = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
        format!("{} {day}", name.copied().unwrap_or_default())
    };
    Rendered {
        ja: format!("{}〜{}", ja(span.from), ja(span.until)),
        en: format!("{} – {}", en(span.from), en(span.until)),
    }
}

/// Renders days or months, whichever end earlier.
fn earlier(value: &Value) -> Option<Rendered> {
    let age = Age::deserialize(value.clone()).ok()?;
    let days = counted(age.days()?.into(), DAY);
    let months = counted(age.months()?.into(), MONTH);
    Some(Rendered {
        ja: format!("{}または{}のうち早いほう", days.ja, months.ja),
        en: format!("{} or {}, whichever is earlier", days.en, months.en),
    })
}

fn length(value: &Value, unit: Unit) -> Rendered {
    let Ok(length) = Length::deserialize(value.clone()) else { return Rendered::both(value.to_string()) };
    let (number, words) = match length {
        Length::Minutes(n) => (n, MINUTE),
        Length::Hours(n) => (n, HOUR),
        Length::Days(n) => (n, DAY),
        Length::Months(n) => (n, MONTH),
        Length::Years(n) => (n, FixedText { ja: "年", en: "year" }),
    };
    match (number, unit) {
        (0, Unit::OrAtOnce) => AT_ONCE.into(),
        (0, Unit::Ahead) => FixedText { ja: "事前(期間の定めなし)", en: "in advance, no fixed period" }.into(),
        (_, Unit::Ahead) => {
            let Rendered { ja, en } = counted(number.into(), words);
            Rendered { ja: format!("{ja}以上前"), en: format!("at least {en}") }
        }
        (_, Unit::OrAtOnce) => {
            let Rendered { ja, en } = counted(number.into(), words);
            Rendered { ja: format!("{ja}以内"), en: format!("within {en}") }
        }
        _ => counted(number.into(), words),
    }
}
