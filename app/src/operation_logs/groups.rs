//! The actions of the log by subject, for the filter. The first part of an action's code says what it is about.

use super::api::ActionGroup;
use super::messages as m;
use crate::record::Act;
use crate::text::Text;

/// Each subject with the first parts of its codes, in the order of the filter.
const GROUPS: [(Text, &[&str]); 11] = [
    (m::OF_END_USERS, &["end_user", "import"]),
    (m::OF_EXPORTS, &["export"]),
    (
        m::OF_SIGN_INS,
        &["sign_in", "sign_out", "account", "password", "second_factor", "passkey", "session", "certificate"],
    ),
    (m::OF_MEMBERS, &["member", "invitation", "account_ledger"]),
    (m::OF_CONTACTS, &["contact"]),
    (m::OF_SECURITY, &["security", "network", "profile"]),
    (m::OF_SUPPORT, &["case", "help", "inquiry", "consent", "staff"]),
    (m::OF_ANNOUNCEMENTS, &["announcement"]),
    (m::OF_LOGS, &["access", "log", "row", "rows", "sign_in_history", "activity"]),
    (m::OF_MAILS, &["mail"]),
    (m::OF_OTHERS, &["display", "tenant", "demo"]),
];

/// The actions by subject. One that is in no group stands in the last.
pub fn grouped(acts: impl Iterator<Item = Act>) -> Vec<ActionGroup> {
    let mut groups: Vec<ActionGroup> =
        GROUPS.iter().map(|(title, _)| ActionGroup { title: (*title).into(), actions: Vec::new() }).collect();
    for act in acts {
        let group = group_of(act.code()).unwrap_or(GROUPS.len() - 1);
        groups[group].actions.push((act.code().to_owned(), act.text().into()));
    }
    groups.retain(|group| !group.actions.is_empty());
    groups
}

fn group_of(code: &str) -> Option<usize> {
    let first = code.split('.').next().unwrap_or_default();
    GROUPS.iter().position(|(_, firsts)| firsts.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables;

    #[test]
    fn every_action_has_its_subject() {
        let lost: Vec<_> = tables::acts().map(Act::code).filter(|code| group_of(code).is_none()).collect();
        assert!(lost.is_empty(), "{lost:?}");
        let all: usize = grouped(tables::acts()).iter().map(|group| group.actions.len()).sum();
        assert_eq!(all, tables::acts().count());
    }
}
