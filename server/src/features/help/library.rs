//! The help pages, rendered once.

use super::needs::filled;
use super::sources::{HelpSource, SOURCES};
use crate::base::fold;
use crate::base::markdown::{to_html, to_text};
use app::help::api::HelpLink;
use app::help::topics::{HelpGroup, topic};
use app::kit::SafeHtml;
use app::text::{Lang, Words};
use std::sync::LazyLock;

/// One line of a page, as it is shown and as it is compared.
pub struct HelpLine {
    pub shown: String,
    pub folded: String,
}

/// A page in one language.
pub struct HelpEdition {
    pub html: SafeHtml,
    pub folded_title: String,
    pub lines: Vec<HelpLine>,
}

/// A page in both languages.
pub struct HelpBook {
    pub link: HelpLink,
    ja: HelpEdition,
    en: HelpEdition,
}

impl HelpBook {
    pub fn edition(&self, lang: Lang) -> &HelpEdition {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

static BOOKS: LazyLock<Vec<HelpBook>> = LazyLock::new(|| SOURCES.iter().filter_map(book).collect());

/// The pages that a reader may open, in the order of the index. Those for staff are not for others.
pub fn books(is_staff: bool) -> impl Iterator<Item = &'static HelpBook> {
    BOOKS.iter().filter(move |book| is_staff || book.link.topic.group != HelpGroup::Staff)
}

fn book(source: &HelpSource) -> Option<HelpBook> {
    let (ja, en) = (parts(source.ja), parts(source.en));
    let title = Words { ja: ja.title.to_owned(), en: en.title.to_owned() };
    let link = HelpLink { topic: topic(source.name)?, title };
    Some(HelpBook { link, ja: edition(&ja, Lang::Ja), en: edition(&en, Lang::En) })
}

/// A text as it is written, in two parts.
struct Parts<'t> {
    title: &'t str,
    body: &'t str,
}

fn parts(text: &str) -> Parts<'_> {
    let (title, body) = text.split_once('\n').unwrap_or((text, ""));
    Parts { title: title.trim_start_matches("# ").trim(), body }
}

/// Pages have their title as the head, so the headings of the text begin below it.
fn edition(parts: &Parts<'_>, lang: Lang) -> HelpEdition {
    let text = filled(&parts.body.replace("\n## ", "\n# "), lang);
    let plain = to_text(&text);
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = |line: &str| HelpLine { shown: line.to_owned(), folded: fold::text(line) };
    HelpEdition {
        html: SafeHtml::sanitised(to_html(&text)),
        folded_title: fold::text(parts.title),
        lines: lines.map(line).collect(),
    }
}
