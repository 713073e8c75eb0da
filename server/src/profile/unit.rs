//! Units of profile values, and their names.

use super::words::FixedText;

/// How a value is rendered in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// A word, a yes or no, a time, or a length that carries its own unit.
    Plain,
    /// Zero is "immediately".
    OrAtOnce,
    /// Zero is "ahead, no fixed time".
    Ahead,
    /// A number with this unit, singular in English.
    Of(FixedText),
    /// A number with this unit, and a word for zero.
    OfOr(FixedText, FixedText),
    /// Business days; zero is the same day.
    BusinessDays,
    Percent,
    /// The n-th.
    Nth,
    YearSpans,
    /// A yes or no in the words that answer its label. "None" of a choice reads as no.
    Either(FixedText, FixedText),
}

pub(super) const fn of(ja: &'static str, en: &'static str) -> FixedText {
    FixedText { ja, en }
}

pub(super) const NONE: FixedText = of("なし", "none");
pub(super) const AT_ONCE: FixedText = of("直ちに", "immediately");

pub(super) const CHARACTERS: Unit = Unit::Of(of("文字", "character"));
pub(super) const CODES: Unit = Unit::Of(of("個", "code"));
pub(super) const TIMES: Unit = Unit::Of(of("回", "time"));
pub(super) const PASSWORDS: Unit = Unit::OfOr(of("世代", "password"), NONE);
pub(super) const YEARS_TIMES: Unit = Unit::Of(of("回/年", "time per year"));
pub(super) const PER_MINUTE: Unit = Unit::Of(of("回/分", "time per minute"));
pub(super) const REQUESTS: Unit = Unit::Of(of("リクエスト/分", "request per minute"));
pub(super) const MILLISECONDS: Unit = Unit::Of(of("ミリ秒", "millisecond"));
pub(super) const SECONDS: Unit = Unit::Of(of("秒", "second"));
pub(super) const MINUTES: Unit = Unit::Of(of("分", "minute"));
pub(super) const MINUTES_OR_ALL: Unit = Unit::OfOr(of("分", "minute"), of("すべての停止", "every outage"));
pub(super) const MINUTES_OR_AT_ONCE: Unit = Unit::OfOr(of("分", "minute"), AT_ONCE);
pub(super) const HOURS: Unit = Unit::Of(of("時間", "hour"));
pub(super) const HOURS_OR_NONE: Unit = Unit::OfOr(of("時間", "hour"), NONE);
pub(super) const DAYS: Unit = Unit::Of(of("日", "day"));
pub(super) const USERS: Unit = Unit::Of(of("ユーザー", "user"));
pub(super) const GIGABYTES: Unit = Unit::Of(of("GB", "GB"));
pub(super) const GENERATIONS: Unit = Unit::Of(of("世代", "generation"));
pub(super) const PERCENTILE: Unit = Unit::Of(of("パーセンタイル", "percentile"));
pub(super) const BUSINESS: Unit = Unit::BusinessDays;
pub(super) const PERCENT: Unit = Unit::Percent;
pub(super) const PLAIN: Unit = Unit::Plain;
pub(super) const NEEDED: Unit = Unit::Either(of("必要", "required"), of("不要", "not required"));
pub(super) const ALLOWED: Unit = Unit::Either(of("可", "allowed"), of("不可", "not allowed"));
pub(super) const DONE: Unit = Unit::Either(of("する", "yes"), of("しない", "no"));
pub(super) const PROVIDED: Unit = Unit::Either(of("あり", "provided"), of("なし", "not provided"));
pub(super) const CHARGED: Unit = Unit::Either(of("有償", "charged"), of("無償", "free of charge"));
pub(super) const ENCRYPTED: Unit = Unit::Either(of("暗号化する", "encrypted"), of("暗号化しない", "not encrypted"));
