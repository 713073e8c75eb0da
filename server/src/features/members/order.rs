//! Which members a search finds, and the order of a list.

use crate::base::fold::{self, NameQuery};
use app::members::api::MemberRow;
use app::members::states::MemberOrder;
use app::permission::Role;
use std::cmp::Ordering;

/// What was typed into the search of a list, folded once for all of its members. Old and new kanji, and both kinds of kana,
/// are the same (`fold`).
pub struct MemberSearch {
    /// What an address or its domain may begin with; `None` for a search that finds everybody.
    address: Option<String>,
    name: Option<NameQuery>,
}

impl MemberSearch {
    pub fn new(q: &str) -> MemberSearch {
        if q.trim().is_empty() {
            return MemberSearch { address: None, name: None };
        }
        MemberSearch { address: Some(fold::email(q)), name: fold::query(q).name }
    }

    /// True if each typed word is the beginning of a word of the name, or if what was typed is the beginning of the whole name,
    /// of the address or of its domain.
    pub fn finds(&self, name: &str, email: &str) -> bool {
        let Some(typed) = &self.address else { return true };
        let email = fold::email(email);
        let domain = email.split_once('@').map_or("", |(_, domain)| domain);
        let in_address = |typed: &str| !typed.is_empty() && (email.starts_with(typed) || domain.starts_with(typed));
        in_address(typed) || in_address(typed.trim_start_matches('@')) || self.in_name(name)
    }

    fn in_name(&self, name: &str) -> bool {
        let Some(asked) = &self.name else { return false };
        let words = fold::name_words(name);
        let begins = |typed: &String| words.iter().any(|word| word.starts_with(typed.as_str()));
        begins(&asked.whole) || (!asked.words.is_empty() && asked.words.iter().all(begins))
    }
}

/// The order of two members. Members that are equal in it are sorted newest first.
pub fn before(order: MemberOrder, one: &MemberRow, other: &MemberRow) -> Ordering {
    let by = match order {
        MemberOrder::Newest => Ordering::Equal,
        MemberOrder::Name => name(one).cmp(&name(other)),
        MemberOrder::NameBack => name(other).cmp(&name(one)),
        MemberOrder::Role => rank(one).cmp(&rank(other)),
        MemberOrder::RoleBack => rank(other).cmp(&rank(one)),
        MemberOrder::LastSignIn => last(one).cmp(&last(other)),
        MemberOrder::LastSignInBack => last(other).cmp(&last(one)),
    };
    by.then_with(|| other.id.cmp(&one.id))
}

/// The folded name. There is no reading of kanji, so that kanji come in the order of their code points, after kana.
fn name(row: &MemberRow) -> String {
    fold::name_words(&row.name).into_iter().next().unwrap_or_default()
}

/// A forged account has no certain role, and comes last.
fn rank(row: &MemberRow) -> usize {
    let role = Role::ALL.iter().position(|role| *role == row.role).unwrap_or(usize::MAX);
    if row.is_certain() { role } else { usize::MAX }
}

/// The time as ISO 8601, which sorts as the time does.
fn last(row: &MemberRow) -> Option<&str> {
    row.last_sign_in.as_ref().map(|at| at.iso.as_str())
}

#[cfg(test)]
mod tests {
    use super::MemberSearch;

    #[test]
    fn names_and_addresses_are_found_by_their_beginnings() {
        let found = |q: &str| MemberSearch::new(q).finds("髙橋 ジョナサン", "Jonathan.T@takasakiya.example.jp");
        for q in [
            "",
            " ",
            "高橋",
            "髙",
            "高橋ジョナ",
            "ジョナ 高",
            "じょなさん",
            "jonathan",
            "JONATHAN.T@",
            "@takasakiya",
            "takasakiya.ex",
        ] {
            assert!(found(q), "{q}");
        }
        for q in ["橋", "高橋 太郎", "onathan", "example.jp", "@", "-"] {
            assert!(!found(q), "{q}");
        }
    }
}
