use crate::error::{AppError, Next};
use crate::kit::When;
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

/// A session of one's own.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Names it to the server; opens nothing.
    pub id: String,
    pub device: Words,
    pub ip: String,
    pub since: When,
    pub last_seen: When,
    /// When it ends at the latest.
    pub until: When,
    /// The one this page is shown in.
    pub current: bool,
}

/// Ends one session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndSession {
    pub id: String,
}

/// Ends all sessions but the one that asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndOtherSessions {}

#[async_trait]
pub trait SessionsApi {
    /// Newest first, the current one in front.
    async fn sessions(&self) -> Result<Vec<OpenSession>, AppError>;

    async fn end_session(&self, command: EndSession) -> Result<Next, AppError>;

    async fn end_other_sessions(&self, command: EndOtherSessions) -> Result<Next, AppError>;
}
