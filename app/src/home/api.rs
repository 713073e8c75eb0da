use crate::error::AppError;
use crate::kit::{Todo, When};
use crate::operation_logs::api::LogRow;
use crate::permission::{MEMBERS, Permission, Verb};
use async_trait::async_trait;

pub const VIEW: Permission =
    Permission::new("home.view", Verb::View, "ホームを見る", "See the home page").held_by(MEMBERS);

/// The home page. Parts that the person may not see are absent.
#[derive(Clone, Debug)]
pub struct Home {
    pub now: When,
    /// Tasks that wait for the person.
    pub todo: Vec<Todo>,
    /// The newest lines of the operation log, if the person may see it.
    pub recent: Option<Vec<LogRow>>,
    /// The number of end users and the end of the last import, if the person may see them.
    pub end_users: Option<(u64, Option<When>)>,
}

#[cfg_attr(test, unimock::unimock(api = HomeFake))]
#[async_trait]
pub trait HomeApi: Send + Sync {
    async fn home(&self) -> Result<Home, AppError>;

    /// The tasks that wait for a member of the desk; `None` for staff who do not belong to it.
    async fn desk(&self) -> Result<Option<Vec<Todo>>, AppError>;
}
