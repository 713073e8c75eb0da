//! Why a row is refused, in words. A reason never repeats what the field held: that is somebody's data.

use serde::{Deserialize, Serialize};

/// Stands for the column where the whole row is meant.
pub const WHOLE_ROW: &str = "*";

/// The first thing wrong with a row, and where it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Line of the file on which the record starts, from 1.
    pub line: u64,
    /// Name of the column, or [`WHOLE_ROW`].
    pub column: &'static str,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a field or a row. Serialised by name, so that it can be stored and shown in either language later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The row ends before this column.
    MissingColumns,
    /// More fields than the header has.
    TooManyColumns,
    /// A quote that does not close, or closes in the midst of a field.
    BrokenQuotes,
    /// More than [`super::MAX_RECORD`] bytes, mostly because a quote does not close.
    RecordTooLong,
    /// Bytes that are no character of the file's encoding.
    Unreadable,
    /// A control character (line breaks and tabs are allowed in notes).
    ControlCharacter,
    /// Empty, though required.
    Required,
    /// More than this many characters.
    TooLong(u32),
    /// Not a provider that is known here.
    UnknownProvider,
    /// Not an e-mail address.
    NotAnEmailAddress,
    /// Neither `true` nor `false`.
    NotTrueOrFalse,
    /// Not a date of the calendar, written YYYY-MM-DD.
    NotADate,
    /// Neither `male`, `female`, `other` nor empty.
    UnknownGender,
    /// Not one of the 47 prefectures.
    UnknownPrefecture,
    /// Not a phone number.
    NotAPhoneNumber,
    /// Not a time with its offset (RFC 3339).
    NotATime,
    /// An account at a provider that is linked to another customer.
    LinkedElsewhere,
}

impl Reason {
    /// As it is stored.
    pub fn to_stored(self) -> String {
        serde_json::to_string(&self).unwrap_or_default()
    }

    /// Reads a stored reason; none if it is not one of ours.
    pub fn from_stored(stored: &str) -> Option<Reason> {
        serde_json::from_str(stored).ok()
    }

    /// For people, in Japanese.
    pub fn ja(self) -> String {
        let text = match self {
            Self::MissingColumns => "列が足りません",
            Self::TooManyColumns => "列が多すぎます",
            Self::BrokenQuotes => "引用符（\"）が正しく閉じられていません",
            Self::RecordTooLong => "1行が長すぎます（64 KiBまで）。引用符（\"）の閉じ忘れの可能性があります",
            Self::Unreadable => "文字として読み取れないデータが含まれています",
            Self::ControlCharacter => "制御文字が含まれています",
            Self::Required => "必須項目が空です",
            Self::TooLong(max) => return format!("長すぎます（{max}文字まで）"),
            Self::UnknownProvider => "対応していないプロバイダです",
            Self::NotAnEmailAddress => "メールアドレスの形式が正しくありません",
            Self::NotTrueOrFalse => "true または false で入力してください",
            Self::NotADate => "存在する日付をYYYY-MM-DDの形式で入力してください",
            Self::UnknownGender => "male、female、other のいずれか、または空にしてください",
            Self::UnknownPrefecture => "都道府県名が正しくありません",
            Self::NotAPhoneNumber => "電話番号の形式が正しくありません",
            Self::NotATime => "日時を2026-01-31T09:00:00+09:00の形式で入力してください",
            Self::LinkedElsewhere => "この連携アカウントは別の顧客に連携済みです",
        };
        text.into()
    }

    /// For people, in English.
    pub fn en(self) -> String {
        let text = match self {
            Self::MissingColumns => "columns are missing",
            Self::TooManyColumns => "too many columns",
            Self::BrokenQuotes => "a quote (\") does not close properly",
            Self::RecordTooLong => "the row is too long (64 KiB at most); perhaps a quote (\") is not closed",
            Self::Unreadable => "holds bytes that are no text",
            Self::ControlCharacter => "holds a control character",
            Self::Required => "required, but empty",
            Self::TooLong(max) => return format!("too long ({max} characters at most)"),
            Self::UnknownProvider => "unknown provider",
            Self::NotAnEmailAddress => "not an email address",
            Self::NotTrueOrFalse => "neither true nor false",
            Self::NotADate => "not a date (YYYY-MM-DD)",
            Self::UnknownGender => "neither male, female, other nor empty",
            Self::UnknownPrefecture => "unknown prefecture",
            Self::NotAPhoneNumber => "not a phone number",
            Self::NotATime => "not a time such as 2026-01-31T09:00:00+09:00",
            Self::LinkedElsewhere => "this account is linked to another customer",
        };
        text.into()
    }
}
