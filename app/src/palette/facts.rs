//! What the page hands to the palette: its texts, the pages to go to, and the lists that can be searched.

use crate::kit::{Handed, Lines, next};

/// A page to go to, or an act that a button of the page does (`#press-` and the button's id; `keys.js` presses it).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaletteEntry {
    pub path: String,
    pub title: String,
    /// Other words for it.
    pub aliases: String,
}

/// A list that can be searched for what is no name of a page: a customer, a person, an IP address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaletteSearch {
    /// The list. It takes what was typed as `q`.
    pub path: String,
    /// The text with `{typed}` to be filled in.
    pub title: String,
}

/// Texts of the palette in the page's language, and the pages to go to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PaletteFacts {
    pub open: String,
    pub label: String,
    pub none: String,
    pub searches: Vec<PaletteSearch>,
    pub entries: Vec<PaletteEntry>,
}

impl Handed for PaletteFacts {
    const ID: &'static str = "palette-lines";

    fn lines(&self) -> Vec<String> {
        let texts = [&self.open, &self.label, &self.none].map(Clone::clone);
        let searches = self.searches.iter().flat_map(|search| [search.path.clone(), search.title.clone()]);
        let entries = self.entries.iter();
        let entries = entries.flat_map(|entry| [entry.path.clone(), entry.title.clone(), entry.aliases.clone()]);
        let n = self.searches.len().to_string();
        texts.into_iter().chain([n]).chain(searches).chain(entries).collect()
    }

    fn from_lines(lines: &mut Lines) -> Option<PaletteFacts> {
        let (open, label, none) = (next(lines)?, next(lines)?, next(lines)?);
        let (mut searches, mut entries) = (Vec::new(), Vec::new());
        for _ in 0..next::<usize>(lines)? {
            searches.push(PaletteSearch { path: next(lines)?, title: next(lines)? });
        }
        while let (Some(path), Some(title), Some(aliases)) = (next(lines), next(lines), next(lines)) {
            entries.push(PaletteEntry { path, title, aliases });
        }
        Some(PaletteFacts { open, label, none, searches, entries })
    }
}
