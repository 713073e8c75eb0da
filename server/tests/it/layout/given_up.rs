//! Words on pages, in mails and on the command line that were given up for others: each thing has one name, in both languages
//! (the glossary, and the tables of words that people who tried the console have made).

use super::source;
use std::collections::BTreeSet;

/// Files with texts for people: their names end so. Command-line texts stand everywhere in their folder.
const FILES: [&str; 21] = [
    "/messages.rs",
    "/acts.rs",
    "/prompts.rs",
    "/mails.rs",
    "/letters.rs",
    "/letter.rs",
    "/phrases.rs",
    "/api.rs",
    "/kinds.rs",
    "/states.rs",
    "/scope.rs",
    "/evidence.rs",
    "/facts.rs",
    "/kit/refusals.rs",
    "/error_page.rs",
    "/permission.rs",
    "/link.rs",
    "/labels.rs",
    "/words.rs",
    "/palette.rs",
    "/csv/refusal.rs",
];
/// The parts of pages that all features share.
const KIT: &str = "/kit/";
/// The pages of the help.
const HELP: &str = "src/features/help/pages";
const COMMAND_LINE: &str = "src/cli/";

/// Japanese words, each with what is said instead.
const JAPANESE: [(&str, &str); 27] = [
    ("を見る", "を表示"),
    ("確かめ", "確認"),
    ("やめる", "キャンセル、中止"),
    ("取りやめ", "中止"),
    ("断る", "同意しない、却下"),
    ("断りま", "同意しない、却下"),
    ("もう一度送", "再送信"),
    ("送り直", "再送信"),
    ("サポートスタッフ", "運営スタッフ"),
    ("サポート担当", "運営スタッフ"),
    ("窓口スタッフ", "運営スタッフ"),
    ("窓口の別の担当者", "別の運営スタッフ"),
    ("自社", "貴社、契約企業"),
    ("書き出", "エクスポート、出力する列"),
    ("退会", "削除"),
    ("進み具合", "進捗"),
    ("アクセス元", "接続元"),
    ("本人の再確認", "本人確認"),
    ("大切な操作", "重要な操作"),
    ("見せる範囲", "閲覧を許可する範囲"),
    ("制限する人", "制限の対象"),
    ("入れない", "ログインできない"),
    ("入れなく", "ログインできなく"),
    ("頼ん", "依頼"),
    ("頼む", "依頼する"),
    ("{n}人", "{n}名"),
    ("人を表示", "名を表示"),
];

/// English words, each with what is said instead.
const ENGLISH: [(&str, &str); 52] = [
    ("mail", "email"),
    ("mails", "emails"),
    ("mailed", "emailed"),
    ("once more", "again"),
    ("anew", "again"),
    ("whoever", "the person who"),
    ("act of weight", "sensitive action"),
    ("acts of weight", "sensitive actions"),
    ("the desk", "Support"),
    ("support desk", "Support"),
    ("desk staff", "support staff"),
    ("good until", "valid until"),
    ("good for", "valid for"),
    ("send again", "Resend"),
    ("sent again", "resent"),
    ("see them", "View"),
    ("see it", "View"),
    ("see the effect", "Preview impact"),
    ("stands in the log", "is recorded in the operation log"),
    ("stand in the log", "are recorded in the operation log"),
    ("stands in the operation log", "is recorded in the operation log"),
    ("stand in the operation log", "are recorded in the operation log"),
    ("a look", "access"),
    ("looks", "views"),
    ("may look", "can view"),
    ("look at", "view"),
    ("looked at", "viewed"),
    ("limits count", "restrictions apply"),
    ("networks count", "the IP allowlist applies"),
    ("count again", "apply again"),
    ("opens nothing", "is no longer valid"),
    ("not from where you are", "Access from this network isn't allowed"),
    ("given up", "stopped"),
    ("out of time", "outside its validity period"),
    ("of theirs", "of their own"),
    ("unused for long", "inactive"),
    ("proved who", "re-authenticated"),
    ("do not go on", "Cancel"),
    ("cannot go on", "can't continue"),
    ("it is over", "has ended"),
    ("the page before", "the previous page"),
    ("web address", "URL"),
    ("take the case", "Assign to me"),
    ("give it back", "Unassign me"),
    ("of business hours", "(business hours)"),
    ("lighter actions", "low-impact actions"),
    ("cancel export", "Stop export"),
    ("cancel the export", "Stop export"),
    ("exports already made", "existing exports"),
    ("cannot", "can't"),
    ("somebody", "someone"),
    ("hand on", "Reassign"),
];

