//! Whom an announcement is for: a rule, so that it takes no row for each company, and companies that come later find what is
//! for all.

use super::entity::tenant;
use std::collections::BTreeSet;
use uuid::Uuid;

/// For whom a version is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    All,
    /// The companies under these profiles.
    Profiles(BTreeSet<String>),
    Companies(BTreeSet<Uuid>),
}

const ALL: &str = "all";
const PROFILE: &str = "profile:";
const COMPANY: &str = "company:";

impl Reach {
    /// Reads what a version stores.
    pub fn read(stored: &str) -> Option<Reach> {
        if stored == ALL {
            return Some(Reach::All);
        }
        let parts =
            |prefix: &'static str| stored.split(',').map(move |part| part.strip_prefix(prefix).map(ToOwned::to_owned));
        if let Some(names) = parts(PROFILE).collect::<Option<BTreeSet<String>>>() {
            return Some(Reach::Profiles(names));
        }
        let ids = parts(COMPANY).map(|part| part?.parse().ok()).collect::<Option<BTreeSet<Uuid>>>();
        ids.map(Reach::Companies)
    }

    /// What a version stores.
    pub fn stored(&self) -> String {
        self.keys().join(",")
    }

    /// A key for each part of the rule, as `announcement_reach` has them.
    pub fn keys(&self) -> Vec<String> {
        match self {
            Reach::All => vec![ALL.to_owned()],
            Reach::Profiles(names) => names.iter().map(|name| format!("{PROFILE}{name}")).collect(),
            Reach::Companies(ids) => ids.iter().map(|id| format!("{COMPANY}{id}")).collect(),
        }
    }

    /// The keys of all that is for a company.
    pub fn keys_of(company: &tenant::Model) -> [String; 3] {
        [ALL.to_owned(), format!("{PROFILE}{}", company.profile), format!("{COMPANY}{}", company.id)]
    }

    /// True if it is for this company.
    pub fn is_for(&self, company: &tenant::Model) -> bool {
        match self {
            Reach::All => true,
            Reach::Profiles(names) => names.contains(&company.profile),
            Reach::Companies(ids) => ids.contains(&company.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_as_it_was_stored() {
        let names = ["a".to_owned(), "b-c".to_owned()].into();
        let ids = [Uuid::from_u128(1), Uuid::from_u128(2)].into();
        for rule in [Reach::All, Reach::Profiles(names), Reach::Companies(ids)] {
            assert_eq!(Reach::read(&rule.stored()), Some(rule));
        }
        for nonsense in ["", "none", "profile", "company:x", "all,all", "profile:a,company:b"] {
            assert_eq!(Reach::read(nonsense), None, "{nonsense}");
        }
    }
}
