//! Help names labels of the console: 「…」 in Japanese, bold words in English. Each is a text of the program, or people look
//! for something that no page has. Codes of permissions and links are checked too.

use super::source;
use app::help::topics::{POLICY, TOPICS, topic};
use app::tables;
use app::text::Lang;
use server::features::help::{HelpSource, SOURCES};
use std::collections::BTreeSet;

/// Every text in the sources that have words for pages.
fn texts() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in ["../app/src", "src/profile"] {
        let root = crate::support::package().join(folder);
        for (name, _) in source::lengths(&root) {
            if name.ends_with("tests.rs") || name.contains("tests/") {
                continue;
            }
            let code = std::fs::read_to_string(root.join(&name)).unwrap();
            let code = code.split("#[cfg(test)]").next().unwrap();
            found.extend(source::texts(code).into_iter().map(ToOwned::to_owned));
        }
    }
    found
}

fn text(page: &HelpSource, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => page.ja,
        Lang::En => page.en,
    }
}

/// The labels that a text names.
fn labels(text: &str, lang: Lang) -> Vec<&str> {
    let (open, close) = match lang {
        Lang::Ja => ("「", "」"),
        Lang::En => ("**", "**"),
    };
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some((_, after)) = rest.split_once(open) {
        let Some((label, behind)) = after.split_once(close) else { break };
        found.push(label);
        rest = behind;
    }
    found
}

/// What stands between two signs, each time.
fn between<'t>(text: &'t str, open: &'t str, close: char) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|after| after.split(close).next()).collect()
}

#[test]
fn help_names_labels_that_some_page_has() {
    let (known, mut lost) = (texts(), BTreeSet::new());
    for page in SOURCES {
        for lang in [Lang::Ja, Lang::En] {
            let strange = labels(text(page, lang), lang).into_iter().filter(|label| !known.contains(*label));
            lost.extend(strange.map(|label| format!("{} ({}): {label}", page.name, lang.tag())));
        }
    }
    assert!(lost.is_empty(), "no page has these labels: {lost:#?}");
}

#[test]
fn labels_are_found() {
    assert_eq!(labels("「保存」か「取り消す」を押します。「", Lang::Ja), ["保存", "取り消す"]);
    assert_eq!(labels("Select **Save** or **Revoke**.", Lang::En), ["Save", "Revoke"]);
}

#[test]
fn every_topic_has_its_page_in_both_languages() {
    let (topics, pages): (Vec<_>, Vec<_>) =
        (TOPICS.iter().map(|topic| topic.name).collect(), SOURCES.iter().map(|page| page.name).collect());
    assert_eq!(topics, pages);
    for page in SOURCES {
        let heads = |text: &str| text.lines().filter(|line| line.starts_with("## ")).count();
        assert!(page.ja.starts_with("# ") && page.en.starts_with("# "), "{}", page.name);
        assert_eq!(heads(page.ja), heads(page.en), "{}: the same tasks", page.name);
        assert_eq!(between(page.ja, "{needs ", '}'), between(page.en, "{needs ", '}'), "{}", page.name);
    }
}

#[test]
fn permissions_and_links_of_help_exist() {
    for page in SOURCES {
        for text in [page.ja, page.en] {
            let codes = between(text, "{needs ", '}');
            assert!(codes.iter().all(|code| tables::permission(code).is_some()), "{}: {codes:?}", page.name);
            let links = between(text, "(/help/", ')');
            assert!(links.iter().all(|name| *name == POLICY || topic(name).is_some()), "{}: {links:?}", page.name);
            assert_eq!(text.matches("](").count(), links.len(), "{}: links stay in the help", page.name);
        }
    }
}
