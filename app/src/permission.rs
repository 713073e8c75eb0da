//! Permissions and roles. Each feature declares its permissions as values: with a verb, the roles that hold it, and
//! whether and how lately it needs step-up. The router, the door, the menu and the help read them.

use crate::kit::{codes, known_by_code};
use crate::messages;
use crate::text::Text;
use std::sync::Arc;

messages! {
    ROLE_OWNER: "契約管理者", "Owner";
    ROLE_ADMINISTRATOR: "管理者", "Administrator";
    ROLE_OPERATOR: "担当者", "Operator";
    ROLE_VIEWER: "閲覧者", "Viewer";
    ROLE_SUPPORT: "運営スタッフ", "Support staff";
    ROLE_DESK: "運営スタッフ（対応案件のみ）", "Support staff (cases only)";
}

/// The kind of action that a permission allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    View,
    Edit,
    /// To decide about the request of another person.
    Approve,
    /// To download a file.
    Download,
}

/// How much an action weighs: whether it needs step-up, and so how old the last proof may be (ASVS 7.5.3). The profile has
/// the two ages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepUpWeight {
    /// The session is enough.
    None,
    /// The action gives nobody power and can be taken back: `step_up.light_max_age_minutes`.
    Light,
    /// Everything else that changes what people may do or see: `step_up.max_age_minutes`.
    Grave,
}

/// One permission. Its code identifies it and is stable, because logs, and later roles, contain it.
#[derive(Clone, Copy)]
pub struct Permission {
    code: &'static str,
    verb: Verb,
    text: Text,
    holders: &'static [Role],
    step_up: StepUpWeight,
    withheld: bool,
}

impl Permission {
    /// A permission with a description in both languages. No role holds it yet.
    pub const fn new(code: &'static str, verb: Verb, ja: &'static str, en: &'static str) -> Permission {
        Permission { code, verb, text: Text::new(ja, en), holders: &[], step_up: StepUpWeight::None, withheld: false }
    }

    #[must_use]
    pub const fn held_by(self, holders: &'static [Role]) -> Permission {
        Permission { holders, ..self }
    }

    #[must_use]
    pub const fn owners_only(self) -> Permission {
        self.held_by(&[Role::Owner])
    }

    /// A sensitive action of full weight: it needs step-up once the last proof is older than the profile allows for grave
    /// actions. The door enforces this, and `/security` lists these actions.
    #[must_use]
    pub const fn with_step_up(self) -> Permission {
        Permission { step_up: StepUpWeight::Grave, ..self }
    }

    /// A sensitive action that weighs less: its proof may be older. Staff have none of these.
    #[must_use]
    pub const fn with_light_step_up(self) -> Permission {
        Permission { step_up: StepUpWeight::Light, ..self }
    }

    /// MS-17: if the profile withholds downloads, only owners hold it. They can give it to others.
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

    /// The description, in plain words.
    pub const fn text(self) -> Text {
        self.text
    }

    pub const fn step_up(self) -> StepUpWeight {
        self.step_up
    }

    pub const fn requires_step_up(self) -> bool {
        !matches!(self.step_up, StepUpWeight::None)
    }

    /// True if a role holds it. `download`: the profile, or a right given to the person, allows downloads (MS-17).
    pub fn is_held_by(self, role: Role, download: bool) -> bool {
        let withheld = self.withheld && !download && role != Role::Owner;
        self.holders.contains(&role) && !withheld
    }
}

known_by_code!(Permission);

codes! {
    /// The built-in roles (glossary: 契約管理者 管理者 担当者 閲覧者), and the provider's staff.
    pub enum Role {
        Owner = "owner" => ROLE_OWNER,
        Administrator = "administrator" => ROLE_ADMINISTRATOR,
        Operator = "operator" => ROLE_OPERATOR,
        Viewer = "viewer" => ROLE_VIEWER,
        Support = "support" => ROLE_SUPPORT,
        /// Handles support cases, and has only the permissions that cases need (BP-15, least privilege).
        Desk = "desk" => ROLE_DESK,
    }
}

/// Members and staff.
pub const EVERYBODY: &[Role] = &Role::ALL;
pub const MEMBERS: &[Role] = &[Role::Owner, Role::Administrator, Role::Operator, Role::Viewer];
/// Members who work with end users.
pub const OPERATORS: &[Role] = &[Role::Owner, Role::Administrator, Role::Operator];
pub const ADMINISTRATORS: &[Role] = &[Role::Owner, Role::Administrator];
pub const STAFF: &[Role] = &[Role::Support, Role::Desk];
/// Staff who do more than handle cases.
pub const SUPPORT: &[Role] = &[Role::Support];

impl Role {
    /// Staff belong to the provider and never to a company.
    pub fn is_staff(self) -> bool {
        STAFF.contains(&self)
    }

    /// Administrators in the sense of the password rules (MS-16).
    pub fn is_administrator(self) -> bool {
        ADMINISTRATORS.contains(&self)
    }
}

/// A role, and what it may do beyond what every member may do, in the order in which pages show it.
#[derive(Clone, Debug)]
pub struct RoleRights {
    pub role: Role,
    pub held: Vec<Permission>,
}

/// The permissions of a person, as sorted codes. Clones share the list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PermissionSet(Arc<[&'static str]>);

impl PermissionSet {
    pub fn remove(&mut self, p: Permission) {
        if self.has(p) {
            self.0 = self.0.iter().copied().filter(|code| *code != p.code).collect();
        }
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

/// Who may use a route or a post. There is no default: each one states it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anyone, signed in or not. The door test lists each of these exceptions.
    Public,
    /// A person with a one-time link made for it, signed in or not.
    Link,
    /// A person who has passed the password but not the second step.
    HalfWay,
    /// A signed-in person with the permission.
    Needs(Permission),
}

codes! {
    /// What a company allows staff to view. The codes are stable, because the database and logs contain them.
    pub enum LookScope {
        EndUsers = "end_users",
        OperationLogs = "operation_logs",
    }
}
