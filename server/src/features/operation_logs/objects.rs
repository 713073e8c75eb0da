//! The objects of entries in words, and the pages that they lead to.

use super::{facts, forged};
use crate::door::Read;
use crate::door::fault::Fault;
use crate::log::event::succeeded;
use crate::seal::keys::PROVIDER;
use crate::storage::entity::operation_log::{self, Column as C};
use app::consents::acts::{GRANT, LOOK, SCOPES};
use app::operation_logs::acts::WHY;
use app::operation_logs::api::LogRow;
use app::operation_logs::facts::table;
use app::operation_logs::messages as m;
use app::permission::{LookScope, Permission, PermissionSet};
use app::text::Words;
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::{Map, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// The object of an entry in words, and its page for staff. A company's log leads to pages of its own members (`lead`).
pub fn of(
    line: &operation_log::Model,
    name: String,
    side: &Map<String, Value>,
    company: Option<&str>,
) -> (Words, Option<String>) {
    let (kind, id) = (line.object_kind.as_str(), line.object_id.as_str());
    if forged::is_about_one(line) {
        let page = (line.tenant_id == PROVIDER).then(|| forged::page(kind, id, company));
        return (facts::record(kind, id, &name), page.flatten());
    }
    let words = match kind {
        "" if line.action == LOOK.code() => looked_at(side),
        "consent" => consented(side),
        _ => None,
    };
    let page = (line.tenant_id == PROVIDER).then(|| forged::page(kind_of_row(kind), id, None)).flatten();
    (words.unwrap_or_else(|| facts::object(kind, id, name)), page.filter(|_| has_own_page(kind)))
}

/// The table that a kind of object stands for.
fn kind_of_row(kind: &str) -> &str {
    if kind == "case" { "support_case" } else { kind }
}

/// The kinds of objects in the provider's log that have a page of their own.
fn has_own_page(kind: &str) -> bool {
    ["announcement", "case", "tenant", "staff_request", "mail"].contains(&kind)
}

/// What staff have looked at without opening one thing: a list, or the log.
fn looked_at(side: &Map<String, Value>) -> Option<Words> {
    let code = side.get(SCOPES.code()).and_then(Value::as_str)?;
    let what = SCOPES.read(code)?;
    match LookScope::from_code(code)? {
        LookScope::EndUsers => Some(m::LIST_OF.saying(&[("what", &what)])),
        LookScope::OperationLogs => Some(what),
    }
}

/// A consent: its reason, or what it opens.
fn consented(side: &Map<String, Value>) -> Option<Words> {
    let text = |key: &str| side.get(key).and_then(Value::as_str);
    let scopes = text(SCOPES.code()).and_then(|codes| SCOPES.read(codes));
    let what = text(WHY.code()).map(Words::same).or(scopes)?;
    Some(m::OF_KIND.saying(&[("kind", &consent()), ("name", &what)]))
}

fn consent() -> Words {
    table("access_consent").map_or_else(|| Words::same("consent"), Words::from)
}

/// Names the consents whose entries say no more than their id, by what the log says of their beginning. One query for a page.
pub async fn name_consents(read: &Read, rows: &mut [LogRow]) -> Result<(), Fault> {
    let says_more =
        |row: &LogRow| row.facts.iter().any(|fact| [SCOPES.code(), WHY.code()].contains(&fact.key.as_str()));
    let unnamed = |row: &LogRow| row.more.object_kind == "consent" && !says_more(row);
    let ids: Vec<String> = rows.iter().filter(|row| unnamed(row)).map(|row| row.more.object_id.clone()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let begun = read.of::<operation_log::Entity>().filter(C::ObjectKind.eq("consent")).filter(C::ObjectId.is_in(ids));
    let begun = read.all(begun.filter(C::Action.eq(GRANT.code())).filter(succeeded())).await?;
    let named: HashMap<String, Words> = begun.into_iter().filter_map(scopes_of).collect();
    for row in rows.iter_mut().filter(|row| unnamed(row)) {
        if let Some(words) = named.get(&row.more.object_id) {
            row.object = words.clone();
        }
    }
    Ok(())
}

fn scopes_of(entry: operation_log::Model) -> Option<(String, Words)> {
    let Ok(Value::Object(detail)) = serde_json::from_str(&entry.detail) else { return None };
    Some((entry.object_id, consented(&detail)?))
}

/// Pages of one thing, by kind of object: the address before the id, and the permission to open it.
const PAGES: [(&str, &str, Permission); 6] = [
    ("announcement", "/announcements/", app::announcements::api::VIEW),
    ("end_user", "/end-users/", app::end_users::api::VIEW),
    ("account", "/members/", app::members::api::VIEW),
    ("export", "/exports/", app::exports::api::VIEW),
    ("contact", "/contacts/", app::contacts::api::VIEW),
    ("inquiry", "/inquiries/", app::inquiries::api::ALL),
];

/// More lists that show an object among others.
const LISTS: [(&str, &str, Permission); 5] = [
    ("consent", "/consents", app::consents::api::GRANT),
    ("case", "/cases", app::cases::api::CONSENT),
    ("invitation", "/members", app::members::api::VIEW),
    ("network", "/security/networks", app::security::api::VIEW),
    ("end_user_import", "/end-users", app::end_users::api::VIEW),
];

/// The page of an entry's object, for a member with these permissions.
pub fn lead(row: &LogRow, may: &PermissionSet, alarm: bool) -> Option<String> {
    let (kind, id) = (row.more.object_kind.as_str(), row.more.object_id.parse::<Uuid>().ok()?);
    let open = |all: &[(&str, &'static str, Permission)]| {
        let found = all.iter().find(|(of, _, permission)| *of == kind && may.has(*permission));
        found.map(|(_, path, _)| *path)
    };
    let page = open(&PAGES).map(|path| format!("{path}{id}"));
    page.or_else(|| open(&LISTS).map(ToOwned::to_owned)).filter(|_| !alarm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_staff_saw_and_what_was_allowed_is_said_in_words() {
        let side = |value: Value| value.as_object().cloned().unwrap_or_default();
        let look = looked_at(&side(json!({"scopes": "end_users"}))).map(|words: Words| words.ja);
        assert_eq!(look.as_deref(), Some("エンドユーザーの一覧"));
        let consent = |value: Value| consented(&side(value)).map(|words| words.ja);
        assert_eq!(consent(json!({"scopes": "end_users"})).as_deref(), Some("閲覧同意：エンドユーザー"));
        assert_eq!(consent(json!({"why": "調査"})).as_deref(), Some("閲覧同意：調査"));
        assert_eq!(consent(json!({})), None);
    }
}
