//! Checks the form of ids, if the provider documents one. An id that a spreadsheet has damaged is still valid text, and
//! would replace the one with which the person signs in.

use super::refusal::Reason;
use super::row::Provider;

/// The number of digits that a spreadsheet keeps.
const KEPT: usize = 15;

/// This many zeros at the end of a longer number are not a coincidence: only one id in 10,000 ends like that.
const ZEROS: usize = 4;

/// The error in an id of a provider.
pub(super) fn fault_of_subject(provider: Option<Provider>, id: &str) -> Option<Reason> {
    if is_shortened(id) {
        return Some(Reason::ShortenedNumber);
    }
    if is_rounded(id) {
        return Some(Reason::RoundedNumber);
    }
    provider.filter(|provider| !has_shape(*provider, id)).map(Reason::NotAnIdOf)
}

/// True for a long number in the display of spreadsheets: `1.07692E+20`.
pub(super) fn is_shortened(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((number, exponent)) = id.split_once(['E', 'e']) else { return false };
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && exponent.strip_prefix('+').is_some_and(digits)
}

/// True for a number that has lost its last digits: only zeros follow the kept ones.
fn is_rounded(id: &str) -> bool {
    let zeros = id.len() - id.trim_end_matches('0').len();
    id.len() > KEPT && zeros >= ZEROS && id.len() - zeros <= KEPT && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// True if the id has the form of its provider. LINE documents `U` and 32 hexadecimal digits; Google, Facebook and X
/// issue decimal numbers. Yahoo! JAPAN, Apple and Rakuten promise no form: printable ASCII without spaces.
fn has_shape(provider: Provider, id: &str) -> bool {
    match provider {
        Provider::Line => {
            let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            id.strip_prefix('U').is_some_and(|number| number.len() == 32 && number.bytes().all(hex))
        }
        Provider::Google | Provider::Facebook | Provider::X => id.bytes().all(|byte| byte.is_ascii_digit()),
        Provider::YahooJapan | Provider::Apple | Provider::Rakuten => id.bytes().all(|byte| byte.is_ascii_graphic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_has_damaged_is_known() {
        for id in ["1.07692E+20", "1E+20", "1.23457e+18", "1,07692E+20"] {
            assert!(is_shortened(id), "{id}");
            assert_eq!(fault_of_subject(Some(Provider::Google), id), Some(Reason::ShortenedNumber), "{id}");
        }
        for id in ["C1E+", "E+20", "1E20", "001234.abcdef.0123", "1.E+2", "C1.5E+20", "12E+3", "1E-5", ""] {
            assert!(!is_shortened(id), "{id}");
        }
        for id in ["10158000000000000", "107691503500061000000", "1234567890123450000"] {
            assert_eq!(fault_of_subject(Some(Provider::Facebook), id), Some(Reason::RoundedNumber), "{id}");
        }
        for id in ["10158000000000100", "107691503500061507000", "1234567890000", "1234567890123450", "100000000000000"]
        {
            assert_eq!(fault_of_subject(Some(Provider::Facebook), id), None, "{id}");
        }
    }

    #[test]
    fn each_providers_ids_have_their_shape() {
        let line = "U4af4980629f1c21db4d3b64d1d3a1cd9";
        let good = [
            (Provider::Line, line),
            (Provider::Google, "107691503500061507151"),
            (Provider::Facebook, "10158123456789012"),
            (Provider::X, "783214"),
            (Provider::Apple, "001234.0a1b2c3d4e5f60718293a4b5c6d7e8f9.0123"),
            (Provider::YahooJapan, "2VHWAQ7KQLS4GXQTBFRZ5CJMEI"),
            (Provider::Rakuten, "https://myid.rakuten.co.jp/openid/user/h65MkfxxQn0wJENoHHsalseDD=="),
        ];
        for (provider, id) in good {
            assert_eq!(fault_of_subject(Some(provider), id), None, "{id}");
        }
        let bad = [
            (Provider::Line, "u4af4980629f1c21db4d3b64d1d3a1cd9"),
            (Provider::Line, "U4AF4980629F1C21DB4D3B64D1D3A1CD9"),
            (Provider::Line, "U1"),
            (Provider::Line, "C4af4980629f1c21db4d3b64d1d3a1cd9"),
            (Provider::Google, line),
            (Provider::Facebook, "taro.yamada"),
            (Provider::X, "@taro"),
            (Provider::Apple, "a b"),
            (Provider::Rakuten, "楽天"),
        ];
        for (provider, id) in bad {
            assert_eq!(fault_of_subject(Some(provider), id), Some(Reason::NotAnIdOf(provider)), "{id}");
        }
        assert_eq!(fault_of_subject(None, "anything at all"), None);
    }
}
