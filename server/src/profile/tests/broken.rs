//! Breaks a profile at one place, for the tests of what the loader refuses.

use super::*;

/// A profile with one piece of its text replaced; `@` marks the position of the replacement.
struct Broken {
    text: String,
    line: usize,
}

fn broken(name: &str, old: &str, new: &str) -> Broken {
    let text = text(name);
    assert_eq!(text.matches(old).count(), 1, "`{old}` must stand once in {name}");
    let at = text.find(old).expect("it stands there");
    let marked = new.find('@').unwrap_or(0);
    let line = text[..at].matches('\n').count() + new[..marked].matches('\n').count() + 1;
    Broken { text: text.replacen(old, &new.replace('@', ""), 1), line }
}

/// Asserts that the change is refused at its line, for this reason.
pub fn refused(name: &str, old: &str, new: &str, reason: &str) {
    let broken = broken(name, old, new);
    let errors = Profile::parse("my.toml", &broken.text).expect_err(new);
    let found = errors.iter().any(|error| error.line == broken.line && error.reason.contains(reason));
    let shown = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(found, "expected line {}: {reason}\n{shown}", broken.line);
    assert!(shown.contains(&format!("my.toml:{}: ", broken.line)), "{shown}");
}

/// Asserts that a change of the default profile is refused at its line, for this reason.
pub fn sl(old: &str, new: &str, reason: &str) {
    refused("social-login-manager", old, new, reason);
}
