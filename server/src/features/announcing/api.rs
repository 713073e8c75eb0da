use super::{correct, list, save, show, steps};
use crate::door::{Outward, Request};
use app::announcements::kinds::AnnouncementState;
use app::announcing::api::{
    AnnouncingApi, DraftDetail, DraftForm, DraftList, OneDraft, ReturnDraft, SaveDraft, WRITE, WithdrawAnnouncement,
};
use app::error::{AppError, Next};
use app::kit::ListCursor;

#[async_trait::async_trait]
impl AnnouncingApi for Request {
    async fn drafts(&self, state: Option<AnnouncementState>, cursor: &ListCursor) -> Result<DraftList, AppError> {
        list::list(self, state, cursor).await.outward(self)
    }

    async fn draft(&self, id: &str) -> Result<DraftDetail, AppError> {
        show::detail(self, id).await.outward(self)
    }

    async fn draft_form(&self, id: &str, typed: Option<SaveDraft>) -> Result<DraftForm, AppError> {
        show::form(self, id, typed).await.outward(self)
    }

    async fn create_draft(&self, command: SaveDraft) -> Result<Next, AppError> {
        save::create(self, command).await.outward(self)
    }

    async fn save_draft(&self, command: SaveDraft) -> Result<Next, AppError> {
        save::save(self, command).await.outward(self)
    }

    async fn preview_draft(&self, _: SaveDraft) -> Result<Next, AppError> {
        self.check(WRITE).await.outward(self)?;
        Err(AppError::Preview)
    }

    async fn submit_draft(&self, command: SaveDraft) -> Result<Next, AppError> {
        save::submit(self, command).await.outward(self)
    }

    async fn approve_draft(&self, command: OneDraft) -> Result<Next, AppError> {
        steps::approve(self, command).await.outward(self)
    }

    async fn return_draft(&self, command: ReturnDraft) -> Result<Next, AppError> {
        steps::give_back(self, command).await.outward(self)
    }

    async fn publish_draft(&self, command: OneDraft) -> Result<Next, AppError> {
        steps::publish_now(self, command).await.outward(self)
    }

    async fn correct_announcement(&self, command: OneDraft) -> Result<Next, AppError> {
        correct::correct(self, command).await.outward(self)
    }

    async fn discard_draft(&self, command: OneDraft) -> Result<Next, AppError> {
        steps::discard(self, command).await.outward(self)
    }

    async fn withdraw_announcement(&self, command: WithdrawAnnouncement) -> Result<Next, AppError> {
        correct::withdraw(self, command).await.outward(self)
    }
}
