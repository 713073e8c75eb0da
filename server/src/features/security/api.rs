use super::{profile_change, rules, show};
use crate::door::{Outward, Request};
use app::error::{AppError, Next};
use app::security::api::{ChangeCompanyRules, CompanyRules, ProfileChange, ProfileView, SecurityApi};

#[async_trait::async_trait]
impl SecurityApi for Request {
    async fn own_profile(&self) -> Result<ProfileView, AppError> {
        show::own_profile(self).await.outward(self)
    }

    async fn profile_changes(&self) -> Result<Vec<ProfileChange>, AppError> {
        profile_change::of_company(self).await.outward(self)
    }

    async fn company_rules(&self) -> Result<CompanyRules, AppError> {
        rules::company_rules(self).await.outward(self)
    }

    async fn change_company_rules(&self, command: ChangeCompanyRules) -> Result<Next, AppError> {
        rules::change_company_rules(self, command).await.outward(self)
    }
}
