use super::{change, display, show};
use crate::door::{Outward, Request};
use app::account::api::{AccountApi, AccountFacts, ChangePassword, PasswordFacts, SetDisplay};
use app::error::{AppError, Next};

#[async_trait::async_trait]
impl AccountApi for Request {
    async fn account_facts(&self) -> Result<AccountFacts, AppError> {
        show::facts(self).await.outward(self)
    }

    async fn password_facts(&self) -> Result<PasswordFacts, AppError> {
        change::facts(self).await.outward(self)
    }

    async fn change_password(&self, command: ChangePassword) -> Result<Next, AppError> {
        change::change(self, command).await.outward(self)
    }

    async fn set_display(&self, command: SetDisplay) -> Result<Next, AppError> {
        display::set(self, command).await.outward(self)
    }
}
