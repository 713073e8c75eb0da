//! Why a row is refused, in words. A reason never repeats the value of a field, because that is personal data.

use serde::{Deserialize, Serialize};

use super::row::Provider;
use crate::base::plain_text::Odd;
use app::end_users::choices;
use app::text::Text;

/// Replaces the column name if the whole row is wrong.
pub const WHOLE_ROW: &str = "*";

/// One error of a row, with its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Line of the file on which the record starts, from 1.
    pub line: u64,
    /// Name of the column, or [`WHOLE_ROW`].
    pub column: &'static str,
    /// The error.
    pub reason: Reason,
}

/// An error of a field or a row. Serialised by name, so that it can be stored and shown in either language later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The row ends before this column.
    MissingColumns,
    /// More fields than the header has.
    TooManyColumns,
    /// A value in a column without a name; contains the number of the column.
    NamelessColumn(u32),
    /// A quote that does not close, or closes in the middle of a field.
    BrokenQuotes,
    /// More than [`super::MAX_RECORD`] bytes, usually because a quote does not close.
    RecordTooLong,
    /// Bytes that are invalid in the file's encoding.
    Unreadable,
    /// A control character (line breaks and tabs are allowed in notes).
    ControlCharacter,
    /// A character that changes the direction of text.
    DirectionCharacter,
    /// An invisible character.
    InvisibleCharacter,
    /// Required, but empty.
    Required,
    /// More than this many characters.
    TooLong(u32),
    /// An unknown provider.
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
    /// An account that is linked to another customer.
    LinkedElsewhere,
    /// A long number in the display of a spreadsheet, without its digits.
    ShortenedNumber,
    /// A long number with zeros where a spreadsheet drops digits.
    RoundedNumber,
    /// An id that does not have the form of this provider's ids.
    NotAnIdOf(Provider),
    /// The numbers of ids and providers differ.
    AccountsDiffer,
    /// A provider twice in one row.
    ProviderTwice,
    /// An account that occurs in an earlier row of this file.
    RepeatedInFile,
    /// A second account of a customer at a provider; an earlier row of this file has the first.
    AnotherInFile,
    /// The customer is stored, and cannot be read.
    StoredUnreadable,
    /// A date of birth before 1850 or in the future.
    DateOutOfRange,
    /// A time before 1970 or in the future.
    TimeOutOfRange,
}

impl Reason {
    /// The stored form.
    pub fn to_stored(self) -> String {
        serde_json::to_string(&self).unwrap_or_default()
    }

    /// Reads a stored reason. Returns `None` if it is unknown.
    pub fn from_stored(stored: &str) -> Option<Reason> {
        serde_json::from_str(stored).ok()
    }

    /// The message in Japanese.
    pub fn ja(self) -> String {
        let text = match self {
            Self::MissingColumns => "列が足りません",
            Self::TooManyColumns => "列が多すぎます",
            Self::NamelessColumn(number) => return format!("{number}列目に列名がありません"),
            Self::BrokenQuotes => "引用符（\"）が正しく閉じられていません",
            Self::RecordTooLong => "1行が長すぎます（64 KiBまで）。引用符（\"）の閉じ忘れの可能性があります",
            Self::Unreadable => "文字として読み取れないデータが含まれています",
            Self::ControlCharacter => "制御文字が含まれています",
            Self::DirectionCharacter => "文字の向きを変える制御文字が含まれています",
            Self::InvisibleCharacter => "目に見えない文字（ゼロ幅スペースなど）が含まれています",
            Self::Required => "必須項目が空です",
            Self::TooLong(max) => return format!("長すぎます（{max}文字まで）"),
            Self::UnknownProvider => "対応していないプロバイダです",
            Self::NotAnEmailAddress => "メールアドレスの形式が正しくありません",
            Self::NotTrueOrFalse => "true または false（はい、いいえ）で入力してください",
            Self::NotADate => "存在する日付をYYYY-MM-DDの形式で入力してください",
            Self::UnknownGender => "male、female、other（男性、女性、その他）のいずれか、または空にしてください",
            Self::UnknownPrefecture => "都道府県名が正しくありません",
            Self::NotAPhoneNumber => "電話番号の形式が正しくありません",
            Self::NotATime => "日時を2026-01-31T09:00:00+09:00の形式で入力してください",
            Self::LinkedElsewhere => "この連携アカウントは別の顧客に連携済みです",
            Self::ShortenedNumber => {
                "Excelなどの表計算ソフトが桁を省略した数値です。列の書式を「文字列」にして、もとのデータから出力し直してください"
            }
            Self::RoundedNumber => {
                "表計算ソフトが末尾の桁を0にした数値とみられます。列の書式を「文字列」にして、もとのデータから出力し直してください"
            }
            Self::NotAnIdOf(provider) => {
                return format!("{}のIDの形式が正しくありません{}", shown(provider).ja, form(provider).ja);
            }
            Self::AccountsDiffer => {
                "プロバイダとIDの数が合いません（複数の連携アカウントは両方の列で「|」で区切ります）"
            }
            Self::ProviderTwice => "同じプロバイダが2回あります",
            Self::RepeatedInFile => "この連携アカウントは、このファイルのこれより上の行にもあります",
            Self::AnotherInFile => {
                "この顧客には、このファイルのこれより上の行で同じプロバイダの別のアカウントが指定されています"
            }
            Self::StoredUnreadable => "保存されているこの顧客のデータが外部から改ざんされ、読み取れません",
            Self::DateOutOfRange => "1850年から今日までの日付を入力してください",
            Self::TimeOutOfRange => "1970年から現在までの日時を入力してください",
        };
        text.into()
    }

