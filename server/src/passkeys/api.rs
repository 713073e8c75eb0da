use super::{register, show, sign_in};
use crate::door::Request;
use crate::use_case;
use app::error::{AppError, Next};
use app::passkeys::api::{Credential, OnePasskey, Passkey, PasskeysApi, StartPasskey, StartSignIn};

#[async_trait::async_trait]
impl PasskeysApi for Request {
    fn has_passkeys(&self) -> bool {
        self.app.webauthn.is_some()
    }

    async fn passkeys(&self) -> Result<Vec<Passkey>, AppError> {
        use_case!(self, show::list(self))
    }

    async fn start_passkey(&self, command: StartPasskey) -> Result<Next, AppError> {
        use_case!(self, register::start(self, &command.name))
    }

    async fn passkey_wanted(&self) -> Result<String, AppError> {
        use_case!(self, register::wanted(self))
    }

    async fn finish_passkey(&self, command: Credential) -> Result<Next, AppError> {
        use_case!(self, register::finish(self, &command.credential))
    }

    async fn remove_passkey(&self, command: OnePasskey) -> Result<Next, AppError> {
        use_case!(self, register::remove(self, &command.id))
    }

    async fn start_passkey_sign_in(&self, command: StartSignIn) -> Result<Next, AppError> {
        use_case!(self, sign_in::start(self, command))
    }

    async fn passkey_asked(&self) -> Result<String, AppError> {
        use_case!(self, sign_in::asked(self))
    }

    async fn sign_in_with_passkey(&self, command: Credential) -> Result<Next, AppError> {
        use_case!(self, sign_in::finish(self, &command.credential))
    }
}
