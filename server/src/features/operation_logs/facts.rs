//! Renders the facts of an entry: codes of the console become words, other values stay as written.

use crate::base::when::when;
use crate::profile::{self, SecondFactorMethod, SignInMethod};
use crate::state::alarms::OTHERS;
use app::exports::failure::ExportFailure;
use app::kit::{When, count, id_end, name_words};
use app::mail::kinds::failure;
use app::mail_kind::MailKind;
use app::operation_logs::api::LogFact;
use app::operation_logs::facts as known;
use app::operation_logs::messages as m;
use app::record::{Act, Word};
use app::sign_in::acts as sign_in;
use app::sign_in::messages::METHOD_LINK;
use app::tables;
use app::text::Words;
use chrono::DateTime;
use serde_json::Value;
use uuid::Uuid;

/// Returns a fact with its label, or nothing if the value is empty.
pub fn fact(key: &str, value: &Value) -> Option<LogFact> {
    let (code, shown) = match value {
        Value::Number(n) => (n.to_string(), Words::same(n.as_u64().map_or_else(|| n.to_string(), count))),
        Value::String(text) => (text.clone(), words(key, text)),
        Value::Bool(yes) => (yes.to_string(), if *yes { m::YES } else { m::NO }.into()),
        other => (other.to_string(), Words::same(other.to_string())),
    };
    let label = tables::fact(key).map_or_else(|| Words::same(key), |fact| fact.label().into());
    (!code.is_empty()).then(|| LogFact { key: key.to_owned(), code, label, value: shown })
}

/// The words for a value: from common tables for keys that features share, otherwise from the fact itself.
fn words(key: &str, code: &str) -> Words {
    let text = match key {
        "action" => tables::act(code).map(Act::text),
        "failure" => return failure(code),
        "mail" => tables::mail(code).map(MailKind::text),
        "from" | "to" | "profile" => return profile_title(code),
        "method" => return method(code),
        "until" => return time(code),
        "reason" => {
            tables::reason(code).map(Word::text).or_else(|| ExportFailure::known(code).map(ExportFailure::text))
        }
        _ => return tables::fact(key).and_then(|fact| fact.read(code)).unwrap_or_else(|| name_words(code)),
    };
    text.map_or_else(|| Words::same(code), Words::from)
}

/// A time as the rest of the page shows times.
fn time(code: &str) -> Words {
    let Ok(at) = DateTime::parse_from_rfc3339(code) else { return Words::same(code) };
    let When { ja, en, .. } = when(at.to_utc());
    Words { ja, en }
}

/// The method of authentication, in the words of the profile. A mailed link is no method that a profile offers.
fn method(code: &str) -> Words {
    if code == sign_in::BY_LINK {
        return METHOD_LINK.into();
    }
    let factor = SecondFactorMethod::ALL.iter().find(|m| m.code() == code).map(|m| m.words());
    let first = SignInMethod::ALL.iter().find(|m| m.code() == code).map(|m| m.words());
    factor.or(first).map_or_else(|| Words::same(code), |w| Words { ja: w.ja.into(), en: capital(w.en) })
}

/// English words that stand alone in a cell. The profile has them inside of sentences.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

fn profile_title(name: &str) -> Words {
    profile::built_in(name)
        .map_or_else(|| Words::same(name), |p| Words { ja: p.title.ja.clone(), en: p.title.en.clone() })
}

/// The actor: people by name, the program by its job.
pub fn actor(kind: &str, name: String) -> Words {
    match kind {
        "system" => {
            let job = known::job(&name).map_or_else(|| Words::same(&name), Words::from);
            Words { ja: m::SYSTEM.with(&[("job", &job.ja)]).ja, en: m::SYSTEM.with(&[("job", &job.en)]).en }
        }
        "stranger" => m::STRANGER.into(),
        _ => name_words(name),
    }
}

/// The object: its name, a permission in words, or its kind and the end of its id where no name is known or it is erased.
pub fn object(kind: &str, id: &str, name: String) -> Words {
    match (kind, tables::permission(id)) {
        ("permission", Some(permission)) => permission.text().into(),
        _ if is_unnamed(id, &name) => record(kind, id, ""),
        _ if name.is_empty() => Words::same(id),
        _ => name_words(name),
    }
}

/// True for an object that is known by its id alone.
pub fn is_unnamed(id: &str, name: &str) -> bool {
    (name.is_empty() || name == id) && id.parse::<Uuid>().is_ok()
}

/// A record: its kind in words, and its name or the end of its id.
pub fn record(kind: &str, id: &str, name: &str) -> Words {
    let kind = known::table(table(kind)).map_or_else(|| Words::same(kind), Words::from);
    let text = match (id, name) {
        (OTHERS, _) => m::MANY_OTHERS,
        (_, "") => m::NOT_NAMED,
        _ => m::OF_KIND,
    };
    let (name, end) = (Words::same(name), Words::same(id_end(id)));
    text.saying(&[("kind", &kind), ("name", &name), ("end", &end)])
}

/// The table of a kind of object. Most have the same name.
fn table(kind: &str) -> &str {
    match kind {
        "case" => "support_case",
        "consent" => "access_consent",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01923456-789a-7bcd-8def-0123456789ab";

    #[test]
    fn a_record_is_named_by_its_kind_and_its_name() {
        let named = record("account", "0192", "髙﨑");
        assert_eq!((&*named.ja, &*named.en), ("アカウント：髙﨑", "Account: 髙﨑"));
        let unnamed = record("support_case", ID, "");
        assert_eq!((&*unnamed.ja, &*unnamed.en), ("対応案件（ID末尾 456789ab）", "Support case (ID ends in 456789ab)"));
        assert_eq!(record("session", OTHERS, "").en, "Session (many others)");
    }

    #[test]
    fn no_object_is_shown_as_a_whole_id() {
        let shown = |kind: &str, id: &str, name: &str| object(kind, id, name.to_owned()).en;
        assert_eq!(shown("consent", ID, ""), "Support access (ID ends in 456789ab)");
        assert_eq!(shown("export", ID, ID), "Data export (ID ends in 456789ab)", "its id, not its name");
        assert_eq!(shown("account", ID, "a@example.jp"), "a@example.jp");
        assert_eq!(shown("post", "/members", ""), "/members");
    }

    #[test]
    fn nothing_of_ours_is_shown_as_a_code() {
        let shown = |key: &str, value: Value| fact(key, &value).map(|fact| (fact.label.ja, fact.value.ja)).unwrap();
        let words = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        assert_eq!(shown("throttled", true.into()), words("失敗の回数の上限に到達", "はい"));
        assert_eq!(shown("again", false.into()), words("同じ依頼の繰り返し", "いいえ"));
        assert_eq!(shown("reason", "consent_possible".into()).1, "同意できる管理者がいる");
        assert_eq!(shown("scopes", "end_users,operation_logs".into()).1, "エンドユーザー、操作ログ");
        assert_eq!(shown("networks_for_before", "off".into()).1, "制限しない");
        assert_eq!(shown("until", "2026-11-21T16:05:03Z".into()).1, "2026/11/22 01:05");
        assert_eq!(shown("until", "soon".into()).1, "soon");
        assert_eq!(shown("made_up", "made up".into()), words("made_up", "made up"));
    }
}
