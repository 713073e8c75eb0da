//! Who may do what, as data: one table of screens and actions, read by the router, the door, the menu and the help.

use crate::messages;
use crate::text::Text;
use Permission as P;

messages! {
    ROLE_OWNER: "契約管理者", "Owner";
    ROLE_ADMINISTRATOR: "管理者", "Administrator";
    ROLE_OPERATOR: "担当者", "Operator";
    ROLE_VIEWER: "閲覧者", "Viewer";
    ROLE_SUPPORT: "運営スタッフ", "Support staff";
    ROLE_DESK: "窓口スタッフ", "Desk staff";
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $ja:literal, $en:literal;)*) => {
        /// One thing that can be allowed. The code is stable: it stands in logs and, later, in roles.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        pub enum Permission { $($(#[$doc])* $name),* }

        impl Permission {
            pub const ALL: &'static [Permission] = &[$(Permission::$name),*];

            pub fn code(self) -> &'static str {
                match self { $(Permission::$name => $code),* }
            }

            pub fn from_code(code: &str) -> Option<Permission> {
                Permission::ALL.iter().copied().find(|p| p.code() == code)
            }

            /// What it allows, in plain words.
            pub fn text(self) -> Text {
                match self { $(Permission::$name => Text::new($ja, $en)),* }
            }
        }
    };
}

permissions! {
    HomeView = "home.view", "ホームを見る", "See the home page";
    OwnAccount = "account.own", "自分のアカウントを管理する", "Manage one's own account";
    OwnSecurity = "account.security", "自分の二要素認証を管理する", "Manage one's own two-step verification";
    OwnPasskeys = "account.passkeys", "自分のパスキーを登録・削除する", "Add and remove one's own passkeys";
    OwnCertificates = "account.certificates", "自分のクライアント証明書を失効させる", "Revoke one's own client certificates";
    EndUsersView = "end_users.view", "エンドユーザーを見る", "See end users";
    ExportsView = "exports.view", "データエクスポートの一覧を見る", "See data exports";
    ExportsCreate = "exports.create", "データエクスポートを作成する", "Create data exports";
    ExportsDownload = "exports.download", "エクスポートしたファイルをダウンロードする", "Download exported files";
    /// MS-17: whatever is taken along as a file, exports, logs and histories, is behind this right as well: off by default
    /// where the profile says so, and given to single people.
    Download = "files.download", "ファイルをダウンロードする", "Download files";
    OperationLogsView = "operation_logs.view", "操作ログを見る", "See the operation log";
    SignInHistoryView = "sign_in_history.view", "メンバーのログイン履歴を見る", "See the members' sign-in history";
    MembersView = "members.view", "メンバーを見る", "See the members";
    MembersManage = "members.manage", "メンバーを招待・変更する", "Invite and change members";
    /// DS-13: whoever holds it is the security manager.
    MembersApprove = "members.approve", "メンバーの追加を承認する", "Approve new members";
    ContactsView = "contacts.view", "担当者連絡先を見る", "See the notification contacts";
    ContactsEdit = "contacts.edit", "担当者連絡先を変更する", "Change the notification contacts";
    CasesConsent = "cases.consent", "サポートの対応案件に同意する", "Consent to support cases";
    ConsentsGrant = "consents.grant", "サポートスタッフの閲覧を許可する", "Let support staff look";
    SecurityView = "security.view", "セキュリティの設定を見る", "See the security settings";
    SecurityEdit = "security.edit", "会社のセキュリティ設定を変更する", "Change the company's security settings";
    SupportHome = "support.home", "運営画面を開く", "Open the support console";
    SupportTenants = "support.tenants", "契約企業を見る", "See companies";
    /// MS-18: only under a company's consent.
    SupportLook = "support.look", "同意を得て会社のデータを閲覧する", "Look at a company's data under its consent";
    SupportProfileChange = "support.profile_change", "サービスプロファイルを変更する", "Change a company's service profile";
    SupportProfiles = "support.profiles", "サービスプロファイルを見る", "See the service profiles";
    SupportCases = "support.cases", "対応案件を扱う", "Handle support cases";
    SupportOutbox = "support.outbox", "送信メールの状態を見る", "See which mails were sent";
    /// DS-13, BP-15: nobody is staff whom another member of staff has not approved.
    SupportStaff = "support.staff", "運営スタッフの追加を依頼・承認する", "Ask for and approve support staff";
    SupportLogs = "support.logs", "運営の操作ログを見る", "See the provider's operation log";
}

