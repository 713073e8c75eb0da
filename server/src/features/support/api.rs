use super::{change, detail, list, profiles};
use crate::door::{Outward, Request};
use app::error::{AppError, Next};
use app::kit::ListCursor;
use app::security::api::{ProfileView, StaffRule};
use app::support::api::{
    CHANGE_PROFILE, ChangeProfile, CompanySearch, OneProfileChange, PreviewProfile, SupportApi, TenantDetail,
    TenantList,
};
use app::support::messages as m;
use app::text::Words;

#[async_trait::async_trait]
impl SupportApi for Request {
    async fn tenants(&self, search: &CompanySearch, cursor: &ListCursor) -> Result<TenantList, AppError> {
        list::tenants(self, search, cursor).await.outward(self)
    }

    async fn tenant(&self, id: &str, preview: Option<&str>) -> Result<TenantDetail, AppError> {
        detail::detail(self, id, preview).await.outward(self)
    }

    async fn preview_profile(&self, command: PreviewProfile) -> Result<Next, AppError> {
        self.check(CHANGE_PROFILE).await.outward(self)?;
        if command.profile.is_empty() {
            return Err(AppError::invalid("profile", m::PROFILE_UNKNOWN));
        }
        Err(AppError::Preview)
    }

    async fn ask_profile(&self, command: ChangeProfile) -> Result<Next, AppError> {
        change::ask(self, command).await.outward(self)
    }

    async fn approve_profile(&self, command: OneProfileChange) -> Result<Next, AppError> {
        change::approve(self, command).await.outward(self)
    }

    async fn cancel_profile(&self, command: OneProfileChange) -> Result<Next, AppError> {
        change::cancel(self, command).await.outward(self)
    }

    async fn profile(&self, name: &str) -> Result<ProfileView, AppError> {
        profiles::one(self, name).await.outward(self)
    }

    async fn staff_rules(&self) -> Result<Vec<StaffRule>, AppError> {
        profiles::staff_rules(self).await.outward(self)
    }

    async fn profiles(&self) -> Result<Vec<(String, Words)>, AppError> {
        profiles::all(self).await.outward(self)
    }
}
