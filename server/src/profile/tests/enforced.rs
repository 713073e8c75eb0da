//! Every value that the pages call enforced has a test, and that test detects if the program ignores the value.

use super::*;
use crate::profile::enforced::{ENFORCED, covers, is_enforced};
use std::path::PathBuf;
use toml::Value;

#[test]
fn every_key_that_is_said_to_be_kept_exists() {
    for (known, _) in ENFORCED {
        let prefix = format!("{known}.");
        let exists = labels::keys().any(|key| key == *known || key.starts_with(&prefix));
        assert!(exists, "{known} is no key of a profile");
    }
}

/// The pages show a value under its section by its label alone.
#[test]
fn no_two_values_of_a_section_are_called_alike() {
    let mut seen = BTreeSet::new();
    for label in LABELS {
        let (section, _) = labels::section(label.key);
        for (lang, words) in [("ja", label.words.ja), ("en", label.words.en)] {
            assert!(seen.insert((section, lang, words)), "{}: {words}", label.key);
        }
    }
}

#[test]
fn logs_are_kept_only_where_every_kind_named_is() {
    let kept = |name| {
        let lines = profile(name).lines();
        lines.iter().find(|line| line.key == "logs.kinds").expect("its logs").enforced
    };
    assert!(kept("dual-server-saas") && !kept("social-login-manager"), "a server's own log is not");
}

#[test]
fn what_the_program_does_anyway_is_not_kept_where_a_profile_says_otherwise() {
    assert!(is_enforced("data.exportable", &true.into()) && !is_enforced("data.exportable", &false.into()));
    for (key, kept, other) in
        [("encryption.cipher", "aes-256", "chacha20"), ("accounts.approval", "security-manager", "administrator")]
    {
        assert!(is_enforced(key, &kept.into()) && !is_enforced(key, &other.into()), "{key}");
    }
}

/// The sources of the integration tests, found at run time, because the binary may come from another checkout.
fn sources() -> String {
    let package: PathBuf = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs the tests").into();
    let files = std::fs::read_dir(package.join("tests/it")).expect("the integration tests");
    let texts = files.map(|file| file.expect("a file").path()).filter(|path| path.is_file());
    texts.map(|path| std::fs::read_to_string(path).expect("a source")).collect()
}

/// The lines of a test.
fn body<'s>(sources: &'s str, test: &str) -> Option<&'s str> {
    let begins = format!("#[tokio::test]\nasync fn {test}() {{\n");
    let (_, rest) = sources.split_once(&begins)?;
    rest.split_once("\n}\n").map(|(body, _)| body)
}

#[test]
fn every_key_that_is_said_to_be_kept_has_the_test_that_drives_it() {
    let sources = sources();
    for (known, test) in ENFORCED {
        let body = body(&sources, test).unwrap_or_else(|| panic!("{known}: there is no test {test}"));
        let mut keys = labels::keys().filter(|key| covers(known, key));
        assert!(keys.any(|key| body.contains(&format!("\"{key}\""))), "{known}: {test} does not name it");
    }
    assert_eq!(body(&sources, "no_such_test"), None);
}

/// True if a value can be different, but is the same in all built-in profiles. A test with built-in profiles cannot
/// detect that the program ignores such a value.
fn is_the_same_everywhere(key: &str) -> bool {
    let tables: Vec<toml::Table> = TEXTS.iter().map(|(_, text)| text.parse().expect("TOML")).collect();
    let values: Vec<_> = tables.iter().map(|table| labels::value(table, key)).collect();
    let Some(Some(first)) = values.first().copied() else { return false };
    let another = match first {
        Value::Boolean(said) => is_enforced(key, &(!said).into()) && parses_with(&tables[0], key, !said),
        Value::Array(all) => all.iter().any(Value::is_integer),
        _ => first.is_integer(),
    };
    another && values.iter().all(|value| *value == Some(first))
}

fn parses_with(table: &toml::Table, key: &str, said: bool) -> bool {
    let (mut table, (section, name)) = (table.clone(), key.rsplit_once('.').expect("a key"));
    table.get_mut(section).and_then(Value::as_table_mut).expect("a section").insert(name.to_owned(), said.into());
    Profile::parse("other.toml", &table.to_string()).is_ok()
}

#[test]
fn what_all_profiles_say_is_driven_with_another_value() {
    let sources = sources();
    let mut driven = 0;
    for key in labels::keys().filter(|key| is_the_same_everywhere(key)) {
        let Some((_, test)) = ENFORCED.iter().find(|(known, _)| covers(known, key)) else { continue };
        let named = body(&sources, test).is_some_and(|body| body.contains(&format!("\"{key}\"")));
        assert!(named, "{key}: {test} has no profile of its own with another value");
        driven += 1;
    }
    assert!(driven > 25, "{driven}");
}
