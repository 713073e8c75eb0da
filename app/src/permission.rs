//! Who may do what. A permission is a value that the feature declares to which it belongs, with its verb, the roles that
//! hold it and whether it asks for a proof; router, door, menu and help read it.

use crate::messages;
use crate::text::Text;
use std::fmt;
use std::sync::Arc;

messages! {
    ROLE_OWNER: "契約管理者", "Owner";
    ROLE_ADMINISTRATOR: "管理者", "Administrator";
    ROLE_OPERATOR: "担当者", "Operator";
    ROLE_VIEWER: "閲覧者", "Viewer";
    ROLE_SUPPORT: "運営スタッフ", "Support staff";
    ROLE_DESK: "窓口スタッフ", "Desk staff";
}

/// What a permission lets somebody do with its subject.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    View,
    Edit,
    /// Decide what somebody else has asked for.
    Approve,
    /// Take along as a file.
    Download,
}

/// One thing that can be allowed. It is known by its code, which is stable: it stands in logs and, later, in roles.
#[derive(Clone, Copy)]
pub struct Permission {
    code: &'static str,
    verb: Verb,
    text: Text,
    holders: &'static [Role],
    fresh: bool,
    withheld: bool,
}

impl Permission {
    /// A permission with what it allows in plain words. Nobody holds it yet.
    pub const fn new(code: &'static str, verb: Verb, ja: &'static str, en: &'static str) -> Permission {
        Permission { code, verb, text: Text::new(ja, en), holders: &[], fresh: false, withheld: false }
    }

    #[must_use]
    pub const fn held_by(self, holders: &'static [Role]) -> Permission {
        Permission { holders, ..self }
    }

    #[must_use]
    pub const fn owners_only(self) -> Permission {
        self.held_by(&[Role::Owner])
    }

    /// A sensitive action: whoever acts re-authenticates once the last proof is older than the profile says
    /// (`step_up.max_age_minutes`, ASVS 7.5.3). The door asks for it, and `/security` shows which actions do.
    #[must_use]
    pub const fn with_fresh_proof(self) -> Permission {
        Permission { fresh: true, ..self }
    }

    /// MS-17: where the profile withholds downloads, owners alone hold it, who can give it to others.
    #[must_use]
    pub const fn off_where_withheld(self) -> Permission {
        Permission { withheld: true, ..self }
    }

    pub const fn code(self) -> &'static str {
        self.code
    }

    pub const fn verb(self) -> Verb {
        self.verb
    }

    /// What it allows, in plain words.
    pub const fn text(self) -> Text {
        self.text
    }

    pub const fn wants_fresh_proof(self) -> bool {
        self.fresh
    }

    /// Whether a role holds it. `download` is the answer to MS-17, of the profile or for this person.
    pub fn is_held_by(self, role: Role, download: bool) -> bool {
        let withheld = self.withheld && !download && role != Role::Owner;
        self.holders.contains(&role) && !withheld
    }
}

impl PartialEq for Permission {
    fn eq(&self, other: &Permission) -> bool {
        self.code == other.code
    }
}

impl Eq for Permission {}

impl fmt::Debug for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// The built-in roles (glossary: 契約管理者 管理者 担当者 閲覧者), and the provider's staff.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Owner,
    Administrator,
    Operator,
    Viewer,
    Support,
    /// The desk alone: cases, and what they need (BP-15, least rights).
    Desk,
}

/// Members and staff.
pub const EVERYBODY: &[Role] = Role::ALL;
pub const MEMBERS: &[Role] = &[Role::Owner, Role::Administrator, Role::Operator, Role::Viewer];
/// Members who work with end users.
pub const OPERATORS: &[Role] = &[Role::Owner, Role::Administrator, Role::Operator];
pub const ADMINISTRATORS: &[Role] = &[Role::Owner, Role::Administrator];
pub const STAFF: &[Role] = &[Role::Support, Role::Desk];
/// Staff of whom more is asked than cases.
pub const SUPPORT: &[Role] = &[Role::Support];

impl Role {
    pub const ALL: &'static [Role] =
        &[Role::Owner, Role::Administrator, Role::Operator, Role::Viewer, Role::Support, Role::Desk];

    pub fn code(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Administrator => "administrator",
            Role::Operator => "operator",
            Role::Viewer => "viewer",
            Role::Support => "support",
            Role::Desk => "desk",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|r| r.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            Role::Owner => ROLE_OWNER,
            Role::Administrator => ROLE_ADMINISTRATOR,
            Role::Operator => ROLE_OPERATOR,
            Role::Viewer => ROLE_VIEWER,
            Role::Support => ROLE_SUPPORT,
            Role::Desk => ROLE_DESK,
        }
    }

    /// Staff belong to the provider and never to a company.
    pub fn is_staff(self) -> bool {
        STAFF.contains(&self)
    }

    /// Administrators in the sense of the password rules (MS-16).
    pub fn is_administrator(self) -> bool {
        ADMINISTRATORS.contains(&self)
    }
}

/// The permissions that somebody holds: their codes in order. A copy shares the list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PermissionSet(Arc<[&'static str]>);

impl PermissionSet {
    pub fn remove(&mut self, p: Permission) {
        self.0 = self.0.iter().copied().filter(|code| *code != p.code).collect();
    }

    pub fn has(&self, p: Permission) -> bool {
        self.0.binary_search(&p.code).is_ok()
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = Permission>>(held: I) -> PermissionSet {
        let mut codes: Vec<_> = held.into_iter().map(Permission::code).collect();
        codes.sort_unstable();
        PermissionSet(codes.into())
    }
}

/// Who a route or a post is for. There is no default: every one says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anyone, signed in or not. Each is a loud exception that the door test lists.
    Public,
    /// Whoever holds a one-time link that was made for it, signed in or not.
    Link,
    /// Whoever has proved the password and not yet the second step.
    HalfWay,
    /// Whoever is signed in and has the permission.
    Needs(Permission),
}

/// What a company lets staff look at. The codes are stable: they stand in the database and in logs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LookScope {
    EndUsers,
    OperationLogs,
}

impl LookScope {
    pub const ALL: [LookScope; 2] = [LookScope::EndUsers, LookScope::OperationLogs];

    pub fn code(self) -> &'static str {
        match self {
            LookScope::EndUsers => "end_users",
            LookScope::OperationLogs => "operation_logs",
        }
    }

    pub fn from_code(code: &str) -> Option<LookScope> {
        LookScope::ALL.into_iter().find(|scope| scope.code() == code)
    }
}
