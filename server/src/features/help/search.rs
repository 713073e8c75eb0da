//! Search over titles and texts. A few dozen pages are compared as they are: a word is found inside a sentence, which is
//! what Japanese needs.

use super::library::{HelpBook, books};
use crate::base::fold;
use app::help::api::HelpHit;
use app::text::Lang;

/// The most words that are compared; the rest are ignored.
const MOST_WORDS: usize = 8;
/// The longest excerpt, in characters.
const EXCERPT: usize = 120;

/// The pages with all words, those with the most words in the title first.
pub fn found(typed: &str, lang: Lang, is_staff: bool) -> Vec<HelpHit> {
    let folded = fold::text(typed);
    let words: Vec<&str> = folded.split_whitespace().take(MOST_WORDS).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<(usize, HelpHit)> = books(is_staff).filter_map(|book| hit(book, &words, lang)).collect();
    hits.sort_by_key(|(in_title, _)| std::cmp::Reverse(*in_title));
    hits.into_iter().map(|(_, hit)| hit).collect()
}

/// The number of words in the title, and the page, if it has all words.
fn hit(book: &HelpBook, words: &[&str], lang: Lang) -> Option<(usize, HelpHit)> {
    let edition = book.edition(lang);
    let in_title = words.iter().filter(|word| edition.folded_title.contains(**word)).count();
    let has = |word: &&str| {
        edition.folded_title.contains(*word) || edition.lines.iter().any(|line| line.folded.contains(*word))
    };
    if !words.iter().all(has) {
        return None;
    }
    let with_word = edition.lines.iter().find(|line| words.iter().any(|word| line.folded.contains(*word)));
    let line = with_word.or(edition.lines.first());
    let excerpt = line.map(|line| shortened(&line.shown)).unwrap_or_default();
    Some((in_title, HelpHit { link: book.link.clone(), excerpt }))
}

fn shortened(line: &str) -> String {
    let begin: String = line.chars().take(EXCERPT).collect();
    if begin.len() < line.len() { begin + "…" } else { begin }
}
