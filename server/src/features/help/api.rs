use super::{policy, search, show};
use crate::door::{Outward, Request};
use app::error::AppError;
use app::help::api::{HelpApi, HelpHit, HelpPage, HelpShelf, PlainPolicy};
use app::text::Lang;

#[async_trait::async_trait]
impl HelpApi for Request {
    async fn help_shelves(&self) -> Result<Vec<HelpShelf>, AppError> {
        Ok(show::shelves(show::is_staff(self)))
    }

    async fn help_found(&self, typed: &str, lang: Lang) -> Result<Vec<HelpHit>, AppError> {
        Ok(search::found(typed, lang, show::is_staff(self)))
    }

    async fn help_page(&self, name: &str, lang: Lang) -> Result<HelpPage, AppError> {
        show::page(self, name, lang).ok_or(AppError::NotFound)
    }

    async fn help_policy(&self) -> Result<PlainPolicy, AppError> {
        policy::own(self).await.outward(self)
    }
}
