use crate::error::{AppError, Next};
use async_trait::async_trait;
use serde::Deserialize;

/// What the sign-in form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    /// Where the person was going; followed only if it is a path of ours.
    #[serde(default)]
    pub return_to: String,
}

/// What the sign-out button sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOut {}

#[async_trait]
pub trait SignInApi {
    /// Checks e-mail address and password and opens a session. Unknown, wrong and locked look and take the same.
    async fn sign_in(&self, command: SignIn) -> Result<Next, AppError>;

    /// Ends the session on the server.
    async fn sign_out(&self, command: SignOut) -> Result<Next, AppError>;
}
