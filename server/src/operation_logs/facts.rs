//! Renders the facts of an entry: codes of the console become words, other values stay as written.

use crate::profile::{self, SecondFactorMethod, SignInMethod};
use app::consents::scope;
use app::contacts::kinds::ContactKind;
use app::end_users::choices;
use app::exports::failure::Failure;
use app::exports::messages as ex;
use app::kit::count;
use app::mail::kinds::{MailKind, MailState, failure};
use app::networks::scope::Scope;
use app::operation_logs::api::LogFact;
use app::operation_logs::facts as known;
use app::operation_logs::messages as m;
use app::permission::{LookScope, Role};
use app::record::Act;
use app::tables;
use app::text::{Text, Words};
use serde_json::Value;

/// Returns a fact with its label, or nothing if the value is empty.
pub fn fact(key: &str, value: &Value) -> Option<LogFact> {
    let (code, shown) = match value {
        Value::Number(n) => (n.to_string(), Words::same(n.as_u64().map_or_else(|| n.to_string(), count))),
        Value::String(text) => (text.clone(), words(key, text)),
        other => (other.to_string(), Words::same(other.to_string())),
    };
    let label = known::label(key).map_or_else(|| Words::same(key), Words::from);
    (!code.is_empty()).then(|| LogFact { key: key.to_owned(), code, label, value: shown })
}

fn words(key: &str, code: &str) -> Words {
    let text = match key {
        "action" => tables::act(code).map(Act::text),
        "approval" => known::approval(code),
        "columns" => return columns(code),
        "download" => known::download(code),
        "evidence" => app::cases::evidence::text(code),
        "failure" => return failure(code),
        "kinds" | "kinds_before" => return contact_kinds(code),
        "mail" => MailKind::from_code(code).map(MailKind::text),
        "scopes" => return scopes(code),
        "state" => MailState::from_code(code).map(MailState::text),
        "from" | "to" | "profile" => return profile_title(code),
        "method" => return method(code),
        "networks_for" | "networks_for_before" => Scope::from_code(code.trim_start_matches("off")).map(Scope::text),
        "prefecture" => choices::prefecture(code),
        "provider" => choices::provider(code),
        "reason" => known::reason(code).or_else(|| Failure::known(code).map(Failure::text)),
        "result" => known::result(code),
        "role" | "role_before" => Role::from_code(code).map(Role::text),
        "table" => known::table(code),
        "what" => known::what(code),
        _ => None,
    };
    text.map_or_else(|| Words::same(code), Words::from)
}

fn columns(codes: &str) -> Words {
    let texts: Vec<_> = codes.split(',').map(ex::column).collect();
    both(&texts)
}

fn both(texts: &[Text]) -> Words {
    Words {
        ja: texts.iter().map(|t| t.ja).collect::<Vec<_>>().join(ex::COMMA.ja),
        en: texts.iter().map(|t| t.en).collect::<Vec<_>>().join(ex::COMMA.en),
    }
}

/// The method of authentication, in the words of the profile.
fn method(code: &str) -> Words {
    let factor = SecondFactorMethod::ALL.iter().find(|m| m.code() == code).map(|m| m.words());
    let first = SignInMethod::ALL.iter().find(|m| m.code() == code).map(|m| m.words());
    factor.or(first).map_or_else(|| Words::same(code), |w| Words { ja: w.ja.into(), en: w.en.into() })
}

fn scopes(codes: &str) -> Words {
    let texts: Vec<_> = codes.split(',').filter_map(LookScope::from_code).map(scope::text).collect();
    both(&texts)
}

fn contact_kinds(codes: &str) -> Words {
    let texts: Vec<_> = codes.split(',').filter_map(ContactKind::from_code).map(ContactKind::text).collect();
    both(&texts)
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
        _ => Words::same(name),
    }
}

/// The object: its name, a permission in words, or its id once the name is erased.
pub fn object(kind: &str, id: String, name: String) -> Words {
    match (kind, tables::permission(&id)) {
        ("permission", Some(permission)) => permission.text().into(),
        _ if name.is_empty() => Words::same(id),
        _ => Words::same(name),
    }
}
