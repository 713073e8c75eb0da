use super::{change, display};
use crate::door::{Outward, Request};
use app::account::api::{AccountApi, ChangePassword, PasswordFacts, SetDisplay};
use app::error::{AppError, Next};

#[async_trait::async_trait]
impl AccountApi for Request {
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
