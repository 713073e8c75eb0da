//! Names a browser in words people know: `Chrome（Windows 10）` instead of its user agent.

use app::text::{Text, Words};
use woothee::parser::Parser;

const NAMED: Text = Text::new("{browser}（{system}）", "{browser} on {system}");
const UNKNOWN: Text = Text::new("不明な端末", "Unknown device");

/// Names the browser of a user agent. An unrecognised one is called unknown; the log has its own words for that.
pub fn words(user_agent: &str) -> Words {
    const NOTHING: &str = "UNKNOWN";
    let Some(found) = Parser::new().parse(user_agent) else { return UNKNOWN.into() };
    let system = if found.os == "Mac OSX" { "macOS" } else { found.os };
    match (found.name, system) {
        (NOTHING, NOTHING) => UNKNOWN.into(),
        (known, NOTHING) | (NOTHING, known) => Words::same(known),
        (browser, system) => NAMED.with(&[("browser", &browser), ("system", &system)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_have_names() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
        assert_eq!(words(chrome).ja, "Chrome（Windows 10）");
        assert_eq!(words(chrome).en, "Chrome on Windows 10");
        for nothing in ["", "\u{7f}", "what ever"] {
            assert_eq!(words(nothing).ja, "不明な端末", "{nothing}");
        }
    }
}
