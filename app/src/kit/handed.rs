//! What a page hands to an island. It travels as lines of text in an attribute. Leptos' own props would travel as JSON,
//! and what reads JSON would be a sixth of all that browsers load for the islands.

use leptos::prelude::*;

/// The lines that are not read yet. No text that is handed over has a line break.
pub type Lines<'a> = std::str::Split<'a, char>;

/// What an island is told by its page.
pub trait Handed: Clone + Default + Send + Sync + 'static {
    /// The id of the element that has the lines.
    const ID: &'static str;

    fn lines(&self) -> Vec<String>;

    /// Reads what `lines` wrote.
    fn from_lines(lines: &mut Lines) -> Option<Self>;

    /// The lines as one text.
    fn to_text(&self) -> String {
        self.lines().join("\n")
    }

    /// Reads what `to_text` wrote.
    fn from_text(text: &str) -> Option<Self> {
        Self::from_lines(&mut text.split('\n'))
    }
}

/// Hands something to the island that is made next: on the server directly, in the browser by the lines of an element.
pub fn hand<T: Handed>(told: T) -> AnyView {
    let lines = told.to_text();
    provide_context(told);
    view! { <template id=T::ID data-lines=lines></template> }.into_any()
}

/// What the page has handed to an island.
#[cfg(feature = "hydrate")]
pub fn handed<T: Handed>() -> T {
    let lines = document().get_element_by_id(T::ID).and_then(|element| element.get_attribute("data-lines"));
    lines.and_then(|lines| T::from_text(&lines)).unwrap_or_default()
}

#[cfg(not(feature = "hydrate"))]
pub fn handed<T: Handed>() -> T {
    use_context().unwrap_or_default()
}

/// Reads a number or a text.
pub fn next<T: std::str::FromStr>(lines: &mut Lines) -> Option<T> {
    lines.next()?.parse().ok()
}