impl Permission {
    /// Acts that weigh more: whoever acts proves anew who they are, once the last proof is older than the profile says
    /// (`step_up.max_age_minutes`, ASVS 7.5.3). One table, kept by the door and shown under `/security`.
    pub const FRESH: &'static [Permission] = &[
        Permission::OwnPasskeys,
        Permission::OwnCertificates,
        Permission::ExportsCreate,
        Permission::ExportsDownload,
        Permission::Download,
        Permission::MembersManage,
        Permission::MembersApprove,
        // Contacts are told when an account is to be opened again: whoever changes them could keep that quiet.
        Permission::ContactsEdit,
        Permission::CasesConsent,
        Permission::ConsentsGrant,
        Permission::SecurityEdit,
        Permission::SupportProfileChange,
        Permission::SupportCases,
        Permission::SupportStaff,
    ];

    pub fn wants_fresh_proof(self) -> bool {
        Permission::FRESH.contains(&self)
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
        matches!(self, Role::Support | Role::Desk)
    }

    /// Administrators in the sense of the password rules (MS-16).
    pub fn is_administrator(self) -> bool {
        matches!(self, Role::Owner | Role::Administrator)
    }

    /// What the role allows. `download` is the answer to MS-17, of the profile or for this person: with `false` only the
    /// owner keeps it, who can give it to others.
    pub fn permissions(self, download: bool) -> PermissionSet {
        let own: &[P] = if self.is_staff() { &STAFF_ALL } else { &MEMBERS_ALL };
        let more: &[P] = match self {
            Role::Owner | Role::Administrator => ADMINISTRATORS,
            Role::Operator => &[P::EndUsersView, P::ExportsView],
            Role::Viewer => &[],
            Role::Support => SUPPORT,
            Role::Desk => DESK,
        };
        let mut set = PermissionSet::default();
        for p in own.iter().chain(more) {
            let withheld =
                !download && self != Role::Owner && matches!(p, P::ExportsCreate | P::ExportsDownload | P::Download);
            let owners = *p == P::MembersApprove && self != Role::Owner;
            if !withheld && !owners {
                set.insert(*p);
            }
        }
        set
    }
}

/// Everybody of a company.
const MEMBERS_ALL: [P; 6] =
    [P::HomeView, P::OwnAccount, P::OwnSecurity, P::OwnPasskeys, P::OwnCertificates, P::Download];

const ADMINISTRATORS: &[P] = &[
    P::EndUsersView,
    P::ExportsView,
    P::ExportsCreate,
    P::ExportsDownload,
    P::OperationLogsView,
    P::SignInHistoryView,
    P::MembersView,
    P::MembersManage,
    P::MembersApprove,
    P::ContactsView,
    P::ContactsEdit,
    P::CasesConsent,
    P::ConsentsGrant,
    P::SecurityView,
    P::SecurityEdit,
];

/// All of the provider's staff.
const STAFF_ALL: [P; 5] = [P::OwnAccount, P::OwnSecurity, P::OwnPasskeys, P::SupportHome, P::Download];

const SUPPORT: &[P] = &[
    P::SupportTenants,
    P::SupportLook,
    P::SupportProfileChange,
    P::SupportProfiles,
    P::SupportCases,
    P::SupportOutbox,
    P::SupportStaff,
    P::SupportLogs,
];

/// Cases alone (BP-15).
const DESK: &[P] = &[P::SupportTenants, P::SupportCases, P::SupportOutbox];

/// A set of permissions, small enough to copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PermissionSet(u64);

impl PermissionSet {
    pub fn insert(&mut self, p: Permission) {
        self.0 |= 1 << (p as u64);
    }

    pub fn remove(&mut self, p: Permission) {
        self.0 &= !(1 << (p as u64));
    }

    pub fn has(self, p: Permission) -> bool {
        self.0 & (1 << (p as u64)) != 0
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_and_members_share_only_their_own_account() {
        let staff = Role::Support.permissions(true);
        for role in [Role::Owner, Role::Administrator, Role::Operator, Role::Viewer] {
            for p in Permission::ALL {
                let both = staff.has(*p) && role.permissions(true).has(*p);
                let own =
                    [Permission::OwnAccount, Permission::OwnSecurity, Permission::OwnPasskeys, Permission::Download];
                assert!(!both || own.contains(p), "{p:?} is held by staff and {role:?}");
            }
        }
    }

    #[test]
    fn the_table_of_roles_withholds_downloads_where_the_profile_says_so() {
        for role in [Role::Administrator, Role::Operator, Role::Viewer] {
            assert!(
                !role.permissions(false).has(Permission::Download) && role.permissions(true).has(Permission::Download)
            );
        }
        assert!(Role::Owner.permissions(false).has(Permission::Download));
    }
}
