use super::{change, display};
use crate::door::Request;
use crate::use_case;
use app::account::api::{AccountApi, ChangePassword, PasswordFacts, SetDisplay};
use app::error::{AppError, Next};

#[async_trait::async_trait]
impl AccountApi for Request {
    async fn password_facts(&self) -> Result<PasswordFacts, AppError> {
        use_case!(self, change::facts(self))
    }

    async fn change_password(&self, command: ChangePassword) -> Result<Next, AppError> {
        use_case!(self, change::change(self, command))
    }

    async fn set_display(&self, command: SetDisplay) -> Result<Next, AppError> {
        use_case!(self, display::set(self, command))
    }
}
