//! Accepts words of other systems if their meaning is unique: EC-CUBE writes `女性`, Salesforce `Female`, kintone `はい`,
//! Shopify `yes` and `JP-13`. The stored value is this program's own word.

use app::end_users::choices::{PREFECTURES, PROVIDERS};
use unicode_normalization::UnicodeNormalization;

use super::refusal::Reason;
use super::row::{Gender, Provider};

/// Folds width and case, and removes the separators between words.
fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !matches!(c, ' ' | '_' | '-' | '!' | '.')).flat_map(char::to_lowercase).collect()
}

/// Finds a provider by its code or name, in any spelling: `LINE`, `Yahoo! JAPAN`, `楽天`.
pub(super) fn provider(text: &str) -> Result<Provider, Reason> {
    let by_name = || {
        let wanted = folded(text);
        let named = |code: &str, name: &str| folded(code) == wanted || folded(name) == wanted;
        let found = PROVIDERS.iter().find(|(code, name)| named(code, name.ja) || named(code, name.en));
        found.and_then(|(code, _)| Provider::from_name(code))
    };
    Provider::from_name(text).or_else(by_name).ok_or(Reason::UnknownProvider)
}

pub(super) fn gender(text: &str) -> Result<Gender, Reason> {
    if let Some(gender) = Gender::from_name(text) {
        return Ok(gender);
    }
    match folded(text).as_str() {
        "male" | "m" | "男性" | "男" => Ok(Gender::Male),
        "female" | "f" | "女性" | "女" => Ok(Gender::Female),
        "other" | "その他" => Ok(Gender::Other),
        _ => Err(Reason::UnknownGender),
    }
}

pub(super) fn boolean(text: &str) -> Result<bool, Reason> {
    if let Ok(known) = text.parse() {
        return Ok(known);
    }
    match folded(text).as_str() {
        "true" | "1" | "yes" | "y" | "はい" => Ok(true),
        "false" | "0" | "no" | "n" | "いいえ" => Ok(false),
        _ => Err(Reason::NotTrueOrFalse),
    }
}

/// Finds a prefecture by its full name, its code (ISO 3166-2, `JP-13`) or its English name.
pub(super) fn prefecture(text: &str) -> Result<String, Reason> {
    let known = PREFECTURES.iter().find(|name| name.ja == text || name.en.eq_ignore_ascii_case(text));
    known.or_else(|| by_code(text)).map(|name| name.ja.to_owned()).ok_or(Reason::UnknownPrefecture)
}

fn by_code(text: &str) -> Option<&'static app::text::Text> {
    let (country, code) = text.split_once('-')?;
    let is_code = country.eq_ignore_ascii_case("JP") && code.len() == 2 && code.bytes().all(|b| b.is_ascii_digit());
    let number: usize = code.parse().ok().filter(|_| is_code)?;
    PREFECTURES.get(number.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_are_known_however_they_are_written() {
        for (text, known) in [
            ("line", Provider::Line),
            ("LINE", Provider::Line),
            ("ＬＩＮＥ", Provider::Line),
            ("Yahoo! JAPAN", Provider::YahooJapan),
            ("YAHOO_JAPAN", Provider::YahooJapan),
            ("Google", Provider::Google),
            ("楽天", Provider::Rakuten),
            ("X", Provider::X),
        ] {
            assert_eq!(provider(text), Ok(known), "{text}");
        }
        for text in ["myspace", "ライン", "yahoo", ""] {
            assert_eq!(provider(text), Err(Reason::UnknownProvider), "{text}");
        }
    }

    #[test]
    fn prefectures_are_written_in_full_or_by_code() {
        for text in ["東京都", "JP-13", "jp-13", "Tokyo", "TOKYO"] {
            assert_eq!(prefecture(text).as_deref(), Ok("東京都"), "{text}");
        }
        assert_eq!([prefecture("JP-01"), prefecture("JP-47")], [Ok("北海道".into()), Ok("沖縄県".into())]);
        for text in ["", "東京", "東京県", "大阪", "東京都 大阪府", "JP-00", "JP-48", "JP-1", "US-13", "13", "JP-+1"]
        {
            assert_eq!(prefecture(text), Err(Reason::UnknownPrefecture), "{text}");
        }
    }

    #[test]
    fn yes_and_no_in_the_words_of_other_systems() {
        for text in ["true", "TRUE", "1", "yes", "Yes", "はい"] {
            assert_eq!(boolean(text), Ok(true), "{text}");
        }
        for text in ["false", "FALSE", "0", "no", "いいえ"] {
            assert_eq!(boolean(text), Ok(false), "{text}");
        }
        for text in ["maybe", "2", "on", "有"] {
            assert_eq!(boolean(text), Err(Reason::NotTrueOrFalse), "{text}");
        }
        for (text, known) in [("女性", Gender::Female), ("Female", Gender::Female), ("男", Gender::Male)] {
            assert_eq!(gender(text), Ok(known), "{text}");
        }
        assert_eq!([gender("その他"), gender("OTHER")], [Ok(Gender::Other), Ok(Gender::Other)]);
        assert_eq!([gender("不明"), gender("2")], [Err(Reason::UnknownGender), Err(Reason::UnknownGender)]);
    }
}
