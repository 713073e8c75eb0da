//! What an action has changed, before and after. A fact whose code ends in `_before` is the value before of the other fact.

use super::facts;
use app::operation_logs::acts::{FROM, TO};
use app::operation_logs::api::LogChange;
use app::operation_logs::messages as m;
use app::support::acts::{PROFILE, PROFILE_ASK, PROFILE_CANCEL, PROFILE_CHANGE};
use app::text::Words;
use serde_json::{Map, Value};

const BEFORE: &str = "_before";

/// The changes of an entry, from its facts.
pub fn of(action: &str, facts: &Map<String, Value>) -> Vec<LogChange> {
    let pairs = facts.keys().filter_map(|before| Some((before.as_str(), before.strip_suffix(BEFORE)?)));
    let mut changes: Vec<LogChange> = pairs.filter_map(|(before, after)| change(facts, before, after, None)).collect();
    if [PROFILE_ASK, PROFILE_CANCEL, PROFILE_CHANGE].iter().any(|act| act.code() == action) {
        let label = PROFILE.label().into();
        changes.extend(change(facts, FROM.code(), TO.code(), Some(label)));
    }
    changes
}

/// The change of one value. Nothing before or nothing afterwards is said so.
fn change(facts: &Map<String, Value>, before: &str, after: &str, label: Option<Words>) -> Option<LogChange> {
    let was = facts::fact(before, facts.get(before)?);
    let is = facts::fact(after, facts.get(after)?);
    let label = label.or_else(|| is.as_ref().or(was.as_ref()).map(|fact| fact.label.clone()))?;
    let none = || Words::from(m::NOTHING);
    Some(LogChange {
        keys: [before.to_owned(), after.to_owned()],
        label,
        before: was.map_or_else(none, |fact| fact.value),
        after: is.map_or_else(none, |fact| fact.value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::members::acts::CHANGE_ROLE;
    use app::operation_logs::acts::ERASE_PERSONAL;
    use serde_json::json;

    fn shown(action: &str, facts: Value) -> Vec<[String; 3]> {
        let Value::Object(facts) = facts else { return Vec::new() };
        of(action, &facts).into_iter().map(|change| [change.label.ja, change.before.ja, change.after.ja]).collect()
    }

    #[test]
    fn a_change_has_both_values_in_words() {
        let role = json!({"role": "administrator", "role_before": "viewer", "reason": "altered"});
        assert_eq!(shown(CHANGE_ROLE.code(), role), [["ロール", "閲覧者", "管理者"]]);
        let kinds = json!({"kinds": "", "kinds_before": "urgent"});
        assert_eq!(shown("contact.change", kinds)[0][2], "なし");
    }

    #[test]
    fn a_range_of_entries_is_no_change() {
        assert!(shown(ERASE_PERSONAL.code(), json!({"from": 1, "to": 3})).is_empty());
        let profile = json!({"from": "managed-saas", "to": "b2b-platform"});
        assert_eq!(shown(PROFILE_CHANGE.code(), profile).len(), 1);
    }
}
