//! The list of all permissions that the features declare, and the permissions of each role.

use crate::permission::{Permission, PermissionSet, Role};
use crate::{
    account, cases, certificates, consents, contacts, end_users, exports, home, mail, members, operation_logs,
    passkeys, security, sign_in_history, staff, support,
};

static PERMISSIONS: &[Permission] = &[
    home::api::VIEW,
    account::api::OWN_ACCOUNT,
    account::api::OWN_SECURITY,
    passkeys::api::OWN_PASSKEYS,
    certificates::api::OWN_CERTIFICATES,
    end_users::api::VIEW,
    exports::api::VIEW,
    exports::api::CREATE,
    exports::api::DOWNLOAD,
    exports::api::FILES,
    operation_logs::api::VIEW,
    sign_in_history::api::VIEW,
    members::api::VIEW,
    members::api::MANAGE,
    members::api::APPROVE,
    contacts::api::VIEW,
    contacts::api::EDIT,
    support::api::HOME,
    support::api::TENANTS,
    support::api::CHANGE_PROFILE,
    support::api::PROFILES,
    support::api::LOGS,
    cases::api::CONSENT,
    cases::api::HANDLE,
    consents::api::GRANT,
    consents::api::LOOK,
    security::api::VIEW,
    security::api::EDIT,
    mail::api::OUTBOX,
    staff::api::STAFF,
];

/// All permissions, in the order in which pages show them.
pub fn permissions() -> impl Iterator<Item = Permission> {
    PERMISSIONS.iter().copied()
}

pub fn permission(code: &str) -> Option<Permission> {
    permissions().find(|p| p.code() == code)
}

/// The permissions of a role. `download`: the profile, or a right given to the person, allows downloads (MS-17).
pub fn permissions_of(role: Role, download: bool) -> PermissionSet {
    permissions().filter(|p| p.is_held_by(role, download)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::api::{OWN_ACCOUNT, OWN_SECURITY};
    use crate::exports::api::FILES;
    use crate::passkeys::api::OWN_PASSKEYS;
    use crate::permission::{MEMBERS, Verb};
    use std::collections::BTreeSet;

    #[test]
    fn staff_and_members_share_only_their_own_account() {
        let staff = permissions_of(Role::Support, true);
        for role in MEMBERS {
            for p in permissions() {
                let both = staff.has(p) && permissions_of(*role, true).has(p);
                let own = [OWN_ACCOUNT, OWN_SECURITY, OWN_PASSKEYS, FILES];
                assert!(!both || own.contains(&p), "{p:?} is held by staff and {role:?}");
            }
        }
    }

    #[test]
    fn the_table_of_roles_withholds_downloads_where_the_profile_says_so() {
        for role in [Role::Administrator, Role::Operator, Role::Viewer] {
            assert!(!permissions_of(role, false).has(FILES) && permissions_of(role, true).has(FILES));
        }
        assert!(permissions_of(Role::Owner, false).has(FILES));
    }

    #[test]
    fn a_code_names_one_permission() {
        let codes: BTreeSet<_> = permissions().map(Permission::code).collect();
        assert_eq!(codes.len(), permissions().count());
        assert!(permissions().all(|p| permission(p.code()) == Some(p)));
        assert_eq!(permission("made.up"), None);
    }

    /// Approving and downloading are sensitive and need step-up (ASVS 7.5.3); viewing does not.
    #[test]
    fn the_verb_says_whether_a_proof_is_asked_for() {
        for p in permissions().filter(|p| p.verb() != Verb::Edit) {
            assert_eq!(p.wants_fresh_proof(), p.verb() != Verb::View, "{p:?}");
        }
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut set: PermissionSet = [FILES, OWN_ACCOUNT].into_iter().collect();
        assert!(set.has(FILES) && set.has(OWN_ACCOUNT) && !set.has(OWN_SECURITY));
        set.remove(FILES);
        assert!(!set.has(FILES) && set.has(OWN_ACCOUNT));
    }
}
