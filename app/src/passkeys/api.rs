use crate::error::{AppError, Next};
use crate::kit::When;
use crate::permission::{EVERYBODY, Permission, Verb};
use async_trait::async_trait;
use serde::Deserialize;

pub const OWN_PASSKEYS: Permission =
    Permission::new("account.passkeys", Verb::Edit, "自分のパスキーを登録・削除する", "Add and remove your passkeys")
        .held_by(EVERYBODY)
        .with_step_up();

/// One of a person's own passkeys.
#[derive(Clone, Debug)]
pub struct Passkey {
    pub id: String,
    /// None where somebody else than the program has written it.
    pub name: Option<String>,
    pub added: When,
    pub last_used: Option<When>,
    /// True if the row is forged. It signs nobody in and can only be removed.
    pub altered: bool,
}

/// Starts adding a passkey.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartPasskey {
    #[serde(default)]
    pub name: String,
}

/// The answer of the browser's authenticator, as JSON (WebAuthn Level 3, `toJSON()`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    #[serde(default)]
    pub credential: String,
}

/// Starts a sign-in with a passkey.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartSignIn {
    /// The id, in the session, of the action that waits for it.
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

#[cfg_attr(test, unimock::unimock(api = PasskeysFake))]
#[async_trait]
pub trait PasskeysApi: Send + Sync {
    /// True if this console supports passkeys, which need a host name.
    fn has_passkeys(&self) -> bool;

    async fn passkeys(&self) -> Result<Vec<Passkey>, AppError>;

    async fn start_passkey(&self, command: StartPasskey) -> Result<Next, AppError>;

    /// The request for a new passkey, as JSON for the browser.
    async fn passkey_wanted(&self) -> Result<String, AppError>;

    async fn finish_passkey(&self, command: Credential) -> Result<Next, AppError>;

    async fn remove_passkey(&self, command: OnePasskey) -> Result<Next, AppError>;

    async fn start_passkey_sign_in(&self, command: StartSignIn) -> Result<Next, AppError>;

    /// The challenge to sign, as JSON for the browser.
    async fn passkey_asked(&self) -> Result<String, AppError>;

    async fn sign_in_with_passkey(&self, command: Credential) -> Result<Next, AppError>;
}
