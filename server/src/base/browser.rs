//! Names a browser in words people know: `Chrome 156（Windows）` instead of its user agent.

use app::text::{Text, Words};
use axum::http::HeaderMap;
use woothee::parser::Parser;

const NAMED: Text = Text::new("{browser}（{system}）", "{browser} on {system}");
const UNKNOWN: Text = Text::new("不明な端末", "Unknown device");

/// Names the browser of a user agent. An unrecognised one is called unknown; the log has its own words for that.
pub fn words(user_agent: &str) -> Words {
    const NOTHING: &str = "UNKNOWN";
    let Some(found) = Parser::new().parse(user_agent) else { return UNKNOWN.into() };
    let browser = versioned(found.name, found.version);
    match (found.name, system(found.os)) {
        (NOTHING, NOTHING) => UNKNOWN.into(),
        (NOTHING, known) => Words::same(known),
        (_, NOTHING) => Words::same(browser),
        (_, system) => NAMED.with(&[("browser", &browser), ("system", &system)]),
    }
}

/// True if a request comes from a phone: browsers say so themselves (`Sec-CH-UA-Mobile`), or their user agent does.
pub fn is_phone(headers: &HeaderMap) -> bool {
    let sent = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match sent("sec-ch-ua-mobile") {
        "?1" => true,
        "?0" => false,
        _ => {
            let agent = sent("user-agent");
            agent.contains("iPhone") || (agent.contains("Android") && agent.contains("Mobile"))
        }
    }
}

/// The browser with its main version.
fn versioned(name: &str, version: &str) -> String {
    match version.split('.').next() {
        Some(main) if !main.is_empty() && main.bytes().all(|byte| byte.is_ascii_digit()) => format!("{name} {main}"),
        _ => name.to_owned(),
    }
}

/// The system. Browsers on Windows 11 call it Windows 10, so its number says nothing.
fn system(os: &str) -> &str {
    match os {
        "Mac OSX" => "macOS",
        "Windows 10" => "Windows",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn phones_are_known_by_their_own_word_or_their_user_agent() {
        let is = |name: &'static str, value: &'static str| {
            is_phone(&HeaderMap::from_iter([(HeaderName::from_static(name), HeaderValue::from_static(value))]))
        };
        assert!(is("sec-ch-ua-mobile", "?1") && !is("sec-ch-ua-mobile", "?0"));
        assert!(is("user-agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148"));
        assert!(is("user-agent", "Mozilla/5.0 (Linux; Android 10; K) Chrome/131.0.0.0 Mobile Safari/537.36"));
        assert!(!is("user-agent", "Mozilla/5.0 (Linux; Android 10; K) Chrome/131.0.0.0 Safari/537.36"), "a tablet");
        assert!(!is_phone(&HeaderMap::new()));
    }

    #[test]
    fn browsers_have_names() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
        assert_eq!(words(chrome).ja, "Chrome 131（Windows）");
        assert_eq!(words(chrome).en, "Chrome 131 on Windows");
        for nothing in ["", "\u{7f}", "what ever"] {
            assert_eq!(words(nothing).ja, "不明な端末", "{nothing}");
        }
    }
}
