//! What a role may do, in words, taken from the table of permissions.

use crate::messages;
use crate::permission::{RoleRights, Verb};
use crate::text::{Text, t};
use leptos::prelude::*;

messages! {
    VIEWS: "表示", "View";
    EDITS: "操作", "Manage";
    APPROVES: "承認", "Approve";
    DOWNLOADS: "ダウンロード", "Download";
    NOTHING: "利用できるのは、ホーム、お知らせ、お問い合わせ、ご自身のアカウントのみです。貴社のデータや記録は表示できません。", "Home, announcements, inquiries and their own account only. This role can't view any of your company's data or records.";
}

const VERBS: [(Verb, Text); 4] =
    [(Verb::View, VIEWS), (Verb::Edit, EDITS), (Verb::Approve, APPROVES), (Verb::Download, DOWNLOADS)];

/// The permissions of a role beyond those of every member, by what they allow.
pub fn role_rights(rights: &RoleRights) -> AnyView {
    if rights.held.is_empty() {
        return view! { <p class="note">{t(NOTHING)}</p> }.into_any();
    }
    let group = |verb: Verb| -> Vec<&'static str> {
        rights.held.iter().filter(|p| p.verb() == verb).map(|p| t(p.text())).collect()
    };
    let groups = VERBS.into_iter().map(|(verb, title)| (title, group(verb))).filter(|(_, all)| !all.is_empty());
    let groups = groups.map(|(title, all)| {
        let all = all.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! { <dt>{t(title)}</dt><dd><ul>{all}</ul></dd> }
    });
    view! { <dl class="kv kv--tight">{groups.collect_view()}</dl> }.into_any()
}
