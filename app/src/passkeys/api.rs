use crate::error::{AppError, Next};
use crate::kit::When;
use async_trait::async_trait;
use serde::Deserialize;

/// One of one's own passkeys.
#[derive(Clone, Debug)]
pub struct Passkey {
    pub id: String,
    pub name: String,
    pub added: When,
    pub last_used: Option<When>,
}

/// Begins to add a passkey.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartPasskey {
    #[serde(default)]
    pub name: String,
}

/// What the browser's authenticator answered, as JSON (WebAuthn Level 3, `toJSON()`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    #[serde(default)]
    pub credential: String,
}

/// Begins to sign in with a passkey.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartSignIn {
    /// The act that waits for it, by its id in the session.
    #[serde(default)]
    pub act: String,
    #[serde(default)]
    pub return_to: String,
}

/// Names a passkey.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnePasskey {
    pub id: String,
}

#[async_trait]
pub trait PasskeysApi {
    /// Whether this console can take passkeys: it needs a host name, since a passkey belongs to one.
    fn has_passkeys(&self) -> bool;

    async fn passkeys(&self) -> Result<Vec<Passkey>, AppError>;

    async fn start_passkey(&self, command: StartPasskey) -> Result<Next, AppError>;

    /// What the browser is asked to make, as JSON.
    async fn passkey_wanted(&self) -> Result<String, AppError>;

    async fn finish_passkey(&self, command: Credential) -> Result<Next, AppError>;

    async fn remove_passkey(&self, command: OnePasskey) -> Result<Next, AppError>;

    async fn start_passkey_sign_in(&self, command: StartSignIn) -> Result<Next, AppError>;

    /// What the browser is asked to sign, as JSON.
    async fn passkey_asked(&self) -> Result<String, AppError>;

    async fn sign_in_with_passkey(&self, command: Credential) -> Result<Next, AppError>;
}
