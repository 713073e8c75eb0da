//! What is in force for the company.

use crate::door::Request;
use crate::fault::Fault;
use crate::use_case;
use app::error::AppError;
use app::security::api::{ProfileView, SecurityApi};

#[async_trait::async_trait]
impl SecurityApi for Request {
    async fn own_profile(&self) -> Result<ProfileView, AppError> {
        use_case!(self, async { Err(Fault::NotFound) })
    }
}
