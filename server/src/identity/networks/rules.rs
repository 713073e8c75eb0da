//! The rule itself: who may come from which network. It is pure, so the same code judges the rules in force and a
//! proposal.

use crate::profile::{AccountClass, Profile};
use app::networks::scope::Scope;
use ipnet::IpNet;
use std::collections::HashMap;
use std::net::IpAddr;
use uuid::Uuid;

/// The network rules of a company.
#[derive(Clone, Debug)]
pub struct Rules {
    pub scope: Scope,
    /// The company's networks, by row.
    pub company: Vec<(Uuid, Option<IpNet>)>,
    /// A person's own networks, which replace the company's for that person. A forged one is included and admits
    /// nobody.
    pub own: HashMap<Uuid, Vec<(Uuid, Option<IpNet>)>>,
}

impl Rules {
    pub fn new(scope: Scope) -> Rules {
        Rules { scope, company: Vec::new(), own: HashMap::new() }
    }

    pub fn list(&mut self, account: Option<Uuid>, row: Uuid, network: Option<IpNet>) {
        match account {
            Some(account) => self.own.entry(account).or_default().push((row, network)),
            None => self.company.push((row, network)),
        }
    }

    /// The networks of the company, or of one person.
    pub fn of(&self, account: Option<Uuid>) -> &[(Uuid, Option<IpNet>)] {
        match account {
            Some(account) => self.own.get(&account).map_or(&[], Vec::as_slice),
            None => &self.company,
        }
    }

    /// Removes a network.
    pub fn remove(&mut self, row: Uuid) {
        self.company.retain(|(id, _)| *id != row);
        self.own.values_mut().for_each(|list| list.retain(|(id, _)| *id != row));
    }

    /// True if a person may come from an address. Text that is not an address matches no network.
    pub fn admit(&self, account: Uuid, class: AccountClass, profile: &Profile, ip: &str) -> bool {
        let Some(list) = self.limits(account, class, profile) else { return true };
        let Ok(ip) = ip.parse::<IpAddr>() else { return false };
        list.iter().filter_map(|(_, network)| *network).any(|network| network.contains(&ip.to_canonical()))
    }

    /// The networks that a person is limited to; `None` if no limit applies to them.
    pub fn limits(&self, account: Uuid, class: AccountClass, profile: &Profile) -> Option<&[(Uuid, Option<IpNet>)]> {
        if !profile.access.ip_rules_for.contains(&class) {
            return None;
        }
        let own = self.own.get(&account).filter(|list| !list.is_empty());
        match (self.scope, own) {
            (Scope::Off, _) => None,
            (_, Some(own)) => Some(own),
            (Scope::Everyone, None) => Some(&self.company),
            (Scope::Administrators, None) if class == AccountClass::Administrator => Some(&self.company),
            (Scope::Administrators | Scope::Chosen, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::built_in;
    use AccountClass::{Administrator, Member};

    fn rules(scope: Scope) -> Rules {
        let mut rules = Rules::new(scope);
        rules.list(None, Uuid::from_u128(1), "203.0.113.0/24".parse().ok());
        rules.list(Some(Uuid::from_u128(9)), Uuid::from_u128(2), "2001:db8::/32".parse().ok());
        rules
    }

    fn admits(rules: &Rules, person: u128, class: AccountClass, ip: &str) -> bool {
        rules.admit(Uuid::from_u128(person), class, built_in("managed-saas").unwrap(), ip)
    }

    #[test]
    fn each_scope_limits_whom_it_says() {
        let out = "192.0.2.1";
        for (scope, administrator, member, chosen) in [
            (Scope::Off, true, true, true),
            (Scope::Chosen, true, true, false),
            (Scope::Administrators, false, true, false),
            (Scope::Everyone, false, false, false),
        ] {
            let rules = rules(scope);
            assert_eq!(admits(&rules, 1, Administrator, out), administrator, "{scope:?}");
            assert_eq!(admits(&rules, 1, Member, out), member, "{scope:?}");
            assert_eq!(admits(&rules, 9, Member, out), chosen, "{scope:?}");
            assert!(admits(&rules, 1, Administrator, "203.0.113.7"), "{scope:?}");
            assert!(admits(&rules, 1, Administrator, "::ffff:203.0.113.7"), "{scope:?}");
        }
    }

    #[test]
    fn own_networks_count_instead_of_the_companys() {
        let rules = rules(Scope::Everyone);
        assert!(admits(&rules, 9, Member, "2001:db8::5"));
        assert!(!admits(&rules, 9, Member, "203.0.113.7"), "the company's do not count for them");
        assert!(!admits(&rules, 1, Member, "2001:db8::5"), "nor theirs for others");
        let mut without = rules;
        without.remove(Uuid::from_u128(2));
        assert!(admits(&without, 9, Member, "203.0.113.7"), "without own ones the company's count again");
    }

    #[test]
    fn what_is_not_genuine_closes_and_opens_nothing() {
        for scope in [Scope::Chosen, Scope::Administrators, Scope::Everyone] {
            let mut rules = rules(scope);
            rules.list(Some(Uuid::from_u128(8)), Uuid::from_u128(3), None);
            assert!(!admits(&rules, 8, Member, "203.0.113.7"), "own networks count, though none is left: {scope:?}");
        }
        let mut rules = Rules::new(Scope::Everyone);
        rules.list(None, Uuid::from_u128(1), None);
        assert!(!admits(&rules, 1, Member, "203.0.113.7"));
    }

    #[test]
    fn an_empty_list_and_no_address_admit_nobody() {
        assert!(!admits(&Rules::new(Scope::Everyone), 1, Member, "203.0.113.7"));
        assert!(!admits(&rules(Scope::Everyone), 1, Member, ""));
    }
}