    /// The message in English.
    pub fn en(self) -> String {
        let text = match self {
            Self::MissingColumns => "columns are missing",
            Self::TooManyColumns => "too many columns",
            Self::NamelessColumn(number) => return format!("column {number} has no name"),
            Self::BrokenQuotes => "a quotation mark (\") isn't closed properly",
            Self::RecordTooLong => "the row is too long (up to 64 KiB); a quotation mark (\") may not be closed",
            Self::Unreadable => "contains data that can't be read as text",
            Self::ControlCharacter => "contains a control character",
            Self::DirectionCharacter => "contains a control character that changes the text direction",
            Self::InvisibleCharacter => "contains an invisible character, such as a zero-width space",
            Self::Required => "required",
            Self::TooLong(max) => return format!("too long (up to {max} characters)"),
            Self::UnknownProvider => "unsupported provider",
            Self::NotAnEmailAddress => "not a valid email address",
            Self::NotTrueOrFalse => "must be true or false",
            Self::NotADate => "not a valid date (YYYY-MM-DD)",
            Self::UnknownGender => "must be male, female, other or empty",
            Self::UnknownPrefecture => "unknown prefecture",
            Self::NotAPhoneNumber => "not a valid phone number",
            Self::NotATime => "not a valid date and time (such as 2026-01-31T09:00:00+09:00)",
            Self::LinkedElsewhere => "this account is already linked to another customer",
            Self::ShortenedNumber => {
                "Excel or another spreadsheet has shortened this number; format the column as text and export it again from \
                 its source"
            }
            Self::RoundedNumber => {
                "a spreadsheet seems to have put zeros in place of this number's last digits; format the column as text and \
                 export it again from its source"
            }
            Self::NotAnIdOf(provider) => return format!("not a valid {} ID{}", shown(provider).en, form(provider).en),
            Self::AccountsDiffer => "providers and IDs differ in number (separate them with | in both columns)",
            Self::ProviderTwice => "the same provider appears twice",
            Self::RepeatedInFile => "a row above in this file already has this account",
            Self::AnotherInFile => "a row above in this file has a different account of this customer and provider",
            Self::StoredUnreadable => "the stored customer data was altered outside the program and can't be read",
            Self::DateOutOfRange => "must be between 1850 and today",
            Self::TimeOutOfRange => "must be between 1970 and now",
        };
        text.into()
    }
}

fn shown(provider: Provider) -> Text {
    choices::provider(provider.as_str()).unwrap_or(Text::new("", ""))
}

/// The documented form of a provider's ids.
fn form(provider: Provider) -> Text {
    match provider {
        Provider::Line => Text::new("（Uと、0～9・a～fの32桁）", " (U and 32 digits 0-9, a-f)"),
        Provider::Google | Provider::Facebook | Provider::X => Text::new("（数字のみ）", " (digits only)"),
        Provider::YahooJapan | Provider::Apple | Provider::Rakuten => {
            Text::new("（空白のない半角英数字・記号）", " (ASCII without blanks)")
        }
    }
}

impl From<Odd> for Reason {
    fn from(odd: Odd) -> Reason {
        match odd {
            Odd::Control => Reason::ControlCharacter,
            Odd::Direction => Reason::DirectionCharacter,
            Odd::Invisible => Reason::InvisibleCharacter,
        }
    }
}
