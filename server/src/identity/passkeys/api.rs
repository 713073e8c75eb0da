use super::passkey::relying_party;
use super::{question, register, show, sign_in};
use crate::door::{Outward, Request};
use app::error::{AppError, Next};
use app::passkeys::api::{Credential, OnePasskey, Passkey, PasskeysApi, StartPasskey, StartSignIn};

#[async_trait::async_trait]
impl PasskeysApi for Request {
    fn has_passkeys(&self) -> bool {
        relying_party(&self.app.config).is_some()
    }

    async fn passkeys(&self) -> Result<Vec<Passkey>, AppError> {
        show::list(self).await.outward(self)
    }

    async fn start_passkey(&self, command: StartPasskey) -> Result<Next, AppError> {
        register::start(self, &command.name).await.outward(self)
    }

    async fn passkey_wanted(&self) -> Result<String, AppError> {
        register::registration(self).await.outward(self)
    }

    async fn finish_passkey(&self, command: Credential) -> Result<Next, AppError> {
        register::finish(self, &command.credential).await.outward(self)
    }

    async fn remove_passkey(&self, command: OnePasskey) -> Result<Next, AppError> {
        register::remove(self, &command.id).await.outward(self)
    }

    async fn start_passkey_sign_in(&self, command: StartSignIn) -> Result<Next, AppError> {
        question::start(self, command).await.outward(self)
    }

    async fn passkey_asked(&self) -> Result<String, AppError> {
        question::challenge(self).await.outward(self)
    }

    async fn sign_in_with_passkey(&self, command: Credential) -> Result<Next, AppError> {
        sign_in::finish(self, &command.credential).await.outward(self)
    }
}
