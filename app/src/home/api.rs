use crate::announcements::api::AnnouncementRow;
use crate::error::AppError;
use crate::kit::{Todo, Total, When};
use crate::operation_logs::api::LogRow;
use crate::permission::{MEMBERS, Permission, RoleRights, Verb};
use crate::text::{Text, Words};
use async_trait::async_trait;

pub const VIEW: Permission = Permission::new("home.view", Verb::View, "ホームを表示する", "View Home").held_by(MEMBERS);

/// A figure of the month, in words.
#[derive(Clone, Debug)]
pub struct MonthFigure {
    pub name: Text,
    pub n: Total,
    /// The entries of the log that are counted, if they are.
    pub page: Option<String>,
}

/// Figures since the first day of this month, in Japan.
#[derive(Clone, Debug)]
pub struct MonthFigures {
    pub since: When,
    pub figures: Vec<MonthFigure>,
}

/// How the company stands, in lines beside the number of end users. What the person may not see is absent.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The end of the last export, if there was one.
    pub last_export: Option<When>,
    /// The number of consents by which support staff can view data right now.
    pub consents: Option<u64>,
    /// The title of the contract's profile.
    pub profile: Words,
}

/// Something that a person did: a request by its first entry in the log, and the equal ones before it.
#[derive(Clone, Debug)]
pub struct RecentAct {
    pub row: LogRow,
    /// The number of its further entries.
    pub more: u64,
}

/// The person's own account, for a role that sees nothing else, and who can give another role.
#[derive(Clone, Debug)]
pub struct OwnState {
    pub rights: RoleRights,
    pub password_expires: Option<When>,
    pub two_step: bool,
    /// The number of open sessions.
    pub sessions: u64,
    /// The names of the company's owners.
    pub owners: Vec<String>,
}

/// The home page. Parts that the person may not see are absent.
#[derive(Clone, Debug)]
pub struct Home {
    pub now: When,
    /// Tasks that wait for the person.
    pub todo: Vec<Todo>,
    /// The newest announcements.
    pub announcements: Vec<AnnouncementRow>,
    /// What people did last, if the person may see the operation log.
    pub recent: Option<Vec<RecentAct>>,
    /// The number of end users and the end of the last import, if the person may see them.
    pub end_users: Option<(u64, Option<When>)>,
    /// How the company stands, for people who may see the end users.
    pub standing: Option<Standing>,
    /// The figures that the person may see.
    pub month: Option<MonthFigures>,
    /// For a person who may see neither data nor records.
    pub own: Option<OwnState>,
}

#[cfg_attr(test, unimock::unimock(api = HomeFake))]
#[async_trait]
pub trait HomeApi: Send + Sync {
    async fn home(&self) -> Result<Home, AppError>;

    /// The tasks that wait for a member of the desk; `None` for staff who do not belong to it.
    async fn desk(&self) -> Result<Option<Vec<Todo>>, AppError>;
}
