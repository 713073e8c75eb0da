//! Markdown that people write, as HTML for pages and as plain text for mails. The result has no script, no image, no HTML of
//! the writer, and no character that changes the direction of its neighbours. A line break stays a line break, as people
//! who write Japanese expect. The title of the page is its `h1`, so headings start at `h2`.
//!
//! There are two walls: known events of the parser alone become tags, and ammonia removes what is not on its list. Both
//! answer in bounded time: nesting is flattened, and a text that is too long is shown as it was typed.

mod events;
mod flatten;
mod plain;

use ammonia::Builder;
use events::{clean, events};
use pulldown_cmark::{Event, Tag, html};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The longest text that is read as Markdown, in bytes.
const LONGEST: usize = 100_000;

/// The tags of the result.
const TAGS: [&str; 24] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The class of links that leave the console.
const OUT: &str = "prose-out";

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href", "target"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .allowed_classes(HashMap::from([("a", HashSet::from([OUT]))]))
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// Renders Markdown as HTML that a page may show as it is.
pub fn to_html(text: &str) -> String {
    if text.len() > LONGEST {
        return as_typed(text);
    }
    let text = flatten::flattened(text);
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events(&text).map(with_marked_link));
    SANITISER.clean(&out).to_string()
}

/// Renders Markdown as plain text for a mail. The address of a link that leaves the console stands behind its words.
pub fn to_text(text: &str) -> String {
    if text.len() > LONGEST {
        return clean(text);
    }
    plain::written(events(&flatten::flattened(text)))
}

/// A text that is too long for the parser: its lines, and no markup.
fn as_typed(text: &str) -> String {
    format!("<p>{}</p>", escaped(&clean(text)).replace('\n', "<br>"))
}

/// Marks links that leave the console and opens them in a new tab, so that nobody loses a form.
fn with_marked_link(event: Event<'_>) -> Event<'_> {
    let Event::Start(Tag::Link { dest_url, .. }) = &event else { return event };
    let href = escaped(dest_url);
    let tag = if dest_url.starts_with("http") {
        format!("<a class=\"{OUT}\" href=\"{href}\" target=\"_blank\">")
    } else {
        format!("<a href=\"{href}\">")
    };
    Event::InlineHtml(tag.into())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_html_below_the_title_of_a_page() {
        let html = to_html(
            "# 停止\n\n一行目\n二行目 **重要**\n\n- a\n  - b\n\n1. x\n\n| 日 | 時 |\n|---|:-:|\n| 1 | 2 |\n\n---",
        );
        for part in [
            "<h2>停止</h2>",
            "一行目<br>",
            "<strong>重要</strong>",
            "<li>b</li>",
            "<ol>",
            "<th>日</th>",
            "<td>2</td>",
            "<hr>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("style"), "{html}");
    }

    #[test]
    fn links_are_marked_and_lead_to_known_schemes() {
        let html = to_html("[a](/help) [b](https://example.jp/?a=1&b=\"2) <mail@example.jp>");
        assert!(html.contains("<a href=\"/help\" rel=\"noopener noreferrer nofollow\">a</a>"), "{html}");
        assert!(html.contains("class=\"prose-out\"") && html.contains("target=\"_blank\""), "{html}");
        assert!(html.contains("href=\"https://example.jp/?a=1&amp;b="), "{html}");
        assert!(html.contains("href=\"mailto:mail@example.jp\""), "{html}");
    }

    #[test]
    fn hostile_links_and_html_are_only_text() {
        for hostile in [
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt&colon;alert(1))",
            "[a](java&#x202e;script:alert(1))",
            "[a](<java\u{202e}script:alert(1)>)",
            "[a](data:text/html;base64,PHNjcmlwdD4=)",
            "[a](//evil.example)",
            "[a](/\\evil.example)",
            "[a](</&#9;/evil.example>)",
            "[a](vbscript:x)",
            "[a](relative)",
            "<javascript:alert(1)>",
            "<a href=https://evil.example onclick=x>a</a>",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<div style=\"position:fixed\">a</div>\n\n<iframe src=x>",
            "![a](https://evil.example/pixel.png)",
            "```<script>\na\n```",
            "<!-- a -->",
        ] {
            let html = to_html(hostile);
            let tags: Vec<_> = html.split('<').skip(1).filter_map(|tag| tag.split(['>', ' ']).next()).collect();
            let harmless = ["p", "/p", "pre", "/pre", "code", "/code", "br"];
            assert!(tags.iter().all(|tag| harmless.contains(tag)), "{hostile}: {html}");
        }
        assert!(to_html("![図](https://evil.example/x.png)").contains('図'));
    }

    #[test]
    fn no_character_turns_the_text_around() {
        for hostile in ["a\u{202e}b\u{2066}c\u{7}", "a&#x202e;b&#8294;c&#7;", "`a\u{202e}b`c", "    a\u{200f}bc"] {
            for shown in [to_html(hostile), to_text(hostile)] {
                assert!(!shown.contains(['\u{202e}', '\u{2066}', '\u{200f}', '\u{7}']), "{shown:?}");
            }
        }
        assert!(to_html("葛\u{e0100}城").contains("葛\u{e0100}城"));
    }

    #[test]
    fn deep_and_long_texts_have_bounded_answers() {
        let deep = [
            "- ".repeat(45_000),
            "> ".repeat(45_000),
            ">".repeat(90_000),
            "1. ".repeat(30_000),
            "*a **b ".repeat(9_000),
        ];
        for text in deep.into_iter().map(|text| text + "end") {
            let html = to_html(&text);
            assert!(html.len() < text.len() * 8 && html.contains("end"), "{}", html.len());
            assert!(html.matches("<blockquote>").count() + html.matches("<ul>").count() <= 40);
        }
        let steps: Vec<_> = (0..280).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
        assert!(to_html(&(steps.concat() + &"\n".repeat(9_000) + "end")).contains("end"));
        let million = "- ".repeat(500_000);
        assert_eq!(to_html(&million).len(), million.len() + "<p></p>".len());
        assert_eq!(to_text(&million).len(), million.len());
        for signs in ["[", "](", "<", "`a", "![", "|", "*", "_a", "&", "\\", "~", "[a]: b\n", "<!--", "- a\n"] {
            let text = signs.repeat(90_000 / signs.len());
            assert!(to_html(&text).len() < text.len() * 30, "{signs}");
        }
    }
}