/// Whole texts that were given up as labels.
const LABELS: [(&str, &str); 8] = [
    ("状態", "ステータス"),
    ("State", "Status"),
    ("Looks", "Views"),
    ("In force for", "Applies to"),
    ("Telephone", "Phone number"),
    ("Evidence", "Verification method"),
    ("Take over", "Reassign to me"),
    ("Each time", "Every time"),
];

/// Phrases in which a given-up word is right, each with its reason.
const RIGHT: [(&str, &str); 3] = [
    ("mail server", "the name of the machine"),
    ("mail program", "the name of the program"),
    ("株式会社", "the name of a company"),
];

fn is_word(text: &str, word: &str) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
    let stands = |at: usize| outside(text[..at].chars().next_back()) && outside(text[at + word.len()..].chars().next());
    text.match_indices(word).any(|(at, _)| stands(at))
}

/// True for a text for people. Codes and paths have neither a space nor a capital letter, nor Japanese.
fn is_for_people(text: &str) -> bool {
    !text.starts_with('/') && (text.contains(' ') || !text.is_ascii() || text.starts_with(|c: char| c.is_uppercase()))
}

/// The words of a text that were given up, with what is said instead.
fn given_up(text: &str) -> Vec<(&'static str, &'static str)> {
    if !is_for_people(text) {
        return Vec::new();
    }
    let text = RIGHT.iter().fold(text.to_owned(), |text, (phrase, _)| text.replace(phrase, ""));
    let small = text.to_lowercase();
    let labels = LABELS.into_iter().filter(|(label, _)| text == *label);
    let japanese = JAPANESE.into_iter().filter(|(word, _)| text.contains(word));
    let english = ENGLISH.into_iter().filter(|(word, _)| is_word(&small, word));
    labels.chain(japanese).chain(english).collect()
}

/// True for a file with texts for people.
fn has_texts(path: &str) -> bool {
    FILES.iter().any(|end| path.ends_with(end)) || path.starts_with(COMMAND_LINE) || path.contains(KIT)
}

#[test]
fn given_up_words_are_in_no_help() {
    let mut found = BTreeSet::new();
    for lang in ["ja", "en"] {
        for page in std::fs::read_dir(crate::support::package().join(HELP).join(lang)).unwrap() {
            let path = page.unwrap().path();
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                let words = given_up(line).into_iter();
                found.extend(words.map(|(word, now)| format!("{}: “{line}”: {word} → {now}", path.display())));
            }
        }
    }
    assert!(found.is_empty(), "say it in today's words: {found:#?}");
}

#[test]
fn given_up_words_are_on_no_page_in_no_mail_and_not_on_the_command_line() {
    let mut found = BTreeSet::new();
    for folder in ["src", "../app/src"] {
        let root = crate::support::package().join(folder);
        for (name, _) in source::lengths(&root) {
            let path = format!("{folder}/{name}");
            if !has_texts(&path) {
                continue;
            }
            let code = std::fs::read_to_string(root.join(&name)).unwrap();
            let code = code.split("#[cfg(test)]").next().unwrap();
            for text in source::texts(code) {
                found.extend(given_up(text).into_iter().map(|(word, now)| format!("{path}: “{text}”: {word} → {now}")));
            }
        }
    }
    assert!(found.is_empty(), "say it in today's words: {found:#?}");
}

#[test]
fn given_up_words_are_found() {
    for (text, words) in [
        ("影響を確かめる", &["確かめ"][..]),
        ("状態", &["状態"]),
        ("状態を表示しています", &[]),
        ("Mail sent", &["mail"]),
        ("Email sent to the mail server", &[]),
        ("support.look", &[]),
        ("Look of staff: a look", &["a look"]),
        ("Remailed", &[]),
        ("/support/mail", &[]),
        ("{n}人を表示", &["{n}人", "人を表示"]),
    ] {
        let found: Vec<_> = given_up(text).into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, words, "{text}");
    }
}
