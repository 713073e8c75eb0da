use crate::error::{AppError, Next};
use crate::kit::When;
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

/// One of a person's own sessions.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Identifies the session to the server, but does not open it.
    pub id: String,
    pub device: Words,
    pub ip: String,
    pub since: When,
    pub last_seen: When,
    /// The latest time at which it ends.
    pub until: When,
    /// True for the session of this page.
    pub current: bool,
}

/// Ends one session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndSession {
    pub id: String,
}

/// Ends all sessions except the current one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndOtherSessions {}

/// Resets the idle timeout of the current session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtendSession {}

#[cfg_attr(test, unimock::unimock(api = SessionsFake))]
#[async_trait]
pub trait SessionsApi: Send + Sync {
    /// Newest first, after the current one.
    async fn sessions(&self) -> Result<Vec<OpenSession>, AppError>;

    async fn end_session(&self, command: EndSession) -> Result<Next, AppError>;

    async fn end_other_sessions(&self, command: EndOtherSessions) -> Result<Next, AppError>;

    async fn extend_session(&self, command: ExtendSession) -> Result<Next, AppError>;
}
