//! The tables of all features together, and the permissions of each role.

use crate::link::Purpose;
use crate::mail_kind::MailKind;
use crate::page;
use crate::permission::{Permission, PermissionSet, Role};
use crate::product::{Backend, FEATURES};
use crate::record::{Act, Fact, Word};
use std::sync::LazyLock;

/// A page of this console.
pub type ConsoleRoute = page::Route<dyn Backend>;

/// A post of this console.
pub type ConsolePost = page::Post<dyn Backend>;

/// Every page.
pub fn pages() -> impl Iterator<Item = &'static ConsoleRoute> {
    FEATURES.iter().flat_map(|feature| feature.pages)
}

/// Every post. If possible, a form posts to the path of its page, so that a refused form keeps the page's address.
pub fn posts() -> impl Iterator<Item = &'static ConsolePost> {
    FEATURES.iter().flat_map(|feature| feature.posts)
}

/// All permissions, in the order in which pages show them.
pub fn permissions() -> impl Iterator<Item = Permission> {
    FEATURES.iter().flat_map(|feature| feature.permissions).copied()
}

pub fn permission(code: &str) -> Option<Permission> {
    permissions().find(|p| p.code() == code)
}

/// Every action of the operation log.
pub fn acts() -> impl Iterator<Item = Act> {
    FEATURES.iter().flat_map(|feature| feature.acts).copied()
}

pub fn act(code: &str) -> Option<Act> {
    acts().find(|act| act.code() == code)
}

pub fn fact(code: &str) -> Option<Fact> {
    FEATURES.iter().flat_map(|feature| feature.facts).find(|fact| fact.code() == code).copied()
}

/// The reason of a failed action.
pub fn reason(code: &str) -> Option<Word> {
    FEATURES.iter().flat_map(|feature| feature.reasons).find(|reason| reason.code() == code).copied()
}

/// Every kind of mail.
pub fn mails() -> impl Iterator<Item = MailKind> {
    FEATURES.iter().flat_map(|feature| feature.mails).copied()
}

pub fn mail(code: &str) -> Option<MailKind> {
    mails().find(|kind| kind.code() == code)
}

/// The purposes of all one-time links.
pub fn purposes() -> impl Iterator<Item = Purpose> {
    FEATURES.iter().flat_map(|feature| feature.links).copied()
}

/// The permissions of each role, without and with downloads.
static HELD: LazyLock<[(Role, [PermissionSet; 2]); Role::ALL.len()]> = LazyLock::new(|| {
    let held = |role| [false, true].map(|download| permissions().filter(|p| p.is_held_by(role, download)).collect());
    Role::ALL.map(|role| (role, held(role)))
});

/// The permissions of a role. `download`: the profile, or a right given to the person, allows downloads (MS-17).
pub fn permissions_of(role: Role, download: bool) -> PermissionSet {
    let of_role = HELD.iter().find(|(other, _)| *other == role);
    of_role.map(|(_, sets)| sets[usize::from(download)].clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::api::{OWN_ACCOUNT, OWN_SECURITY};
    use crate::exports::api::FILES;
    use crate::passkeys::api::OWN_PASSKEYS;
    use crate::permission::{Access, MEMBERS, Verb};
    use crate::product::{MEMBER_MENU, STAFF_MENU};
    use crate::prompt::{PromptField, Says};
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
    fn the_set_of_a_role_is_what_each_permission_says() {
        for (role, download) in Role::ALL.into_iter().flat_map(|role| [(role, false), (role, true)]) {
            let set = permissions_of(role, download);
            assert!(permissions().all(|p| set.has(p) == p.is_held_by(role, download)), "{role:?} {download}");
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
    fn a_code_names_one_thing() {
        let codes: BTreeSet<_> = permissions().map(Permission::code).collect();
        assert_eq!(codes.len(), permissions().count());
        assert!(permissions().all(|p| permission(p.code()) == Some(p)));
        assert_eq!(permission("made.up"), None);
        assert!(mails().all(|one| mails().filter(|other| *other == one).count() == 1));
        let facts = || FEATURES.iter().flat_map(|f| f.facts).map(|fact| fact.code());
        assert!(facts().all(|one| facts().filter(|other| *other == one).count() == 1));
        let reasons = || FEATURES.iter().flat_map(|f| f.reasons).map(|reason| reason.code());
        assert!(reasons().all(|one| reasons().filter(|other| *other == one).count() == 1));
        assert!(acts().all(|one| acts().filter(|other| *other == one).count() == 1 && act(one.code()) == Some(one)));
    }

    /// Approving and downloading are sensitive and need step-up (ASVS 7.5.3); viewing does not.
    #[test]
    fn the_verb_says_whether_a_proof_is_asked_for() {
        for p in permissions().filter(|p| p.verb() != Verb::Edit) {
            assert_eq!(p.requires_step_up(), p.verb() != Verb::View, "{p:?}");
        }
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut set: PermissionSet = [FILES, OWN_ACCOUNT].into_iter().collect();
        assert!(set.has(FILES) && set.has(OWN_ACCOUNT) && !set.has(OWN_SECURITY));
        set.remove(FILES);
        assert!(!set.has(FILES) && set.has(OWN_ACCOUNT));
    }

    /// Each link opens a page that only holders of a link may use.
    #[test]
    fn links_lead_to_pages_of_links() {
        let opens = |purpose: &Purpose| pages().any(|page| page.path == purpose.page && page.access == Access::Link);
        assert!(purposes().all(|purpose| opens(&purpose)));
        assert!(purposes().all(|one| purposes().filter(|other| other.code == one.code).count() == 1));
    }

    /// Each screen is in exactly one menu, because people could not find it otherwise.
    #[test]
    fn every_screen_stands_in_one_menu() {
        let shown = [MEMBER_MENU, STAFF_MENU].concat();
        let mut shown: Vec<_> = shown.iter().flat_map(|(_, screens)| *screens).map(|screen| screen.path).collect();
        let mut declared: Vec<_> = FEATURES.iter().flat_map(|f| f.screens).map(|screen| screen.path).collect();
        shown.sort_unstable();
        declared.sort_unstable();
        assert_eq!(shown, declared);
    }

    /// A post on the page of one thing states that thing, and the step-up page names it.
    #[test]
    fn a_post_is_about_what_it_names() {
        for post in posts() {
            assert!(post.about.is_some() || !post.page.contains('{'), "{}", post.path);
            let named = post.act.map_or(&[][..], |act| act.facts).iter();
            let named: Vec<_> = named.filter(|fact| matches!(fact.says, Says::Named(_))).collect();
            let Some(about) = post.about else {
                assert!(named.is_empty(), "{}", post.path);
                continue;
            };
            let is_named = |fact: &&PromptField| {
                fact.field == about.field && matches!(fact.says, Says::Named(kind) if kind == about.kind)
            };
            assert!(named.is_empty() || named.iter().any(is_named), "{}", post.path);
        }
    }
}
