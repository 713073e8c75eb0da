//! The provider's side.

use crate::door::Request;
use app::error::{AppError, Next};
use app::security::api::ProfileView;
use app::support::api::{ChangeProfile, SupportApi, TenantDetail, TenantList};
use app::text::Words;

#[async_trait::async_trait]
impl SupportApi for Request {
    async fn tenants(&self, _after: &str) -> Result<TenantList, AppError> {
        Err(AppError::NotFound)
    }
    async fn tenant(&self, _id: &str, _preview: Option<&str>) -> Result<TenantDetail, AppError> {
        Err(AppError::NotFound)
    }
    async fn change_profile(&self, _command: ChangeProfile) -> Result<Next, AppError> {
        Err(AppError::NotFound)
    }
    async fn profile(&self, _name: &str) -> Result<ProfileView, AppError> {
        Err(AppError::NotFound)
    }
    async fn profiles(&self) -> Result<Vec<(String, Words)>, AppError> {
        Err(AppError::NotFound)
    }
}
