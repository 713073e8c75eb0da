//! The columns of an exported file, and their headings: the names that scripts know, or words that people read. Import takes
//! both.

use super::messages as m;
use crate::kit::codes;
use crate::text::Lang;

/// The columns that can be exported, in the order of the file.
pub const COLUMNS: [&str; 13] = [
    "customer_id",
    "provider",
    "subject",
    "email",
    "email_verified",
    "name",
    "birthdate",
    "gender",
    "prefecture",
    "phone",
    "note",
    "created_at",
    "last_sign_in_at",
];

codes! {
    /// The language of the headings of a file.
    pub enum Headings {
        Keys = "keys" => m::HEADINGS_KEYS,
        Japanese = "ja" => m::HEADINGS_JAPANESE,
    }
}

/// The Japanese headings, in the order of [`COLUMNS`]. They stay as they are, whatever pages call the columns: a file may be
/// imported years later.
const JAPANESE: [&str; COLUMNS.len()] = [
    "顧客ID",
    "プロバイダ",
    "プロバイダでのID",
    "メールアドレス",
    "メールアドレスの確認",
    "氏名",
    "生年月日",
    "性別",
    "都道府県",
    "電話番号",
    "備考",
    "登録日時",
    "最終ログイン日時",
];

impl Headings {
    /// What a form says. A script that does not say gets the names that it knows.
    pub fn read(typed: &str) -> Option<Headings> {
        if typed.is_empty() { Some(Headings::Keys) } else { Headings::from_code(typed) }
    }

    /// The first choice of a reader.
    pub fn first(lang: Lang) -> Headings {
        if lang == Lang::Ja { Headings::Japanese } else { Headings::Keys }
    }

    /// The heading of a column.
    pub fn of(self, column: &'static str) -> &'static str {
        let japanese = COLUMNS.into_iter().zip(JAPANESE).find(|(code, _)| *code == column).map(|(_, words)| words);
        japanese.filter(|_| self == Headings::Japanese).unwrap_or(column)
    }

    /// The column with a heading, in either language.
    pub fn column(heading: &str) -> Option<&'static str> {
        let mut both = COLUMNS.into_iter().zip(JAPANESE);
        both.find(|(code, words)| [*code, *words].contains(&heading)).map(|(code, _)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_heading_names_one_column() {
        for headings in Headings::ALL {
            assert!(COLUMNS.into_iter().all(|column| Headings::column(headings.of(column)) == Some(column)));
        }
        let all: BTreeSet<_> = COLUMNS.into_iter().chain(JAPANESE).collect();
        assert_eq!(all.len(), 2 * COLUMNS.len());
        assert_eq!((Headings::column("shoe_size"), Headings::column("")), (None, None));
    }

    #[test]
    fn who_says_nothing_gets_the_names_for_scripts() {
        assert_eq!([Headings::read(""), Headings::read("keys")], [Some(Headings::Keys); 2]);
        assert_eq!([Headings::read("ja"), Headings::read("en")], [Some(Headings::Japanese), None]);
    }
}
