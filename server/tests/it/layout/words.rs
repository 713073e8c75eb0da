//! Words that comments, names and messages do without (`STYLE.md`). Texts on screen and in mails have their own rules.

use super::source::{self, plain};
use std::collections::BTreeSet;
use std::path::Path;

const UNWANTED: [&str; 4] = ["whoever", "anew", "is none", "of theirs"];

/// Words behind "The same" with which a comment does not name what is the same.
const UNNAMED: [&str; 12] = ["across", "after", "and", "as", "but", "for", "if", "in", "on", "up", "when", "with"];

/// Folders of the package whose files are read.
const FOLDERS: [&str; 5] = ["src", "../app/src", "tests", "benches", "examples"];

/// Files with texts for people, or with the list of words that such texts do without: their names end so. Only their
/// comments and names are read.
const TEXTS: [&str; 6] = [
    "/messages.rs",
    "/letters.rs",
    "/acts.rs",
    "/shell/error_page.rs",
    "/profile/credentials.rs",
    "/layout/given_up.rs",
];

/// Documents of the project, from the package. `STYLE.md` lists the words.
const DOCUMENTS: [&str; 3] = ["../README.md", "../ARCHITECTURE.md", "../CHANGELOG.md"];

/// The file that lists the words.
const THIS: &str = "/layout/words.rs";

/// The unwanted words in a text. A phrase may go on in the next line of a comment, and its words may be parts of a name.
fn unwanted(text: &str) -> Vec<&'static str> {
    let without_methods = text.replace(".is_none", "").replace("::is_none", "");
    let lines = without_methods.lines().map(|line| line.trim_start().trim_start_matches('/').trim_start_matches('!'));
    let joined = lines.collect::<Vec<_>>().join(" ").replace('_', " ").to_lowercase();
    let words = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_word = |at: usize, len: usize| {
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        outside(words[..at].chars().next_back()) && outside(words[at + len..].chars().next())
    };
    let is_there = |word: &&str| words.match_indices(*word).any(|(at, _)| is_word(at, word.len()));
    UNWANTED.into_iter().filter(is_there).collect()
}

/// Comments without a subject: those that begin with "The same" and leave out what is the same, and those that begin with
/// "That a…", which is half a sentence.
fn without_subject(text: &str) -> usize {
    let comments = text.lines().filter_map(|line| line.trim_start().strip_prefix("//"));
    let said = comments.map(|comment| comment.trim_start_matches(['/', '!']).trim_start());
    said.filter(|said| is_bare(said) || said.starts_with("That a ") || said.starts_with("That an ")).count()
}

/// True for "The same" without the thing that is the same.
fn is_bare(said: &str) -> bool {
    let Some(rest) = said.strip_prefix("The same").or_else(|| said.strip_prefix("Same")) else { return false };
    let next = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    rest.starts_with([',', '.', ':', ';']) || (rest.starts_with(' ') && UNNAMED.contains(&next))
}

#[test]
fn comments_have_a_subject() {
    let mut found = BTreeSet::new();
    for folder in FOLDERS {
        let root = crate::support::package().join(folder);
        for (name, _) in source::lengths(&root) {
            let text = std::fs::read_to_string(root.join(Path::new(&name))).unwrap();
            if without_subject(&text) > 0 {
                found.insert(format!("{folder}/{name}"));
            }
        }
    }
    assert!(found.is_empty(), "begins without a subject: {found:#?}");
}

#[test]
fn comments_without_a_subject_are_found() {
    for (text, number) in [
        ("/// The same for a row.\nfn f() {}\n    //! The same. Returns it.", 2),
        ("// Same as there.\n// The same, with more.\n// The same up to its end.", 3),
        ("/// That a row is over.\n/// That is all.", 1),
        ("/// The same key signs it.\n/// The sameness.\nlet a = \"The same for b\";\n// For all the same.", 0),
    ] {
        assert_eq!(without_subject(text), number, "{text}");
    }
}

/// The names and the comments of a file, without the text in literals.
fn without_texts(text: &str) -> String {
    let comments = text.lines().filter(|line| line.trim_start().starts_with("//"));
    comments.map(|line| format!("{line}\n")).chain([plain(text)]).collect()
}

fn unwanted_in(path: &str, text: &str) -> Vec<&'static str> {
    if TEXTS.iter().any(|end| path.ends_with(end)) { unwanted(&without_texts(text)) } else { unwanted(text) }
}

#[test]
fn comments_names_and_messages_are_plain() {
    let mut found = BTreeSet::new();
    for folder in FOLDERS {
        let root = crate::support::package().join(folder);
        for (name, _) in source::lengths(&root) {
            let path = format!("{folder}/{name}");
            let text = std::fs::read_to_string(root.join(Path::new(&name))).unwrap();
            if !path.ends_with(THIS) {
                found.extend(unwanted_in(&path, &text).into_iter().map(|word| (path.clone(), word)));
            }
        }
    }
    assert!(found.is_empty(), "say it in plain words: {found:#?}");
}

#[test]
fn documents_are_plain() {
    for path in DOCUMENTS {
        let text = std::fs::read_to_string(crate::support::package().join(path)).unwrap();
        assert_eq!(unwanted(&text), Vec::<&str>::new(), "{path}");
    }
}

#[test]
fn unwanted_words_are_found() {
    let cases: [(&str, &[&str]); 8] = [
        ("/// Whoever comes is in.", &["whoever"]),
        ("fn made_anew() {}", &["anew"]),
        ("assert!(ok, \"a forged lock is none\");", &["is none"]),
        ("    /// A device of\n    /// theirs.", &["of theirs"]),
        ("fn a_date_that_is_none_is_refused() { x.is_none() }", &["is none"]),
        ("fn f() { a.is_none() || b.is_none_or(Option::is_none) }", &[]),
        ("let renewable = janew(); // This none knows.", &[]),
        ("/// Whoever is left\n/// starts anew.", &["whoever", "anew"]),
    ];
    for (text, words) in cases {
        assert_eq!(unwanted(text), words, "{text}");
    }
    let texts = "// Whoever asks.\nconst A: &str = \"anew\";";
    assert_eq!(unwanted_in("src/a/letters.rs", texts), ["whoever"]);
    assert_eq!(unwanted_in("src/a/send.rs", texts), ["whoever", "anew"]);
}
